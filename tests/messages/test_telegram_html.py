"""Whether the Bot API would take a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.demo.chat.markup import ApiError, parse_html
from frontdesk.messages.telegram_html import check


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<b>a &amp; b</b> &lt;c&gt; &#39;", "a & b <c> '"),
        ('<tg-time unix="1795300000" format="r">now</tg-time>', "now"),
        ("<blockquote expandable>q</blockquote>", "q"),
        ('<a href="tg://user?id=12">Piotr</a>', "Piotr"),
        ('<pre><code class="language-python">x</code></pre>', "x"),
        ("<tg-spoiler><i>s</i></tg-spoiler>", "s"),
        ("a > b", "a > b"),
    ],
)
def test_what_telegram_takes_gives_the_plain_text(text, plain):
    assert check(text) == plain
    assert parse_html(text).text == plain


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a < b", "unclosed tag at byte offset 2"),
        ("żółw <br> x", 'unsupported tag "br" at byte offset 8'),
        ("<b>a", 'no end tag for "b"'),
        ("a</b>", 'unexpected end tag "b" at byte offset 1'),
        ("<b><i>a</b></i>", 'expected "</i>", found "</b>" at byte offset 7'),
        ("a &nbsp; b", "unknown reference at byte offset 2"),
        ("a & b", "unknown reference"),
        ('<b class="x">a</b>', '"b" takes no class="x"'),
        ("<a>x</a>", '"a" needs href'),
        ('<a href="javascript:alert(1)">x</a>', '"a" takes no href'),
        ('<tg-time unix="soon">x</tg-time>', '"tg-time" takes no unix'),
        ("<code><b>x</b></code>", '"b" inside "code"'),
        ("<blockquote><blockquote>x</blockquote></blockquote>", "quotation inside"),
        ("<b> </b>", "nothing to read"),
        ("x" * 4097, "4097 UTF-16 units"),
        ("😀" * 2049, "4098 UTF-16 units"),
        ("<b>x</b>" * 101, "101 entities"),
        ("a\0b", "a NUL"),
    ],
)  # fmt: skip
def test_what_telegram_would_refuse_is_refused_with_its_place(text, complaint):
    with pytest.raises(ValueError, match=r".") as error:
        check(text)

    assert complaint in str(error.value)


@given(
    st.lists(
        st.sampled_from(
            ["<b>", "</b>", "<i>", "</i>", "<", ">", "&", "&lt;", "&#60;", "a", '"', "/", "<code>", "</code>"]
        )
    )
)
def test_what_passes_here_is_never_refused_by_the_bot_api(parts):
    text = "".join(parts)
    try:
        plain = check(text)
    except ValueError:
        return
    try:
        parsed = parse_html(text)
    except ApiError as error:
        pytest.fail(f"{text!r}: {error}")

    assert parsed.text == plain.strip()
