"""Submissions: what came in, raw and normalised, and the leads that it makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa

from frontdesk.model.submission import Received, Submission
from frontdesk.store.tables import identities, leads, submissions
from frontdesk.store.upsert import insert_or_ignore


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """A submission at the door."""

    id: str
    hook: str
    at: datetime
    headers: bytes  #: JSON: [[name, value], …]
    body: bytes
    submission: Submission
    identity: tuple[str, str] | None  #: (kind, value): whose it is; None makes a lead of its own


def append_arrivals(connection: sa.Connection, arrivals: Sequence[Arrival]) -> list[str]:
    """Store submissions and, where nobody is known by that identity, their leads; the ids, in order."""
    owners = _owners(connection, arrivals)
    insert = sa.insert(submissions)
    rows = [_row(arrival, lead) for arrival, lead in zip(arrivals, owners, strict=True)]
    connection.execute(insert, rows)
    return [arrival.id for arrival in arrivals]


def _owners(connection: sa.Connection, arrivals: Sequence[Arrival]) -> list[int]:
    known = _known(connection, {a.identity for a in arrivals if a.identity})
    makers: dict[Any, Arrival] = {}
    for arrival in arrivals:
        if arrival.identity is None or arrival.identity not in known:
            makers.setdefault(arrival.identity or arrival.id, arrival)
    made = dict(zip(makers, _new_leads(connection, makers.values()), strict=True))
    rows = [{"kind": k[0], "value": k[1], "lead": lead} for k, lead in made.items() if isinstance(k, tuple)]
    insert_or_ignore(connection, identities, rows)
    return [known.get(a.identity) or made[a.identity or a.id] for a in arrivals]  # type: ignore[arg-type]


def _known(connection: sa.Connection, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    if not wanted:
        return {}
    select = sa.select(identities).where(identities.c.value.in_([value for _, value in wanted]))
    return {(row.kind, row.value): row.lead for row in connection.execute(select)}


def _new_leads(connection: sa.Connection, makers: Iterable[Arrival]) -> Sequence[int]:
    rows = [{"created_at": arrival.at} for arrival in makers]
    if not rows:
        return []
    insert = sa.insert(leads).returning(leads.c.id, sort_by_parameter_order=True)
    return connection.execute(insert, rows).scalars().all()


def _row(arrival: Arrival, lead: int) -> dict[str, Any]:
    return {
        "id": arrival.id,
        "lead": lead,
        "hook": arrival.hook,
        "received_at": arrival.at,
        "headers": arrival.headers,
        "body": arrival.body,
        "normalised": orjson.dumps(as_json(arrival.submission)),
    }


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


def waiting(connection: sa.Connection, limit: int) -> list[tuple[str, int]]:
    """(submission, lead) not yet judged, oldest first: at most one for a lead, its oldest."""
    select = (
        sa.select(submissions.c.id, submissions.c.lead)
        .where(submissions.c.state == "waiting")
        .order_by(submissions.c.received_at, submissions.c.id)
        .limit(limit)
    )
    first: dict[int, str] = {}
    for id_, lead in connection.execute(select):
        first.setdefault(lead, id_)
    return [(id_, lead) for lead, id_ in first.items()]


def set_unjudged(connection: sa.Connection, id: str, error: str) -> None:
    """Put a submission aside whose judging failed; it is judged again when `retry_unjudged` says so."""
    update = sa.update(submissions).where(submissions.c.id == id)
    connection.execute(update.values(state="unjudged", error=error[:2000]))


def retry_unjudged(connection: sa.Connection) -> int:
    """Let everything unjudged wait again; how many there were."""
    update = sa.update(submissions).where(submissions.c.state == "unjudged")
    return connection.execute(update.values(state="waiting")).rowcount


def of_leads(connection: sa.Connection, wanted: Sequence[int], limit: int = 20) -> dict[int, list[Received]]:
    """lead: its submissions, oldest first; of many, the first and the newest `limit`."""
    c = submissions.c
    select = sa.select(c.id, c.lead, c.hook, c.received_at, c.normalised).where(c.lead.in_(wanted))
    found: dict[int, list[Received]] = {lead: [] for lead in wanted}
    for row in connection.execute(select.order_by(c.received_at, c.id)):
        found[row.lead].append(_received(row))
        if len(found[row.lead]) > limit + 1:
            del found[row.lead][1]
    return found


def _received(row: Any) -> Received:
    said = orjson.loads(row.normalised)
    return Received(id=row.id, hook=row.hook, at=row.received_at, submission=Submission(**said))
