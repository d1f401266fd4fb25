"""Phone in message: which digits of a message are a number to call, and what becomes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.signals.identity import identities, identity
from frontdesk.signals.phone import phone_signal
from frontdesk.signals.phone_in_message import numbers_in_message
from signals.samples import a_submission

CALL = "Please call me on +48 512 345 678."


def test_a_number_in_the_message_is_marked_as_such(read):
    phone = read(message=CALL, email="anna@acme.example").phone

    assert (phone.valid, phone.e164, phone.region, phone.zone) == (
        True,
        "+48512345678",
        "PL",
        "Europe/Warsaw",
    )
    assert phone.in_message


def test_a_number_in_the_message_does_not_fill_the_field(read):
    signals = read(message=CALL)

    assert "phone" not in signals.filled
    assert "phone" in signals.profile.missing


@pytest.mark.parametrize("field", ["+48 600 100 200", "soon"])
def test_a_filled_field_outranks_the_message(read, field):
    phone = read(phone=field, message=CALL).phone

    assert not phone.in_message
    assert phone.e164 != "+48512345678"


def test_a_message_without_a_number_leaves_everything_unknown(read):
    phone = read(message="We would like a demo.").phone

    assert (phone.valid, phone.in_message) == (None, None)


def test_the_number_stays_when_a_later_message_has_none_or_another(read):
    first = a_submission(message=CALL)
    later = [a_submission(message="Any news?"), a_submission(message="Or +48 600 100 200.")]

    assert read(first, later[0]).phone.e164 == "+48512345678"
    assert read(first, *later).phone.e164 == "+48512345678"


def test_a_later_field_outranks_an_earlier_message(read):
    assert read(a_submission(message=CALL), a_submission(phone="+48600100200")).phone.e164 == "+48600100200"


def test_whoever_gives_no_address_is_known_by_the_number_in_the_message(rules):
    submission = a_submission(message=CALL).submission

    assert identity(submission, "web", rules) == ("phone", "+48512345678")


def test_an_address_is_what_a_person_is_known_by_first(rules):
    submission = a_submission(message=CALL, email="anna@acme.example").submission

    assert identity(submission, "web", rules) == ("email", "anna@acme.example")


def test_a_judged_lead_is_known_by_the_number_in_the_message_too(read):
    signals = read(message=CALL, email="anna@acme.example")

    assert identities(signals) == (("email", "anna@acme.example"), ("phone", "+48512345678"))


def test_the_desks_region_reads_a_national_number(read, rules):
    signals = read(message="Call 201 555 0123", changed={"phone_region": "US"})

    assert signals.phone.e164 == "+12015550123"


def test_no_more_than_five_numbers_are_told():
    message = " ".join(f"call +48 512 345 6{number:02}," for number in range(40))

    assert len(numbers_in_message(message, ())) == 5


@given(st.text(alphabet="0123456789 +-().,:/aя№@\n", max_size=400))
def test_any_message_gives_valid_numbers_or_none(message):
    for one in numbers_in_message(message, ("PL", "US")):
        assert phone_signal(one.e164).valid
