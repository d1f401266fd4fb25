"""Unsubscribe: links that hold no address and cannot be forged."""

import re

import pytest

from frontdesk.desk.unsubscribe import Asked, Link, asked, root_of, token
from frontdesk.model.mailbox import marks

SECRET = b"sixteen characters or more"
MARK = marks(SECRET, "jan@client.example").mailbox
TOKEN = token(SECRET, MARK, "pl")
FORGED = {
    "nothing": "",
    "one sign less": TOKEN[:-1],
    "half of it": TOKEN[: len(TOKEN) // 2],
    "one sign more": TOKEN + "A",
    "a filler": TOKEN + "=",
    "a blank": TOKEN + "%20",
    "a sign that does not belong": TOKEN[:10] + "!" + TOKEN[10:],
    "another language": token(SECRET, MARK, "en")[:24] + TOKEN[24:],
    "other letters": TOKEN.swapcase(),
    "another secret": token(b"another secret of sixteen", MARK, "pl"),
    "a long text": "A" * 100_000,
    "no text of ours": "Ω" * 46,
    "a NUL": TOKEN[:5] + "\0" + TOKEN[6:],
}
ROOTS = {
    "as it is": ("https://forms.acme.example", "https://forms.acme.example"),
    "a port and a path": ("https://acme.example:8443/desk/", "https://acme.example:8443/desk"),
    "other letters": ("https://формы.рф/стол", "https://xn--l1adgo2b.xn--p1ai/%D1%81%D1%82%D0%BE%D0%BB"),
    "an address of IPv6": ("http://[2001:db8::1]:8080", "http://[2001:db8::1]:8080"),
}


def test_a_link_says_whose_it_is_and_in_which_language():
    assert asked(SECRET, TOKEN) == Asked(mailbox=MARK, language="pl")


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_what_we_have_not_signed_asks_for_nothing(forged):
    assert asked(SECRET, forged) is None


def test_every_changed_sign_is_noticed():
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    changed = [TOKEN[:place] + sign + TOKEN[place + 1 :] for place in range(len(TOKEN)) for sign in alphabet]

    assert [each for each in changed if asked(SECRET, each)] == [TOKEN] * len(TOKEN)


def test_a_link_is_short_and_holds_no_address():
    link = Link(root="https://forms.acme.example", secret=SECRET, mailbox=MARK).address("ru")

    assert re.fullmatch(r"https://forms\.acme\.example/u/[\w-]{46}", link)


@pytest.mark.parametrize("language", ["", "xx yy", "\r\nBcc: x", "de-AT", "ru_RU", "ж"])
def test_any_language_gives_a_link_that_works(language):
    found = asked(SECRET, token(SECRET, MARK, language))

    assert found is not None
    assert re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", found.language)


@pytest.mark.parametrize(("given", "root"), ROOTS.values(), ids=ROOTS)
def test_a_public_address_fits_into_a_header(given, root):
    assert root_of(given) == root
