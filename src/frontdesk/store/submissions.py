"""Submissions: what came in, raw and normalised, and the leads that it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.submission import Received, Submission
from frontdesk.store.driver import driver_sql, new_leads
from frontdesk.store.tables import micros, moment, submissions

Identity = tuple[str, str]  #: (kind, value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """A submission at the door."""

    id: int
    hook: str
    at: datetime
    headers: bytes  #: JSON: [[name, value], …]
    body: bytes
    submission: Submission
    identity: Identity | None  #: whose it is; None makes a lead of its own


#: Driver-level statements: a visitor waits for these, and Core costs ten times as much.
_INSERT_SUBMISSION: Final = driver_sql(
    "INSERT INTO submissions (id, lead, hook, received_at, headers, body, normalised) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
#: How many values one statement looks for; few statements, so that each is prepared once.
_SELECT_IDENTITIES: Final = {
    size: driver_sql(
        f"SELECT value, lead FROM identities WHERE kind = ? AND value IN ({', '.join('?' * size)})"  # noqa: S608
    )
    for size in (1, 8, 64)
}
_INSERT_LEAD: Final = driver_sql("INSERT INTO leads (id, created_at) VALUES (?, ?)")
_INSERT_IDENTITY: Final = driver_sql(
    "INSERT INTO identities (kind, value, lead) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
)

_COLUMNS: Final = "SELECT id, hook, received_at, normalised FROM submissions WHERE lead = ? AND id <= ?"
_NEWEST: Final = driver_sql(f"{_COLUMNS} ORDER BY id DESC LIMIT ?")
_OLDEST: Final = driver_sql(f"{_COLUMNS} ORDER BY id LIMIT 1")
_LAST: Final = 2**63 - 1

NEWEST: Final = 20  #: how many submissions of one lead a look takes in


def append_arrivals(connection: sa.Connection, arrivals: Sequence[Arrival]) -> list[int]:
    """Store submissions and, where nobody is known by that identity, their leads; the ids, in order."""
    owners = _known(connection, {arrival.identity for arrival in arrivals if arrival.identity})
    makers: dict[Any, Arrival] = {}
    for arrival in arrivals:
        if arrival.identity is None or arrival.identity not in owners:
            makers.setdefault(arrival.identity or arrival.id, arrival)
    owners.update(_new_leads(connection, makers))
    rows = [_row(arrival, owners[arrival.identity or arrival.id]) for arrival in arrivals]
    _INSERT_SUBMISSION(connection, rows)
    return [arrival.id for arrival in arrivals]


def _known(connection: sa.Connection, wanted: set[Identity]) -> dict[Any, int]:
    """identity: the lead that is known by it."""
    found: dict[Any, int] = {}
    for kind in {kind for kind, _ in wanted}:
        values = [value for other, value in wanted if other == kind]
        for start in range(0, len(values), 64):
            some = values[start : start + 64]
            size = next(size for size in _SELECT_IDENTITIES if size >= len(some))
            some += some[:1] * (size - len(some))
            rows = _SELECT_IDENTITIES[size](connection, [kind, *some])
            found |= {(kind, value): lead for value, lead in rows}
    return found


def _new_leads(connection: sa.Connection, makers: Mapping[Any, Arrival]) -> dict[Any, int]:
    """Whoever makes a lead (an identity, or a submission's id): the lead."""
    if not makers:
        return {}
    made = dict(zip(makers, new_leads(connection, len(makers)), strict=True))
    _INSERT_LEAD(connection, [(made[maker], micros(arrival.at)) for maker, arrival in makers.items()])
    known = [(maker[0], maker[1], lead) for maker, lead in made.items() if isinstance(maker, tuple)]
    if known:
        _INSERT_IDENTITY(connection, known)
    return made


def _row(arrival: Arrival, lead: int) -> tuple[Any, ...]:
    said = orjson.dumps(as_json(arrival.submission))
    return (arrival.id, lead, arrival.hook, micros(arrival.at), arrival.headers, arrival.body, said)


def as_json(submission: Submission) -> dict[str, Any]:
    """The normalised form, as `frontdesk read` prints it."""
    return {
        "provider": submission.provider,
        "form": submission.form,
        "submission_id": submission.submission_id,
        "fields": submission.fields,
        "extra": submission.extra,
        "test_ping": submission.test_ping,
    }


def waiting(connection: sa.Connection, limit: int) -> list[tuple[int, int]]:
    """(submission, lead) not yet judged, oldest first: at most one for a lead, its oldest."""
    select = (
        sa.select(submissions.c.id, submissions.c.lead)
        .where(submissions.c.state == "waiting")
        .order_by(submissions.c.id)
        .limit(limit)
    )
    first: dict[int, int] = {}
    for id_, lead in connection.execute(select):
        first.setdefault(lead, id_)
    return [(id_, lead) for lead, id_ in first.items()]


def set_unjudged(connection: sa.Connection, id: int, error: str) -> None:
    """Put a submission aside whose judging failed; it is judged again when `retry_unjudged` says so."""
    update = sa.update(submissions).where(submissions.c.id == id)
    connection.execute(update.values(state="unjudged", error=error[:2000]))


def retry_unjudged(connection: sa.Connection) -> int:
    """Let everything unjudged wait again; how many there were."""
    update = sa.update(submissions).where(submissions.c.state == "unjudged")
    return connection.execute(update.values(state="waiting")).rowcount


def of_leads(
    connection: sa.Connection, wanted: Sequence[int], upto: Mapping[int, int] | None = None
) -> dict[int, list[Received]]:
    """lead: its submissions, oldest first; of very many the oldest and the newest `NEWEST`.

    `upto` names for a lead the last submission to look at. Whoever posts under one address all day must not
    make each look at the lead dearer.
    """
    found: dict[int, list[Received]] = {}
    for lead in wanted:
        last = (upto or {}).get(lead, _LAST)
        rows = _NEWEST(connection, (lead, last, NEWEST))[::-1]
        first = _OLDEST(connection, (lead, last)) if len(rows) == NEWEST else []
        found[lead] = [_received(row) for row in (first if first and first[0] != rows[0] else []) + rows]
    return found


def _received(row: tuple[Any, ...]) -> Received:
    id_, hook, at, said = row
    return Received(id=id_, hook=hook, at=moment(at), submission=Submission(**orjson.loads(said)))
