"""Follow-ups end to end: a real mail server, days that pass, and a person who presses a button."""

from datetime import datetime, timedelta

import pytest

from frontdesk.desk.clock import wall as now
from frontdesk.store import follow_ups
from support.chats import rows
from support.series import NURTURE, SERIES, rules_of
from support.stored import count
from support.world import OLGA, TRIAGE, a_form, a_world, until, until_async

JAN = "jan@acme-client.example"
ALWAYS = 'monday-sunday = "00:00-24:00"'


class Days:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.passed = timedelta()

    def __call__(self) -> datetime:
        return now() + self.passed


@pytest.fixture
async def world(tmp_path, database_url):
    (tmp_path / "rules.toml").write_text(rules_of(SERIES, ALWAYS), "utf-8")
    settings = {"SWEEP_EVERY": "100ms", "DATABASE": database_url}
    async with a_world(tmp_path, start=False, **settings) as running:
        running.days = Days()
        await running.start(clock=running.days)
        yield running


async def planned(world, lead: int = 1):
    return await world.service.db.read(lambda connection: follow_ups.of_lead(connection, lead))


async def sent(world, letters: int) -> None:
    """So many letters, and the database knows that they went out."""
    await world.mail(JAN, letters)
    await until(lambda: count(world, "deliveries", "state = 'sent'") == letters)


async def test_who_is_worth_nurturing_gets_three_more_letters_and_then_no_more(world):
    await world.post(a_form(**NURTURE))
    await sent(world, 1)

    for number, days in enumerate((2, 3, 7), 2):
        world.days.passed += timedelta(days=days, minutes=5)
        await sent(world, number)

    assert await planned(world) is None
    subjects = [mail.subject.partition(" — ")[0] for mail in await world.mail(JAN, 4)]
    assert subjects == [
        "We will call you soon",
        "Did our letter reach you?",
        "How others have done it",
        "Our last letter for now",
    ]
    assert len({mail.header("Message-ID") for mail in world.mailbox.mails}) == 4


async def test_after_a_press_the_machine_writes_no_more(world):
    await world.post(a_form())
    await sent(world, 1)
    await world.card(TRIAGE, "Kowalski")
    assert await planned(world) is not None

    await world.press(TRIAGE, "udget", OLGA)

    async def stopped() -> bool:
        return await planned(world) is None

    await until_async(stopped)
    other = a_form(**NURTURE, email="anna@acme-client.example", phone="+48 512 345 201")
    await world.post(other)
    await world.mail("anna@acme-client.example", 1)
    await until(lambda: count(world, "deliveries", "state = 'sent'") == 2)
    world.days.passed += timedelta(days=2, minutes=5)
    await world.mail("anna@acme-client.example", 2)  # the clock's look has been
    assert len(await world.mail(JAN)) == 1


async def test_a_restart_neither_forgets_nor_repeats_a_letter(world):
    await world.post(a_form(**NURTURE))
    await sent(world, 1)
    await world.stop()

    world.days.passed += timedelta(days=2, minutes=5)
    await world.start(clock=world.days)
    await sent(world, 2)
    await world.stop()
    await world.start(clock=world.days)

    world.days.passed += timedelta(days=3, minutes=5)
    await sent(world, 3)
    keys = [row.key.partition(":")[0] for row in await rows(world, "deliveries")]
    assert sorted(keys) == ["follow_up", "follow_up", "letter"]
