"""Marks: one mailbox however it is written, and addresses that no person reads."""

import pytest

from frontdesk.model.mailbox import is_machine, mailbox, marks

SECRET = b"sixteen characters or more"
SAME = {
    "dots": "j.a.n@client.example",
    "tag": "jan+win@client.example",
    "two tags": "jan+a+b@client.example",
    "capitals": "JAN@Client.Example",
    "all of it": "J.an+x@CLIENT.example",
    "wide letters": "ｊａｎ@client.example",
    "a joiner": "ja\u200dn@client.example",
    "a mark of no ink": "j\u034fan\ufe0f@client.example",
    "a long s in the tag": "jan+ſ@client.example",
}
ALIKE = {
    "googlemail": ("jan.kowalski@googlemail.com", "jankowalski@gmail.com"),
    "yandex": ("ivan.petrov@ya.ru", "ivan-petrov@yandex.com"),
    "icloud": ("jan@me.com", "jan@icloud.com"),
    "proton": ("jan@pm.me", "jan@protonmail.com"),
    "proton's signs": ("jan-ko_wal@proton.me", "j.ankowal@protonmail.ch"),
    "fastmail": ("win@jan.fastmail.com", "jan+win@fastmail.com"),
    "a plus in front": ("+jan+1@client.example", "+jan+2@client.example"),
    "long s": ("\u017fan@client.example", "san@client.example"),
    "capitals of other scripts": ("ИВАН@client.example", "иван@client.example"),
    "an accent apart": ("jose\u0301@client.example", "JOSÉ@client.example"),
    "idn": ("ivan@пример.рф", "ivan@xn--e1afmkfd.xn--p1ai"),
}
OTHER = {
    "name": "jana@client.example",
    "domain": "jan@client2.example",
    "hyphen": "j-an@client.example",
    "tag alone": "+jan@client.example",
    "underline": "j_an@client.example",
    "homoglyph": "j\u0430n@client.example",
    "homoglyph in the domain": "jan@\u0441lient.example",
    "a name before the domain": "x@jan.client.example",
}
MACHINES = [
    "postmaster",
    "Postmaster",
    "MAILER-DAEMON",
    "mailer-daemon",
    "mailer_daemon",
    "noreply",
    "no-reply",
    "no_reply",
    "no.reply",
    "NoReply",
    "donotreply",
    "do-not-reply",
    "do_not_reply",
    "don't-reply",
    "dontreply",
    "noreply2",
    "noreply-accounts",
    "invoice-noreply",
    "noreply+c7f0a1",
    "no-replies",
    "not-reply",
    "abuse",
    "sales-request",
    "announce-request",
    "owner-announce",
    "bounce",
    "bounces",
    "bounce-1742",
    "bounces+jan=client.example",
    "bounce_12",
    "list-bounces",
    "srs0=hh=tt=client.example=jan",
    "prvs=0123456789=jan",
    "listserv",
    "majordomo",
    "autoreply",
    "auto-reply",
    "unsubscribe",
    "nobody",
    "noresponder",
    "nie-odpowiadaj",
    "po\u034fstmaster",
    "ｎｏ-ｒｅｐｌｙ",
]
PEOPLE = [
    "jan",
    "anna.nowak",
    "casino.reply",
    "reply",
    "info",
    "sales",
    "office",
    "request",
    "owner",
    "bouncer",
    "bounced.check",
    "abused",
    "daemons",
    "nora",
    "no",
    "nor.eply",
    "jan+noreply",
    "postmasters",
    "owner.jan",
    "requests",
    "anno-reply-to",
    "security",
    "webmaster",
    "hostmaster",
]


@pytest.mark.parametrize("address", SAME.values(), ids=SAME)
def test_one_mailbox_has_one_mark(address):
    assert mailbox(address) == "jan@client.example"
    assert marks(SECRET, address).mailbox == marks(SECRET, "jan@client.example").mailbox


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=ALIKE)
def test_a_provider_with_several_domains_has_one_mailbox(one, other):
    assert mailbox(one) == mailbox(other)


@pytest.mark.parametrize("address", OTHER.values(), ids=OTHER)
def test_another_mailbox_has_another_mark(address):
    assert marks(SECRET, address).mailbox != marks(SECRET, "jan@client.example").mailbox


def test_a_way_to_write_it_is_told_from_the_mailbox():
    plain, dotted = marks(SECRET, "jank@client.example"), marks(SECRET, "jan.k@client.example")

    assert plain.mailbox == dotted.mailbox
    assert len({plain.exact, dotted.exact, plain.mailbox}) == 3
    assert marks(SECRET, "Jan.K@client.example").exact == dotted.exact


def test_marks_mean_nothing_under_another_secret():
    mine, others = (
        marks(SECRET, "jan@client.example"),
        marks(b"another secret of sixteen", "jan@client.example"),
    )

    assert {mine.mailbox, mine.exact}.isdisjoint({others.mailbox, others.exact})


@pytest.mark.parametrize("local", MACHINES)
def test_a_machine_is_known(local):
    assert is_machine(f"{local}@client.example")


@pytest.mark.parametrize("local", PEOPLE)
def test_a_person_is_no_machine(local):
    assert not is_machine(f"{local}@client.example")
