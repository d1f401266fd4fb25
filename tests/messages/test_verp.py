"""VERP: an envelope sender that only this desk can have made, and that says which letter came back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.messages.verp import bounce_address, bounced_delivery

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
KEY, DOMAIN = b"a-secret-of-the-desk", "bounces.acme.example"


def made(number: int = 812) -> str:
    return bounce_address(number, DOMAIN, KEY, NOW)


@given(st.integers(0, 2**48 - 1))
def test_each_delivery_is_read_back(number):
    assert bounced_delivery(made(number), DOMAIN, KEY, NOW) == number


def test_a_server_may_change_its_case():
    assert bounced_delivery(made().upper(), DOMAIN, KEY, NOW) == 812


def test_it_is_a_short_address_of_plain_letters():
    local, _, domain = made(2**48 - 1).partition("@")

    assert (domain, local[:7], local.isascii(), local == local.lower()) == (DOMAIN, "bounce+", True, True)
    assert len(local) <= 40


@pytest.mark.parametrize(
    ("days", "known"),
    [
        pytest.param(0, True, id="today"),
        pytest.param(60, True, id="after sixty days"),
        pytest.param(61, False, id="later"),
        pytest.param(-1, False, id="from the future"),
    ],
)
def test_it_is_believed_for_sixty_days(days, known):
    found = bounced_delivery(made(), DOMAIN, KEY, NOW + timedelta(days=days))

    assert (found is not None) is known


@given(st.integers(7, 35), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_with_another_character_it_is_forged(place, character):
    address = made()
    if place < address.index("@") and address[place] != character:
        forged = address[:place] + character + address[place + 1 :]

        assert bounced_delivery(forged, DOMAIN, KEY, NOW) is None


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(bounce_address(812, DOMAIN, b"another-secret", NOW), id="another desk"),
        pytest.param(made().replace("bounces.", ""), id="another domain"),
        pytest.param(f"bounce+@{DOMAIN}", id="nothing"),
        pytest.param(f"bounce+a@{DOMAIN}", id="too short"),
        pytest.param(f"hello@{DOMAIN}", id="a person"),
        pytest.param(made().replace("@", "aa@"), id="longer"),
        pytest.param("<>", id="a bounce itself"),
    ],
)
def test_what_is_none_of_ours_names_no_delivery(address):
    assert bounced_delivery(address, DOMAIN, KEY, NOW) is None
