"""Card phone: a number that stood in the message is shown, and shown as such."""

from dataclasses import replace

import pytest

from frontdesk.model.delivery import View
from frontdesk.model.signals import PhoneSignal, Signals


def drawn(cards, make_card, rules, phone, **changes):
    facts = make_card(fields={"phone": ""}, **changes)
    return cards.render(replace(facts, signals=Signals(phone=phone)), rules)


@pytest.mark.parametrize("view", [View.TRIAGE, View.SALES, View.CLAIMED])
@pytest.mark.parametrize(
    ("language", "mark"), [("en", "in the message"), ("ru", "из сообщения"), ("pl", "z wiadomości")]
)
def test_a_number_of_the_message_has_its_mark(cards, make_card, rules, view, language, mark):
    phone = PhoneSignal(valid=True, e164="+48600100200", in_message=True)

    card = drawn(cards, make_card, rules, phone, view=view, language=language)

    assert f"📞 +486•••••200 ({mark})" in card.text


def test_a_number_of_the_field_has_none(cards, make_card, rules):
    card = drawn(cards, make_card, rules, PhoneSignal(valid=True, e164="+48600100200"))

    assert "📞" in card.text
    assert "in the message" not in card.text


def test_a_chat_that_sees_no_contacts_sees_no_number_of_the_message(cards, make_card, rules):
    phone = PhoneSignal(valid=True, e164="+48600100200", in_message=True)

    assert "📞" not in drawn(cards, make_card, rules, phone, mask="full").text
