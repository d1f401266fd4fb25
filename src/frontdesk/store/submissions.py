"""Submissions: what came in, raw and normalised, and the leads that it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.submission import Received, Submission
from frontdesk.store.driver import driver_sql, new_leads
from frontdesk.store.hexes import cause, unproven
from frontdesk.store.tables import micros, moment, receipts, submissions
from frontdesk.text import clean

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
_DELETE_LEAD: Final = driver_sql("DELETE FROM leads WHERE id = ?")
_INSERT_IDENTITY: Final = driver_sql(
    "INSERT INTO identities (kind, value, lead) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
)

_COLUMNS: Final = "SELECT id, hook, received_at, normalised FROM submissions WHERE lead = ? AND id <= ?"
_NEWEST: Final = driver_sql(f"{_COLUMNS} ORDER BY id DESC LIMIT ?")
_OLDEST: Final = driver_sql(f"{_COLUMNS} ORDER BY id LIMIT 1")
_ONE: Final = driver_sql("SELECT id, hook, received_at, normalised FROM submissions WHERE id = ?")
_LAST: Final = 2**63 - 1

NEWEST: Final = 20  #: how many submissions of one lead a look takes in
RETRIED: Final = 10_000  #: unjudged submissions that wait again at once
#: As the index has it, or SQLite would not use that one.
UNJUDGED: Final = sa.text("submissions.state <> 'waiting' AND submissions.state <> 'judged'")


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
    known = {maker: lead for maker, lead in made.items() if isinstance(maker, tuple)}
    # In one order on all nodes, or two could wait for each other.
    rows = [(kind, value, known[kind, value]) for kind, value in sorted(known)]
    if rows and _INSERT_IDENTITY(connection, rows).rowcount < len(rows):
        made.update(_quicker(connection, known))
    return made


def _quicker(connection: sa.Connection, known: Mapping[Identity, int]) -> dict[Any, int]:
    """Another node stored these identities meanwhile: its leads; ours, which nobody has seen, go."""
    theirs = {one: lead for one, lead in _known(connection, set(known)).items() if lead != known[one]}
    _DELETE_LEAD(connection, [(known[one],) for one in theirs])
    return theirs


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


def waiting(
    connection: sa.Connection, limit: int, share: tuple[int, int] = (0, 1), before: datetime | None = None
) -> list[tuple[int, int]]:
    """(submission, lead) not yet judged, oldest first: at most one for a lead, its oldest.

    `share` (index, count): leads whose number leaves `index` when divided by `count`, and all that came
    `before`: another node should have judged them by then.
    """
    c, (index, count) = submissions.c, share
    select = sa.select(c.id, c.lead).where(c.state == "waiting").order_by(c.id).limit(limit)
    if count > 1:
        mine = c.lead % count == index
        select = select.where(mine if before is None else sa.or_(mine, c.received_at < before))
    first: dict[int, int] = {}
    for id_, lead in connection.execute(select):
        first.setdefault(lead, id_)
    return [(id_, lead) for lead, id_ in first.items()]


def set_unjudged(connection: sa.Connection, id: int, error: str, at: datetime) -> None:
    """Put a submission aside whose judging failed; `retry_due` has it judged again later."""
    c = submissions.c
    update = sa.update(submissions).where(c.id == id, c.state == "waiting")
    values = {"state": "unjudged", "error": clean(error)[:2000], "tries": c.tries + 1, "tried_at": at}
    connection.execute(update.values(values))


def retry_unjudged(connection: sa.Connection) -> int:
    """Let everything unjudged wait again, at a start that may have brought the fix; how many there were."""
    return _wait_again(connection, sa.true())


def retry_due(connection: sa.Connection, now: datetime, pauses: Sequence[timedelta]) -> int:
    """Let those wait again that rested long enough; how many. After the last pause they stay unjudged."""
    c = submissions.c
    rested = (sa.and_(c.tries == number, c.tried_at <= now - pause) for number, pause in enumerate(pauses, 1))
    return _wait_again(connection, sa.or_(sa.false(), *rested))


def retry_lead(connection: sa.Connection, lead: int | None) -> int:
    """A person wants what is unjudged of a lead, or of all (None), judged now; how many submissions.

    Of one lead also what was judged, but whose receipt is lost.
    """
    c = submissions.c
    if lead is None:
        return _wait_again(connection, sa.true(), tries=0)
    # A lead that was joined into this one has kept its receipts.
    elsewhere = sa.exists().where(receipts.c.cause == cause(submissions))
    bare = (c.lead == lead, c.state == "judged", unproven(submissions, receipts), ~elsewhere)
    count = connection.execute(sa.update(submissions).where(*bare).values(state="waiting")).rowcount
    return count + _wait_again(connection, c.lead == lead, tries=0)


def given_up(connection: sa.Connection, tries: int) -> int:
    """How many submissions could not be judged more than `tries` times."""
    select = sa.select(sa.func.count()).select_from(submissions)
    return connection.execute(select.where(UNJUDGED, submissions.c.tries > tries)).scalar_one()


def _wait_again(connection: sa.Connection, which: sa.ColumnElement[bool], **values: Any) -> int:
    c = submissions.c
    some = sa.select(c.id).where(UNJUDGED, c.state == "unjudged", which).order_by(c.id).limit(RETRIED)
    mine = c.id.in_(some.with_for_update(skip_locked=True).scalar_subquery())
    return connection.execute(sa.update(submissions).where(mine).values(state="waiting", **values)).rowcount


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


def some(connection: sa.Connection, ids: Sequence[int]) -> list[Received]:
    """These submissions."""
    return [_received(row) for id_ in ids for row in _ONE(connection, (id_,))]


def _received(row: tuple[Any, ...]) -> Received:
    id_, hook, at, said = row
    return Received(id=id_, hook=hook, at=moment(at), submission=Submission(**orjson.loads(said)))
