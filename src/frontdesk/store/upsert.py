"""Upsert: insert what is not there yet, on whichever engine."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from frontdesk.store.rows import OR_IGNORE, insert


def insert_or_ignore(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; one whose key is there already changes nothing."""
    insert(connection, table, rows, OR_IGNORE)


def inserted(connection: sa.Connection, table: sa.Table, row: dict[str, Any]) -> bool:
    """Insert one row; False, and nothing changes, where its key is there already."""
    new = _insert(connection, table).values(row).on_conflict_do_nothing()
    # Not every driver counts the rows of an insert.
    return connection.execute(new.returning(*table.primary_key)).first() is not None


def insert_or_update(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[dict[str, Any]],
    changed: Sequence[str],
    **values: Any,
) -> None:
    """Insert rows; where the primary key is there already, set the columns `changed`, and `values`."""
    if not rows:
        return
    new = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    connection.execute(
        new.on_conflict_do_update(
            index_elements=keys, set_={**{name: new.excluded[name] for name in changed}, **values}
        ),
        rows,
    )


def _insert(connection: sa.Connection, table: sa.Table) -> Any:
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
