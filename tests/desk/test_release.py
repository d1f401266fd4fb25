"""Release: a person lets a lead out of quarantine, and it is answered as if no guard had spoken."""

import asyncio

import pytest
import sqlalchemy as sa

from frontdesk.desk.backlog import Backlog
from frontdesk.desk.clock import wall as now
from frontdesk.desk.release import release
from frontdesk.intake.request import Request
from frontdesk.model.lead import State
from frontdesk.model.submission import Submission
from frontdesk.store import tables
from frontdesk.store.history import read_history
from frontdesk.triage.outcome import Moved, Refusal
from support.desks import a_desk
from support.desks import judged as judged_alone
from support.stored import count, rows
from support.world import OLGA, TRIAGE, a_form, until

TRAPPED = a_form(website_hp="https://acme.example")
ADDRESS = TRAPPED["email"]


async def judged(world) -> None:
    await until(lambda: not count(world, "submissions", "state = 'waiting'"))


async def trapped(world, **fields: str) -> None:
    await world.post({**TRAPPED, **fields})
    await judged(world)


async def let_out(world, lead: int = 1, by: str = "Anna"):
    return await release(world.service.desk, lead, by)


async def test_a_lead_that_is_let_out_gets_its_letter_and_its_card(world):
    await trapped(world)
    assert (await world.lead(1)).lead.state is State.QUARANTINED

    outcome = await let_out(world)

    assert isinstance(outcome, Moved)
    [mail] = await world.mail(ADDRESS)
    assert "Jan" in mail.text
    assert "Kowalski" in (await world.card(TRIAGE, "Kowalski")).text
    lead = (await world.lead(1)).lead
    assert (lead.state, lead.released_by) == (State.TRIAGE, "Anna")


async def test_the_history_says_who_let_it_out_and_the_receipt_what_the_guard_saw(world):
    await trapped(world)
    await let_out(world)

    [step, first] = await world.service.db.read(lambda c: read_history(c, 1))
    receipt = (await world.lead(1)).receipt
    assert (step.by, step.what, step.from_state, step.to_state) == (
        "Anna",
        "release",
        "quarantined",
        "triage",
    )
    assert first.what == "judged"
    assert (receipt.verdict.quarantine, receipt.verdict.withheld) == ((), None)
    assert [one.guard for one in receipt.verdict.watched] == ["honeypot"]


async def test_letting_out_again_changes_nothing(world):
    await trapped(world)
    outcomes = [await let_out(world), await let_out(world, by="Piotr")]
    await world.mail(ADDRESS)

    both = await asyncio.gather(*(let_out(world) for _ in range(5)))

    assert outcomes[1] == both[0] == Refusal(toast="already", by="Anna")
    await until(lambda: rows(world, "SELECT state FROM deliveries") == [("sent",)])
    assert count(world, "history") == 2
    assert len(world.mailbox.mails) == 1


async def test_five_who_let_it_out_at_once_cause_one_letter(world):
    await trapped(world)

    outcomes = await asyncio.gather(*(let_out(world, by=f"P{n}") for n in range(5)))

    assert sum(isinstance(outcome, Moved) for outcome in outcomes) == 1
    assert len(await world.mail(ADDRESS)) == 1
    await until(lambda: rows(world, "SELECT state FROM deliveries") == [("sent",)])
    assert count(world, "receipts") == 2


async def test_what_is_let_out_stays_out_when_it_writes_again(world):
    await trapped(world)
    await let_out(world)
    await world.mail(ADDRESS)

    await trapped(world, message="It is me again.")

    known = await world.lead(1)
    assert known.lead.state is State.TRIAGE
    assert (known.receipt.verdict.quarantine, known.receipt.verdict.withheld) == ((), "quota")


async def test_spam_puts_it_back_and_letting_out_undoes_that(world):
    await trapped(world)
    await let_out(world)
    await world.card(TRIAGE, "Kowalski")
    await world.press(TRIAGE, "Spam", OLGA)
    assert (await world.lead(1)).lead.state is State.QUARANTINED

    await let_out(world, by="Piotr")

    lead = (await world.lead(1)).lead
    assert (lead.state, lead.quarantined_by, lead.released_by) == (State.TRIAGE, None, "Piotr")
    assert (await world.lead(1)).receipt.verdict.withheld is None
    await world.mail(ADDRESS)
    assert len(world.mailbox.mails) == 1


async def test_only_the_last_of_several_letters_that_were_kept_back_goes_out(world):
    await trapped(world)
    await trapped(world, message="Did you get it?")

    await let_out(world)

    await world.mail(ADDRESS)
    states = rows(world, "SELECT state, reason FROM deliveries ORDER BY id")
    await until(lambda: rows(world, "SELECT state FROM deliveries ORDER BY id")[1] == ("sent",))
    assert states[0] == ("withheld", "quarantined")


async def test_a_mailbox_that_has_had_its_letter_gets_no_second_one(world):
    await world.post(a_form())
    await world.mail(ADDRESS)
    other = ADDRESS.replace("@", "+tag@")
    await trapped(world, email=other)

    await let_out(world, 2)

    assert (await world.lead(2)).receipt.verdict.withheld == "quota"
    assert rows(world, "SELECT state, reason FROM deliveries WHERE lead = 2") == [("withheld", "quota")]
    assert (await world.lead(2)).lead.state is State.TRIAGE


async def test_a_lead_without_an_address_is_let_out_too(world):
    await trapped(world, email="")

    await let_out(world)

    assert (await world.lead(1)).lead.state is State.TRIAGE
    assert rows(world, "SELECT state, reason FROM deliveries") == [("withheld", "no_address")]


async def test_a_lead_that_is_not_in_quarantine_is_left_as_it_is(world):
    await world.post(a_form())
    await judged(world)

    assert await let_out(world) == Refusal(toast="changed")
    assert await let_out(world, 77) is None
    assert count(world, "receipts") == 1


async def test_a_form_that_waits_is_judged_for_itself_after_the_release(db, tmp_path):
    desk = a_desk(db, tmp_path)
    first = await _accepted(desk)
    await judged_alone(desk)
    second = await _accepted(desk, "Soon, please.")
    await Backlog(desk).waiting()  # it is of the lead, but nobody has judged it

    await release(desk, 1, "Anna")

    assert await _letters(db) == [(f"letter:{first:x}", "due", None)]
    await judged_alone(desk)
    assert await _letters(db) == [
        (f"letter:{first:x}", "due", None),
        (f"letter:{second:x}", "withheld", "quota"),
    ]


async def _letters(db) -> list[tuple]:
    c = tables.deliveries.c
    found = await db.read(
        lambda connection: connection.execute(sa.select(c.key, c.state, c.reason).order_by(c.id)).all()
    )
    return [tuple(row) for row in found]


async def _accepted(desk, message: str = "A demo, please.") -> int:
    request = Request(method="POST", url="http://desk.example/hooks/web", received_at=now())
    fields = {"full_name": "Jan Kowalski", "email": ADDRESS, "message": message}
    said = Submission(provider="json", fields=fields, extra={"website_hp": "x"})
    return await desk.accept("web", request, said)


@pytest.mark.parametrize("table", ["deliveries", "receipts", "touches"])
async def test_nothing_is_there_twice_after_all(world, table):
    await trapped(world)
    await let_out(world)
    await world.mail(ADDRESS)

    key = {"deliveries": "key", "receipts": "cause", "touches": "key"}[table]
    found = [value for (value,) in rows(world, f"SELECT {key} FROM {table}")]
    assert len(found) == len(set(found))
