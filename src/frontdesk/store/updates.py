"""Updates: what Telegram sent, stored before it is confirmed."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from frontdesk.store.tables import updates
from frontdesk.store.upsert import insert_or_ignore
from frontdesk.text import clean


def append_updates(
    connection: sa.Connection, pages: Sequence[tuple[Sequence[tuple[int, bytes]], datetime]]
) -> list[None]:
    """Store pages of (update_id, JSON); one that is there already has no second effect."""
    rows = [
        {"id": id_, "body": body, "state": "waiting", "at": at} for page, at in pages for id_, body in page
    ]
    insert_or_ignore(connection, updates, rows)
    return [None] * len(pages)


def waiting(connection: sa.Connection, limit: int) -> list[tuple[int, bytes]]:
    """(update_id, JSON) not yet settled, oldest first."""
    return [(id_, body) for id_, body, _ in waiting_since(connection, limit)]


def waiting_since(connection: sa.Connection, limit: int) -> list[tuple[int, bytes, datetime]]:
    """(update_id, JSON, when it came) not yet settled, oldest first."""
    c = updates.c
    select = sa.select(c.id, c.body, c.at).where(c.state == "waiting").order_by(c.id).limit(limit)
    return [(row.id, row.body, row.at) for row in connection.execute(select)]


def is_settled(connection: sa.Connection, id: int) -> bool:
    """Whether an update was applied, or put aside, before: its node may have died before it said so."""
    state = connection.execute(sa.select(updates.c.state).where(updates.c.id == id)).scalar()
    return state is not None and state != "waiting"


def settle(connection: sa.Connection, id: int, error: str | None = None) -> None:
    """An update is done, or is put aside with its error."""
    state = "failed" if error else "done"
    values = {"state": state, "error": error and clean(error)}
    connection.execute(sa.update(updates).where(updates.c.id == id).values(values))
