"""Own: where we read mail ourselves."""

import pytest

from frontdesk.desk.own import Own

OURS = Own.of(
    ["Acme, Inc. <hello@mail.acme.pl>", "crm.acme@gmail.com", "Anna Nowak, Head of Sales", "https://acme.pl"],
    ["mail.acme.pl", "bounces.acme.net", ""],
)
HELD = {
    "the From": "hello@mail.acme.pl",
    "a colleague": "anna@acme.pl",
    "a colleague below": "it@office.acme.pl",
    "a colleague in capitals": "Anna@ACME.PL",
    "the domain of bounces": "b+1@bounces.acme.net",
    "our inbox at a provider": "CRM.acme+forms@googlemail.com",
}
FREE = {
    "a stranger": "jan@client.example",
    "a like name": "jan@notacme.pl",
    "our name elsewhere": "anna@acme.com",
    "another at our provider": "acme@gmail.com",
}


@pytest.mark.parametrize("address", HELD.values(), ids=HELD)
def test_an_address_of_ours_is_held(address):
    assert OURS.holds(address)


@pytest.mark.parametrize("address", FREE.values(), ids=FREE)
def test_any_other_address_is_not(address):
    assert not OURS.holds(address)


def test_a_desk_that_writes_from_a_free_mailbox_does_not_own_the_provider():
    own = Own.of(["acme@gmail.com"], ["gmail.com"])

    assert own.holds("a.c.m.e@gmail.com")
    assert not own.holds("jan@gmail.com")
