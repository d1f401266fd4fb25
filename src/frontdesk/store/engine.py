"""Engine: what the database needs from SQLite or PostgreSQL, and which of the two an address names."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar, Protocol

import sqlalchemy as sa

from frontdesk.errors import Faults

EXPECTED = '"sqlite:///FILE" or "postgresql://USER:PASSWORD@HOST/DATABASE"'


class Engine(Protocol):
    """One kind of database, open."""

    kind: ClassVar[str]  #: sqlite or postgresql
    threads: ClassVar[int]  #: how many write at once
    place: str  #: where it is, for people: never a password
    dsn: str | None  #: a libpq address, where the server passes notices on; holds the password
    writing: sa.Engine
    reading: sa.Engine

    def check(self) -> None:
        """Look whether it can be used and keeps what it commits.

        Raises:
            Faults: it cannot, or does not.
        """
        ...

    def connected(self) -> AbstractContextManager[sa.Connection]:
        """A connection for one batch of a writing thread."""
        ...

    def transaction(self, connection: sa.Connection) -> AbstractContextManager[None]:
        """The cheapest transaction for what a visitor waits for; errors are SQLAlchemy's."""
        ...

    def lock(self, connection: sa.Connection) -> None:
        """Let nobody else change the schema until the transaction ends."""
        ...

    def lost(self, error: sa.exc.DBAPIError) -> bool:
        """Whether the connection is gone, so that another may fare better. It is dropped."""
        ...

    def collided(self, error: sa.exc.SQLAlchemyError) -> bool:
        """Whether two transactions waited for each other's rows, and this one had to give way."""
        ...

    def now(self) -> datetime | None:
        """The time by the database's own clock; None where it is this machine's."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


def open_engine(url: str, desk: Path, wait: timedelta) -> Engine:
    """The engine behind a database address; a relative file lies in the desk folder.

    Raises:
        Faults: the address is none, or what it needs is not installed.
    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise Faults([f'FRONTDESK_DATABASE: expected {EXPECTED}, found "{url[:20]}…"']) from error
    kind = parsed.drivername
    if kind == "sqlite" and parsed.database:
        from frontdesk.store.sqlite import SqliteEngine

        return SqliteEngine(desk / parsed.database, wait)
    if kind in ("postgresql", "postgres", "postgresql+psycopg"):
        from frontdesk.store.postgres import PostgresEngine

        return PostgresEngine(parsed, wait)
    raise Faults([f"FRONTDESK_DATABASE: expected {EXPECTED}, found {kind}"])
