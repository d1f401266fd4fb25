"""Mailboxes: providers of many countries, companies, slips, look-alikes, roles, words around addresses."""

from pathlib import Path

import pytest

from frontdesk.signals.domains import is_worth_asking, kind
from frontdesk.signals.email import email_signal

DATA = Path(__file__).parent / "data"
COUNTRIES = {"RU", "PL", "DE", "CZ", "UA", "FR", "IT", "ES", "CN", "BR", "IN"}


def lines(name: str) -> list[str]:
    """The lines of a table, without the one that explains it."""
    return (DATA / name).read_text("utf-8").splitlines()[1:]


def listed(name: str) -> dict[str, list[str]]:
    """What stands behind the first word of each line."""
    return {first: rest for first, *rest in map(str.split, lines(name))}


MAILBOXES = listed("mailboxes.txt")
SLIPS = dict(line.rsplit(" ", 1) for line in lines("slips.txt"))
NEAR = " ".join(lines("near.txt")).split()
COMPANIES = " ".join(lines("companies.txt")).split()
ROLES = listed("roles.txt")
AROUND = [line.rsplit(";", 1) for line in lines("around.csv")]


@pytest.mark.parametrize("country", MAILBOXES)
def test_a_mailbox_that_anybody_can_have_is_no_companys(country):
    wrong = {domain: kind(domain) for domain in MAILBOXES[country] if kind(domain) != "free"}

    assert wrong == {}


def test_the_table_is_large_enough_to_tell():
    assert set(MAILBOXES) >= COUNTRIES
    assert len({domain for country in COUNTRIES for domain in MAILBOXES[country]}) >= 400
    assert (len(SLIPS) >= 60, len(NEAR) >= 100, len(COMPANIES) >= 100) == (True, True, True)


@pytest.mark.parametrize("domain", COMPANIES)
def test_a_companys_own_domain_is_corporate(domain):
    assert kind(domain) == "corporate"


@pytest.mark.parametrize(
    ("domain", "told"),
    [
        pytest.param("vip.interia.pl", "free", id="below a provider"),
        pytest.param("tampabay.rr.com", "free", id="below a telecom"),
        pytest.param("corp.mail.ru", "corporate", id="those who work for a provider"),
        pytest.param("mail.acme.co.uk", "corporate", id="below a company"),
        pytest.param("co.uk", "corporate", id="a public suffix"),
        pytest.param("admin.tomsk.ru", "corporate", id="an office below a town"),
        pytest.param("notgmail.com", "corporate", id="only ends like a provider"),
        pytest.param("a.b.mailinator.com", "disposable", id="two below a throw-away provider"),
    ],
)
def test_a_subdomain_is_whose_the_domain_is(domain, told):
    assert kind(domain) == told


@pytest.mark.parametrize(("typed", "meant"), SLIPS.items(), ids=SLIPS)
def test_a_slip_is_told_with_what_was_meant(typed, meant):
    told = email_signal(f"Jan@{typed}")

    assert told.suggestion == f"Jan@{meant}"
    assert told.address != told.suggestion


def test_a_local_part_stays_as_it_was_typed():
    assert email_signal("İvan@gmial.com").suggestion == "İvan@gmail.com"


@pytest.mark.parametrize("domain", NEAR)
def test_a_domain_that_only_looks_alike_is_left_alone(domain):
    assert email_signal(f"jan@{domain}").suggestion is None


@pytest.mark.parametrize("domain", [one for country in MAILBOXES.values() for one in country])
def test_a_provider_is_never_put_right(domain):
    assert email_signal(f"jan@{domain}").suggestion is None


@pytest.mark.parametrize("language", ROLES)
def test_a_mailbox_of_many_is_a_role(language):
    assert [word for word in ROLES[language] if not email_signal(f"{word}@acme.pl").role] == []


def test_a_persons_mailbox_is_no_role():
    persons = (DATA / "persons.txt").read_text("utf-8").split()

    assert [person for person in persons if email_signal(f"{person}@acme.pl").role] == []


@pytest.mark.parametrize(("field", "address"), AROUND, ids=[field for field, _ in AROUND])
def test_an_address_is_found_among_words_or_not_at_all(field, address):
    assert (email_signal(field).address or "") == address


WRITTEN_OUT = {
    "one sign": ("jan (at) acme.pl", "jan@acme.pl"),
    "both signs": ("jan [at] acme [dot] pl", "jan@acme.pl"),
    "capitals": ("jan(AT)acme(DOT)co(DOT)uk", "jan@acme.co.uk"),
    "a meeting": ("Meet me (at) noon", None),
    "words": ("jan at acme dot pl", None),
}


@pytest.mark.parametrize(("field", "meant"), WRITTEN_OUT.values(), ids=WRITTEN_OUT)
def test_an_address_that_is_written_out_is_asked_for_and_not_written_to(field, meant):
    told = email_signal(field)

    assert (told.address, told.valid, told.suggestion) == (None, False, meant)


@pytest.mark.parametrize(
    ("domain", "worth"),
    [
        ("acme.pl", True),
        ("onet.com.pl", True),
        ("gmail.com", False),
        ("acme.example", False),
        ("mail.example.com", False),
        ("acme.test", False),
        ("notexample.com", True),
        ("", False),
    ],
)
def test_dns_is_asked_of_what_only_dns_can_tell(domain, worth):
    assert is_worth_asking(domain) is worth


def test_a_big_provider_takes_mail_and_of_another_domain_nobody_knows():
    assert (email_signal("jan@gmail.com").deliverable, email_signal("jan@acme.pl").deliverable) == (
        True,
        None,
    )
