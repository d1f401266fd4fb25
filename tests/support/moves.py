"""Moves: `frontdesk migrate` in a process that dies midway, and what a database holds."""

import os
import signal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from frontdesk.store.database import Database
from frontdesk.store.tables import metadata
from support import upgrading
from support.dying import lived
from support.forked import CONTEXT
from support.stored import rows

PASSING = ("nodes", "leases")


async def grown(file: Path, leads: int) -> str:
    """The address of a new desk of the newest schema, with so many leads that were judged and answered."""
    upgrading.first_database(file)
    upgrading.grown(file, leads)
    await Database(f"sqlite:///{file}", desk=file.parent).close()
    return f"sqlite:///{file}"


def content(url: str) -> dict[str, list[Any]]:
    """table: its rows, in no order that a server's language could change."""
    return {
        name: sorted(rows(url, f"SELECT * FROM {name}"), key=repr)
        for name in metadata.tables
        if name not in PASSING
    }


def version(url: str) -> str:
    """What the database says of itself."""
    [[found]] = rows(url, "SELECT version_num FROM alembic_version")
    return found


def moved(
    desk: Path, source: str, target: str, *, fatal: int | str = 0, after_s: float | None = None
) -> tuple[int, int]:
    """Migrate in a process of its own: its exit code, and how many steps it made.

    It dies before the step `fatal`, a number or the beginning of a statement, or is killed `after_s` seconds
    after the first. A step is a statement, or a commit.
    """
    steps = CONTEXT.Value("i", 0)
    process = CONTEXT.Process(target=_migrate, args=(str(desk), source, target, fatal, steps), daemon=True)
    return lived(process, steps, after_s), steps.value


def _migrate(desk: str, source: str, target: str, fatal: int | str, steps: Any) -> None:
    """In the child."""
    from frontdesk.cli.main import main

    def step(_connection: Any, _cursor: Any = None, statement: str = "COMMIT", *_: Any) -> None:
        steps.value += 1
        if steps.value == fatal or (isinstance(fatal, str) and statement.startswith(fatal)):
            os.kill(os.getpid(), signal.SIGKILL)

    silence = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(silence, number)
    sa.event.listen(sa.Engine, "before_cursor_execute", step)
    sa.event.listen(sa.Engine, "commit", step)
    main(["--desk", desk, "migrate", source, target])
