"""Spellings: however one mailbox is written, it gets one letter, and none once its owner wants no more."""

import asyncio

import pytest

from frontdesk.desk.letter_quota import QUOTA
from frontdesk.store.deliveries import SUPPRESSED
from support.stored import count, rows
from support.world import World, a_form, a_world, until_async

URL = "https://forms.acme.example"
FIRST = "jan.kowal@bücher.example"
#: The same mailbox, written in other ways.
SAME = {
    "a tag": "jan.kowal+win@bücher.example",
    "two tags": "jan.kowal+a+b@bücher.example",
    "an empty tag": "jan.kowal+@bücher.example",
    "a wide plus": "jan.kowal＋x@bücher.example",
    "no dots": "jankowal@bücher.example",
    "every dot": "j.a.n.k.o.w.a.l@bücher.example",
    "capitals": "JAN.KOWAL@BÜCHER.EXAMPLE",
    "wide letters": "ｊａｎ.ｋｏｗａｌ＠ｂüｃｈｅｒ．ｅｘａｍｐｌｅ",
    "punycode": "jan.kowal@xn--bcher-kva.example",
    "punycode in capitals": "jan.kowal@XN--BCHER-KVA.EXAMPLE",
    "an accent apart": "jan.kowal@bu\u0308cher.example",
    "another dot in the domain": "jan.kowal@bücher。example",
    "a dot at the end": "jan.kowal@bücher.example.",
    "a comment behind": "jan.kowal@bücher.example (Jan)",
    "brackets and a name": "Jan Kowal <jan.kowal@bücher.example>",
    "mailto": "mailto:jan.kowal@bücher.example",
    "twice": "jan.kowal@bücher.example, jan.kowal@bücher.example",
    "what nobody sees": "jan\u200b.ko\u00adwal@bü\u2060cher.example",
    "a mark of no ink": "jan\u034f.kowal\ufe0f@bücher.example",
    "a sign of Kelvin": "jan.\u212aowal@bücher.example",
    "turned round": "\u202ejan.kowal@bücher.example\u202c",
}
#: What is no address at all, so that nothing goes out.
NONE = {
    "an escaped plus": "jan.kowal%2Bwin@bücher.example",
    "an escaped dot": "jan%2Ekowal@bücher.example",
    "a mailto with an escape": "mailto:jan.kowal%2Bwin@bücher.example?subject=Win",
    "a quoted name": '"jan.kowal"@bücher.example',
    "a quoted name with a blank": '"jan kowal"@bücher.example',
    "a comment in the name": "jan.kowal(win)@bücher.example",
    "a comment before the domain": "jan.kowal@(win)bücher.example",
    "two dots at the end": "jan.kowal@bücher.example..",
    "two dots in the name": "jan..kowal@bücher.example",
    "a dot behind the name": "jan.kowal.@bücher.example",
    "a joiner": "jan\u200d.kowal@bücher.example",
    "a route": "@relay.example:jan.kowal@bücher.example",
    "a way over another host": "jan.kowal%bücher.example@relay.example",
    "an address in numbers": "jan.kowal@[127.0.0.1]",
    "NUL behind it": "jan.kowal@bücher.example%00",
}
#: Mailboxes of others, which only look like it.
OTHERS = {
    "a homoglyph in the name": "j\u0430n.kowal@bücher.example",
    "a homoglyph in the domain": "jan.kowal@bü\u0441her.example",
    "without the dots of a letter": "jan.kowal@bucher.example",
    "a host below": "jan.kowal@mail.bücher.example",
}


async def posted(world: World, *addresses: str) -> None:
    """Post forms with those addresses, and wait until all of them are judged and settled."""
    forms = [a_form(email=each, phone="", message=f"A portal {n}") for n, each in enumerate(addresses)]
    answers = await asyncio.gather(*(world.post(form) for form in forms))
    assert {status for status, _ in answers} == {200}

    async def quiet() -> bool:
        waiting = count(world, "submissions", "state = 'waiting'")
        return not waiting and not count(world, "deliveries", "state IN ('due', 'claimed')")

    await until_async(quiet, 60)


def withheld(world: World) -> list[tuple[str | None, int]]:
    letters = "FROM deliveries WHERE channel = 'email' AND state = 'withheld'"
    return rows(world, f"SELECT reason, count(*) {letters} GROUP BY 1 ORDER BY 1")


@pytest.fixture
async def world(tmp_path, database_url):
    rules = World(tmp_path).config().rules.text.replace('"enforce"', '"watch"')
    (tmp_path / "rules.toml").write_text(rules)  # so that no guard holds anything back
    async with a_world(tmp_path, DATABASE=database_url, PUBLIC_URL=URL, REPEAT_WINDOW="0s") as running:
        yield running


async def test_one_mailbox_gets_one_letter_however_it_is_written(world):
    await posted(world, FIRST, *SAME.values(), *NONE.values())

    assert len(world.mailbox.mails) == 1
    assert withheld(world) == [("no_address", len(NONE)), (QUOTA, len(SAME))]
    assert count(world, "submissions") == 1 + len(SAME) + len(NONE)


@pytest.mark.parametrize("said", [FIRST, SAME["two tags"]])
async def test_who_wants_no_more_gets_none_however_it_is_written(world, said):
    await posted(world, said)
    link = (world.mailbox.mails[0].header("List-Unsubscribe") or "").strip("<>").removeprefix(URL)
    asked = await world.session.post(f"{world.service.url}{link}", data={"List-Unsubscribe": "One-Click"})
    assert asked.status == 200

    await posted(world, FIRST, *SAME.values(), *NONE.values())

    assert len(world.mailbox.mails) == 1
    assert withheld(world) == [("no_address", len(NONE)), (SUPPRESSED, 1 + len(SAME))]


async def test_who_only_looks_alike_gets_a_letter_of_his_own(world):
    await posted(world, FIRST, *OTHERS.values())

    assert len(world.mailbox.mails) == 1 + len(OTHERS)
    assert withheld(world) == []
