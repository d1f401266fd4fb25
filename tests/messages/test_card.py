"""Cards: what people see, and what no visitor can do to it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.demo.chat.links import with_found
from frontdesk.demo.chat.markup import parse_html
from frontdesk.demo.chat.text import Parsed
from frontdesk.errors import Faults
from frontdesk.messages.card import Cards
from frontdesk.messages.card_facts import needed
from frontdesk.messages.telegram_html import check, units
from frontdesk.model.delivery import TEMPLATED, View
from frontdesk.model.lead import Person, Role, State
from frontdesk.model.press import Menu, Move, Target
from frontdesk.model.score import Band, Closed
from frontdesk.model.signals import RepeatSignal
from frontdesk.rules.judging import Gate, Scope
from frontdesk.rules.rules import BandRule

FIELDS = ("first_name", "last_name", "full_name", "company", "position", "phone", "email", "message")
OURS = {"bold", "code", "date_time", "expandable_blockquote"}
HOSTILE = (
    "{{777*777}}",
    "{% raw %}",
    "<b>x",
    "</blockquote>",
    "&lt;b&gt;",
    "[x](http://evil.com)",
    "https://evil.com/a?b=c",
    "@admin /start #promo $TON",
    "jan@evil.com",
    "a\r\nb",
    "a\u2028b",
    "\u202egnol\u2066",
    "+48 600 100 200",
    "x" * 20_000,
    "😀" * 4_000,
    "<" * 1_000,
    "\n" * 3_000,
    "http://a.b " * 400,
    "\0\x1b\ud83d",
)
texts = st.one_of(
    st.text(max_size=200), st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE)).map(" ".join)
)


def _lines(card):
    return card.plain.split("\n")


def _labels(card):
    return [[button.label for button in row] for row in card.rows]


@given(
    st.dictionaries(st.sampled_from(FIELDS), texts),
    st.sampled_from(TEMPLATED),
    st.sampled_from(["none", "partial", "full"]),
)
@settings(max_examples=200, deadline=None)
def test_nothing_a_form_sends_breaks_or_enlivens_a_card(cards, rules, make_card, fields, view, mask):
    facts = make_card(
        view, fields=fields, mask=mask, form=fields.get("company"), owner=fields.get("full_name")
    )

    card = cards.render(facts, rules)

    parsed = with_found(parse_html(card.text))
    allowed = OURS | ({"phone_number"} if mask == "none" else set())
    assert {entity.type for entity in parsed.entities} <= allowed
    assert sum(entity.type == "phone_number" for entity in parsed.entities) <= 1
    assert units(parsed.text) <= 4096
    assert len(parsed.entities) <= 100
    assert check(card.text)
    assert "603729" not in card.plain
    assert not set(card.plain) & set("\u202e\u2066\u2028\r\0")
    assert {entity.type for entity in with_found(Parsed(card.plain)).entities} <= {"phone_number"}


def test_a_triage_card_says_what_there_is_to_decide(cards, rules, make_card):
    card = cards.render(make_card(), rules)

    assert _lines(card) == [
        "🟡 #142 · Jan Kowalski — ACME Sp. z o.o., CTO",
        "4, needs +3 · phone +1",
        "❔ budget fits (+3) · off-profile (−5)",
        "📨 Contact form · 2026-11-20 13:02 UTC",
        "📞 +48 6•• ••• 200 · ✉️ j•••[@]acme[.]example",
        "📧 answered with phone_given",
        "We need a customer portal with an ERP integration, start in January.",
    ]
    assert '<tg-time unix="1795179720" format="r">' in card.text
    assert "<code>j•••@acme.example</code>" in card.text


def test_triage_asks_each_question_in_a_row_of_its_own(cards, rules, make_card):
    card = cards.render(make_card(answers={"budget": True}), rules)

    assert _labels(card) == [
        ["✅ Budget fits · Olga", "↩ Clear"],
        ["Off-profile −5", "✖ No"],
        ["👁 Contacts", "📤 To nurture", "🚫 Spam", "⋯"],
    ]
    presses = [button.press for row in card.rows for button in row]
    assert [(press.criterion, press.target) for press in presses[:4]] == [
        ("budget", Target.YES),
        ("budget", Target.CLEAR),
        ("off_profile", Target.YES),
        ("off_profile", Target.NO),
    ]
    assert {(press.lead, press.revision) for press in presses} == {(142, 7)}


def test_a_no_of_a_person_stays_a_no(cards, rules, make_card):
    card = cards.render(make_card(answers={"budget": False}), rules)

    assert card.rows[0][0].label == "✖ Budget fits · Olga"
    assert card.rows[0][0].press.target is Target.NO


def test_a_sales_card_offers_to_take_it_first_and_alone(cards, rules, make_card):
    card = cards.render(
        make_card(View.SALES, state=State.SALES_OPEN, total=7, answers={"budget": True}), rules
    )

    assert _lines(card)[:3] == [
        "🔥 #142 · ACME Sp. z o.o. · score 7",
        "Jan Kowalski, CTO",
        "✅ budget fits (Olga)",
    ]
    assert _labels(card) == [["🙋 Take"], ["👁 Contacts", "❔ Why", "⋯"]]
    assert card.rows[0][0].style == "success"
    assert card.rows[0][0].press.move is Move.CLAIM


def test_a_claimed_card_shows_its_owner_and_no_take(cards, rules, make_card):
    card = cards.render(make_card(View.CLAIMED, state=State.CLAIMED, owner="Piotr", undo=True), rules)

    assert _lines(card)[0] == "👤 Piotr · taken 2026-11-20 13:02 UTC"
    assert _labels(card) == [["☎ Contacted"], ["↩ Undo"], ["👁 Contacts", "❔ Why", "😴", "⋯"]]


def test_a_contacted_card_asks_for_the_end(cards, rules, make_card):
    card = cards.render(make_card(View.CONTACTED, state=State.CONTACTED, owner="Piotr"), rules)

    assert _lines(card)[0] == "☎️ Piotr · contacted 2026-11-20 13:02 UTC"
    assert _labels(card) == [["🏆 Won", "💔 Lost"], ["👁 Contacts", "❔ Why", "😴", "⋯"]]


MENUS = {
    (View.TRIAGE, Menu.MORE): [["❔ Why", "🕘 History", "🎚 Band"]],
    (View.SALES, Menu.MORE): [["❔ Why", "🕘 History", "🎚 Band"], ["📤 To nurture", "🚫 Spam"]],
    (View.CLAIMED, Menu.MORE): [
        ["👥 Give", "♻ Later"],
        ["❔ Why", "🕘 History", "🎚 Band"],
        ["📤 To nurture", "🚫 Spam"],
    ],
    (View.CONTACTED, Menu.LOST): [["budget", "timing"], ["a rival", "no answer"], ["off-profile", "other…"]],
    (View.CLAIMED, Menu.RECYCLE): [["in a week"], ["in a month"], ["in 3 months"]],
    (View.CLAIMED, Menu.SNOOZE): [["😴 15 min"], ["😴 1 h"], ["😴 Tomorrow morning"]],
    (View.TRIAGE, Menu.BAND): [["Qualified"], ["Triage"], ["Nurture"], ["Junk"]],
    (View.CLAIMED, Menu.GIVE): [["👤 Ann"], ["👤 <b>M</b>ark"]],
}


@pytest.mark.parametrize(("view", "menu"), MENUS, ids=[f"{view}-{menu}" for view, menu in MENUS])
def test_a_menu_takes_the_place_of_the_buttons_and_names_who_chooses(view, menu, cards, rules, make_card):
    sellers = tuple(
        Person(name=name, telegram=number, role=Role.SALES)
        for number, name in ((13, "Ann"), (14, "<b>M</b>ark"))
    )
    facts = replace(make_card(view, owner="Piotr"), menu=menu, menu_by="<i>Ann", sellers=sellers)

    card = cards.render(facts, rules)

    assert _labels(card) == [*MENUS[view, menu], ["« Back"]]
    assert card.plain.splitlines()[-1] == "✋ <i>Ann is choosing…"


@pytest.mark.parametrize(
    ("undo", "labels"), [(True, [["↩ Undo"]]), (False, [["🕘 History"]])], ids=["lately", "later"]
)
def test_the_line_of_an_ended_lead_has_undo_then_its_history(undo, labels, cards, rules, make_card):
    facts = make_card(View.LINE, state=State.LOST, owner="Piotr", undo=undo)
    facts = replace(facts, lead=replace(facts.lead, lost_because="no_answer"))

    card = cards.render(facts, rules)

    assert _labels(card) == labels
    assert _lines(card) == ["💔 #142 · Jan Kowalski — lost (no answer): Piotr"]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"state": State.SALES_OPEN, "total": 7, "answers": {"budget": True}},
            "🟢 #142 · Jan Kowalski — sales, 7 · confirmed by Olga",
        ),
        ({"state": State.SALES_OPEN, "total": 7}, "🟢 #142 · Jan Kowalski — sales, 7"),
        ({"state": State.CLAIMED, "owner": "Piotr"}, "👤 #142 · Jan Kowalski — taken: Piotr"),
        ({"state": State.NURTURE, "band_by": "Olga"}, "📤 #142 · Jan Kowalski — nurture · confirmed by Olga"),
        (
            {"state": State.QUARANTINED, "quarantined_by": "Olga"},
            "🚫 #142 · Jan Kowalski — spam · confirmed by Olga",
        ),
        ({"state": State.TRIAGE}, "🟡 #142 · Jan Kowalski — back to triage, 4"),
        ({"state": State.JUNK, "total": -4}, "⚪ #142 · Jan Kowalski — not for us, −4"),
        ({"state": None}, "⏳ #142 · Jan Kowalski — not judged yet"),
    ],
    ids=["sales", "sales by the machine", "claimed", "nurture", "spam", "triage", "junk", "unjudged"],
)
def test_a_lead_that_left_the_chat_is_one_line(cards, rules, make_card, changes, line):
    card = cards.render(make_card(View.LINE, **changes), rules)

    assert card.plain == line
    assert card.rows == ()


def test_undo_stands_on_the_line_only_while_it_can_be_undone(cards, rules, make_card):
    card = cards.render(make_card(View.LINE, state=State.NURTURE, undo=True), rules)

    assert _labels(card) == [["↩ Undo"]]


@pytest.mark.parametrize(
    ("mask", "line", "message"),
    [
        ("none", "📞 +48600100200 · ✉️ jan@acme[.]example", "call +48·600·100·201 or jan@acme[.]example"),
        (
            "partial",
            "📞 +48 6•• ••• 200 · ✉️ j•••[@]acme[.]example",
            "call +48 6•• ••• 201 or j•••[@]acme[.]example",
        ),
        ("full", None, "call ••• or •••"),
    ],
)
def test_contacts_are_shown_as_the_chat_wants(cards, rules, make_card, mask, line, message):
    facts = make_card(mask=mask, fields={"message": "call +48 600 100 201 or jan@acme.example"})

    lines = _lines(cards.render(facts, rules))

    assert next((each for each in lines if "📞" in each), None) == line
    assert lines[-1] == message


def test_a_number_typed_with_words_is_shown_as_the_number_alone(cards, rules, make_card):
    card = cards.render(make_card(fields={"phone": "+48 600 100 200 call me @evil"}), rules)

    assert "📞 +486•••••200 ·" in card.plain


def test_contacts_that_do_not_work_are_shown_as_such(cards, rules, make_card):
    facts = make_card(e164=None, address=None, fields={"phone": "soon", "email": "jan at acme"})

    assert "📞 soon (not valid) · ✉️ jan at acme (not valid)" in cards.render(facts, rules).plain


def test_a_further_enquiry_is_marked(cards, rules, make_card):
    facts = make_card(signals={"repeat": RepeatSignal(enquiries=2)})

    assert "🔁 wrote again (2)" in cards.render(facts, rules).plain


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        ({"withheld": "two_addresses"}, "📧 not answered: two addresses"),
        ({"withheld": "some_new_lock"}, "📧 not answered: some new lock"),
        ({"letter": None}, "📧 no letter"),
    ],
    ids=["known reason", "new reason", "none"],
)
def test_it_says_why_there_was_no_letter(cards, rules, make_card, verdict, line):
    assert line in cards.render(make_card(verdict=verdict), rules).plain


def test_a_long_message_is_cut_visibly(cards, rules, make_card):
    message = _lines(cards.render(make_card(fields={"message": "word " * 4000}), rules))[-1]

    assert len(message) <= 600
    assert message.endswith("…")


@pytest.mark.parametrize("view", TEMPLATED)
@pytest.mark.parametrize("language", ["en", "ru", "pl", "de"])
def test_every_card_is_written_in_every_language(cards, rules, make_card, view, language):
    facts = make_card(
        view, language=language, owner="Piotr", answers={"budget": True, "off_profile": False}, undo=True
    )

    card = cards.render(facts, rules)

    assert check(card.text)
    assert "{" not in card.text
    assert all(button.label for row in card.rows for button in row)


@pytest.mark.parametrize(
    ("when", "score", "points"),
    [
        ("score > 6", 4, 3),
        ("score >= 6", 4, 2),
        (" score>6 ", 7, 0),
        ("score > 6", 12, 0),
        ("score > -3", -5, 3),
        ("score > 6.5", 4, 3),
        ("score >= 6.5", 4, 3),
        ("score > 6 and phone", 4, None),
        ("reachable > 6", 4, None),
        (None, 4, None),
    ],
)
def test_how_many_points_are_missing(rules, when, score, points):
    changed = _with_band(rules, Band.QUALIFIED, when)

    assert needed(changed, score) == points


def test_a_first_band_that_is_not_sales_says_nothing_about_sales(rules, cards, make_card):
    changed = _with_band(rules, Band.JUNK, "score > 6")

    assert needed(changed, 4) is None
    assert "needs" not in cards.render(make_card(), changed).plain


def test_what_is_missing_goes_by_the_first_band_of_the_form(rules):
    demo = Scope(forms=frozenset(["demo"]))
    less = BandRule(band=Band.QUALIFIED, when="score > 4", holds=lambda facts: None, scope=demo)
    changed = replace(rules, bands=(less, *rules.bands))

    assert (needed(changed, 4, "demo"), needed(changed, 4, "web")) == (1, 3)


def test_a_card_says_what_a_closed_gate_wants(rules, cards, make_card):
    gate = Gate(
        band=Band.QUALIFIED,
        needs="email.valid",
        holds=lambda facts: None,
        otherwise=Band.TRIAGE,
        names={"en": "an e-mail <address>"},
    )
    closed = make_card(verdict={"gates": (Closed(band=Band.QUALIFIED, needs="email.valid"),)})

    named = cards.render(closed, replace(rules, gates=(gate,)))
    gone = cards.render(closed, rules)

    assert "🚧 lacks: an e-mail <address>" in _lines(named)
    assert "🚧 lacks: valid e-mail" in _lines(gone)
    assert "lacks" not in cards.render(make_card(), rules).plain


def test_a_card_asks_only_what_concerns_its_form(rules, cards, make_card):
    elsewhere = replace(rules.criterion("budget"), scope=Scope(forms=frozenset(["demo"])))
    criteria = tuple(elsewhere if each.id == "budget" else each for each in rules.criteria)

    labels = _labels(cards.render(make_card(), replace(rules, criteria=criteria)))

    assert not any("Budget" in label for row in labels for label in row)
    assert any("Off-profile" in label for row in labels for label in row)


def _with_band(rules, band, when):
    return replace(rules, bands=(BandRule(band=band, when=when, holds=lambda facts: None),))


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("<b>{{ number }}", 'templates/cards/triage.html:1: no end tag for "b"'),
        ("a\n{{ nmae }}", 'templates/cards/triage.html:2: a card has no "nmae"'),
        ("{{ name | safe }}", "templates/cards/triage.html:1: No filter named 'safe'"),
        ("{% if name %}", "templates/cards/triage.html:1: Unexpected end of template"),
        ("{{ number }}<br>", 'templates/cards/triage.html:1: unsupported tag "br"'),
        ("{{ word.nothing }} {{ name }}", 'templates/cards/triage.html:1: "word" has no "nothing"'),
    ],
)
def test_a_card_template_is_checked_when_it_is_read(tmp_path, shipped, source, fault):
    (tmp_path / "templates/cards").mkdir(parents=True)
    (tmp_path / "templates/cards/triage.html").write_text(source, "utf-8")

    with pytest.raises(Faults) as error:
        Cards.load([tmp_path / "templates", shipped])

    assert len(error.value.problems) == 1
    assert fault in error.value.problems[0]


def test_a_missing_card_is_a_fault(tmp_path):
    with pytest.raises(Faults) as error:
        Cards.load([tmp_path])

    assert [problem.split(":")[0] for problem in error.value.problems] == [
        f"templates/cards/{view.value}.html" for view in TEMPLATED
    ]


def test_a_card_that_telegram_would_refuse_is_shown_without_markup(tmp_path, shipped, rules, make_card):
    (tmp_path / "templates/cards").mkdir(parents=True)
    source = "{% if score == '99' %}<b>{% endif %}a & b {{ message or '' }}".replace("&", "&amp;")
    (tmp_path / "templates/cards/triage.html").write_text(source, "utf-8")

    card = Cards.load([tmp_path / "templates", shipped]).render(make_card(total=99), rules)

    assert card.plain.startswith("a & b We need")
    assert card.text.startswith("a &amp; b We need")
    assert check(card.text) == card.plain
