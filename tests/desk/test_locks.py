"""Locks: which letters do not leave, why, and where that can be read; lead and card go on as usual."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from cli.conftest import ran
from frontdesk.desk.clock import wall as now
from frontdesk.store.database import Database
from frontdesk.store.tables import deliveries
from support import postgres
from support.desks import a_desk, accepted, changes, judged
from support.stored import count, rows
from support.world import TRIAGE, World, a_form, a_world, until_async

#: address: the reason why no automatic letter goes there
NO_REPLY = {
    "postmaster@client.example": "machine_address",
    "MAILER-DAEMON@client.example": "machine_address",
    "no-reply@client.example": "machine_address",
    "abuse@client.example": "machine_address",
    "sales-request@client.example": "machine_address",
    "owner-news@client.example": "machine_address",
    "bounces+17@client.example": "machine_address",
    "hello@acme.example": "own_address",
    "Anna.Nowak+test@acme.example": "own_address",
    "robot@mail.acme.example": "own_address",
    "answers@elsewhere.example": "own_address",
}
_DUE = sa.select(deliveries.c.due_at).where(deliveries.c.state == "due").order_by(deliveries.c.due_at)
ADVERTS = {
    "a link": "Win 1 BTC https://win.example/now",
    "a domain": "Go to casino-win.com today",
    "5,000 characters": "Jan" + "n" * 5_000,
    "many words": "Jan " * 1_250,
    "markup": "<b>Jan</b><img src=https://evil.example/x.png>",
    "a template": "{{7*7}}",
    "a template that reads": "{{ ''.__class__.__mro__ }}{% for x in (1,2) %}{{x}}{% endfor %}",
    "Bcc": "Jan\r\nBcc: victim@other.example",
    "Bcc behind U+2028": "Jan\u2028Bcc: victim@other.example",
    "an invitation": "Приглашаем в казино Вулкан",
    "an invitation in English": "Join our casino and win a bonus",
    "an address": "write to boss@evil.example",
    "a number": "call 48600100200",
    "Markdown": "[Jan](https://evil.example)",
    "a picture": "![x](https://evil.example/x.png)",
    "right to left": "Jan\u202eelpmaxe.live",
    "NUL": "Ja\0n",
}


#: Of the letter for whoever left much blank.
SUBJECTS = {
    *("Your message to Acme Software", "Ваше сообщение в Acme Software"),
    "Wiadomość do Acme Software",
}


async def settled(world: World) -> None:
    """Nothing is to be judged or sent any more."""

    async def quiet() -> bool:
        waiting = count(world, "submissions", "state = 'waiting'")
        return not waiting and not count(world, "deliveries", "state IN ('due', 'claimed')")

    await until_async(quiet, 60)


def held(world: World, address: str) -> list[tuple[str, str | None]]:
    return rows(world, "SELECT state, reason FROM deliveries WHERE recipient = :a", a=address)


@pytest.mark.parametrize("address", NO_REPLY)
async def test_no_letter_goes_to_a_machine_or_to_ourselves(tmp_path, address):
    async with a_world(tmp_path, MAIL_REPLY_TO="Acme <answers@elsewhere.example>") as world:
        await world.post(a_form(email=address, phone=""))
        card = await world.card(TRIAGE, "#1")
        await settled(world)
        known = await world.lead(1)

    reason = NO_REPLY[address]
    assert (world.mailbox.mails, world.mailbox.connections) == ([], 0)
    assert rows(world, "SELECT state, reason FROM deliveries") == [("withheld", reason)]
    assert known.receipt.verdict.withheld == reason
    told = {"machine_address": "nobody reads that address", "own_address": "our own address"}[reason]
    assert f"not answered: {told}" in card.text


async def test_an_inbox_that_the_rules_name_is_our_own(tmp_path):
    rules = (World(tmp_path).config().rules.text).replace(
        "[sender]", '[sender]\ndesk = "desk@partner.example"'
    )
    (tmp_path / "rules.toml").write_text(rules)
    async with a_world(tmp_path) as world:
        await world.post(a_form(email="d.e.s.k@partner.example"))
        await world.post(a_form(email="jan@partner.example", phone=""))
        await settled(world)

    assert held(world, "d.e.s.k@partner.example") == [("withheld", "own_address")]
    assert held(world, "jan@partner.example") == [("sent", None)]


async def test_every_refusal_can_be_read(tmp_path, world):
    await world.post(a_form(email="postmaster@client.example"))
    await settled(world)

    desk = ("--desk", str(tmp_path))
    (tmp_path / ".env").write_text(f"FRONTDESK_DATABASE={world.variables['FRONTDESK_DATABASE']}\n")
    shown = await asyncio.to_thread(ran, [*desk, "leads", "show", "1"])
    audited = await asyncio.to_thread(ran, [*desk, "audit"])
    listed = await asyncio.to_thread(ran, [*desk, "outbox", "list", "--state", "withheld"])

    assert "letter full_profile: withheld, machine_address" in shown.out
    assert "withheld: machine_address" in shown.out
    assert "Letters withheld: machine_address 1\n" in audited.out
    assert re.search(r"postmaster@client\.example +withheld .* machine_address", listed.out)


@pytest.mark.parametrize("name", ADVERTS)
async def test_an_advert_in_a_name_reaches_nobody(tmp_path, name):
    advert, rules = ADVERTS[name], World(tmp_path).config().rules.text
    (tmp_path / "rules.toml").write_text(rules.replace('"enforce"', '"watch"'))  # all gets through the guards
    async with a_world(tmp_path) as world:
        plain, odd = "jan@client.example", "victim@other.example"
        await world.post(a_form(email=plain, first_name="", last_name="", phone="", message="Hello"))
        form = {"name": advert, "company": advert, "email": odd, "message": f"Buy now: {advert}"}
        await world.post(form)
        await settled(world)
        mails = {mail.recipients: mail for mail in world.mailbox.mails}

    victims = mails[odd,]
    said = f"{victims.text}\n{victims.html}"
    assert count(world, "leads") == 2
    assert set(mails) == {(plain,), (odd,)}
    assert victims.subject in SUBJECTS
    assert not re.search(
        r"evil|casino|казино|BTC|Buy now|49|48600100200|<img|__class__|\{\{", said, re.IGNORECASE
    )
    greeting = victims.text.splitlines()[0]
    assert len(greeting) <= 70
    assert re.fullmatch(r"[\w ,.!'’-]+", greeting), greeting


def _from(moment: datetime, began: datetime) -> datetime:
    """The time, had it been `moment` when it was `began`."""
    return moment + (now() - began)


def variants(number: int) -> str:
    """One mailbox, written in a hundred ways."""
    local = "".join(letter + "." * (number >> place & 1) for place, letter in enumerate("jankow")) + "alski"
    tagged = local if number % 3 else f"{local}+{number}"
    return f"{tagged.upper() if number % 2 else tagged}@client.example"


async def test_a_hundred_forms_bring_one_letter_and_a_hundred_submissions(tmp_path):
    write = (tmp_path / "rules.toml").write_text
    write(World(tmp_path).config().rules.text + '\n[forms.demo]\nprovider = "json"\n')
    with postgres.a_database("postgresql") as url:
        async with a_world(tmp_path, DATABASE=url, REPEAT_WINDOW="0s") as one:
            two = World(tmp_path, DATABASE=url, REPEAT_WINDOW="0s")
            two.mailbox, two.chat, two.session = one.mailbox, one.chat, one.session
            await two.start()
            posts = [
                (one, two)[number % 2].post(
                    a_form(email=variants(number), phone="", message=f"Portal {number}"),
                    ("web", "demo")[number // 2 % 2],
                )
                for number in range(100)
            ]
            answers = await asyncio.gather(*posts)
            await settled(one)
            await two.service.stop()

        assert {status for status, _ in answers} == {200}
        assert len(one.mailbox.mails) == 1
        assert count(one, "submissions", "state = 'judged'") == 100
        assert rows(one, "SELECT state, reason, count(*) FROM deliveries GROUP BY 1, 2 ORDER BY 1") == [
            ("sent", None, 1),
            ("withheld", "quota", 99),
        ]


async def test_three_letters_in_a_week_are_the_most_and_a_restart_forgets_none(tmp_path, database_url):
    at, sent = now(), []
    async with a_world(tmp_path, start=False, DATABASE=database_url, REPEAT_WINDOW="0s") as world:
        for day in range(9):
            moment = at + timedelta(days=day, minutes=day)
            await world.start(clock=partial(_from, moment, now()))
            for again in range(2):
                form = a_form(email=f"j.an+{day}{again}@client.example", phone="", message=f"{day} {again}")
                await world.post(form)
                await settled(world)
            sent.append(len(world.mailbox.mails))
            await world.stop()

    assert sent == [1, 2, 3, 3, 3, 3, 3, 4, 5]


async def test_two_nodes_that_look_at_once_write_one_letter(tmp_path):
    with postgres.a_database("postgresql") as url:
        (tmp_path / "desk").mkdir()
        nodes = [Database(url, desk=tmp_path) for _ in range(2)]
        one, two = (a_desk(db, tmp_path / "desk") for db in nodes)
        await accepted(one, email="jan.k@client.example", phone="")
        await accepted(one, email="j.ank+x@client.example", phone="", message="Another portal")
        first, second = await changes(one), await changes(two)
        assert [len(each.letters) for each in (*first, *second)] == [1, 1, 1, 1]

        await asyncio.gather(one.record(first[:1]), two.record(second[1:]))
        await judged(two)

        found = rows(url, "SELECT state, reason, count(*) FROM deliveries GROUP BY 1, 2 ORDER BY 1")
        for db in nodes:
            await db.close()
    assert found == [("due", None, 1), ("withheld", "quota", 1)]


#: When one mailbox writes, and how many letters are due at each moment; the office opens on Monday at 9.
_FRIDAY = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
_MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
DELAYED = {
    "a Friday and a Saturday are both answered on Monday": (
        "working hours",
        (_FRIDAY, _FRIDAY + timedelta(hours=25)),
        (_MONDAY,),
    ),
    "two letters a day apart stay so": (
        "5d",
        (_FRIDAY, _FRIDAY + timedelta(hours=25)),
        (_FRIDAY + timedelta(days=5), _FRIDAY + timedelta(days=5, hours=25)),
    ),
}


@pytest.mark.parametrize(("delay", "written", "due"), DELAYED.values(), ids=DELAYED)
async def test_a_letter_that_waits_counts_on_the_day_when_it_goes_out(tmp_path, db, delay, written, due):
    letters = tmp_path / "desk" / "templates" / "letters"
    letters.mkdir(parents=True)
    for name in ("full_profile", "phone_given", "ask_details", "again"):
        (letters / f"{name}.en.md").write_text(f"---\nsubject: Hello\ndelay: {delay}\n---\n\nHello\n")
    desk = a_desk(db, tmp_path / "desk")
    for number, moment in enumerate(written):
        desk.clock = partial(_from, moment, now())
        await accepted(desk, email="jan@client.example", phone="", message=f"A portal {number}")
        await judged(desk)

    found = await db.read(lambda c: [at for (at,) in c.execute(_DUE)])
    assert [at.replace(second=0, microsecond=0) for at in found] == list(due)
