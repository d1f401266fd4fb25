"""Driver: statements that skip SQLAlchemy's layers, for the steps that each form and letter takes."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

Run = Callable[[sa.Connection, Sequence[Any]], Any]


def driver_sql(statement: str, *, on_server: str = "") -> Run:
    """A statement with `?` places; a list of tuples is an executemany and gives its cursor, else come rows.

    Errors come as SQLAlchemy's, as from any other statement. `on_server` is added for PostgreSQL.
    """
    formatted = statement.replace("?", "%s") + on_server

    def run(connection: sa.Connection, values: Sequence[Any]) -> Any:
        text = statement if connection.dialect.name == "sqlite" else formatted
        driver: Any = connection.connection.dbapi_connection
        try:
            if not values or not isinstance(values[0], tuple):
                return driver.execute(text, values).fetchall()
            if len(values) == 1:
                return driver.execute(text, values[0])
            cursor = driver.cursor()
            cursor.executemany(text, values)
            return cursor  # psycopg's executemany gives None
        except connection.dialect.loaded_dbapi.Error as error:
            raise wrapped(connection, text, error) from error

    return run


def driver_each(
    statement: str, *, on_server: str = ""
) -> Callable[[sa.Connection, Sequence[Sequence[Any]]], list[list[Any]]]:
    """A statement with `?` places that gives the rows for each of many values; one round trip to a server."""
    one = driver_sql(statement, on_server=on_server)
    formatted = statement.replace("?", "%s") + on_server

    def run(connection: sa.Connection, many: Sequence[Sequence[Any]]) -> list[list[Any]]:
        if connection.dialect.name == "sqlite" or len(many) < 2:
            return [one(connection, values) for values in many]
        driver: Any = connection.connection.dbapi_connection
        try:
            with driver.pipeline():
                cursors = [driver.execute(formatted, values) for values in many]
            return [cursor.fetchall() for cursor in cursors]
        except connection.dialect.loaded_dbapi.Error as error:
            raise wrapped(connection, formatted, error) from error

    return run


def wrapped(connection: sa.Connection, text: str, error: Exception) -> sa.exc.StatementError | BaseException:
    """The driver's error as SQLAlchemy's."""
    base = connection.dialect.loaded_dbapi.Error
    return sa.exc.DBAPIError.instance(text, None, error, base, hide_parameters=True)


_LAST_LEAD = driver_sql("SELECT max(id) FROM leads")
_NEXT_LEADS = driver_sql("SELECT nextval('leads_id_seq') FROM generate_series(1, ?)")


def new_leads(connection: sa.Connection, count: int) -> Sequence[int]:
    """The next ids of `leads`; nobody else gets them.

    SQLite has one writer, and rows of `leads` are never deleted, so an id is never used again.
    """
    if connection.dialect.name == "postgresql":
        return [row[0] for row in _NEXT_LEADS(connection, [count])]
    first = (_LAST_LEAD(connection, ())[0][0] or 0) + 1
    return range(first, first + count)
