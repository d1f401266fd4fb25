"""Watching: counts of submissions by hook and hour, and which fields the last ones of each form had.

Every submission is counted once, so that a look costs the same however many there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.submission import Submission
from frontdesk.store.driver import driver_sql
from frontdesk.store.tables import leads, micros, submissions, watched_forms, watched_hours, watching
from frontdesk.store.upsert import insert_or_ignore, insert_or_update
from frontdesk.watching.drift import Seen
from frontdesk.watching.forms import Came, FormSeen, Learnt, came
from frontdesk.watching.rhythm import Hour, in_hours

BATCH: Final = 500  #: submissions that are counted at once
READ_BYTES: Final = 16_384  #: of a submission; the fields of a larger one are not looked at
KEPT: Final = timedelta(weeks=16)  #: how far back counts go

_NAME: Final = "submissions"
_READ: Final = ("waiting", "judged")  #: what others hold may be ids only
_COUNT: Final = driver_sql(
    "INSERT INTO watched_hours (hook, hour, number, first_at, last_at) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (hook, hour) DO UPDATE"
    " SET number = watched_hours.number + excluded.number, last_at = excluded.last_at"
)
_HOURS: Final = driver_sql(
    "SELECT hour, number, first_at, last_at FROM watched_hours WHERE hook = ? AND hour > ? AND hour <= ?"
    " ORDER BY hour"
)
_HOUR_MICROS: Final = 3_600_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far submissions are counted."""

    upto: int  #: the last one that is
    looked_at: datetime
    since: datetime  #: the desk has been there ever since, and looked


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """The submissions that come next."""

    upto: int  #: the last one
    more: bool  #: there may be others behind it
    came: Sequence[Came]  #: those that are a sign of life
    forms: Sequence[FormSeen]  #: the forms of their hooks, as known so far


def progress(connection: sa.Connection) -> Progress | None:
    """How far it has come; None before the first time."""
    row = connection.execute(sa.select(watching).where(watching.c.name == _NAME)).first()
    return None if row is None else Progress(upto=row.upto, looked_at=row.looked_at, since=row.since)


def begin(connection: sa.Connection, upto: int, now: datetime) -> None:
    """Count from behind that submission on, unless somebody has begun."""
    row = {"name": _NAME, "upto": upto, "looked_at": now, "since": now}
    insert_or_ignore(connection, watching, [row])


def batch(connection: sa.Connection, upto: int, before: int) -> Batch:
    """The next submissions behind `upto`, up to an id that is not among them.

    Those of a lead in quarantine are no sign of life.
    """
    c = submissions.c
    readable = sa.and_(c.state.in_(_READ), sa.func.length(c.normalised) <= READ_BYTES)
    said = sa.case((readable, c.normalised)).label("said")
    select = sa.select(c.id, c.hook, c.received_at, leads.c.state.label("place"), said)
    both = select.select_from(submissions.outerjoin(leads, leads.c.id == c.lead))
    rows = connection.execute(both.where(c.id > upto, c.id < before).order_by(c.id).limit(BATCH)).all()
    live = [row for row in rows if row.place != "quarantined"]
    return Batch(
        upto=rows[-1].id if rows else upto,
        more=len(rows) == BATCH,
        came=[_came(row) for row in live],
        forms=forms(connection, sorted({row.hook for row in live})),
    )


def learn(
    connection: sa.Connection, before: Progress, after: Progress, came: Iterable[Came], learnt: Learnt
) -> bool:
    """Keep what a batch told; False, and nothing is kept, where another node was quicker."""
    c = watching.c
    mine = sa.update(watching).where(c.name == _NAME, c.upto == before.upto, c.looked_at == before.looked_at)
    row = {"upto": after.upto, "looked_at": after.looked_at, "since": after.since}
    if connection.execute(mine.values(row)).rowcount != 1:
        return False
    if counted := _counted(came):
        _COUNT(connection, counted)
    for form in learnt.dropped:
        hook, name = watched_forms.c.hook, watched_forms.c.form
        connection.execute(sa.delete(watched_forms).where(hook == form.hook, name == form.form))
    rows = [_row(form) for form in learnt.seen]
    insert_or_update(connection, watched_forms, rows, ["number", "last_at", "fields"])
    return True


def forget(connection: sa.Connection, now: datetime) -> None:
    """Drop what no habit looks back to."""
    before = now - KEPT
    connection.execute(sa.delete(watched_hours).where(watched_hours.c.last_at < before))
    connection.execute(sa.delete(watched_forms).where(watched_forms.c.last_at < before))


def hours(connection: sa.Connection, hook: str, now: datetime) -> list[Hour]:
    """The hours of a hook, oldest first, none that is still to come."""
    until = in_hours(now)
    rows = _HOURS(connection, (hook, int(in_hours(now - KEPT)), int(until)))
    return [
        Hour(number=hour, count=number, first=first / _HOUR_MICROS, last=min(last / _HOUR_MICROS, until))
        for hour, number, first, last in rows
    ]


def forms(connection: sa.Connection, hooks: Sequence[str]) -> list[FormSeen]:
    """The forms of some hooks, those with the most submissions first."""
    c = watched_forms.c
    select = sa.select(watched_forms).where(c.hook.in_(hooks)).order_by(c.hook, c.number.desc(), c.form)
    return [
        FormSeen(hook=row.hook, form=row.form, last_at=row.last_at, seen=_seen(row.number, row.fields))
        for row in connection.execute(select)
    ]


def _came(row: Any) -> Came:
    try:
        return came(row.hook, row.received_at, Submission(**orjson.loads(row.said or b"")))
    except (ValueError, TypeError):  # too large, not there yet, or spoilt: it came all the same
        return Came(hook=row.hook, form="", at=row.received_at, fields=None)


def _counted(all_: Iterable[Came]) -> list[tuple[Any, ...]]:
    """(hook, hour, number, first, last) of each hour."""
    found: dict[tuple[str, int], tuple[Any, ...]] = {}
    for one in all_:
        at = micros(one.at)
        key = (one.hook, at // _HOUR_MICROS)
        _, _, number, first, last = found.get(key, (*key, 0, at, at))
        found[key] = (*key, number + 1, min(first, at), max(last, at))
    return list(found.values())


def _seen(number: int, fields: bytes) -> Seen:
    return Seen(count=number, fields={name: int(bits, 16) for name, bits in orjson.loads(fields).items()})


def _row(form: FormSeen) -> dict[str, Any]:
    fields = {name: f"{bits:x}" for name, bits in form.seen.fields.items()}
    row = {"hook": form.hook, "form": form.form, "number": form.seen.count, "last_at": form.last_at}
    return {**row, "fields": orjson.dumps(fields)}
