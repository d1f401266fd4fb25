"""Submissions: what came in, raw and normalised, and what waits to be judged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.captcha import token_of
from frontdesk.model.frozen import frozen
from frontdesk.model.sent_file import SentFile
from frontdesk.model.submission import Received, Submission
from frontdesk.store import files
from frontdesk.store.driver import driver_each, driver_sql
from frontdesk.store.hexes import cause, unproven
from frontdesk.store.repeats import Claim, all_first, firsts
from frontdesk.store.tables import micros, moment, receipts, submissions
from frontdesk.text import clean


@frozen
class Arrival:
    """A submission at the door."""

    id: int
    hook: str
    at: datetime
    headers: bytes  #: JSON: [[name, value], …]
    body: bytes
    submission: Submission
    files: Sequence[SentFile] = ()  #: in their places already
    claim: Claim | None = None  #: what it is known by when it comes again
    noted: Mapping[str, Any] = field(default_factory=dict)  #: more for `Submission.noted`


#: A driver-level statement: a visitor waits for it, and Core costs ten times as much.
_INSERT_SUBMISSION: Final = driver_sql(
    "INSERT INTO submissions (id, hook, received_at, headers, body, normalised, state) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_COLUMNS: Final = "SELECT id, hook, received_at, normalised FROM submissions WHERE lead = ? AND id <= ?"
_NEWEST: Final = driver_each(f"{_COLUMNS} ORDER BY id DESC LIMIT ?")
_OLDEST: Final = driver_sql(f"{_COLUMNS} ORDER BY id LIMIT 1")
_ONE: Final = driver_each("SELECT id, hook, received_at, normalised FROM submissions WHERE id = ?")
_LAST: Final = 2**63 - 1

NEWEST: Final = 20  #: how many submissions of one lead a look takes in
RETRIED: Final = 10_000  #: unjudged submissions that wait again at once
THIN: Final = "thin"  #: the state of those that hold ids only: the answers must be fetched
CHECKING: Final = "checking"  #: of those whose captcha must be checked
#: Those unjudged and those to look up. As the index has it, or SQLite would not use that one.
UNJUDGED: Final = sa.text("submissions.state <> 'waiting' AND submissions.state <> 'judged'")


def append_arrivals(connection: sa.Connection, arrivals: Sequence[Arrival]) -> list[int | None]:
    """Store submissions; the ids, in order. Whose they are is looked up before they are judged.

    A repeat is not stored: its id is that of the first. None: another body came under the first's key.
    """
    ids: dict[int, int | None] = {}  # of those that came before
    claims = [arrival.claim for arrival in arrivals if arrival.claim]
    if claims and not all_first(connection, claims):
        counting = zip(claims, firsts(connection, claims), strict=True)
        ids = {claim.submission: id_ for claim, id_ in counting if id_ != claim.submission}
    if new := [_row(arrival) for arrival in arrivals if arrival.id not in ids]:
        _INSERT_SUBMISSION(connection, new)
    if fresh := {one.id: one.files for one in arrivals if one.files and one.id not in ids}:
        files.append(connection, fresh)
    return [ids.get(arrival.id, arrival.id) for arrival in arrivals]


def _row(arrival: Arrival) -> tuple[Any, ...]:
    said = orjson.dumps(as_json(arrival.submission, arrival.noted))
    state = first_state(arrival.submission)
    return (arrival.id, arrival.hook, micros(arrival.at), arrival.headers, arrival.body, said, state)


def first_state(submission: Submission) -> str:
    """Where a submission begins: waiting to be judged, unless something is looked up outside before."""
    if submission.thin:
        return THIN
    return CHECKING if token_of(submission) else "waiting"


def as_json(submission: Submission, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The normalised form, as `frontdesk read` prints it; with `more` noted of it."""
    said = {
        "provider": submission.provider,
        "form": submission.form,
        "submission_id": submission.submission_id,
        "fields": submission.fields,
        "extra": submission.extra,
        "test_ping": submission.test_ping,
    }
    if noted := {**submission.noted, **more} if more else submission.noted:
        said["noted"] = noted
    return said


def waiting(
    connection: sa.Connection,
    limit: int,
    share: tuple[int, int] = (0, 1),
    before: datetime | None = None,
    aside: Collection[int] = (),
) -> list[tuple[int, int | None]]:
    """(submission, lead) not yet judged, oldest first: at most one for a lead; None: it is nobody's yet.

    `share` (index, count): nobody's, and those of leads whose number leaves `index` when divided by `count`;
    if there are none, those of others that came `before`: another node should have judged them by then.
    `aside` are leads whose turn it is not yet.
    """
    c, (index, count) = submissions.c, share
    select = sa.select(c.id, c.lead).where(c.state == "waiting").order_by(c.id).limit(limit)
    if aside:
        select = select.where(sa.or_(c.lead.is_(None), c.lead.not_in(aside)))
    mine = select.where(sa.or_(c.lead.is_(None), c.lead % count == index)) if count > 1 else select
    rows = connection.execute(mine).all()
    if not rows and count > 1 and before is not None:
        rows = connection.execute(select.where(c.received_at < before)).all()
    taken, found = set[int](), list[tuple[int, int | None]]()
    for id_, lead in rows:
        if lead not in taken:
            found.append((id_, lead))
        if lead is not None:
            taken.add(lead)
    return found


def leadless(connection: sa.Connection) -> int:
    """How many submissions are nobody's yet: not judged, or not even read; those that hold ids only apart."""
    c = submissions.c
    aside = sa.and_(UNJUDGED, c.state != THIN)
    both = [
        sa.select(sa.func.count()).where(which, c.lead.is_(None)) for which in (c.state == "waiting", aside)
    ]
    return sum(connection.execute(counted).scalar_one() for counted in both)


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


def last_judged(connection: sa.Connection, lead: int) -> int | None:
    """The newest submission of a lead that was judged; None where there is none."""
    c = submissions.c
    select = sa.select(sa.func.max(c.id)).where(c.lead == lead, c.state == "judged")
    return connection.execute(select).scalar()


def last_form(connection: sa.Connection, lead: int) -> str:
    """The form that the newest judged submission of a lead came by; empty where there is none."""
    select = sa.select(submissions.c.hook).where(submissions.c.id == last_judged(connection, lead))
    return connection.execute(select).scalar() or ""


def given_up(connection: sa.Connection, tries: int) -> int:
    """How many submissions could not be judged more than `tries` times."""
    select = sa.select(sa.func.count()).select_from(submissions)
    c = submissions.c
    return connection.execute(select.where(UNJUDGED, c.state == "unjudged", c.tries > tries)).scalar_one()


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
    asked = [(lead, (upto or {}).get(lead, _LAST)) for lead in wanted]
    newest = _NEWEST(connection, [(*each, NEWEST) for each in asked])
    for (lead, last), latest in zip(asked, newest, strict=True):
        rows = latest[::-1]
        first = _OLDEST(connection, (lead, last)) if len(rows) == NEWEST else []
        found[lead] = [received(row) for row in (first if first and first[0] != rows[0] else []) + rows]
    return found


def some(connection: sa.Connection, ids: Sequence[int]) -> list[Received]:
    """These submissions."""
    return [received(row) for rows in _ONE(connection, [(id_,) for id_ in ids]) for row in rows]


def newest_fields(connection: sa.Connection, wanted: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """lead: the fields of its newest judged submission; none of one that cannot be read."""
    c, found = submissions.c, dict[int, Mapping[str, Any]]()
    judged = sa.select(sa.func.max(c.id)).where(c.lead.in_(wanted), c.state == "judged").group_by(c.lead)
    for row in connection.execute(sa.select(c.lead, c.normalised).where(c.id.in_(judged))):
        try:
            found[row.lead] = Submission(**orjson.loads(row.normalised)).fields
        except (ValueError, TypeError):
            found[row.lead] = {}
    return found


def received(row: Sequence[Any]) -> Received:
    """A submission out of its columns id, hook, received_at and normalised."""
    id_, hook, at, said = row
    return Received(id=id_, hook=hook, at=moment(at), submission=Submission(**orjson.loads(said)))
