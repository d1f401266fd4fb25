"""Private card: everything that was sent, unmasked, within what Telegram takes, and still harmless."""

from dataclasses import replace

import pytest

from frontdesk.model.delivery import View
from frontdesk.model.lead import State
from frontdesk.model.score import Reason
from frontdesk.model.sent_file import SentFile


def private(make_card, *, extra=None, files=(), **values):
    """Facts of a private card; `extra`: answers under the form's own labels."""
    facts = make_card(View.PRIVATE, mask="none", **values)
    submission = replace(facts.latest.submission, extra=extra or {})
    return replace(facts, latest=replace(facts.latest, submission=submission), files=tuple(files))


def with_reasons(facts, *reasons):
    """The same facts with these reasons in their receipt."""
    return replace(facts, receipt=replace(facts.receipt, score=replace(facts.receipt.score, reasons=reasons)))


def a_file(name="brief.pdf", size=1_234_567):
    return SentFile(sha256="0" * 64, name=name, media="application/pdf", size=size)


def test_it_shows_what_other_cards_hide(cards, rules, make_card):
    facts = private(make_card, extra={"City": "Gdynia", "Seats": 12}, files=[a_file()])

    text = cards.render(facts, rules).plain

    for shown in ("+48600100200", "City: Gdynia", "Seats: 12", "brief[.]pdf (1.2 MB)", "phone +1: a number"):
        assert shown in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            'phone +1: valid number (SE) · budget fits +3: budget: 12000000 EUR · off-profile −5: "SMM" in',
        ),
        ("ru", "телефон +1: верный номер (SE) · бюджет подходит +3: бюджет: 12000000 EUR"),
        ("pl", "telefon +1: poprawny numer (SE) · budżet pasuje +3: budżet: 12000000 EUR"),
    ],
    ids=["en", "ru", "pl"],
)
def test_its_reasons_are_words_in_the_language_of_the_chat(cards, rules, make_card, language, said):
    reasons = (
        Reason("phone", 1, "phone.valid (SE)"),
        Reason("budget", 3, "budget.amount 12000000 (EUR)"),
        Reason("off_profile", -5, '"SMM" in the message'),
    )

    assert said in cards.render(with_reasons(private(make_card, language=language), *reasons), rules).plain


def test_of_a_reason_only_what_a_visitor_wrote_is_defused(cards, rules, make_card):
    reasons = (Reason("phone", 1, '"seo" as "seo.example 600100200" in the message'),)

    told = cards.render(with_reasons(private(make_card), *reasons), rules).plain

    assert 'phone +1: "seo" as "seo[.]example 600·100·200" in the message' in told


def test_a_reason_that_only_repeats_its_name_is_not_told_twice(cards, rules, make_card):
    told = cards.render(with_reasons(private(make_card), Reason("phone", 1, "phone")), rules).plain

    assert "phone +1\n" in told


def test_a_number_in_a_name_is_hidden_in_groups_only(cards, rules, make_card):
    fields = {"company": "Call 600 100 200"}

    assert "600·100·200" in cards.render(private(make_card, fields=fields), rules).plain
    assert "600·100·200" not in cards.render(make_card(fields=fields), rules).plain


def test_its_buttons_copy_and_call_and_press_nothing(cards, rules, make_card):
    rows = cards.render(private(make_card), rules).rows

    assert [[button.copy or button.url for button in row] for row in rows] == [
        ["+48600100200", "jan@acme.example"],
        ["https://t.me/+48600100200", "https://wa.me/48600100200"],
    ]
    assert {button.press for row in rows for button in row} == {None}


def test_without_a_usable_number_or_address_there_are_no_buttons(cards, rules, make_card):
    assert cards.render(private(make_card, e164=None, address=None), rules).rows == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "spam (links, phrases)"),
        ("ru", "спам (ссылки, рекламные фразы)"),
        ("pl", "spam (linki, zwroty reklamowe)"),
    ],
    ids=["en", "ru", "pl"],
)
def test_it_says_where_the_lead_stands_and_why(cards, rules, make_card, language, said):
    facts = private(
        make_card, language=language, state=State.QUARANTINED, verdict={"quarantine": ("links", "phrases")}
    )

    assert said in cards.render(facts, rules).plain


def test_what_does_not_fit_is_counted(cards, rules, make_card):
    extra = {f"Question {number}": "x" * 120 for number in range(30)}
    files = [a_file(f"part{number}.pdf") for number in range(11)]

    card = cards.render(private(make_card, extra=extra, files=files), rules)

    assert "and 24 more" in card.plain
    assert "part0[.]pdf" not in card.plain
    assert "part10[.]pdf (1.2 MB) · …" in card.plain
    assert "<blockquote" in card.text


def test_a_long_hostile_form_is_a_card_all_the_same(cards, rules, make_card):
    live = "@a /b #c http://evil.example " * 200
    fields = dict.fromkeys(("first_name", "company", "position", "message"), live)
    facts = private(
        make_card, fields=fields, extra={f"{live}{n}": live for n in range(50)}, files=[a_file(live)] * 11
    )

    card = cards.render(facts, rules)

    assert len(card.plain) <= 4096
    assert "http://" not in card.plain
