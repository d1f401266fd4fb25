"""Card others: colleagues, offers to join, and what a lead says otherwise than before."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from frontdesk.demo.chat.links import with_found
from frontdesk.demo.chat.markup import parse_html
from frontdesk.messages.buttons import encode
from frontdesk.model.confirmation import NewValue
from frontdesk.model.delivery import OtherLead, View
from frontdesk.model.join import Join, JoinState
from frontdesk.model.press import Move
from messages.shown import labels

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
NEWS = (
    NewValue(part="name", value="Eve Nowak", submission=5),
    NewValue(part="phone", value="+48 700 100 201", submission=6),
    NewValue(part="email", value="eve@acme.example", submission=7),
)
SHOWING = [View.TRIAGE, View.SALES, View.CLAIMED]
HOSTILE = "<b>{{7*7}}</b> @evil https://evil.com \u202e +48 600 100 999"


def another(number=12, first="Anna", last="Lis", **values):
    contacts = {"first_name": first, "last_name": last}
    return OtherLead(number=number, contacts=contacts, wrote_at=AT, **values)


def a_join(state=JoinState.OFFERED, kind="phone", **values):
    return another(join=Join(later=142, older=12, kind=kind, state=state, at=AT), **values)


@pytest.fixture
def drawn(cards, rules, make_card):
    """The card of lead 142, with what it says of others."""

    def draw(view=View.TRIAGE, *, language="en", mask="partial", **others):
        facts = replace(make_card(view, language=language, mask=mask), **others)
        return cards.render(facts, rules)

    return draw


def line(card, mark):
    """The one line with that mark, or None."""
    found = [each for each in card.plain.split("\n") if mark in each]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize("view", SHOWING)
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "🏢 same company: #12 Anna Lis, 2026-11-03 (Piotr) · #9 Ben Moss, 2026-11-03"),
        ("ru", "🏢 та же компания: #12 Anna Lis, 2026-11-03 (Piotr) · #9 Ben Moss, 2026-11-03"),
        ("pl", "🏢 ta sama firma: #12 Anna Lis, 2026-11-03 (Piotr) · #9 Ben Moss, 2026-11-03"),
    ],
)
def test_colleagues_are_named_on_one_line(drawn, view, language, said):
    colleagues = (another(owner="Piotr"), another(9, "Ben", "Moss"))

    assert line(drawn(view, language=language, colleagues=colleagues), "🏢") == said


@pytest.mark.parametrize(
    ("mask", "said", "asked"),
    [
        pytest.param(
            "partial",
            "🆕 👤 Eve Nowak · 📞 +48 7•• ••• 201 · ✉️ e•••[@]acme[.]example (new, unconfirmed)",
            ["✓ Eve Nowak is right", "✓ +48 7•• ••• 201 is right", "✓ e•••[@]acme[.]example is right"],
            id="partly masked",
        ),
        pytest.param(
            "none",
            "🆕 👤 Eve Nowak · 📞 +48·700·100·201 · ✉️ eve@acme[.]example (new, unconfirmed)",
            ["✓ Eve Nowak is right", "✓ +48·700·100·201 is right", "✓ eve@acme[.]example is right"],
            id="shown",
        ),
        pytest.param(
            "full", "🆕 👤 Eve Nowak (new, unconfirmed)", ["✓ Eve Nowak is right"], id="contacts are hidden"
        ),
    ],
)
def test_what_is_new_is_shown_and_asked_as_the_chat_may_see_it(drawn, mask, said, asked):
    card = drawn(mask=mask, news=NEWS)

    assert line(card, "🆕") == said
    assert [label for label in labels(card) if label.startswith("✓")] == asked


@pytest.mark.parametrize(
    ("language", "note", "button"),
    [
        ("en", "(new, unconfirmed)", "✓ +48 7•• ••• 201 is right"),
        ("ru", "(новое, не подтверждено)", "✓ +48 7•• ••• 201 — верно"),
        ("pl", "(nowe, niepotwierdzone)", "✓ +48 7•• ••• 201 – poprawne"),
    ],
)
def test_what_is_new_is_marked_in_every_language(drawn, language, note, button):
    card = drawn(View.SALES, language=language, news=NEWS[1:2])

    assert note in line(card, "🆕")
    assert button in labels(card)


def test_a_confirmation_names_the_submission_that_said_it(drawn):
    presses = [button.press for row in drawn(news=NEWS).rows for button in row]

    asked = [(press.part, press.number) for press in presses if press.move is Move.CONFIRM]
    assert asked == [("name", 5), ("phone", 6), ("email", 7)]


@pytest.mark.parametrize("view", SHOWING)
@pytest.mark.parametrize(
    ("language", "said", "offered"),
    [
        ("en", "🔗 same phone as #12 Anna Lis", ["🔗 Join #12", "✖ Not the same"]),
        ("ru", "🔗 тот же телефон, что у #12 Anna Lis", ["🔗 Объединить с #12", "✖ Не тот же"]),
        ("pl", "🔗 ten sam telefon co #12 Anna Lis", ["🔗 Połącz z #12", "✖ To nie ta osoba"]),
    ],
)
def test_a_known_phone_is_said_and_a_join_offered(drawn, view, language, said, offered):
    card = drawn(view, language=language, joins=(a_join(),))

    assert line(card, "🔗") == said
    assert offered in [[button.label for button in row] for row in card.rows]


def test_the_second_question_has_the_harmless_button_first(drawn):
    card = drawn(joins=(a_join(JoinState.ASKED),))

    assert line(card, "🔗") == "🔗 Join #142 into #12 for good?"
    assert ["« Back", "🔗 Join for good"] in [[button.label for button in row] for row in card.rows]


def test_a_known_address_is_said_too(drawn):
    assert line(drawn(joins=(a_join(kind="email"),)), "🔗") == "🔗 same e-mail as #12 Anna Lis"


def test_a_line_says_and_asks_nothing_of_others(drawn):
    card = drawn(View.LINE, news=NEWS, joins=(a_join(),), colleagues=(another(),))

    assert not set("🆕🔗🏢") & set(card.plain)
    assert card.rows == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "🔗 #142 · Jan Kowalski — joined into #12"),
        ("ru", "🔗 #142 · Jan Kowalski — объединён с #12"),
        ("pl", "🔗 #142 · Jan Kowalski — połączono z #12"),
    ],
)
def test_a_joined_lead_is_one_line(cards, rules, make_card, language, said):
    facts = make_card(View.LINE, language=language, state=None, joined_into=12)

    card = cards.render(facts, rules)

    assert (card.plain, card.rows) == (said, ())


@pytest.mark.parametrize("mask", ["none", "partial", "full"])
def test_hostile_names_stay_dead(drawn, mask):
    news = (NewValue(part="name", value=HOSTILE, submission=5),)
    stranger = another(first=HOSTILE, last="x" * 5_000, owner=HOSTILE)
    asked = replace(stranger, join=Join(later=142, older=12, kind="phone", at=AT))

    card = drawn(mask=mask, news=news, colleagues=(stranger,), joins=(asked,))

    parsed = with_found(parse_html(card.text))
    live = {entity.type for entity in parsed.entities} - {
        "bold",
        "code",
        "date_time",
        "expandable_blockquote",
    }
    assert live - ({"phone_number"} if mask == "none" else set()) == set()
    assert "\u202e" not in card.plain
    assert "100 999" not in card.plain
    assert all(len(label) <= 40 for label in labels(card) if label.startswith("✓"))
    assert all(len(encode(button.press).encode()) <= 64 for row in card.rows for button in row)
