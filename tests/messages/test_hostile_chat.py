"""Everything that goes into a chat, however hostile what people typed, as Telegram's own rules read it."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from frontdesk.demo.chat.links import with_found
from frontdesk.demo.chat.markup import parse_html
from frontdesk.demo.chat.text import Parsed, cleaned
from frontdesk.desk.commands.lists import line_of
from frontdesk.desk.past import _line as past_line
from frontdesk.desk.told import Told
from frontdesk.desk.told_words import told_words
from frontdesk.messages.alarm import alarm_card
from frontdesk.messages.burst import burst_card
from frontdesk.messages.digest import digest_card
from frontdesk.messages.history import history_alert, history_message
from frontdesk.messages.morning import morning_card
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.reminder import ReminderFacts, reminder_card
from frontdesk.messages.telegram_html import units
from frontdesk.messages.why import Asked as WhyAsked
from frontdesk.messages.why import why_alert, why_message
from frontdesk.model.alarm import Alarm
from frontdesk.model.confirmation import NewValue
from frontdesk.model.delivery import TEMPLATED, OtherLead, View
from frontdesk.model.digest import Digest, DigestFacts, DigestLine, Noticed
from frontdesk.model.join import Join, JoinState
from frontdesk.model.lead import Chat, Lead, Person, Purpose, Role, State
from frontdesk.model.note import Note
from frontdesk.model.post import Asked, Burst, BurstFacts, Counts, MorningFacts, PostLine, Source, Way
from frontdesk.model.press import Menu
from frontdesk.model.score import Band, Reason, Receipt, Score, Verdict
from frontdesk.model.sent_file import SentFile
from frontdesk.model.signals import Suspicion
from frontdesk.store.leads import LeadLine
from frontdesk.text import clean
from frontdesk.worker.handing import harmless
from messages.conftest import NOW

PIECES = (
    *("<b>x", "</blockquote>", "&lt;b&gt;", "&#x40;admin", "<a href='tg://user?id=1'>x</a>", "{{777*777}}"),
    *("https://evil.com/a?b=c", "evil.com", "t.me/joinchat/x", "tg://resolve?domain=x", "1.2.3.4", "ton://x"),
    *("@adminbot", "/start", "/delete_all@bot", "#promo", "$TON", "jan@evil.com", "+48600100200"),
    *(
        "@\u200badminbot",
        "@\u0333adminbot",
        "evil\u033f.\u030acom",
        "/\u202estart",
        "\u2066x\u2069",
        "#\u00adpromo",
    ),
    *("\u200f", "\u202e", "\ufeff", "\u2028", "\r\n", "\n\n", "\0", "\ud83d", "\u0301", "ab\u0085cd"),
    *(
        "+4\u03338600100200",
        "x" * 20_000,
        "😀" * 4_000,
        "<" * 1_000,
        "&" * 1_000,
        "a.co " * 400,
        "@adminbot " * 150,
    ),
)
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=6).map(" ".join)
#: Of a team, as rules.toml is read.
names = hostile.map(clean)
masks = st.sampled_from(["none", "partial", "full"])
languages = st.sampled_from(["en", "ru", "pl"])
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\0\r")
MADE_LIVE = {"email", "url", "mention", "bot_command", "hashtag", "phone_number", "cashtag", "text_link"}
FIELDS = ("first_name", "last_name", "full_name", "company", "position", "phone", "email", "message", "city")


def live(text: str) -> list[str]:
    """What Telegram makes live of a text without markup."""
    return [each.type for each in with_found(Parsed(cleaned(text))).entities]


def unharmed(card, *, commands: int = 0, phones: int = 0) -> None:
    """That Telegram takes it, and nothing is live but what frontdesk put there; without markup likewise."""
    parsed = with_found(parse_html(card.text))
    found = [each.type for each in parsed.entities if each.type in MADE_LIVE]
    assert found.count("bot_command") <= commands
    assert found.count("phone_number") <= phones
    assert set(found) <= {"bot_command", "phone_number"}
    assert len(parse_html(card.text).entities) <= 100
    assert 0 < units(parsed.text) <= 4096
    assert not BIDI & set(parsed.text)
    assert not BIDI & set(card.plain)
    said = live(card.plain)
    assert said.count("bot_command") <= commands
    assert set(said) <= {"bot_command", "phone_number"}
    assert 0 < units(card.plain) <= 4096
    for row in card.rows:
        for button in row:
            assert 0 < len(button.label) <= 64
            assert not BIDI & set(button.label)


def a_chat(language: str, mask: str) -> Chat:
    return Chat(id=-1, purpose=Purpose.TRIAGE, language=language, mask=mask)


@given(st.dictionaries(st.sampled_from(FIELDS), hostile), names, st.sampled_from(TEMPLATED), masks, languages)
@example({}, "jan@evil.com +48600100200", View.TRIAGE, "partial", "en")
@settings(max_examples=150)
def test_a_card_with_all_that_may_stand_on_one_is_harmless(
    cards, rules, make_card, fields, said, view, mask, language
):
    other = OtherLead(
        number=7,
        contacts=fields,
        wrote_at=NOW,
        owner=said,
        join=Join(later=142, older=7, kind="phone", at=NOW),
    )
    asked = replace(other, join=Join(later=142, older=7, kind="email", state=JoinState.ASKED, at=NOW))
    file = SentFile(sha256="0" * 64, name=said, media=said, size=10)
    facts = make_card(view, fields=fields, mask=mask, language=language, form=said, owner=said)
    extra = {said[:50]: said, "b": [said, {"c": said}], f"x{said}": 7}
    latest = replace(facts.latest, submission=replace(facts.latest.submission, extra=extra))
    reasons = (Reason("phone", 1, said), Reason("budget", 3, said, said))
    facts = replace(
        facts,
        latest=latest,
        receipt=replace(facts.receipt, score=replace(facts.receipt.score, reasons=reasons)),
        news=(
            NewValue(part="name", value=said, submission=1),
            NewValue(part="email", value=said, submission=2),
        ),
        colleagues=(other,) * 3,
        joins=(other, asked),
        files=(file,) * 12,
        notes=(Note(id=1, by=said, text=said, at=NOW),) * 3,
        unopened=True,
        stopped="quota",
    )

    # Where contacts are shown: on their own line, and once more where the score says what it was given for.
    unharmed(cards.render(facts, rules), phones=2 if mask == "none" or view is View.PRIVATE else 0)
    chosen = replace(
        facts,
        menu=Menu.GIVE,
        menu_by=said,
        sellers=(Person(name=said, telegram=5, role=Role.SALES),) * 3,
    )
    unharmed(cards.render(chosen, rules), phones=1 if mask == "none" or view is View.PRIVATE else 0)


@given(hostile, hostile, masks, languages, st.booleans())
def test_the_live_message_of_a_burst_and_the_mornings_digest_are_harmless(
    said, value, mask, language, by_address
):
    line = PostLine(
        lead=Lead(id=142, state=State.TRIAGE, band=Band.QUALIFIED, created_at=NOW),
        score=4,
        contacts={"company": said, "full_name": value},
    )
    way = Way.ADDRESS if by_address else Way.PAGE
    burst = Burst(chat=-1, first=1, began_at=NOW, ended_at=None, asked=Asked(lead=1, way=way))
    facts = BurstFacts(
        burst=burst,
        chat=a_chat(language, mask),
        counts=Counts(total=200, last_at=NOW),
        lines=(line,) * 10,
        waiting=36,
        source=Source(hook="web", way=way, value=value, lead=1, count=30),
    )
    morning = MorningFacts(
        day="2026-11-20", chat=facts.chat, counts=facts.counts, lines=facts.lines, page=0, pages=2
    )

    unharmed(burst_card(facts), commands=11)
    unharmed(morning_card(morning), commands=10)


@given(st.dictionaries(st.sampled_from(FIELDS), hostile), hostile, names, masks, languages)
def test_the_digest_of_the_quarantine_is_harmless(fields, said, by, mask, language):
    lead = Lead(id=142, created_at=NOW, state=State.QUARANTINED)
    line = DigestLine(
        lead=lead,
        human=True,
        noticed=(Suspicion(guard="links", because=said),),
        contacts=fields,
        email="jan.kowalski@evil.example",
    )
    free = replace(line, lead=replace(lead, state=State.TRIAGE, released_by=by), human=False)
    digest = Digest(
        day="2026-11-20",
        chat=-1,
        since=NOW,
        until=NOW,
        total=12,
        human=1,
        guards={"links": 3},
        watched={"links": Noticed(count=4, leads=(9, 8))},
    )

    unharmed(digest_card(DigestFacts(digest=digest, chat=a_chat(language, mask), lines=(line, free) * 5)))


@given(hostile, languages, st.booleans())
def test_an_alarm_is_harmless(said, language, over):
    alarm = Alarm(key="letters", text=said or "x", raised_at=NOW, cleared_at=NOW if over else None)

    unharmed(alarm_card(alarm, language, NOW.tzinfo, silent=False))


@given(names, languages)
def test_a_reminder_is_harmless(said, language):
    facts = ReminderFacts(
        lead=Lead(id=142, state=State.SALES_OPEN, created_at=NOW),
        language=language,
        concern="claim",
        people=[Person(name=said, telegram=number, role=Role.SALES) for number in (0, 12, 13)],
        limit=NOW - NOW.replace(hour=1),
        next_role="head",
        next_at=NOW,
    )

    unharmed(reminder_card(facts))


@given(names, hostile, languages, masks, st.integers(1, 80))
def test_what_happened_to_a_lead_is_told_harmlessly(by, said, language, mask, lines):
    class Row:
        at, to_state, what = NOW, "triage", "claim"

    row = Row()
    row.by, row.reason = by, said
    noted = past_line(row, Note(id=1, by=by, text=said, at=NOW), mask)
    happened = [noted, past_line(row, None, mask)] * lines

    unharmed(history_message(142, happened, NOW.tzinfo, language))
    alert = history_alert(happened, NOW.tzinfo, language)
    assert 0 < units(alert) <= 200
    assert not BIDI & set(alert)


@given(names, languages, st.booleans())
def test_the_reasons_of_a_score_are_told_harmlessly(rules, said, language, visitors_words):
    score = Score(4, (Reason("phone", 1, said), Reason("nobody", 2, said, said)), ("budget",), 7)
    verdict = Verdict(
        band=Band.TRIAGE,
        band_by=said or "machine",
        letter=None,
        withheld="quota",
        quarantine=("links",),
        suspicions=(Suspicion(guard="links", because=said),),
        unchecked=(said,),
    )
    asked = WhyAsked(
        receipt=Receipt(lead=142, cause="press:1", rules="", at=NOW, score=score, verdict=verdict)
    )

    unharmed(why_message(asked, rules, language, visitors_words=visitors_words))
    alert = why_alert(asked, rules, language)
    assert 0 < units(alert) <= 200
    assert not BIDI & set(alert)


@given(hostile, names, languages)
def test_a_line_of_a_list_and_words_for_a_person_are_harmless(rules, said, owner, language):
    lead = Lead(id=142, created_at=NOW, state=State.CLAIMED, owner=owner, band=Band.QUALIFIED)
    fields = {"company": said, "full_name": said}
    line = LeadLine(lead=lead, receipt=None, fields=fields, enquiries=1)
    told = told_words(Told(toast="claimed_already", by=owner, person=None), rules, language)

    unharmed(plain_card([line_of(line, language)] * 40), commands=40)
    unharmed(plain_card([told]))
    assert units(told) <= 2 * 200
    assert not BIDI & set(told)


@given(hostile)
def test_the_name_of_a_file_is_harmless(said):
    name = harmless(said)

    assert 0 < len(name) <= 200
    assert not BIDI & set(name)
    assert not set('/\\<>:"|?*\n') & set(name)


@pytest.mark.parametrize("apart", ["\u0333", "\u033f", "\u030a"])
def test_what_telegram_drops_makes_nothing_grow_together(apart, cards, rules, make_card):
    said = f"@{apart}adminbot evil.{apart}com +4{apart}8600100200"
    card = cards.render(make_card(fields={"company": said, "message": said}, mask="full"), rules)

    assert live(said) == ["mention", "url", "phone_number"]
    unharmed(card)
    assert "600100" not in cleaned(card.plain)


def test_a_name_in_two_pieces_keeps_its_ring(cards, rules, make_card):
    assert "Åse" in cards.render(make_card(fields={"first_name": "A\u030ase"}), rules).plain
