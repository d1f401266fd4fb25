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
    select = sa.select(updates.c.id, updates.c.body).where(updates.c.state == "waiting")
    return [(row.id, row.body) for row in connection.execute(select.order_by(updates.c.id).limit(limit))]


def settle(connection: sa.Connection, id: int, error: str | None = None) -> None:
    """An update is done, or is put aside with its error."""
    state = "failed" if error else "done"
    values = {"state": state, "error": error and clean(error)}
    connection.execute(sa.update(updates).where(updates.c.id == id).values(values))
