"""History: what happened to a lead, line by line; written with each change, and read back word for word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.change import NOTED, SAW, Change, Step
from frontdesk.model.lead import LastStep, Lead
from frontdesk.store import follow_ups
from frontdesk.store.rows import insert
from frontdesk.store.tables import history, leads

#: How the history marks a press that changed nothing.
REFUSED: Final = "refused "
_c: Final = history.c


def write(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Keep the steps of changes; of a lead that became part of another a line says so."""
    insert(connection, history, [line for change in changes for line in _lines(change)])


def write_refusal(connection: sa.Connection, lead: Lead, step: Step, at: datetime) -> None:
    """Keep a press that changed nothing in the history."""
    write_aside(connection, lead, replace(step, what=f"{REFUSED}{step.what}"), at)


def write_aside(connection: sa.Connection, lead: Lead, step: Step, at: datetime) -> None:
    """Keep a step in the history that changed nothing of the lead, but for stopping its follow-ups.

    Somebody may have moved the lead since it was looked at: the line says where it stands now.
    """
    standing = sa.select(leads.c.state, leads.c.revision).where(leads.c.id == lead.id)
    now = connection.execute(standing.with_for_update(key_share=True)).one()
    follow_ups.stop(connection, [lead.id], follow_ups.ACTED)
    row = {
        "lead": lead.id,
        "cause": step.cause,
        "by": step.by,
        "what": step.what,
        "from_state": now.state,
        "to_state": now.state,
        "revision": now.revision,
        "at": at,
    }
    connection.execute(sa.insert(history), [row])


def read_history(connection: sa.Connection, lead: int, limit: int = 100) -> list[Any]:
    """The newest lines of a lead's history, newest first: rows of the table `history`."""
    select = sa.select(history).where(_c.lead == lead).order_by(_c.id.desc()).limit(limit)
    return list(connection.execute(select))


def last_steps(connection: sa.Connection, wanted: Sequence[int]) -> dict[int, LastStep]:
    """lead: the newest line of its history that changed it, which is what Undo takes back."""
    aside = sa.or_(_c.what.startswith(REFUSED), _c.what.startswith(NOTED), _c.what == SAW)
    newest = sa.select(sa.func.max(_c.id)).where(_c.lead.in_(wanted), ~aside).group_by(_c.lead)
    select = sa.select(_c.lead, _c.by, _c.what, _c.before, _c.revision, _c.at).where(_c.id.in_(newest))
    return {
        row.lead: LastStep(by=row.by, what=row.what, before=row.before, revision=row.revision, at=row.at)
        for row in connection.execute(select)
    }


def saw_since(connection: sa.Connection, lead: int, by: str, since: datetime) -> bool:
    """Whether that person was shown the lead's contacts after that moment."""
    looks = sa.select(_c.id).where(_c.lead == lead, _c.what == SAW, _c.by == by, _c.at > since)
    return connection.execute(looks.limit(1)).first() is not None


def _lines(change: Change) -> list[dict[str, Any]]:
    rows = [_line(change, change.before, change.lead, step) for step in change.steps]
    if later := change.joined:
        gone = replace(later, state=None, revision=later.revision + 1)
        what = f"joined into #{change.lead.id}"
        rows += [_line(change, later, gone, replace(step, what=what)) for step in change.steps]
    return rows


def _line(change: Change, before: Lead, after: Lead, step: Step) -> dict[str, Any]:
    return {
        "lead": after.id,
        "cause": step.cause,
        "by": step.by,
        "what": step.what,
        "before": step.before,
        "reason": step.reason,
        # Who was shown contacts by it moved nothing: each change of state has one line.
        "from_state": after.state if step.what == SAW else before.state,
        "to_state": after.state,
        "revision": after.revision,
        "at": change.at,
    }
