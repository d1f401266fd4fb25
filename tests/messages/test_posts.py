"""Posts: the live message of a burst and the morning's digest, in three languages, whatever was typed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.messages.burst import burst_card
from frontdesk.messages.buttons import LIMIT_BYTES, decode, encode
from frontdesk.messages.morning import morning_card
from frontdesk.model.lead import Chat, Lead, Purpose, State
from frontdesk.model.post import Asked, Burst, BurstFacts, Counts, MorningFacts, PostLine, Source, Way
from frontdesk.model.press import Move
from frontdesk.model.score import Band
from messages.shown import labels

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LIMIT = 4096
SOURCE = Source(hook="web", way=Way.REFERRER, value="spam.example", lead=2**62, count=150)


def a_line(number: int = 142, band: Band = Band.TRIAGE, **contacts: str) -> PostLine:
    lead = Lead(id=number, state=State.TRIAGE, band=band, created_at=AT)
    return PostLine(lead=lead, score=4, contacts=contacts or {"company": "ACME"})


def a_burst(language: str = "en", mask: str = "partial", **facts) -> BurstFacts:
    burst = Burst(chat=-1, first=1, began_at=AT, ended_at=None)
    counts = Counts(total=214, hot=3, triage=41, nurture=170, last_at=AT + timedelta(seconds=58))
    chat = Chat(id=-1, purpose=Purpose.TRIAGE, language=language, mask=mask)
    given = {"burst": burst, "counts": counts, "lines": (a_line(),), "waiting": 36, "source": None}
    return BurstFacts(chat=chat, **{**given, **facts})


@pytest.mark.parametrize(
    ("language", "title", "line", "button"),
    [
        pytest.param(
            "en",
            "📥 Burst: 214 leads in 1 min · 🔥 3 hot (own cards) · 🟡 41 to triage · ⚪ 170 nurture",
            "and 35 more; /lead and a number shows one",
            "▶ Next 5 cards",
            id="en",
        ),
        pytest.param(
            "ru",
            "📥 Наплыв: лидов 214 за 1 мин · 🔥 горячих 3 (свои карточки) · 🟡 на разбор 41 · ⚪ на прогрев "
            "170",
            "и ещё 35; /lead и номер покажет карточку",
            "▶ Ещё карточек: 5",
            id="ru",
        ),
        pytest.param(
            "pl",
            "📥 Napływ: leadów 214 w 1 min · 🔥 gorących 3 (własne karty) · 🟡 do oceny 41 · ⚪ nurturing "
            "170",
            "i jeszcze 35; /lead i numer pokaże kartę",
            "▶ Następne karty: 5",
            id="pl",
        ),
    ],
)
def test_the_live_message_in_each_language(language, title, line, button):
    card = burst_card(a_burst(language))

    assert card.plain.splitlines()[0] == title
    assert "#142 ACME 4 /lead_142" in card.plain.splitlines()
    assert card.plain.splitlines()[-1] == line
    assert labels(card) == [button]


def test_the_minutes_are_those_in_which_leads_came():
    counts = Counts(total=30, last_at=AT + timedelta(minutes=2, seconds=1))

    assert "30 leads in 3 min" in burst_card(a_burst(counts=counts)).plain


def test_what_people_typed_makes_nothing_live_and_stays_masked():
    hostile = a_line(1, company="<b>E</b> & evil.example @admin", full_name="x")
    dialled = a_line(2, full_name="Call +48 600 100 200 jan@acme.example")

    text = burst_card(a_burst(lines=(hostile, dialled))).text

    assert "&lt;b&gt;E&lt;[/]b&gt; &amp; evil[.]example [@]admin" in text
    assert "600 100" not in text
    assert "jan@acme.example" not in text


@pytest.mark.parametrize("language", ["en", "ru", "pl"])
def test_the_longest_names_and_numbers_fit(language):
    lines = tuple(a_line(2**63 - 1 - n, company="Ж@" * 500, band=Band.QUALIFIED) for n in range(25))
    asked = Asked(lead=2**62, way=Way.REFERRER)
    burst = replace(a_burst().burst, asked=asked, ended_at=AT)
    source = replace(SOURCE, value="x" * 200)

    live = burst_card(a_burst(language, lines=lines[:10], burst=burst, source=source))
    chat = Chat(id=-1, purpose=Purpose.SALES, language=language)
    counts = Counts(total=999, hot=999)
    page = morning_card(
        MorningFacts(day="2026-11-23", chat=chat, counts=counts, lines=lines, page=38, pages=40)
    )

    for card in (live, page):
        assert len(card.plain) <= LIMIT
        presses = [button.press for row in card.rows for button in row]
        assert all(decode(encode(press)) == press for press in presses)
        assert all(len(encode(press)) <= LIMIT_BYTES for press in presses)


def test_the_source_is_asked_about_with_the_harmless_button_first():
    asked = Asked(lead=SOURCE.lead, way=Way.REFERRER)

    card = burst_card(a_burst(burst=replace(a_burst().burst, asked=asked), source=SOURCE))

    assert "Call all 150 leads from web, spam[.]example spam?" in card.plain
    assert [row[0].press.move for row in card.rows] == [Move.KEEP, Move.ALL_SPAM]


@pytest.mark.parametrize(("mask", "told"), [("full", False), ("partial", False), ("none", True)])
def test_an_address_is_shown_where_nothing_is_masked_only(mask, told):
    asked = Asked(lead=SOURCE.lead, way=Way.ADDRESS)
    source = replace(SOURCE, way=Way.ADDRESS, value="192.0.2.7")

    text = burst_card(a_burst(mask=mask, burst=replace(a_burst().burst, asked=asked), source=source)).text

    assert ("192[.]0.2.7" in text) is told


def test_a_burst_that_is_over_has_no_buttons_when_nothing_waits():
    card = burst_card(a_burst(burst=replace(a_burst().burst, ended_at=AT), waiting=0, lines=()))

    assert card.plain.startswith("📥 The burst is over: 214 leads in 1 min")
    assert card.rows == ()


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "🌅 7 leads came overnight: 3 hot"),
        ("ru", "🌅 За ночь пришло лидов: 7, горячих: 3"),
        ("pl", "🌅 W nocy przyszło leadów: 7, gorących: 3"),
    ],
)
def test_the_morning_in_each_language(language, title):
    chat = Chat(id=-1, purpose=Purpose.SALES, language=language)
    lines = (a_line(band=Band.QUALIFIED, company="ACME"), a_line(7))

    card = morning_card(
        MorningFacts(day="2026-11-23", chat=chat, counts=Counts(total=7, hot=3), lines=lines, page=0, pages=1)
    )

    assert card.plain.splitlines() == [title, "#142 ACME 4 🔥 /lead_142", "#7 ACME 4 /lead_7"]
    assert card.rows == ()
