"""Poison: one that can never be done is put aside with its reason, and everything else is done."""

import asyncio
from contextlib import asynccontextmanager, closing
from pathlib import Path

from frontdesk.desk.clock import wall as now
from frontdesk.settings import shipped_folder
from frontdesk.store import alarms, outbox, submissions, tables
from frontdesk.store.outbox import CardId
from support.books import a_letter, a_submission, put, refuse
from support.chats import quiet, rows
from support.world import TRIAGE, a_form, a_world, until, until_async

GOOD = 100
BREAKS = '{%% if %s == "%s" %%}{{ 1 // 0 }}{%% endif %%}'


def a_plain_form(**fields: str) -> dict[str, str]:
    """A form that gets a letter and no card."""
    return a_form(position="", phone="", **fields)


def poison(desk: Path, file: str, name: str, value: str) -> Path:
    """A template of the desk's own that breaks where the name in it has that value."""
    source = (shipped_folder() / "templates" / file).read_text("utf-8")
    target = desk / "templates" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{source.rstrip()}\n{BREAKS % (name, value)}\n", "utf-8")
    return target


async def reaches(world, table: str, state: str, **values):
    """The row of a table that has these values, once it is in that state."""

    async def look():
        return next(
            (
                row
                for row in await rows(world, table)
                if row.state == state and all(getattr(row, name) == value for name, value in values.items())
            ),
            None,
        )

    return await until_async(look, 20)


async def test_poison_of_every_kind_among_a_hundred_good_ones(tmp_path, database_url):
    letter = poison(tmp_path, "letters/ask_details.en.md", "first_name", "Poison")
    card = poison(tmp_path, "cards/triage.html", "company", "Poison")
    async with a_world(tmp_path, DATABASE=database_url) as world:
        db = world.service.db
        posts = [world.post(a_plain_form(email=f"good{n}@a{n}.example")) for n in range(GOOD)]
        await asyncio.gather(*posts[: GOOD // 2])
        await world.post(a_plain_form(email="poison@acme-client.example", first_name="Poison"))
        await world.post(a_form(email="card@acme-client.example", company="Poison"))
        [first, *_], at = await until_async(lambda: rows(world, "leads")), now()
        lead = first.id
        unreadable = a_submission(1, lead=lead, state="waiting", normalised=b'{"first_name": "\xff"}')
        await db.write(lambda c: put(c, tables.submissions, unreadable))
        to_nobody = a_letter(1, lead=lead, key="poison", recipient="a@", due_at=at, created_at=at)
        await db.write(lambda c: put(c, tables.deliveries, to_nobody))
        await asyncio.gather(*posts[GOOD // 2 :])
        await world.post(a_form(last_name="Kowalski"))

        good = {f"good{n}@a{n}.example" for n in range(GOOD)}
        await until(lambda: good <= {to for mail in world.mailbox.mails for to in mail.recipients}, 30)
        await world.card(TRIAGE, "Kowalski")
        refused = await reaches(world, "deliveries", "refused", key="poison")
        unjudged = await reaches(world, "submissions", "unjudged", tries=1, id=1)
        broken = [row for row in await rows(world, "submissions") if row.state == "unjudged" and row.id > 1]
        held = await reaches(world, "cards", "held")

        assert len([mail for mail in world.mailbox.mails if mail.recipients[0] in good]) == GOOD
        assert refused.reason
        assert "JSON" in unjudged.error
        assert [row.error for row in broken] == ["ZeroDivisionError: integer division or modulo by zero"]
        assert held.reason == "ZeroDivisionError: integer division or modulo by zero"

        await world.stop()
        letter.unlink()
        card.unlink()
        await world.start()
        await world.mail("poison@acme-client.example")
        held_card = CardId(held.chat, held.lead)
        assert await world.service.db.write(lambda c: outbox.retry(c, held_card, world.service.desk.clock()))
        world.service.desk.wake.ring("cards")
        await until(lambda: len(world.chat.messages(TRIAGE.id)) == 2)


async def test_what_the_database_refuses_keeps_nobody_else_from_being_judged(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, TELEGRAM_TOKEN="") as world:
        await world.post(a_plain_form())
        await world.mail("jan@acme-client.example")
        refuse(world.service.db, "deliveries", "recipient", "lead3@a3.example")

        await asyncio.gather(*(world.post(a_plain_form(email=f"lead{n}@a{n}.example")) for n in range(8)))
        row = await reaches(world, "submissions", "unjudged")
        await quiet(world)

        assert "poison" in row.error
        assert len(await rows(world, "receipts")) == 8


async def test_a_form_whose_lead_cannot_be_stored_is_put_aside_and_others_are_judged(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, TELEGRAM_TOKEN="") as world:
        refuse(world.service.db, "identities", "value", "lead3@a3.example")

        await asyncio.gather(*(world.post(a_plain_form(email=f"lead{n}@a{n}.example")) for n in range(8)))
        row = await reaches(world, "submissions", "unjudged")
        await quiet(world)

        assert (row.lead, "poison" in row.error) == (None, True)
        assert len(await rows(world, "receipts")) == 7


async def test_a_poison_form_is_tried_again_so_often_and_no_more(tmp_path, database_url):
    poison(tmp_path, "letters/ask_details.en.md", "first_name", "Poison")
    quick = {"JUDGE_RETRIES": "50ms,100ms", "SWEEP_EVERY": "20ms", "TELEGRAM_TOKEN": ""}
    async with a_world(tmp_path, DATABASE=database_url, **quick) as world:
        await world.post(a_plain_form(first_name="Poison"))

        await reaches(world, "submissions", "unjudged", tries=3)
        [alarm] = await until_async(lambda: world.service.db.read(alarms.open_))
        await world.post(a_plain_form(email="good@acme-client.example"))
        await world.mail("good@acme-client.example")

        assert (alarm.key, "could not be judged: 1;" in alarm.text) == ("unjudged", True)
        assert await world.service.db.read(lambda c: submissions.given_up(c, 2)) == 1


async def test_an_answer_of_the_mail_server_that_is_no_utf_8_settles_the_letter(tmp_path, database_url):
    answer = b"550 5.1.1 Empf\xe4nger \x00unbekannt\r\n"
    async with (
        a_rude_server(answer) as url,
        a_world(tmp_path, DATABASE=database_url, SMTP=url, TELEGRAM_TOKEN="") as world,
    ):
        await world.post(a_plain_form())

        row = await reaches(world, "deliveries", "refused")

        assert row.reason == "550 5.1.1 Empf\ufffdnger unbekannt"


@asynccontextmanager
async def a_rude_server(answer: bytes):
    """An SMTP server that gives this answer to every recipient."""
    answers = {b"RCPT": answer, b"QUIT": b"221 bye\r\n"}

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer):
            writer.write(b"220 hello\r\n")
            while line := await reader.readline():
                writer.write(answers.get(line[:4].upper(), b"250 ok\r\n"))

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
