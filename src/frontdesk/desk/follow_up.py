"""Follow-up: the clock's look at leads that were answered and have heard of nobody since.

What became of a lead meanwhile is found out when its time has come: a letter goes out, the plan is put off,
or the series is over, each in one transaction. A look that breaks off, or that two nodes have, does no harm.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.letter_quota import QUOTA, Used
from frontdesk.desk.release import known_to
from frontdesk.desk.series import UNATTENDED, Turn, after, turn
from frontdesk.errors import FrontdeskError
from frontdesk.model.change import Change, NewLetter, Step
from frontdesk.model.delivery import DeliveryState
from frontdesk.model.follow_up import NextFollowUp
from frontdesk.model.lead import Known
from frontdesk.model.mail_domain import fresh
from frontdesk.model.score import MACHINE
from frontdesk.model.signals import Signals
from frontdesk.rules.follow_up import FollowUp
from frontdesk.rules.hours import Hours
from frontdesk.rules.pauses import Pause, next_morning, within
from frontdesk.store import follow_ups, quotas
from frontdesk.store.changes import write_changes
from frontdesk.store.database import Connection
from frontdesk.store.follow_ups import Before
from frontdesk.text import one_line

COUNT: Final = 200  #: plans in one look
PACE: Final = "follow_ups"  #: the quota of all follow-ups
HOUR: Final = timedelta(hours=1)
PATIENCE: Final = timedelta(days=14)  #: how long one waits for the quota of its mailbox
_WHAT: Final = 40  #: characters of a step of the history
_LATE: Final = Pause(working_days=1)
_ON_ITS_WAY: Final = frozenset({DeliveryState.DUE, DeliveryState.CLAIMED})
#: Kinds of touches after which no letter comes by itself.
_FINAL: Final = frozenset({"replied", "refused", "bounced", "unsubscribed"})

_log = structlog.get_logger(__name__)


class FollowUps:
    """The look at whatever is planned and due."""

    def __init__(self, desk: Desk, count: int = COUNT) -> None:
        """`count`: plans at most each time it is called."""
        self._desk, self._count = desk, count
        self._slot: datetime | None = None  # when the next of those that are late has its turn

    async def look(self) -> None:
        """Send what is due, in working hours; what is late by more than a working day comes another day.

        Together they take at most half of the letters of an hour: answers come first.

        Raises:
            Unavailable: the database does not answer; the next call goes on.
        """
        rules, now = self._desk.judge.rules, self._desk.clock()
        if not rules.follow_ups:
            return await self._end_all()
        if within(rules.hours, now) != now:
            return None
        due = await self._desk.db.read(lambda connection: follow_ups.due(connection, now, self._count))
        late = [each for each in due if _LATE.after(each.due_at, rules.hours) < now]
        await self._spread(late, now)
        await self._send([each for each in due if each not in late], now)
        return None

    async def _end_all(self) -> None:
        """Rules without follow-ups end all series: with later ones nobody gets a letter out of the past."""
        if await self._desk.db.read(follow_ups.any_planned):
            count = await self._desk.db.write(follow_ups.end_all)
            _log.info("follow-ups ended", count=count, because="the rules have none")

    async def _spread(self, late: Iterable[NextFollowUp], now: datetime) -> None:
        slots = list(zip(late, self._slots(now), strict=False))
        if not slots:
            return

        def work(connection: Connection) -> None:
            for planned, at in slots:
                follow_ups.put_off(connection, planned, at)

        await self._desk.db.write(work)
        self._slot = slots[-1][1] + HOUR / self._pace
        _log.info("follow-ups put off", count=len(slots), until=slots[0][1])

    def _slots(self, now: datetime) -> Iterator[datetime]:
        """Moments of the next working days, as far from one another as their pace asks for."""
        hours: Hours | None = self._desk.judge.rules.hours
        at = max(next_morning(hours, now), self._slot or now)
        while True:
            at = within(hours, at)
            yield at
            at += HOUR / self._pace

    async def _send(self, due: Iterable[NextFollowUp], now: datetime) -> None:
        room = None
        for planned in due:
            if room is None:
                room = self._pace - await self._used(now)
            if room <= 0 or self._desk.wake.stopping:
                return
            room -= await self._tried(planned, now)

    async def _used(self, now: datetime) -> int:
        """The follow-ups of the last hour."""
        found = await self._desk.db.read(lambda connection: quotas.used(connection, [PACE], now - HOUR))
        return found[PACE]

    @property
    def _pace(self) -> int:
        """Follow-ups an hour."""
        return max(1, self._desk.judge.rules.letters_per_hour // 2)

    async def _tried(self, planned: NextFollowUp, now: datetime) -> bool:
        """One that cannot be judged must not keep the others from it."""
        try:
            return await self._one(planned, now)
        except FrontdeskError:
            raise
        except Exception as error:
            _log.error("follow-up put off", lead=planned.lead, exc_info=error)
        await self._put_off(planned, next_morning(self._desk.judge.rules.hours, now))
        return False

    async def _one(self, planned: NextFollowUp, now: datetime) -> bool:
        """Whether a letter goes out."""
        known, before = await self._desk.db.read(
            lambda connection: (
                known_to(connection, planned.lead, now),
                follow_ups.before(connection, planned),
            )
        )
        rules = self._desk.judge.rules
        if known is None or before is None or planned.step > len(rules.follow_ups):
            return await self._end(planned, "nothing follows")
        if because := _over(known, before, planned):
            return await self._end(planned, because)
        if before.sent_at is None:
            # It waits for the server, or for the hour's budget: the pause has not begun yet.
            return await self._put_off(
                planned, rules.follow_ups[planned.step - 1].after.after(now, rules.hours)
            )
        known = replace(known, domains=fresh(known.domains, now))
        signals = self._desk.judge.signals(known)
        score, decided = self._desk.judge.decided(known, signals)
        found = turn(rules, known, planned, (signals, score, decided), before.sent_at)
        if found.send is None or found.planned is None:
            return await self._instead(planned, found)
        if self._desk.judge.recipient(known, signals) != before.recipient:
            return await self._end(planned, "another address")
        return await self._letter(planned, found.send, found.planned, (known, signals))

    async def _instead(self, planned: NextFollowUp, found: Turn) -> bool:
        """Nothing has its turn now."""
        if found.planned is None:
            return await self._end(planned, "no further condition holds")
        if found.planned.step == planned.step:
            return await self._put_off(planned, found.planned.due_at)
        later = found.planned

        def work(connection: Connection) -> None:
            if follow_ups.of_lead(connection, planned.lead) == planned:
                follow_ups.plan(connection, [later])

        await self._desk.db.write(work)
        return False

    async def _letter(
        self, planned: NextFollowUp, entry: FollowUp, this: NextFollowUp, about: tuple[Known, Signals]
    ) -> bool:
        """The letter as its locks leave it: it goes out, waits for the quota, or is withheld."""
        known, signals = about
        desk, rules, now = self._desk, self._desk.judge.rules, known.now
        used = await desk.used({to} if (to := desk.judge.recipient(known, signals)) else ())
        what = one_line(f"follow-up {this.step} of {len(rules.follow_ups)}: {entry.letter}", _WHAT)
        step = Step(cause=this.key, by=MACHINE, what=what)
        made = desk.judge.follow_up(known, signals, step, entry.letter, next(iter(used.values()), Used()))
        if made is None or made[0].lead.state not in UNATTENDED:
            return await self._end(planned, "no letter for such a lead")
        change, letter = made
        if letter.reason == QUOTA and now - this.due_at < PATIENCE:
            return await self._put_off(planned, next_morning(rules.hours, now))
        goes = letter.state is DeliveryState.DUE
        then = after(rules, this, letter.due_at or now) if goes else None
        return await self._record(replace(change, follow_up=then, stops=then is None), letter, goes=goes)

    async def _record(self, change: Change, letter: NewLetter, *, goes: bool) -> bool:
        def work(connection: Connection) -> bool:
            [done] = write_changes(connection, [change])
            if done and goes:
                quotas.use(connection, [PACE], change.at)
            return done

        # Where somebody was quicker the next look finds out what that means.
        if not await self._desk.db.write(work):
            return False
        self._desk.wake.ring("mail", "cards")
        _log.info("follow-up written", lead=change.lead.id, key=letter.key, state=letter.state)
        return goes

    async def _put_off(self, planned: NextFollowUp, due_at: datetime) -> bool:
        await self._desk.db.write(lambda connection: follow_ups.put_off(connection, planned, due_at))
        return False

    async def _end(self, planned: NextFollowUp, because: str) -> bool:
        await self._desk.db.write(lambda connection: follow_ups.end(connection, planned))
        _log.info("follow-ups end", lead=planned.lead, because=because)
        return False


def _over(known: Known, before: Before, planned: NextFollowUp) -> str | None:
    """Why nothing follows any more, as far as it is known without judging."""
    if known.lead.joined_into or known.lead.state not in UNATTENDED:
        return "in hand"
    if before.acted:
        return "somebody acted"
    if before.wrote or not known.submissions or known.submissions[-1].id != planned.submission:
        return "wrote again"
    if before.state is not DeliveryState.SENT and before.state not in _ON_ITS_WAY:
        return f"the letter before is {before.state}"
    since = known.submissions[-1].at
    final = (touch.kind for touch in known.touches if touch.kind in _FINAL and touch.at >= since)
    return next(final, None)
