"""E-mail: what can be written to, and whose mailbox it is."""

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.signals.email import domain_of, email_signal

TAKEN = {
    "a plain address": ("jan@acme.pl", "jan@acme.pl"),
    "capitals in the domain": ("Jan@ACME.PL", "Jan@acme.pl"),
    "a name before it": ("Jan Kowalski <jan@x.pl>", "jan@x.pl"),
    "a quoted name before it": ('"Kowalski, Jan" <jan@x.pl>', "jan@x.pl"),
    "mailto": ("mailto:jan@x.pl", "jan@x.pl"),
    "a label": ("e-mail: jan@x.pl", "jan@x.pl"),
    "brackets": ("<jan@x.pl>", "jan@x.pl"),
    "a remark": ("jan@x.pl (work)", "jan@x.pl"),
    "a full stop": ("jan@x.pl.", "jan@x.pl"),
    "an apostrophe": ("o'brien@x.ie", "o'brien@x.ie"),
    "a tag": ("jan+shop@x.pl", "jan+shop@x.pl"),
    "a full-width at sign": ("jan＠x.pl", "jan@x.pl"),
    "a number behind it": ("jan@x.pl / +48 600 100 200", "jan@x.pl"),
    "a number behind it with a word": ("jan@x.pl, tel. 600-100-200", "jan@x.pl"),
    "a number before it": ("600100200 jan@x.pl", "jan@x.pl"),
    "invisible characters": ("jan\u200b@x.pl", "jan@x.pl"),
    "another alphabet": ("жан@почта.рф", "жан@почта.рф"),
    "a reserved example name": ("jan@acme.example", "jan@acme.example"),
    "a reserved test name": ("jan@acme.test", "jan@acme.test"),
}


@pytest.mark.parametrize(("field", "address"), TAKEN.values(), ids=TAKEN)
def test_an_address_is_found(field, address):
    told = email_signal(field)

    assert (told.address, told.valid, told.kind) == (address, True, "corporate")


REFUSED = {
    "no at sign": "jan",
    "no domain": "jan@",
    "no dot": "jan@acme",
    "localhost": "jan@localhost",
    "a local network's name": "jan@acme.local",
    "an address literal": "jan@[192.0.2.1]",
    "a bare IP address": "jan@192.0.2.1",
    "a quoted local part": '"jan k"@x.pl',
    "a line end and a header": "jan@x.pl\nBcc: b@y.pl",
    "a carriage return inside": "jan\r@x.pl",
    "NUL": "jan@x.pl\x00",
    "an encoded word": "=?utf-8?q?jan?=@x.pl",
    "an SMTP parameter": "jan@x.pl NOTIFY=NEVER",
    "an SMTP parameter behind brackets": "<jan@x.pl> SIZE=10",
    "an SMTP keyword": "jan@x.pl SMTPUTF8",
    "a command": "jan@x.pl RCPT TO:<b@y.pl>",
    "a group": "friends: jan@x.pl;",
    "a group of two": "friends: jan@x.pl, b@x.pl;",
    "a percent route": "jan%x.pl@y.pl",
    "a source route": "@x.pl:jan@y.pl",
    "two at signs": "jan@x@y.pl",
    "an option": "-oQ/tmp@x.pl",
    "two dots": "jan..k@x.pl",
    "a dot first": ".jan@x.pl",
    "a local part of 65": "j" * 65 + "@x.pl",
    "a label of 64": f"jan@{'x' * 64}.pl",
    "a blank inside": "jan @x.pl",
    "markup": "jan@x.pl<script>",
    "a mailto query": "mailto:jan@x.pl?bcc=b@y.pl",
    "a number and a command": "jan@x.pl 600100200 RCPT TO:<b@y.pl>",
    "a thousand characters": "jan@x.pl" + " " * 990 + "and so on",
}


@pytest.mark.parametrize("field", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_written_to_is_not_valid(field):
    told = email_signal(field)

    assert (told.valid, told.address, told.kind, told.also) == (False, None, None, ())


TWO = {
    "a comma": "a@x.pl, b@y.pl",
    "a slash": "a@x.pl / b@y.pl",
    "a semicolon without a blank": "a@x.pl;b@y.pl",
    "a blank": "a@x.pl b@y.pl",
    "a word": "a@x.pl oder b@y.pl",
}


@pytest.mark.parametrize("field", TWO.values(), ids=TWO)
def test_the_first_of_two_addresses_is_judged_and_the_other_told(field):
    told = email_signal(field)

    assert (told.address, told.also) == ("a@x.pl", ("b@y.pl",))


KINDS = {
    "a company": ("jan@acme-client.example", "corporate"),
    "a world-wide provider": ("jan@gmail.com", "free"),
    "a Polish provider": ("jan@onet.pl", "free"),
    "a Russian provider": ("jan@yandex.ru", "free"),
    "a Ukrainian provider that the library misses": ("jan@meta.ua", "free"),
    "a German provider": ("jan@gmx.de", "free"),
    "a Czech provider": ("jan@seznam.cz", "free"),
    "a throw-away provider": ("jan@mailinator.com", "disposable"),
    "a subdomain of a throw-away provider": ("jan@box.mailinator.com", "disposable"),
}


@pytest.mark.parametrize(("address", "kind"), KINDS.values(), ids=KINDS)
def test_the_provider_tells_the_kind(address, kind):
    told = email_signal(address)

    assert (told.kind, told.corporate) == (kind, kind == "corporate")


@pytest.mark.parametrize("local", ["info", "Sales", "biuro", "kontakt", "no-reply", "office+form"])
def test_a_shared_mailbox_is_a_role(local):
    assert email_signal(f"{local}@acme.example").role is True


@pytest.mark.parametrize("local", ["jan", "olga.petrova", "informatyk.jan"])
def test_a_person_is_no_role(local):
    assert email_signal(f"{local}@acme.example").role is False


def test_blanks_around_the_at_sign_are_asked_about():
    told = email_signal("jan @ acme.pl")

    assert (told.valid, told.suggestion) == (False, "jan@acme.pl")


SLIPS = {
    "letters swapped": ("jan@gmial.com", "jan@gmail.com"),
    "a letter lost": ("jan@gmal.com", "jan@gmail.com"),
    "a wrong ending": ("jan@gmail.con", "jan@gmail.com"),
    "both": ("jan@hotmal.co", "jan@hotmail.com"),
    "a letter too many": ("jan@yandexx.ru", "jan@yandex.ru"),
}


@pytest.mark.parametrize(("typed", "meant"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_a_big_provider_is_suggested(typed, meant):
    assert email_signal(typed).suggestion == meant


@pytest.mark.parametrize("address", ["jan@hotnail.com", "jan@gmail.co", "jan@yandx.ru"])
def test_a_slip_in_a_big_provider_is_no_company(address):
    told = email_signal(address)

    assert (told.kind, told.corporate) == ("free", False)


@pytest.mark.parametrize(
    "address", ["jan@gmail.com", "jan@cloud.com", "jan@acme.example", "jan@mail.ru", "jan@gmx.de"]
)
def test_another_domain_is_left_alone(address):
    assert email_signal(address).suggestion is None


def test_a_blank_field_is_unknown():
    assert email_signal("  ").valid is None


def test_the_domain_of_an_address_is_told_in_ascii():
    assert domain_of("жан@почта.рф") == "xn--80a1acny.xn--p1ai"


LOCAL = st.text("abcXYZ019._+-'%\"@ /=", min_size=1, max_size=12)
DOMAIN = st.text("abcXYZ019.-_ @", min_size=1, max_size=16)
ENDING = st.sampled_from(
    [".pl", ".com", ".test", ".local", ".localhost", ".c", ".1", ".onion", ".example", "."]
)


@given(LOCAL, DOMAIN, ENDING)
def test_no_address_is_valid_that_the_library_refuses(local, domain, ending):
    told = email_signal(f"{local}@{domain}{ending}")

    for address in filter(None, (told.address, *told.also)):
        try:
            checked = validate_email(address, check_deliverability=False, test_environment=True)
        except EmailNotValidError as error:
            pytest.fail(f"{address}: {error}")
        assert checked.normalized == address
