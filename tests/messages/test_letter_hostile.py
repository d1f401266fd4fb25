"""A visitor puts nothing into a letter but a name: whatever is written, every shipped letter keeps its shape.

Once with values as they come, which `LetterValues` cleans, and once with values that got past it: the
escaping of the templates must hold alone.
"""

import html.parser
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.messages.letter import LetterValues
from frontdesk.messages.templates import Letters
from frontdesk.model.delivery import Letter

LETTERS = [
    (name, language)
    for name in (
        *("again", "ask_details", "case_study", "full_profile", "last_word", "phone_given", "product"),
        "still_there",
    )
    for language in ("en", "pl", "ru")
]
ATTACKS = (
    "{{ 7*191 }}",
    "{% include 'signature' %}",
    "{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "{# hidden #}",
    "[Win](https://evil.example)",
    "![x](https://evil.example/p.png)",
    "<https://evil.example>",
    "https://evil.example",
    "evil.example/win",
    "www.evil.example",
    "win@evil.example",
    "mailto:win@evil.example",
    "tel:+48600100200",
    "[Win][1]\n\n[1]: https://evil.example",
    "# Win",
    "Win\n===",
    "- Win",
    "1. Win",
    "> Win",
    "    Win",
    "```\nWin",
    "**Win**",
    "_Win_",
    "`Win`",
    "~~Win~~",
    "---",
    "<b>Win</b>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></td></tr></table><h1>Win</h1>",
    "<!-- ",
    "-->",
    "<![CDATA[",
    "&lt;b&gt;Win",
    "&#60;b&#62;",
    '"><a href="https://evil.example">',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "\ue000\ue001\uf000\uf001",
    "Maria\r\nBcc: victim@example.net",
    "\u202eairaM",
    "\u2066Maria",
    "Maria\u2028Win",
    "Maria\x85Win",
    "Maria\x0bWin\x0cWin",
    "Maria\x00",
    "\ud800Maria",
    "Ｗｉｎ．ｅｖｉｌ",
    "Win ⓔⓥⓘⓛ.ⓔⓧ",
    "W" * 30_000,
    "W\u0301" * 200,
)
attacks = st.one_of(
    st.sampled_from(ATTACKS),
    st.lists(st.sampled_from([*ATTACKS, "Maria", " ", "\n"]), min_size=2, max_size=4).map("".join),
    st.text(max_size=60),
)
plain_attacks = attacks.filter(lambda text: len(text) < 5_000).map(
    lambda text: text.encode("utf-8", "replace").decode().replace("\0", "")
)


class _Shape(html.parser.HTMLParser):
    """The tags of a page with their attributes, its comments, and how deep each tag stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, attrs))

    def handle_endtag(self, tag):
        self.seen.append(("/", tag))

    def handle_comment(self, data):
        self.seen.append(("comment", data))


def _raw(**values: object) -> LetterValues:
    """Values that got past the cleaning."""
    made = LetterValues()
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


def _rendered(letters: Letters, which: tuple[str, str], values: LetterValues) -> Letter:
    return letters.render(*which, values, unsubscribe="https://desk.example/u/x")


@settings(max_examples=300)
@given(which=st.sampled_from(LETTERS), text=attacks)
def test_what_a_visitor_writes_adds_nothing_to_either_part(ours, which, text):
    values = LetterValues(greeting=text, company=text, product=text)
    letter, safe = _rendered(ours, which, values), _rendered(ours, which, LetterValues())

    assert letter.subject == safe.subject
    assert _Shape(letter.html).seen == _Shape(safe.html).seen
    assert letter.text.count("\n") == safe.text.count("\n")
    assert _links(letter.text) == _links(safe.text)
    assert not set(letter.text) & set("*_`#<>{}[]~=\\\u2028\x85\x0b\x0c\x00") - set(safe.text)
    assert [line[:2] for line in letter.text.splitlines()] == [line[:2] for line in safe.text.splitlines()]
    assert "1337" not in letter.text + letter.html
    assert (letter.text + letter.html).isprintable() or "\n" in letter.text
    assert (letter.text + letter.html).encode()


@settings(max_examples=200)
@given(which=st.sampled_from(LETTERS), text=plain_attacks)
def test_the_escaping_holds_without_the_cleaning(ours, which, text):
    values = _raw(greeting=text or "x", company=text, product=text)
    letter, safe = _rendered(ours, which, values), _rendered(ours, which, LetterValues())

    assert _Shape(letter.html).seen == _Shape(safe.html).seen
    assert "1337" not in letter.html.replace(text, "")
    assert letter.subject == safe.subject


def _links(text: str) -> Counter[str]:
    """What a mail program makes a link of in plain text."""
    return Counter(re.findall(r"\w+://\S+|www\.\S+|\S+@\S+|[^\W_]{2,}\.[^\W\d_]{2,}", text))


@pytest.mark.parametrize("attack", ["javascript:alert(1)", "//evil.example", "x", "data:text/html,x"])
def test_an_address_to_unsubscribe_at_is_an_address(ours, attack):
    with pytest.raises(ValueError, match="expected an address to unsubscribe at"):
        ours.render("again", "en", LetterValues(), unsubscribe=attack)


def test_an_address_to_unsubscribe_at_ends_both_parts_or_stands_in_neither(ours):
    link = "https://desk.example/u/x?a=1&b=2"
    letter = ours.render("again", "pl", LetterValues(), unsubscribe=link)
    without = ours.render("again", "pl", LetterValues())

    assert letter.text.endswith(f"\nNie chcę otrzymywać kolejnych wiadomości: {link}\n")
    assert 'href="https://desk.example/u/x?a=1&amp;b=2"' in letter.html
    assert "desk.example" not in without.text + without.html
    assert "Nie chcę" not in without.html


LIVE = {
    "numbers of a host": "1.1.1.1",
    "a path behind them": "Acme 1.2.3.4/win",
    "www and one letter": "www.e",
    "www in capitals": "Jan WWW.e",
    "a host with a mark of no ink": "evil.c\u034fom",
    "letters that nobody sees": "\u3164\u115f\uffa0",
    "one among others": "Jan\u3164",
}
REAL = ["Acme Sp. z o.o.", "Studio 3.14", "WWW Studio", "Awww. Ltd", "A.B. C.D.", "1.2.3 Go"]


@pytest.mark.parametrize("text", LIVE.values(), ids=LIVE)
def test_what_is_live_or_unseen_is_no_name(text):
    values = LetterValues(greeting=text, company=text, product=text)

    assert (values.greeting, values.company, values.product) == (None, None, None)


@pytest.mark.parametrize("company", REAL)
def test_a_company_with_dots_and_numbers_is_one(company):
    assert LetterValues(company=company).company == company


@pytest.mark.parametrize("number", ["①②③④⑤⑥⑦⑧⑨", "⁴⁸⁶⁰⁰¹⁰⁰", "Jan ④⑧⑥⓪⓪"])
def test_a_number_in_circles_is_no_name(number):
    values = LetterValues(greeting=number, company=number, product=number)

    assert (values.greeting, values.company, values.product) == (None, None, None)
