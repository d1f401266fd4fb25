"""The stand-in's own reading of Telegram's HTML, against the public server's words."""

import pytest

from frontdesk.demo.chat import ApiError
from frontdesk.demo.chat.links import with_found
from frontdesk.demo.chat.markup import parse_html


def _row(name, *values):
    return pytest.param(*values, id=name)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        _row("unknown tag", "<p>hello", 'Unsupported start tag "p" at byte offset 0'),
        _row("bytes, not characters", "Привет <x>", 'Unsupported start tag "x" at byte offset 13'),
        _row("four bytes for an emoji", "🔥<Script>", 'Unsupported start tag "script" at byte offset 4'),
        _row("less-than sign", "a < b > c", 'Unsupported start tag "" at byte offset 2'),
        _row("less-than at the end", "a <", "Unclosed start tag at byte offset 2"),
        _row("self-closing", "<br/>x", 'Unsupported start tag "br/" at byte offset 0'),
        _row("cut tag", "<b>x</b><a", "Unclosed start tag at byte offset 8"),
        _row("cut in an address", '<a href="https://a.pl', "Unclosed start tag at byte offset 0"),
        _row("cut after the equals sign", "<a href=", 'Unclosed start tag "a" at byte offset 0'),
        _row("cut after a name", "<a href", 'Unclosed start tag "a" at byte offset 0'),
        _row("no attribute name", "<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        _row("cut before an attribute", "<a ", 'Empty attribute name in the tag "a" at byte offset 0'),
        _row("loose value", "<a href=a/b>y</a>", "Unexpected end of name token at byte offset 8"),
        _row("plain span", "<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        _row("end without start", "x</b>", "Unexpected end tag at byte offset 1"),
        _row("cut end", "<b>x</b", "Unclosed end tag at byte offset 4"),
        _row(
            "crossed tags",
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        _row("never closed", "<b>x <i>y</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        _row("bad emoji", '<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        _row(
            "half a surrogate pair",
            "&#xD83D;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
        _row("null byte", "a\0b", "Text must not contain null bytes"),
        _row("bad date format", '<tg-time unix="1" format="zz">a</tg-time>', "Invalid date format specified"),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source, complaint):
    with pytest.raises(ApiError) as refused:
        parse_html(source)

    assert refused.value.status == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        _row("four named references", "&lt;&gt;&amp;&quot;", '<>&"'),
        _row("other names stay", "&apos;&nbsp;&copy;", "&apos;&nbsp;&copy;"),
        _row("semicolon may miss", "R&amp D", "R& D"),
        _row("numbers", "&#65;&#x42;&#1046;", "ABЖ"),
        _row("zero and overlong numbers stay", "&#0;&#00000000065;", "&#0;&#00000000065;"),
        _row("bare ampersand", "Tom & Jerry", "Tom & Jerry"),
        _row("decoded once only", "&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        _row("capitals", "<B>x</b> <I>y</I>", "x y"),
        _row("short end", "<b>x</>", "x"),
        _row("unknown attributes are ignored", "<b onclick='x' y>z</b>", "z"),
        _row("blanks around", " \n <b> x </b>\n", "x"),
        _row("controls become blanks, line separators go", "a\tb\x01c\u2028d\r\ne\u202ef", "a b cd\nef"),
    ],
)
def test_text_is_kept_as_telegram_keeps_it(source, text):
    assert parse_html(source).text == text


@pytest.mark.parametrize(
    ("source", "entities"),
    [
        _row("all plain tags", "<b>1</b><i>2</i><u>3</u><s>4</s><code>5</code><pre>6</pre>", [
            ("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1),
            ("strikethrough", 3, 1), ("code", 4, 1), ("pre", 5, 1),
        ]),
        _row("their other names", "<strong>1</strong><em>2</em><ins>3</ins><del>4</del><strike>5</strike>", [
            ("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1),
            ("strikethrough", 3, 1), ("strikethrough", 4, 1),
        ]),
        _row("spoilers", '<tg-spoiler>1</tg-spoiler><span class="tg-spoiler">2</span>', [
            ("spoiler", 0, 1), ("spoiler", 1, 1),
        ]),
        _row("quotes", "<blockquote>1</blockquote><blockquote expandable>2</blockquote>", [
            ("blockquote", 0, 1), ("expandable_blockquote", 1, 1),
        ]),
        _row("lengths count UTF-16 units", "🔥 <b>я🔥</b>", [("bold", 3, 3)]),
        _row("nested, the longer first", "<i><b>x</b>y</i>", [("italic", 0, 2), ("bold", 0, 1)]),
        _row("empty ones vanish", "<b></b>x", []),
        _row("moved by trimming", "\n\n<b>x</b>  ", [("bold", 0, 1)]),
        _row("link", '<a href="https://a.pl/?x=1&amp;y=2">z</a>', [("text_link", 0, 1)]),
        _row("link without an address", "<a>https://a.pl</a>", [("text_link", 0, 12)]),
        _row("person", '<a href="tg://user?id=12">Piotr</a>', [("text_mention", 0, 5)]),
        _row("bad addresses vanish", '<a href="http://localhost">x</a><a href="tel:+48">y</a>', []),
    ],
)  # fmt: skip
def test_entities_stand_where_telegram_puts_them(source, entities):
    assert [(each.type, each.offset, each.length) for each in parse_html(source).entities] == entities


def test_entities_carry_what_their_tag_says():
    parsed = parse_html(
        '<a href="https://a.pl/?x=1&amp;y=2">a</a><a href="tg://user?id=12">b</a>'
        '<pre><code class="language-python">c</code></pre>'
        '<tg-time unix="1795300000" format="wDT">d</tg-time><tg-emoji emoji-id="5368">e</tg-emoji>'
    )

    assert [entity.json() for entity in parsed.entities] == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://a.pl/?x=1&y=2"},
        {"type": "text_mention", "offset": 1, "length": 1,
         "user": {"id": 12, "is_bot": False, "first_name": "12"}},
        {"type": "pre", "offset": 2, "length": 1, "language": "python"},
        {"type": "date_time", "offset": 3, "length": 1, "unix_time": 1795300000, "date_time_format": "wDT"},
        {"type": "custom_emoji", "offset": 4, "length": 1, "custom_emoji_id": "5368"},
    ]  # fmt: skip


def test_only_a_hundred_entities_count():
    assert len(parse_html("<b>x</b> " * 101).entities) == 100


@pytest.mark.parametrize(
    ("source", "found"),
    [
        _row(
            "address with a scheme", "see https://evil.example/x?y now", [("url", "https://evil.example/x?y")]
        ),
        _row("bare domain", "write to acme.pl today", [("url", "acme.pl")]),
        _row("reserved domain", "acme.example is none", []),
        _row("a masked mail mentions its company", "j•••@acme.pl", [("mention", "@acme")]),
        _row("mail", "jan@acme.pl", [("email", "jan@acme.pl")]),
        _row("mention", "ask @durov_x", [("mention", "@durov_x")]),
        _row("command", "/start it", [("bot_command", "/start")]),
        _row("slash in a word", "CTO/CEO", []),
        _row("hashtag", "#sale2026", [("hashtag", "#sale2026")]),
        _row("number of a lead", "#142", []),
        _row("phone", "call +48 600 100 200", [("phone_number", "+48 600 100 200")]),
        _row("code is left alone", "<code>https://evil.pl @durov /start</code>", []),
        _row("text of a link is left alone", '<a href="https://a.pl">b.pl</a>', []),
    ],
)
def test_telegram_makes_links_by_itself(source, found):
    parsed = with_found(parse_html(source))

    live = [each for each in parsed.entities if each.type not in ("code", "text_link")]
    assert [(each.type, parsed.text[each.offset : each.end]) for each in live] == found
