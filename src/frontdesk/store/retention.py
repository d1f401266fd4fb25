"""Retention: what is older than it is to be kept, some rows at a time; each call is one small transaction.

Only what is over is swept: no lead that waits for somebody, no form that is not judged, no letter that may
still go out.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState
from frontdesk.model.lead import State
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.tables import deliveries, history, leads, notes, submissions, touches, updates
from frontdesk.triage.standing import CLOSED

#: What `[retention]` calls so; a lead in any other state waits for somebody, however long.
STATES: Final[Mapping[str, frozenset[State]]] = {
    "leads": CLOSED - {State.QUARANTINED},
    "quarantined": frozenset({State.QUARANTINED}),
}
_SETTLED: Final = (
    *(DeliveryState.SENT, DeliveryState.REFUSED, DeliveryState.CANCELLED, DeliveryState.WITHHELD),
)
_NONE: Final = b"[]"  #: headers
_l, _s, _d, _h = leads.c, submissions.c, deliveries.c, history.c


def old_raw(connection: sa.Connection, before: datetime, after: int, limit: int) -> Sequence[int]:
    """The next judged submissions behind the number `after` whose request is still kept word for word."""
    full = sa.or_(sa.func.length(_s.body) > 0, sa.func.length(_s.headers) > len(_NONE))
    old = (_s.state == "judged", _s.received_at < before, full)
    select = sa.select(_s.id).where(_s.id > after, *old).order_by(_s.id).limit(limit)
    return connection.execute(select).scalars().all()


def empty_raw(connection: sa.Connection, ids: Sequence[int]) -> int:
    """Empty headers and body of these submissions; what was read from them stays."""
    mine = sa.update(submissions).where(_s.id.in_(ids), _s.state == "judged")
    return connection.execute(mine.values(headers=_NONE, body=b"")).rowcount


def drop_updates(connection: sa.Connection, before: datetime, limit: int) -> int:
    """Delete updates that are applied or put aside; Telegram sends none again after a day."""
    u = updates.c
    some = sa.select(u.id).where(u.state != "waiting", u.at < before).order_by(u.id).limit(limit)
    return connection.execute(sa.delete(updates).where(u.id.in_(some.scalar_subquery()))).rowcount


def empty_letters(connection: sa.Connection, before: datetime, limit: int) -> int:
    """Empty the text of letters that are settled; to whom they went, and when, stays."""
    old = (IS_LETTER, _d.state.in_(_SETTLED), _d.created_at < before, sa.func.length(_d.body) > 0)
    some = sa.select(_d.id).where(*old).order_by(_d.id).limit(limit)
    mine = sa.update(deliveries).where(_d.id.in_(some.scalar_subquery()))
    return connection.execute(mine.values(body=b"")).rowcount


def drop_notes(connection: sa.Connection, before: datetime, limit: int) -> int:
    """Delete notes, and empty the reasons that people gave."""
    n = notes.c
    some = sa.select(n.id).where(n.at < before).order_by(n.id).limit(limit)
    gone = connection.execute(sa.delete(notes).where(n.id.in_(some.scalar_subquery()))).rowcount
    said = sa.select(_h.id).where(_h.at < before, _h.reason.is_not(None)).order_by(_h.id).limit(limit)
    mine = sa.update(history).where(_h.id.in_(said.scalar_subquery()))
    return gone + connection.execute(mine.values(reason=None)).rowcount


def old_leads(
    connection: sa.Connection, states: Collection[State], before: datetime, limit: int
) -> Sequence[int]:
    """Leads in these states of which nothing was heard, and with which nobody did anything, since then."""
    heard = sa.exists().where(_s.lead == _l.id, sa.or_(_s.received_at >= before, _s.state != "judged"))
    touched = sa.exists().where(touches.c.lead == _l.id, touches.c.at >= before)
    moved = sa.exists().where(_h.lead == _l.id, _h.at >= before)
    # Who comes back to sales on a day that was said is waited for.
    idle = sa.or_(_l.recycle_at.is_(None), _l.recycle_at < before)
    here = (_l.state.in_(states), _l.created_at < before, _l.joined_into.is_(None), _l.erased_at.is_(None))
    select = sa.select(_l.id).where(*here, idle, ~heard, ~touched, ~moved).order_by(_l.id).limit(limit)
    return connection.execute(select).scalars().all()
