"""Mail turn: what became of the last letters and which are begun next, written down in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.errors import FrontdeskError
from frontdesk.model.delivery import Delivery, DeliveryState
from frontdesk.store import deliveries
from frontdesk.store.database import Connection, Database
from frontdesk.worker.budgets import Budgets
from frontdesk.worker.mail_plan import LIFE, MailPlan
from frontdesk.worker.outcomes import Outcome, settle

LOOK_EVERY: Final = timedelta(minutes=1)  #: for what is too old: it looks through all that is due

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What there is to write and room to claim."""

    plan: MailPlan
    now: datetime
    done: Sequence[Outcome]  #: what became of letters
    in_hand: Sequence[int]  #: the letters begun, or claimed ahead
    room: int  #: how many letters more
    reason: str | None  #: why letters cannot go out at all


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """What a turn came to."""

    claimed: Sequence[Delivery] = ()
    settled: Sequence[Outcome] = ()
    well: bool = False  #: the whole of it was written in one


class MailTurns:
    """Takes turn after turn."""

    def __init__(self, db: Database) -> None:
        self._db, self._budgets = db, Budgets()
        self._unsettled: set[int] = set()  # whatever became of them, the database took it not
        self._looked_at: datetime | None = None
        self.unheard = False  #: a claim may have been written without our learning of it
        self.spent = False  #: the budget had no room for more

    async def take(self, turn: Turn) -> Turned:
        """Write it; what breaks a turn keeps no other letter."""
        try:
            claimed = await self._db.write(lambda connection: self._write(connection, turn))
        except FrontdeskError as error:
            _log.warning("mail postponed", error=str(error))
            self.unheard = True
            return Turned()
        except Exception:
            if not turn.done:
                raise
            return Turned(settled=[each for each in turn.done if await self._settled_alone(turn, each)])
        self.unheard = False
        return Turned(claimed=claimed, settled=turn.done, well=True)

    def _write(self, connection: Connection, turn: Turn) -> list[Delivery]:
        plan, now = turn.plan, turn.now
        settle(connection, turn.done, plan.node, plan.retries)
        if self.unheard:
            deliveries.give_back_others(connection, (*turn.in_hand, *self._unsettled), plan.node)
        left = self._left(connection, turn) if turn.room else 0
        if self._looked_at is None or abs(now - self._looked_at) >= LOOK_EVERY:
            self._looked_at = now
            self._give_up(connection, turn)
        claimed = deliveries.claim_due(connection, now, plan.node, left) if left else []
        return self._budgets.spend(connection, claimed, plan.per_domain, now) if claimed else []

    def _left(self, connection: Connection, turn: Turn) -> int:
        """How many of the letters there is room for the hour has room for."""
        left = self._budgets.room(connection, turn.room, turn.plan.per_hour, turn.now)
        self.spent = left < turn.room
        return left

    def _give_up(self, connection: Connection, turn: Turn) -> None:
        """What nobody waits for any more: a person looks at what was tried, or could not be."""
        deliveries.give_up_older(connection, turn.now - turn.plan.life, untried=turn.reason)
        deliveries.cancel_older(connection, turn.now - LIFE, "over_budget" if self.spent else "too_old")

    async def _settled_alone(self, turn: Turn, outcome: Outcome) -> bool:
        """One of several broke the turn: it must not keep the others."""
        plan = turn.plan
        try:
            await self._db.write(lambda c: settle(c, [outcome], plan.node, plan.retries))
        except FrontdeskError:
            return False  # the next turn tries again
        except Exception:
            _log.exception("delivery not settled", id=outcome.delivery.id)
            await self._hold(outcome.delivery.id, plan.node)
        return True

    async def _hold(self, id_: int, node: str) -> None:
        """A person looks at it; until that is written, it is in hand, or it would go out again."""
        self._unsettled.add(id_)
        held, reason = DeliveryState.HELD, "what became of it could not be written down"
        try:
            await self._db.write(lambda c: deliveries.settle(c, id_, node, held, reason=reason))
        except Exception:
            _log.exception("delivery not held", id=id_)
        else:
            self._unsettled.discard(id_)
