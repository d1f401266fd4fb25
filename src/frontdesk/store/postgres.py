"""PostgreSQL: the engine for several nodes; psycopg 3."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import Any, ClassVar, Final

import sqlalchemy as sa

from frontdesk.errors import Faults

OLDEST: Final = 14  #: the first version that is supported
CONNECT_S: Final = 5  #: to reach the server
#: What every session goes by; a server's own defaults might give up a commit for speed.
OPTIONS: Final = "-c synchronous_commit=on -c timezone=UTC -c idle_in_transaction_session_timeout=60s"
#: Keeps schema changes of two nodes apart; any constant that is ours.
SCHEMA_LOCK: Final = 0x66726F6E74646573

DEADLOCK: Final = "40P01"

_DURABLE: Final = ("fsync", "full_page_writes", "synchronous_commit")


class PostgresEngine:
    """One server, many nodes; a few threads of each write at once."""

    kind: ClassVar[str] = "postgresql"
    threads: ClassVar[int] = 3

    def __init__(self, url: sa.URL, wait: timedelta) -> None:
        """`wait`: how long for a row that another transaction holds.

        Raises:
            Faults: psycopg is not installed.
        """
        if find_spec("psycopg") is None:
            raise Faults(['FRONTDESK_DATABASE: PostgreSQL needs more: pip install "frontdesk[postgres]"'])
        self.url = url.set(drivername="postgresql+psycopg")
        self.place = f"postgresql://{url.host or url.query.get('host', '')}/{url.database or ''}"
        self.dsn: str | None = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._generation = 0  # of connections; a new one begins when the server hangs up
        self._wait_ms = round(wait.total_seconds() * 1000)
        self.writing = self._engine(self.threads)
        self.reading: sa.Engine = self._engine(4).execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    def check(self) -> None:
        """Reach the server, and read back what makes its commits last."""
        try:
            with self.writing.connect() as connection:
                version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
                found = {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in _DURABLE}
        except sa.exc.DBAPIError as error:
            told = f"{self.place}: expected a PostgreSQL that answers, found: {_cause(error)}"
            raise Faults([told]) from error
        if int(version) // 10_000 < OLDEST:
            told = f"{self.place}: expected PostgreSQL {OLDEST} or later, found {int(version) // 10_000}"
            raise Faults([told])
        if loose := [name for name, value in found.items() if value == "off"]:
            told = f"{self.place}: expected {loose[0]}=on, found off: a power cut could lose forms"
            raise Faults([told])

    def connected(self) -> AbstractContextManager[sa.Connection]:
        """One from the pool, which drops those that broke."""
        return self.writing.connect()

    @contextmanager
    def transaction(self, connection: sa.Connection) -> Iterator[None]:
        """An ordinary one: the server is further away than SQLAlchemy is slow."""
        with connection.begin():
            yield

    def lock(self, connection: sa.Connection) -> None:
        """Wait for whoever changes the schema."""
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(SCHEMA_LOCK)))

    def lost(self, error: sa.exc.DBAPIError) -> bool:
        """Whether the server hung up; then every connection from before is dropped when its turn comes."""
        import psycopg

        gone = isinstance(error.orig, psycopg.InterfaceError) or error.connection_invalidated
        sqlstate = getattr(error.orig, "sqlstate", None)
        # A connection that broke has no SQLSTATE, class 57P is a server that goes down or comes up.
        gone |= isinstance(error.orig, psycopg.OperationalError) and (sqlstate or "57P").startswith("57P")
        self._generation += gone
        return gone

    def collided(self, error: sa.exc.SQLAlchemyError) -> bool:
        """Whether it was a deadlock."""
        return getattr(getattr(error, "orig", None), "sqlstate", None) == DEADLOCK

    def now(self) -> datetime | None:
        """The server's clock."""
        with self.reading.connect() as connection:
            moment = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
        return moment.astimezone(UTC) if isinstance(moment, datetime) else None

    def close(self) -> None:
        """Close every connection."""
        self.reading.dispose()
        self.writing.dispose()

    def _engine(self, size: int) -> sa.Engine:
        made = sa.create_engine(
            self.url,
            connect_args={
                "connect_timeout": CONNECT_S,
                "options": f"{OPTIONS} -c lock_timeout={self._wait_ms}",
                "application_name": "frontdesk",
                "tcp_user_timeout": CONNECT_S * 2000,  # ms: a network that swallows everything is noticed
            },
            pool_size=size,
            max_overflow=1,  # for the clock beside whatever runs
            pool_timeout=CONNECT_S,
            hide_parameters=True,  # what people wrote must not end in a log
        )
        sa.event.listen(made, "connect", lambda _, record: record.info.update(born=self._generation))
        sa.event.listen(made, "checkout", self._check_out)
        return made

    def _check_out(self, connection: Any, record: Any, proxy: Any) -> None:
        """Statements of the driver's are unseen by the pool: it must be told what broke with them."""
        if record.info.get("born") != self._generation:
            raise sa.exc.DisconnectionError("from before the server hung up")


def _cause(error: sa.exc.DBAPIError) -> str:
    return " ".join(str(error.orig or error).split())[:200]
