"""What strangers wrote, made harmless for a chat."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.demo.chat.links import with_found
from frontdesk.demo.chat.text import Parsed
from frontdesk.messages.defuse import defused, masked, quoted, short

#: Pieces of what Telegram makes live, to be put together in any order.
PIECES = [
    "https://",
    "http://",
    "tg://",
    "evil.com",
    "example.org",
    "acme.pl",
    "1.2.3.4",
    "t.me/joinchat",
    "пример.рф",
    "😀.com",
    "user@evil.com",
    "@admin",
    "@evilbot",
    "/start",
    "/help@bot",
    "#promo",
    "#5",
    "#a1",
    "$TON",
    "$40",
    "://",
    "//",
    ".",
    "@",
    "/",
    "#",
    "$",
    "x",
    "Я",
    "•",
    "(",
    ")",
    "'",
    '"',
    "<",
    ">",
    "&",
    "[",
    "]",
    "+",
    "-",
    "+48600100200",
    "600",
    "100",
    "200",
    "8(912)3456789",
]
hostile = st.lists(st.sampled_from([*PIECES, " ", "\n", "", "\u200b", "\u202e", "\u0301"]), max_size=14).map(
    "".join
)


@pytest.mark.parametrize(
    "piece", ["https://evil.com", "acme.pl", "@admin", "/start", "#promo", "+48600100200"]
)
def test_the_same_text_would_be_live_as_it_was_sent(piece):
    assert with_found(Parsed(piece)).entities != ()
    assert with_found(Parsed(quoted(piece, "none") or "")).entities == ()


@given(hostile, st.sampled_from(["none", "partial", "full"]))
def test_nothing_of_a_message_is_live(text, mask):
    shown = quoted(text, mask) or ""

    assert with_found(Parsed(shown)).entities == ()


@given(hostile)
def test_nothing_of_a_short_field_is_live(text):
    shown = short(text, 60) or ""

    assert with_found(Parsed(shown)).entities == ()
    assert "\n" not in shown


@given(hostile)
def test_defusing_twice_changes_nothing_more(text):
    assert defused(defused(text)) == defused(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://evil.com/x", "see https[:]//evil[.]com/x"),
        ("write to @boss or /start", "write to [@]boss or [/]start"),
        ("#promo costs $TON", "[#]promo costs [$]TON"),
        ("ACME Sp. z o.o., 3.5 t, C# and and/or #5", "ACME Sp. z o.o., 3.5 t, C# and and/or #5"),
        ("wait... ok", "wait... ok"),
    ],
)
def test_only_what_would_be_live_is_changed(text, shown):
    assert defused(text) == shown


@pytest.mark.parametrize(
    ("text", "partial", "full", "none"),
    [
        ("call +48 600 100 200", "call +48 6•• ••• 200", "call •••", "call +48·600·100·200"),
        ("tel.600100200", "tel.600•••200", "tel.•••", "tel.600·100·200"),
        ("8 (912) 345-67-89", "8 (91•) •••-•7-89", "•••", "8·912·345·67·89"),
        ("jan@acme.pl!", "j•••@acme.pl!", "•••!", "jan@acme.pl!"),
        ("on 2026-01-15 call 600 100 200", "on 2026-01-15 call 600 ••• 200", "on 2026-01-15 call •••",
         "on 2026-01-15 call 600·100·200"),
    ],
)  # fmt: skip
def test_contacts_are_masked_as_the_chat_wants(text, partial, full, none):
    assert [masked(text, mask) for mask in ("partial", "full", "none")] == [partial, full, none]


@pytest.mark.parametrize(
    "text",
    [
        "40 000 EUR",
        "5000-10000 EUR",
        "10 000 - 15 000",
        "1 000 000",
        "1.500.000",
        "15.01.2026",
        "2026-01-15 14:02",
    ],
)
def test_sums_and_dates_are_no_numbers_to_call(text):
    assert masked(text, "full") == text


def test_a_number_cut_off_by_the_limit_is_still_masked():
    message = "x" * 590 + " +48 600 100 200"

    assert "600 1" not in (quoted(message, "partial") or "")


@pytest.mark.parametrize("character", list("a1.@/#$+- \n<&\u0301"))
def test_a_long_message_of_one_character_costs_little(character):
    message = character * 20_000
    begin = time.perf_counter()

    quoted(message, "partial")
    short(message, 60)

    assert time.perf_counter() - begin < 0.05


@pytest.mark.parametrize("value", [None, 7, True, {"a": 1}, ["x"], "", "  \u200b\n"])
def test_what_is_no_text_shows_nothing(value):
    assert short(value, 60) is None
    assert quoted(value, "none") is None
