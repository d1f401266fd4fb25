"""Crashing: the service in a process that can be killed, and what its database says afterwards."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from aiohttp import ClientError, ClientSession

from frontdesk.settings import shipped_folder
from frontdesk.store.tables import cards, deliveries, metadata, submissions, updates
from support import launcher
from support.forked import CONTEXT
from support.world import until

START_S = 120.0  #: on a machine that has other things to do
_PEOPLE = """
[[chats]]
id = -1001
purpose = "triage"
[[chats]]
id = -1002
purpose = "sales"
[[team]]
name = "Piotr"
telegram = 12
role = "sales"
"""
_READY = re.compile(r"forms go to (\S+)/hooks/web")
_BUSY = ("due", "claimed", "unsure")
#: A card that was shown and is due only when its Undo ends.
_RESTS = sa.and_(
    cards.c.state == "due", cards.c.undo_until.is_not(None), cards.c.due_at == cards.c.undo_until
)


def write_rules(desk: Path) -> None:
    """The shipped rules with two chats, a seller, and letters without a budget."""
    rules = (shipped_folder() / "rules.toml").read_text("utf-8")
    limits = ("letters_per_hour", "letters_per_domain_minute", "rate_source_form", "rate_source", "rate_form")
    for name in limits:
        rules, found = re.subn(rf"(?m)^{name} = \d+", f"{name} = 1000000", rules)
        assert found == 1
    (desk / "rules.toml").write_text(rules + _PEOPLE, "utf-8")


class Running(Protocol):
    """A process."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    def code(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""


class Forked:
    """A process with frontdesk in its memory from the first moment: it takes forms in a third of a second."""

    def __init__(self, desk: Path, variables: Mapping[str, str], log: Path, fatal: str | None = None) -> None:
        """`fatal`: the point of `frontdesk.crash` at which it dies."""
        arguments = (str(desk), dict(variables), str(log), fatal)
        self._process = CONTEXT.Process(target=launcher.serve, args=arguments, daemon=True)
        self._process.start()
        self.pid = self._process.pid

    def code(self) -> int | None:
        """Its exit code."""
        return self._process.exitcode


class Fresh:
    """A process as an operator starts it."""

    def __init__(self, desk: Path, variables: Mapping[str, str], log: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
        command = (sys.executable, "-m", "frontdesk", "--desk", str(desk), "serve")
        with log.open("ab") as file:
            self._process = subprocess.Popen(command, env={**kept, **variables}, stdout=file, stderr=file)
        self.pid = self._process.pid

    def code(self) -> int | None:
        """Its exit code."""
        return self._process.poll()


class Node:
    """One node of a desk, started as often as it dies."""

    def __init__(self, desk: Path, session: ClientSession) -> None:
        self.url = ""
        self._desk, self._session, self._log = desk, session, desk / "node.log"
        self._process: Running | None = None

    @property
    def pid(self) -> int:
        """The number of its process; 0 before the first start."""
        return (self._process and self._process.pid) or 0

    def code(self) -> int | None:
        """The exit code of its process, negative for a signal; None while it runs."""
        return self._process.code() if self._process else None

    def said(self) -> str:
        """What this life has written into its log."""
        return self._log.read_text("utf-8", "replace")

    async def start(
        self, variables: Mapping[str, str], *, fatal: str | None = None, fresh: bool = False
    ) -> None:
        """Start it and wait until it takes forms."""
        self._log.write_bytes(b"")
        if fresh:
            self._process = Fresh(self._desk, variables, self._log)
        else:
            self._process = Forked(self._desk, variables, self._log, fatal)
        self.url = (await until(self._ready, START_S))[1]

    def kill(self) -> None:
        """kill -9."""
        self.signal(signal.SIGKILL)

    def signal(self, number: int) -> None:
        """Send it a signal, if it lives."""
        if self._process and self._process.pid and self._process.code() is None:
            os.kill(self._process.pid, number)

    async def gone(self) -> None:
        """Kill it, if it lives, and wait."""
        self.kill()
        if self._process:
            await self.ended()

    async def ended(self) -> int:
        """Wait for its end; the exit code, negative for a signal."""
        assert self._process
        process = self._process
        try:
            await until(lambda: process.code() is not None, START_S)
        except TimeoutError as error:
            raise AssertionError(f"it goes on:\n{self.said()}") from error
        return process.code() or 0

    async def post(self, form: Mapping[str, str]) -> int:
        """Post a form; the status, 0 if none came."""
        try:
            async with self._session.post(f"{self.url}/hooks/web", json=dict(form)) as response:
                await response.read()
                return response.status
        except (ClientError, OSError):
            return 0

    def _ready(self) -> re.Match[str] | None:
        log = self.said()
        assert self._process
        assert self._process.code() is None or _READY.search(log), log
        return _READY.search(log)


class Ledger:
    """The desk's database, read over connections of its own."""

    def __init__(self, url: str, desk: Path) -> None:
        """`url` as in FRONTDESK_DATABASE; a relative file lies in the desk folder."""
        made = sa.make_url(url)
        self._file = desk / str(made.database) if made.drivername == "sqlite" else None
        if self._file:
            # Read-only: closing a writing connection would tidy up what the next start must find as it is.
            made = sa.make_url(f"sqlite:///file:{self._file}?mode=ro&uri=true")
        else:
            made = made.set(drivername="postgresql+psycopg")
        self._engine = sa.create_engine(made, poolclass=sa.NullPool)

    def rows(self, query: sa.Select[Any]) -> list[Any]:
        """What a query finds."""
        with self._engine.connect() as connection:
            return list(connection.execute(query))

    def count(self, table: str, *where: sa.ColumnElement[bool]) -> int:
        """How many rows of a table are so."""
        query = sa.select(sa.func.count()).select_from(metadata.tables[table]).where(*where)
        return int(self.rows(query)[0][0])

    def is_quiet(self) -> bool:
        """Nothing is left to judge, apply, send or show. Causes are looked at before their effects."""
        return not (
            self.count("submissions", submissions.c.state == "waiting")
            or self.count("updates", updates.c.state == "waiting")
            or self.count("deliveries", deliveries.c.state.in_(_BUSY))
            or self.count("cards", cards.c.state.in_(_BUSY), ~_RESTS)
        )

    def damage(self) -> str | None:
        """What the database finds wrong with its file, looking at a copy of what a dead process left."""
        if self._file is None:
            return None
        copy = self._file.with_name("copy.db")
        for end in ("", "-wal"):
            source = self._file.with_name(self._file.name + end)
            target = copy.with_name(copy.name + end)
            target.unlink(missing_ok=True)
            if source.exists():
                target.write_bytes(source.read_bytes())
        connection = sqlite3.connect(copy)
        try:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            found += connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
        return None if found == [("ok",)] else str(found)


async def quiet(ledger: Ledger, timeout_s: float = 30.0) -> None:
    """Wait until everything that came in was judged and went out."""
    await until(ledger.is_quiet, timeout_s)
