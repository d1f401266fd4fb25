"""Budgets of two who send at once: no sliding hour and no domain's minute ever holds more than it may."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.desk.clock import wall as now
from frontdesk.store.database import Database
from frontdesk.worker.mail import Mail
from support.outbox import PLAN, Outbox, sending
from support.world import until

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PER_HOUR, PER_DOMAIN, LETTERS = 12, 2, 60
DOMAINS = ("client.example", "another.example", "third.example", "gmail.com")
STEPS = tuple(timedelta(seconds=s) for s in (1, 20, 40, 59, 61, 290, 310, 599, 601, 3_599))


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = now()

    def __call__(self):
        return self.at


class Turning(Mail):
    """Tells whether it has looked since it was asked last, and is at rest."""

    def __init__(self, *parts) -> None:
        super().__init__(*parts)
        self.turns, self.turning = 0, False

    async def _turn(self, now, room):
        self.turning = True
        try:
            return await super()._turn(now, room)
        finally:
            self.turning, self.turns = False, self.turns + 1

    @property
    def rests(self) -> bool:
        return self.turns >= 2 and not (self.turning or self._running or self._done)


def most_within(moments: list, span: timedelta) -> int:
    """How many there are in the fullest stretch of that length, which its first moment belongs to."""
    moments = sorted(moments)
    return max(
        (sum(begin <= at < begin + span for at in moments) for begin in moments),
        default=0,
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_two_workers_keep_within_every_sliding_hour_and_every_domains_minute(
    box, server, tmp_path, database_url, seed
):
    dice, clock, moments = random.Random(seed), Clock(), defaultdict(list)
    server.wake = lambda: moments[server.mails[-1].recipient.partition("@")[2]].append(clock())
    keys = iter(range(LETTERS))

    async def write(many: int) -> None:
        for _, key in zip(range(many), keys, strict=False):
            await box.put(f"k{key}", to=f"%s@{dice.choice(DOMAINS)}", due_at=clock(), created_at=clock())

    workers: list[Turning] = []

    def worker(*parts) -> Turning:
        workers.append(Turning(*parts))
        return workers[-1]

    plan = replace(PLAN, per_hour=PER_HOUR, per_domain=PER_DOMAIN, poll=timedelta(milliseconds=20))
    other = Outbox(Database(database_url, desk=tmp_path))
    async with (
        sending(box, server, plan, clock=clock, mail=worker) as one,
        sending(other, server, replace(plan, node="other"), clock=clock, mail=worker) as two,
    ):

        async def until_both_rest() -> None:
            for worker in workers:
                worker.turns = 0
            one.ring("mail")
            two.ring("mail")
            await until(lambda: all(worker.rests for worker in workers))

        await until(lambda: len(workers) == 2)
        for _ in range(40):
            await write(dice.randrange(4))
            await until_both_rest()
            clock.at += dice.choice(STEPS)  # nothing else runs in between
        await write(LETTERS)
        for _ in range(LETTERS):
            if len(server.mails) == LETTERS:
                break
            await until_both_rest()
            clock.at += HOUR
    await other.db.close()

    every = [at for each in moments.values() for at in each]
    assert len({mail.header("Message-ID") for mail in server.mails}) == len(every) == LETTERS
    assert most_within(every, HOUR) == PER_HOUR
    shared = [at for domain, at in moments.items() if domain != "gmail.com"]
    assert max(most_within(at, MINUTE) for at in shared) == PER_DOMAIN
