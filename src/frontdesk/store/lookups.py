"""Lookups: submissions that something outside must tell of before they can be judged.

`thin` ones hold ids only, their answers must be fetched; of `checking` ones the captcha must be checked. A
lookup is claimed by putting it off: whoever dies with it in hand has lost it when that time is over.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import orjson
import sqlalchemy as sa

from frontdesk.model.submission import Received, Submission
from frontdesk.store.submissions import CHECKING, THIN, as_json, some
from frontdesk.store.tables import submissions

NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)  #: due when a person says so
AGAIN: Final = 10_000  #: lookups that a person has tried again at once
ERROR_CHARS: Final = 500
#: As the indexes have it, or SQLite would not use them.
_IN: Final = {state: sa.text(f"submissions.state = '{state}'") for state in (THIN, CHECKING)}
#: For the bare column both engines would walk through all submissions in its order.
_BY_AGE: Final = sa.text("+submissions.id")
_c = submissions.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Lookup:
    """A submission that is being looked up."""

    received: Received
    tries: int  #: this one included


@dataclass(frozen=True, kw_only=True, slots=True)
class ThinForm:
    """What waits for its answers, of one form."""

    hook: str
    provider: str  #: of the oldest
    count: int
    since: datetime  #: when the oldest came
    error: str | None  #: of the oldest: why its answers could not be fetched; None: nobody tried


def due(
    connection: sa.Connection, state: str, hooks: Collection[str] | None, now: datetime, limit: int
) -> Sequence[int]:
    """The ids of what is due, oldest first, at most `limit`; `hooks`: of these forms only."""
    select = sa.select(_c.id).where(_IN[state], _c.due_at <= now).order_by(_BY_AGE).limit(limit)
    if hooks is not None:
        select = select.where(_c.hook.in_(hooks))
    return connection.execute(select).scalars().all()


def claim(
    connection: sa.Connection, state: str, ids: Sequence[int], now: datetime, until: datetime
) -> list[Lookup]:
    """Take these in hand, unless another node has; nobody else gets them before `until`."""
    mine = sa.select(_c.id).where(_IN[state], _c.id.in_(ids), _c.due_at <= now)
    taken = connection.execute(mine.order_by(_c.id).with_for_update(skip_locked=True)).scalars().all()
    update = sa.update(submissions).where(_c.id.in_(taken)).values(due_at=until, tries=_c.tries + 1)
    connection.execute(update)
    counted = connection.execute(sa.select(_c.id, _c.tries).where(_c.id.in_(taken)))
    tries = {row.id: row.tries for row in counted}
    found = [one for id_ in taken for one in _read(connection, id_)]
    return [Lookup(received=one, tries=tries[one.id]) for one in found]


def _read(connection: sa.Connection, id: int) -> list[Received]:
    """The submission; judging sees to one that nobody can read."""
    try:
        return some(connection, [id])
    except (ValueError, TypeError):
        connection.execute(sa.update(submissions).where(_c.id == id).values(state="waiting"))
        return []


def finish(connection: sa.Connection, id: int, state: str, found: Submission, now: datetime) -> bool:
    """Let a submission be judged as it was found; False where another node was quicker."""
    values = {"normalised": orjson.dumps(as_json(found)), "state": "waiting", "error": None, "tries": 0}
    mine = sa.update(submissions).where(_IN[state], _c.id == id)
    return connection.execute(mine.values(**values, tried_at=now)).rowcount == 1


def put_off(
    connection: sa.Connection, id: int, state: str, error: str, now: datetime, until: datetime
) -> None:
    """It could not be looked up, for that reason; `NEVER` waits for a person."""
    mine = sa.update(submissions).where(_IN[state], _c.id == id)
    connection.execute(mine.values(error=error[:ERROR_CHARS], tried_at=now, due_at=until))


def give_up(connection: sa.Connection, error: str) -> None:
    """Fetch no answers any more but those that a person asks for."""
    connection.execute(sa.update(submissions).where(_IN[THIN]).values(error=error, due_at=NEVER))


def again(connection: sa.Connection) -> int:
    """A person wants the answers fetched now that could not be; how many."""
    tried = sa.select(_c.id).where(_IN[THIN], _c.error.is_not(None)).order_by(_c.id).limit(AGAIN)
    mine = _c.id.in_(tried.with_for_update(skip_locked=True).scalar_subquery())
    at_once = {"due_at": datetime.fromtimestamp(0, UTC), "tries": 0, "error": None}
    return connection.execute(sa.update(submissions).where(mine).values(at_once)).rowcount


def thin_forms(connection: sa.Connection) -> list[ThinForm]:
    """The forms that have notices without answers, by name."""
    counted = sa.select(_c.hook, sa.func.count(), sa.func.min(_c.id)).where(_IN[THIN])
    rows = connection.execute(counted.group_by(_c.hook).order_by(_c.hook)).all()
    return list(_forms(connection, [tuple(row) for row in rows]))


def _forms(connection: sa.Connection, rows: Sequence[tuple[str, int, int]]) -> Iterator[ThinForm]:
    for hook, count, oldest in rows:
        columns = (_c.received_at, _c.error, _c.normalised)
        row = connection.execute(sa.select(*columns).where(_c.id == oldest)).one()
        provider = _provider(row.normalised)
        yield ThinForm(hook=hook, provider=provider, count=count, since=row.received_at, error=row.error)


def _provider(normalised: bytes) -> str:
    """Whose notice it is; "" where nobody can read it."""
    try:
        return str(orjson.loads(normalised)["provider"])
    except (ValueError, TypeError, LookupError):
        return ""
