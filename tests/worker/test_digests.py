"""Digests: the quarantine in the chat, and the one tap that lets a lead out."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from frontdesk.desk.clock import wall as now
from frontdesk.desk.release import release
from frontdesk.model.lead import State
from frontdesk.store import outbox
from frontdesk.store.database import Database
from support import postgres
from support.books import spoil
from support.chats import Clock, buttons, labels, shows, tap
from support.stored import count, rows
from support.world import (
    MARK,
    OLGA,
    PIOTR,
    SALES,
    STRANGER,
    TRIAGE,
    VERA,
    World,
    a_form,
    a_world,
    until,
)

QUICK = {"SWEEP_EVERY": "50ms", "POLL": "50ms", "UNSURE_RETRY": "300ms"}
TRAPPED = a_form(website_hp="https://acme.example")
ADVERT = a_form(
    email="seo@seller.example",
    first_name="Sam",
    last_name="Seller",
    phone="",
    message="We sell backlinks, see http://a.example and http://b.example",
)
DAY = "digest:2026-11-23"


class Monday(Clock):
    """The time, which began at half past eight in Warsaw on a Monday; work begins at nine."""

    def __init__(self) -> None:
        super().__init__()
        self._shift = datetime(2026, 11, 23, 7, 30, tzinfo=UTC) - now()

    def __call__(self) -> datetime:
        return super().__call__() + self._shift

    def open(self) -> None:
        """Work begins."""
        self.forward(1800)


@asynccontextmanager
async def monday(folder, url, **variables):
    """A world on a Monday morning, before work begins."""
    async with a_world(folder, start=False, DATABASE=url, **{**QUICK, **variables}) as world:
        clock = Monday()
        await world.start(clock=clock)
        yield world, clock


@pytest.fixture
async def early(tmp_path, database_url):
    """A world before work begins, and its clock."""
    async with monday(tmp_path, database_url) as both:
        yield both


async def trapped(world: World, **fields: str) -> None:
    """A person in a trap is judged."""
    await world.post({**TRAPPED, **fields})
    await until(lambda: not count(world, "submissions", "state = 'waiting'"))


async def told(world: World, clock: Monday):
    """Work begins; the digest."""
    clock.open()
    return await world.card(TRIAGE, "Quarantine:")


async def test_a_person_in_a_trap_is_listed_first_with_a_button(early):
    world, clock = early
    await trapped(world)
    await world.post(ADVERT)
    await until(lambda: not count(world, "submissions", "state = 'waiting'"))
    await asyncio.sleep(0.2)
    assert world.chat.messages(TRIAGE.id) == []

    digest = await told(world, clock)

    assert "Quarantine: 2 new" in digest.text
    assert digest.text.index("#1 Jan Kowalski") < digest.text.index("#2 Sam Seller")
    assert "j•••@acme-client.example" in digest.text
    assert "the hidden field website_hp is filled" in digest.text
    assert "By guard: honeypot 1, phrases 1" in digest.text
    assert buttons(digest) == ["✔ #1 release", "✔ #2 release"]


async def test_one_tap_sends_the_letter_shows_the_card_and_marks_the_button(early):
    world, clock = early
    await trapped(world)
    digest = await told(world, clock)

    began = asyncio.get_running_loop().time()
    toast = await world.press(TRIAGE, "#1", OLGA, message=digest)

    assert asyncio.get_running_loop().time() - began < 1
    assert toast == "Released. No guard holds it any more."
    [mail] = await world.mail(TRAPPED["email"])
    assert "Jan" in mail.text
    await world.card(TRIAGE, "🟡")
    await labels(world, TRIAGE, "Quarantine:", "✅ #1 · Olga")
    lead = (await world.lead(1)).lead
    assert (lead.state, lead.released_by) == (State.TRIAGE, "Olga")
    assert rows(world, "SELECT by, what FROM history ORDER BY id") == [
        ("machine", "judged"),
        ("Olga", "release"),
    ]


async def test_a_second_tap_tells_who_was_first_and_sends_nothing_again(early):
    world, clock = early
    await trapped(world)
    digest = await told(world, clock)
    data = digest.rows[0][0].callback_data
    await tap(world, TRIAGE, digest, data, OLGA)
    await world.mail(TRAPPED["email"])

    toasts = [await tap(world, TRIAGE, digest, data, by) for by in (OLGA, MARK)]

    assert all(toast.startswith("Already released by Olga, 09:") for toast in toasts)
    await until(lambda: rows(world, "SELECT state FROM deliveries") == [("sent",)])
    assert len(world.mailbox.mails) == 1
    assert count(world, "receipts") == 2


async def test_two_taps_at_once_are_one_release(early):
    world, clock = early
    await trapped(world)
    digest = await told(world, clock)
    data = digest.rows[0][0].callback_data

    toasts = await asyncio.gather(*(tap(world, TRIAGE, digest, data, by) for by in (OLGA, MARK, OLGA)))

    assert sum(toast.startswith("Released") for toast in toasts) == 1
    await world.mail(TRAPPED["email"])
    await until(lambda: rows(world, "SELECT state FROM deliveries") == [("sent",)])
    assert len(world.mailbox.mails) == 1


@pytest.mark.parametrize(
    ("by", "toast"),
    [
        (VERA, "Your role does not allow this."),
        (PIOTR, "Your role does not allow this."),
        (STRANGER, "I do not know you yet. Ask your administrator to add you to the team."),
    ],
    ids=["viewer", "sales", "stranger"],
)
async def test_who_may_not_is_told_so_and_nothing_happens(early, by, toast):
    world, clock = early
    await trapped(world)
    digest = await told(world, clock)

    assert await world.press(TRIAGE, "#1", by, message=digest) == toast
    assert (await world.lead(1)).lead.state is State.QUARANTINED
    assert world.mailbox.mails == []


async def test_a_forged_press_of_a_lead_that_no_digest_there_names_does_nothing(early):
    world, clock = early
    await trapped(world)
    digest = await told(world, clock)
    await trapped(world, email="eva@acme-client.example", first_name="Eva", phone="")

    here = [await tap(world, TRIAGE, digest, f"1|{lead}|release|-|0", MARK) for lead in (2, 77)]
    elsewhere = await _tap_in_sales(world, "1|1|release|-|0")

    assert {*here, elsewhere} == {"This lead is not here any more."}
    assert (await world.lead(1)).lead.state is (await world.lead(2)).lead.state is State.QUARANTINED


async def _tap_in_sales(world: World, data: str) -> str:
    await world.post(
        a_form(email="hot@acme-client.example", budget="40000 EUR", message="We need a portal. " * 50)
    )
    message = await world.card(SALES, "Kowalski")
    return await tap(world, SALES, message, data, MARK)


async def test_nothing_in_quarantine_is_no_digest(early):
    world, clock = early
    await world.post(a_form())
    await world.card(TRIAGE, "Kowalski")

    clock.open()
    await until(lambda: rows(world, "SELECT day, state FROM digests") == [("2026-11-23", "empty")])
    clock.forward(3600)
    await asyncio.sleep(0.3)

    assert len(world.chat.messages(TRIAGE.id)) == 1
    assert count(world, "digests") == 1


async def test_what_is_only_watched_is_told_of(early):
    world, clock = early
    await world.post(a_form(email="eve@mailinator.com"))
    await world.card(TRIAGE, "Kowalski")

    digest = await told(world, clock)

    assert "Quarantine: nothing new" in digest.text
    assert "had these guards not only watched: disposable 1 (#1)" in digest.text
    assert buttons(digest) == []


async def test_markup_in_a_name_is_shown_as_text(early):
    world, clock = early
    await trapped(world, first_name="<b>&", last_name="<a href='x'>")

    digest = await told(world, clock)

    assert "<b>& <a href='x'>" in digest.text
    assert "&lt;b&gt;&amp;" in digest.html


async def test_a_release_from_the_command_line_marks_the_button_too(early):
    world, clock = early
    await trapped(world)
    await told(world, clock)

    await release(world.service.desk, 1, "Anna")

    await labels(world, TRIAGE, "Quarantine:", "✅ #1 · Anna")


async def test_spam_brings_the_button_back_and_it_works_again(early):
    world, clock = early
    await trapped(world)
    digest = await told(world, clock)
    await world.press(TRIAGE, "#1", OLGA, message=digest)
    card = await world.card(TRIAGE, "🟡")
    await labels(world, TRIAGE, "Quarantine:", "✅ #1 · Olga")

    await world.press(TRIAGE, "Spam", OLGA, message=card)
    await labels(world, TRIAGE, "Quarantine:", "✔ #1 release")
    await world.press(TRIAGE, "#1", MARK, message=digest)

    await labels(world, TRIAGE, "Quarantine:", "✅ #1 · Mark")
    assert (await world.lead(1)).lead.state is State.TRIAGE


async def test_a_restart_sends_no_second_one(early):
    world, clock = early
    await trapped(world)
    await told(world, clock)
    await until(lambda: rows(world, "SELECT state FROM digests") == [("shown",)])

    await world.stop()
    await world.start(clock=clock)
    await asyncio.sleep(0.3)

    posted = [call for call in shows(world, TRIAGE) if call.method == "sendMessage"]
    assert sum("Quarantine" in call.params["text"] for call in posted) == 1


async def test_a_digest_made_while_telegram_was_down_comes_when_it_is_back(early):
    world, clock = early
    await trapped(world)
    world.chat.down = True
    clock.open()
    await until(lambda: count(world, "digests", "state IN ('due', 'claimed')"))

    world.chat.down = False
    clock.forward(60)

    assert await world.card(TRIAGE, "Quarantine: 1 new")
    told = [message for message in world.chat.messages(TRIAGE.id) if "Quarantine" in message.text]
    assert len(told) == 1


async def test_one_whose_answer_got_lost_is_sent_once_more_at_most(early):
    world, clock = early
    await trapped(world)
    world.chat.fail_next("sendMessage", lost=True, times=4)  # an alarm may come between
    clock.open()
    await until(lambda: count(world, "digests", "state = 'unsure'"))

    await until(lambda: _forward(clock) and count(world, "digests", "state = 'held'"))

    digests = [message for message in world.chat.messages(TRIAGE.id) if "Quarantine" in message.text]
    assert len(digests) <= 2


def _forward(clock: Clock) -> bool:
    clock.forward(1)
    return True


async def test_one_that_a_dead_node_had_in_hand_is_sent_by_the_next(early):
    world, clock = early
    await trapped(world)
    world.chat.down = True
    clock.open()
    await until(lambda: count(world, "digests", "attempts > 0"))
    await world.stop()
    world.chat.down = False
    db = Database(world.variables["FRONTDESK_DATABASE"], desk=world.desk)
    spoil(
        db,
        "UPDATE digests SET state = 'claimed', claimed_by = 'gone', doubts = 0, due_at = 0",
    )
    await db.close()

    await world.start(clock=clock)

    assert await world.card(TRIAGE, "Quarantine: 1 new")


async def test_a_refused_one_is_held_and_a_person_may_send_it_again(early):
    world, clock = early
    await trapped(world)
    world.chat.fail_next("sendMessage", 400)
    clock.open()
    await until(lambda: count(world, "digests", "state = 'held'"))

    [item] = await world.service.db.read(lambda c: outbox.listed(c, ["held"], 10))
    assert (str(item.id), item.to, item.channel) == (DAY, str(TRIAGE.id), "telegram")
    assert await world.service.db.write(lambda c: outbox.retry(c, item.id, clock()))

    assert await world.card(TRIAGE, "Quarantine: 1 new")
    await until(lambda: rows(world, "SELECT state FROM digests") == [("shown",)])
    assert await world.service.db.read(lambda c: outbox.state_of(c, item.id)) == "sent"


async def test_two_nodes_send_one(tmp_path):
    with postgres.a_database("postgresql") as url:
        async with monday(tmp_path, url) as (world, clock):
            other = World(tmp_path, DATABASE=url, **QUICK)
            other.mailbox, other.chat = world.mailbox, world.chat
            await other.start(clock=clock)
            try:
                await trapped(world)
                await told(world, clock)
                await world.stop()  # the other one takes over
                clock.forward(3600)
                await asyncio.sleep(0.5)
                digest = world.chat.messages(TRIAGE.id)[0]
                toast = await other.press(TRIAGE, "#1", OLGA, message=digest)
            finally:
                await other.stop()
                await other.session.close()

            assert toast.startswith("Released")
            assert count(url, "digests") == 1
            assert sum("Quarantine:" in message.text for message in world.chat.messages(TRIAGE.id)) == 1
