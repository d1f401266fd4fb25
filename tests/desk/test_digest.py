"""Digest: made once a working day, over all nodes and crashes, of what came since the last one."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.desk import Desk
from frontdesk.desk.digest import tell_of_quarantine
from frontdesk.desk.press_release import clock_time
from frontdesk.desk.release import release
from frontdesk.desk.wake import Wake
from frontdesk.intake.request import Request
from frontdesk.messages.telegram_html import TEXT_LIMIT, units
from frontdesk.model.digest import Digest, Listed
from frontdesk.model.submission import Submission
from frontdesk.rules.hours import Hours
from frontdesk.signals.reading import SignalReader
from frontdesk.store import digest_work, digests, tables
from frontdesk.worker.digests import drawn_digest
from support.desks import a_desk as any_desk
from support.desks import judged
from support.world import NO_RATES, TRIAGE, a_form

FRIDAY = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)  # half past nine in Warsaw
MORNING = FRIDAY.replace(hour=7)
TRAP = {"website_hp": "https://acme.example"}


class Hands:
    """A clock that a test turns."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def desk(db, tmp_path, clock):
    return on(db, tmp_path, clock)


def on(db, folder, clock) -> Desk:
    """A desk whose guards count no forms of one source: all visitors are we."""
    made = any_desk(db, folder)
    rules = replace(made.judge.rules, rates=NO_RATES)
    judge = replace(made.judge, rules=rules, reader=SignalReader(rules=rules))
    return Desk(db, judge, Wake(), clock)


async def came(desk: Desk, number: int = 1, *, extra: dict[str, str] = TRAP, **fields: str) -> None:
    """A form of a person of that number is accepted and judged."""
    filled = a_form(**{"email": f"a{number}@acme-client.example", "phone": "", **fields})
    filled = {name: value for name, value in filled.items() if value}
    request = Request(method="POST", url="http://desk.example/hooks/web", received_at=desk.clock())
    message = f"{filled.pop('message')} I am number {number}."
    said = Submission(
        provider="json",
        fields={**filled, "message": message},
        extra={"business": filled.pop("business", ""), **extra},
    )
    await desk.accept("web", request, said)
    await judged(desk)


async def states(db) -> list[tuple[str, str]]:
    c = tables.digests.c
    return [
        tuple(row)
        for row in await db.read(lambda conn: conn.execute(sa.select(c.day, c.state).order_by(c.day)).all())
    ]


async def test_it_is_made_at_the_opening_hour_and_not_before(desk, clock, db):
    await came(desk)
    clock.at = FRIDAY.replace(hour=7, minute=59)
    assert await tell_of_quarantine(desk) is None
    assert await states(db) == []

    clock.at = FRIDAY
    digest = await tell_of_quarantine(desk)

    assert (digest.total, digest.human, digest.guards) == (1, 1, {"honeypot": 1})
    assert [(one.lead, one.human) for one in digest.listed] == [(1, True)]
    assert await states(db) == [("2026-11-20", "due")]


async def test_what_is_stored_is_what_was_made(desk, clock, db):
    await came(desk)
    await came(desk, 2, extra={}, email="eve@mailinator.com")
    clock.at = FRIDAY

    digest = await tell_of_quarantine(desk)

    assert digest.watched["disposable"].leads == (2,)
    assert await db.read(lambda c: digests.read(c, digest.day)) == digest


async def test_the_same_day_has_no_second_one(desk, clock, db):
    await came(desk)
    clock.at = FRIDAY
    await tell_of_quarantine(desk)
    await came(desk, 2)

    clock.at += timedelta(hours=8)

    assert await tell_of_quarantine(desk) is None


async def test_nothing_to_tell_is_no_message_on_that_day_and_the_next_one_tells_all(desk, clock, db):
    clock.at = FRIDAY
    assert (await tell_of_quarantine(desk)).empty
    await came(desk)
    clock.at += timedelta(hours=1)
    assert await tell_of_quarantine(desk) is None

    clock.at += timedelta(days=3)

    assert (await tell_of_quarantine(desk)).total == 1
    assert await states(db) == [("2026-11-20", "empty"), ("2026-11-23", "due")]
    assert (
        await db.write(lambda c: digest_work.claim_next(c, TRIAGE.id, clock(), "n", timedelta()))
    ).day == "2026-11-23"


async def test_days_that_were_missed_are_one_digest_and_a_free_day_has_none(desk, clock, db):
    clock.at = FRIDAY - timedelta(days=3)
    await tell_of_quarantine(desk)
    for days in (2, 1, 0):
        clock.at = FRIDAY - timedelta(days=days)
        await came(desk, days)
    for hours in range(48):
        clock.at = FRIDAY + timedelta(hours=15 + hours)
        assert await tell_of_quarantine(desk) is None

    clock.at = FRIDAY + timedelta(days=3)

    assert (await tell_of_quarantine(desk)).total == 3


async def test_nobody_is_told_of_twice_and_nobody_is_left_out(desk, clock, db):
    told = []
    clock.at = FRIDAY - timedelta(seconds=3)
    for number in range(1, 9):
        await came(desk, number)
        digest = await tell_of_quarantine(desk)
        told += [one.lead for one in digest.listed] if digest else []
        clock.at += timedelta(hours=11)
    clock.at = FRIDAY + timedelta(days=14)
    told += [one.lead for one in (await tell_of_quarantine(desk)).listed]

    assert sorted(told) == list(range(1, 9))


async def test_a_judgement_that_is_written_late_is_in_the_next_one(desk, clock, db):
    clock.at = FRIDAY - timedelta(seconds=20)
    await came(desk)
    clock.at = FRIDAY
    assert (await tell_of_quarantine(desk)).empty

    clock.at += timedelta(days=3)

    assert (await tell_of_quarantine(desk)).total == 1


async def test_ten_nodes_at_once_make_one(desk, clock, db, tmp_path):
    await came(desk)
    clock.at = FRIDAY
    desks = [on(db, tmp_path, clock) for _ in range(10)]

    made = await asyncio.gather(*(tell_of_quarantine(each) for each in desks))

    assert sum(digest is not None for digest in made) == 1
    assert await states(db) == [("2026-11-20", "due")]


async def test_a_crash_leaves_the_message_and_its_mark_or_neither(desk, clock, db):
    await came(desk)
    clock.at = FRIDAY
    before = await db.read(lambda c: digests.told(c, "2026-11-20", clock()))
    lead = Listed(lead=1, human=True)
    digest = Digest(day="2026-11-20", chat=1, since=MORNING, until=FRIDAY, total=1, human=1, listed=(lead,))

    def dies(connection):
        digests.make(connection, digest, before, clock())
        raise RuntimeError("the node dies")

    with pytest.raises(RuntimeError):
        await db.write(dies)

    assert await states(db) == []
    assert not await db.read(lambda c: digests.lists(c, 1, 1))
    assert (await tell_of_quarantine(desk)).total == 1


async def test_a_clock_that_ran_ahead_silences_nothing(desk, clock, db):
    clock.at = FRIDAY + timedelta(days=367)
    await tell_of_quarantine(desk)
    clock.at = MORNING
    await came(desk)

    clock.at = FRIDAY

    assert (await tell_of_quarantine(desk)).total == 1


async def test_who_is_called_spam_or_let_out_is_no_news(desk, clock, db):
    for number in (1, 2, 3):
        await came(desk, number)
    await release(desk, 1, "Anna")
    await came(desk, 1, message="It is me again, and the trap too.")
    spam = sa.update(tables.leads).where(tables.leads.c.id == 2).values(quarantined_by="Olga")
    await db.write(lambda connection: connection.execute(spam) and None)
    clock.at = FRIDAY

    digest = await tell_of_quarantine(desk)

    assert [one.lead for one in digest.listed] == [3]
    assert (digest.total, digest.watched) == (1, {})


async def test_the_first_one_looks_back_a_week(desk, clock, db):
    clock.at = FRIDAY - timedelta(days=8)
    await came(desk, 1)
    clock.at = FRIDAY - timedelta(days=6)
    await came(desk, 2)
    clock.at = FRIDAY

    assert [one.lead for one in (await tell_of_quarantine(desk)).listed] == [2]


async def test_what_is_only_watched_is_found_behind_many_pages_of_receipts(desk, clock, db):
    await came(desk, 1, extra={}, email="eve@mailinator.com")
    old = [
        {"lead": 1, "cause": f"press:{number}", "revision": 1, "at": MORNING, "body": b"{}"}
        for number in range(1_200)
    ]
    await db.write(lambda c: c.execute(sa.insert(tables.receipts), old) and None)
    clock.at = FRIDAY

    digest = await tell_of_quarantine(desk)

    assert digest.watched["disposable"].count == 1


async def test_a_desk_without_a_triage_chat_tells_nobody(desk, clock, db):
    await came(desk)
    desk.judge = replace(desk.judge, rules=replace(desk.judge.rules, chats=()))
    clock.at = FRIDAY

    assert await tell_of_quarantine(desk) is None
    assert await states(db) == []


async def test_five_hundred_in_quarantine_are_one_short_message_with_the_human_first(desk, clock, db):
    spam = "We sell backlinks, see http://a.example and http://b.example"
    for number in range(2, 502):
        request = Request(method="POST", url="http://desk.example/hooks/web", received_at=desk.clock())
        fields = {"email": f"s{number}@seller.example", "message": f"{spam} {number}", "first_name": "S"}
        await desk.accept("web", request, Submission(provider="json", fields=fields, extra={}))
    await came(desk, 1)
    await came(desk, 600, extra={"website_hp": "x"}, message="Look at http://a.example now")
    clock.at = FRIDAY

    digest = await tell_of_quarantine(desk)
    card = await drawn_digest(desk, TRIAGE, digest.day)

    assert digest.total == 502
    assert len(digest.listed) == 8
    assert digest.human == 1
    assert card.plain.index("#501 Jan") < card.plain.index("#502")
    assert units(card.plain) <= TEXT_LIMIT
    assert "phrases 500" in card.plain


async def test_the_message_of_a_dead_node_may_have_gone_out_and_is_sent_once_more_at_most(desk, clock, db):
    await came(desk)
    clock.at = FRIDAY
    await tell_of_quarantine(desk)
    later = FRIDAY + timedelta(minutes=10)

    def claimed(at):
        return db.write(lambda c: digest_work.claim_next(c, TRIAGE.id, at, "dead", timedelta()))

    assert await claimed(FRIDAY)
    await db.write(lambda c: digest_work.take_over(c, FRIDAY, later))
    assert await claimed(FRIDAY + timedelta(minutes=9)) is None
    assert await claimed(later)
    await db.write(lambda c: digest_work.take_over(c, later, later))

    assert await states(db) == [("2026-11-20", "held")]


WARSAW = Hours(zone="Europe/Warsaw", days=(None,) * 7)
TIMES = {
    "today, there": (FRIDAY, WARSAW, "09:30"),
    "another day": (FRIDAY - timedelta(days=1), WARSAW, "09:30 2026-11-19"),
    "no zone": (FRIDAY, None, "08:30 UTC"),
}


@pytest.mark.parametrize(("at", "hours", "told"), TIMES.values(), ids=TIMES)
def test_a_toast_tells_the_time_of_the_company(at, hours, told):
    assert clock_time(at, FRIDAY + timedelta(hours=1), hours) == told
