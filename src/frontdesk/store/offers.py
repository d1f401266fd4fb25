"""Offers: to whom hot leads were offered, and whose turn it is; chosen in the transaction that writes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.change import Change, Step
from frontdesk.model.lead import State
from frontdesk.model.offer import Load
from frontdesk.model.score import MACHINE
from frontdesk.model.touch import TouchKind
from frontdesk.store.absences import away
from frontdesk.store.locks import lock
from frontdesk.store.tables import leads, offers
from frontdesk.text import cut
from frontdesk.triage.assignment import picked
from frontdesk.triage.outcome import TAKEN

_o, _l = offers.c, leads.c
_WHAT: Final = 40  #: characters of a line of the history


def placed(connection: sa.Connection, changes: Sequence[Change]) -> Sequence[Change]:
    """The same changes, those that look for somebody offered to who is next; nobody else chooses meanwhile.

    A lead for which there is nobody at all is kept on record as offered to nobody.
    """
    if not any(change.seeking for change in changes):
        return changes
    lock(connection, "assignment")
    names = {each.name for c in changes if c.seeking for each in c.seeking.candidates}
    loads, gone = _loads(connection, names), away(connection, changes[0].at)
    return [_placed(connection, change, loads, gone) for change in changes]


def ended(connection: sa.Connection, now: datetime, limit: int) -> Sequence[int]:
    """Leads whose offer is over, the longest first."""
    here = (_l.offered_until <= now, _l.state == State.SALES_OFFERED, _l.joined_into.is_(None))
    over = sa.select(_l.id).where(*here).order_by(_l.offered_until).limit(limit)
    return connection.execute(over).scalars().all()


def standing_for(connection: sa.Connection, name: str, limit: int) -> Sequence[int]:
    """Leads that are offered to that person now, oldest first."""
    here = (_l.offered_to == name, _l.state == State.SALES_OFFERED, _l.joined_into.is_(None))
    return connection.execute(sa.select(_l.id).where(*here).order_by(_l.id).limit(limit)).scalars().all()


def for_nobody(connection: sa.Connection, limit: int) -> Sequence[int]:
    """Leads that wait for sales and could be offered to nobody, oldest first."""
    return list(left_over(connection, limit))


def left_over(connection: sa.Connection, limit: int) -> Mapping[int, datetime]:
    """The same leads, each with when somebody was last looked for."""
    later = offers.alias()
    newer = sa.exists().where(later.c.lead == _o.lead, later.c.id > _o.id)
    both = sa.select(_l.id, _o.at).join(offers, _o.lead == _l.id)
    here = (_o.person.is_(None), ~newer, _o.at >= _l.sales_at, _l.state == State.SALES_OPEN)
    rows = connection.execute(both.where(*here).order_by(_l.id).limit(limit))
    return {row.id: row.at for row in rows}


def _placed(
    connection: sa.Connection, change: Change, loads: dict[str, Load], gone: frozenset[str]
) -> Change:
    if change.seeking is None:
        return change
    lead, asked = change.lead, _asked(connection, change)
    chosen = picked(change.seeking, loads, gone, asked)
    row = {"lead": lead.id, "person": chosen and chosen.name, "at": change.at, "until": change.seeking.until}
    if chosen or not asked:
        connection.execute(sa.insert(offers), [row])
    if chosen is None:
        return change
    had = loads.get(chosen.name, Load())
    turn = max(load.turn for load in loads.values()) + 1
    loads[chosen.name] = Load(leads=had.leads + 1, turn=turn)
    return _offered(change, chosen.name)


def _offered(change: Change, name: str) -> Change:
    """The change with the lead offered. Its line comes first: an Undo takes back the last one."""
    assert change.seeking is not None  # noqa: S101 - the caller looked
    lead = replace(
        change.lead, state=State.SALES_OFFERED, offered_to=name, offered_until=change.seeking.until
    )
    line = Step(cause=change.steps[0].cause, by=MACHINE, what=cut(f"offered to {name}", _WHAT))
    stays = change.before.state is State.SALES_OFFERED
    touches = tuple(each for each in change.touches if not (stays and each.kind is TouchKind.STAGE))
    return replace(change, lead=lead, steps=(line, *change.steps), touches=touches)


def _asked(connection: sa.Connection, change: Change) -> frozenset[str]:
    """Who was offered the lead since it came to sales."""
    since = change.lead.sales_at or change.at
    named = sa.select(_o.person).where(_o.lead == change.lead.id, _o.at >= since, _o.person.is_not(None))
    return frozenset(connection.execute(named).scalars())


def _loads(connection: sa.Connection, names: Iterable[str]) -> dict[str, Load]:
    wanted = sorted(names)
    owned = sa.select(_l.owner, sa.func.count()).where(_l.owner.in_(wanted), _l.state.in_(TAKEN))
    offered = sa.select(_l.offered_to, sa.func.count()).where(
        _l.offered_to.in_(wanted), _l.state == State.SALES_OFFERED
    )
    last = sa.select(_o.person, sa.func.max(_o.id)).where(_o.person.in_(wanted)).group_by(_o.person)
    mine = _pairs(connection, owned.group_by(_l.owner))
    theirs = _pairs(connection, offered.group_by(_l.offered_to))
    turns = _pairs(connection, last)
    return {
        name: Load(leads=mine.get(name, 0) + theirs.get(name, 0), turn=turns.get(name, 0)) for name in wanted
    }


def _pairs(connection: sa.Connection, select: sa.Select[Any]) -> dict[str, Any]:
    return {row[0]: row[1] for row in connection.execute(select)}
