"""Digest: what the triage chat reads, however hostile what visitors typed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.messages.buttons import encode
from frontdesk.messages.defuse import defused
from frontdesk.messages.digest import digest_card
from frontdesk.messages.telegram_html import TEXT_LIMIT, check, units
from frontdesk.model.digest import Digest, DigestFacts, DigestLine, Noticed
from frontdesk.model.lead import Chat, Lead, Purpose, State
from frontdesk.model.signals import Suspicion
from messages.shown import labels

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CHAT = Chat(id=-1001, purpose=Purpose.TRIAGE)
TRAP = Suspicion(guard="honeypot", because="the hidden field hp is filled")
JAN = {
    "first_name": "Jan",
    "last_name": "Kowalski",
    "company": "Acme",
    "message": "Call me: +48 600 100 200",
}
DIGEST = Digest(
    day="2026-11-20",
    chat=CHAT.id,
    since=NOW,
    until=NOW,
    total=12,
    human=1,
    guards={"phrases": 11, "honeypot": 1},
    watched={"too_fast": Noticed(count=4, leads=(9, 8, 7))},
)


def a_line(number: int = 142, *, human: bool = True, **values) -> DigestLine:
    lead = Lead(id=number, created_at=NOW, **{"state": State.QUARANTINED, **values.pop("lead", {})})
    said = {"noticed": (TRAP,), "contacts": JAN, "email": "jan@acme.example", **values}
    return DigestLine(lead=lead, human=human, **said)


def card(*lines: DigestLine, chat: Chat = CHAT, digest: Digest = DIGEST):
    return digest_card(DigestFacts(digest=digest, chat=chat, lines=lines))


def test_who_looks_human_is_named_first_with_what_the_guard_saw():
    shown = card(a_line(), a_line(143, human=False))

    assert shown.plain.splitlines()[:5] == [
        "🛡 Quarantine: 12 new · since 2026-11-20 09:30 UTC",
        "",
        "👤 Look human: 1",
        "#142 Jan Kowalski · Acme · ✉️ j•••[@]acme[.]example",
        "honeypot (the hidden field hp is filled)",
    ]
    assert shown.plain.index("#142") < shown.plain.index("Look like spam") < shown.plain.index("#143")


@pytest.mark.parametrize(
    ("language", "why", "counts"),
    [
        ("ru", "скрытое поле (заполнено скрытое поле hp[.]example)", "рекламные фразы 11, скрытое поле 1"),
        ("pl", "ukryte pole (wypełnione ukryte pole hp[.]example)", "zwroty reklamowe 11, ukryte pole 1"),
    ],
    ids=["ru", "pl"],
)
def test_what_a_guard_saw_is_told_in_the_language_of_the_chat(language, why, counts):
    trap = Suspicion(guard="honeypot", because="the hidden field hp.example is filled")

    told = card(a_line(noticed=(trap,)), chat=replace(CHAT, language=language)).plain

    assert why in told
    assert counts in told


def test_the_counts_come_after_the_names():
    shown = card(a_line())

    assert shown.plain.endswith(
        "By guard: phrases 11, honeypot 1\n\n"
        "👁 Would be held back, had these guards not only watched: too fast 4 (#9 #8 #7 …)"
    )


def test_each_lead_has_a_button_that_names_it():
    shown = card(*(a_line(number) for number in range(1, 9)))

    assert labels(shown) == [f"✔ #{number} release" for number in range(1, 9)]
    assert encode(shown.rows[0][0].press) == "1|1|release|-|0"
    assert max(len(row) for row in shown.rows) == 2


STANDS = {
    "let out": ({"state": State.TRIAGE, "released_by": "Olga"}, ["✅ #142 · Olga"]),
    "let out and put back": ({"released_by": "Olga"}, ["✔ #142 release"]),
    "out in another way": ({"state": State.TRIAGE}, []),
    "joined": ({"state": None, "joined_into": 3, "released_by": "Olga"}, []),
}


@pytest.mark.parametrize(("lead", "wanted"), STANDS.values(), ids=STANDS)
def test_the_button_says_where_the_lead_stands(lead, wanted):
    assert labels(card(a_line(lead=lead))) == wanted


@pytest.mark.parametrize(
    ("mask", "mail", "number"),
    [
        ("full", None, "•••"),
        ("partial", "j•••[@]acme[.]example", "+48 6•• ••• 200"),
        ("none", "jan@acme[.]example", "+48·600·100·200"),
    ],
    ids=["full", "partial", "none"],
)
def test_contacts_are_masked_as_the_chat_wants(mask, mail, number):
    plain = card(a_line(), chat=replace(CHAT, mask=mask)).plain

    assert ("✉️" in plain) is (mail is not None)
    assert (mail or "") in plain
    assert f"Call me: {number}" in plain
    assert "600100200" not in plain.replace(" ", "")


@pytest.mark.parametrize(
    ("language", "title", "button"),
    [
        ("en", "Quarantine: 12 new", "✔ #142 release"),
        ("ru", "Карантин: новых 12", "✔ #142 выпустить"),
        ("pl", "Kwarantanna: nowych 12", "✔ #142 wypuść"),
    ],
    ids=["en", "ru", "pl"],
)
def test_it_speaks_the_language_of_the_chat(language, title, button):
    shown = card(a_line(), chat=replace(CHAT, language=language))

    assert title in shown.plain
    assert labels(shown) == [button]


def test_markup_in_a_name_is_text():
    shown = card(a_line(contacts={"full_name": "<b>&", "company": "</i>", "message": "</blockquote>"}))

    assert "<b>&lt;b&gt;&amp;</b>" in shown.text
    assert "<b>&" in shown.plain


def test_who_gave_no_name_is_listed_too():
    assert "#142 no name · ✉️" in card(a_line(contacts={})).plain


def test_nobody_listed_leaves_the_counts():
    shown = card(digest=replace(DIGEST, total=0, human=0, guards={}))

    assert shown.rows == ()
    assert shown.plain.startswith("🛡 Quarantine: nothing new · since")
    assert "too fast 4" in shown.plain


hostile = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&\"'@/#.😀\u202e\n ")), min_size=0, max_size=400
)


@given(hostile, hostile, hostile)
def test_nothing_that_a_visitor_types_breaks_the_message(name, company, message):
    contacts = {"full_name": name, "company": company, "message": message}
    seen = (Suspicion(guard="phrases", because=message),)

    shown = card(*(a_line(n, contacts=contacts, noticed=seen) for n in range(1, 9)))

    assert defused(check(shown.text)) == shown.plain
    assert units(shown.plain) <= TEXT_LIMIT


@pytest.mark.parametrize("evil", ["😀", "a.bc", "&", "@a "], ids=["wide", "links", "escaped", "names"])
def test_the_longest_digest_fits_into_one_message_and_every_button_has_its_line(evil):
    many = {f"guard_{number:04}": 10**9 for number in range(500)}
    digest = replace(DIGEST, total=500, guards=many, watched={g: Noticed(count=9, leads=(1,)) for g in many})
    contacts = dict.fromkeys(("full_name", "company", "message"), evil * 500)
    lines = [
        a_line(
            2**63 - n,
            contacts=contacts,
            noticed=(Suspicion(guard="g", because=evil * 500),) * 9,
            email="a" * 60,
        )
        for n in range(1, 9)
    ]

    shown = card(*lines, digest=digest)

    assert units(check(shown.text)) <= TEXT_LIMIT
    assert labels(shown)
    for label in labels(shown):
        assert label.split()[1] in shown.plain
