"""Launcher: a command as the target of a process; `frontdesk serve` dies where a test wants it to.

It imports little, so that a process which was forked from one with frontdesk in its memory starts at once.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from typing import get_args

#: What goes on in other threads gets the time to do the wrong thing, such as to answer before the commit.
LINGER_S = 0.05


def deadly(point: str) -> Callable[[str], None]:
    """A switch for `frontdesk.crash` that kills the process when it first passes that point."""
    from frontdesk import crash

    if point not in get_args(crash.Point):
        raise ValueError(f"expected one of {', '.join(get_args(crash.Point))}, found {point!r}")

    def switch(passed: str) -> None:
        if passed == point:
            time.sleep(LINGER_S)
            os.kill(os.getpid(), signal.SIGKILL)

    return switch


def command(
    arguments: Sequence[str], environment: Mapping[str, str], out: Connection, err: Connection
) -> None:
    """Run `frontdesk ARGUMENTS` with just that environment; what it writes goes into the two pipes."""
    from frontdesk.cli.main import main

    for pipe, standard in ((out, sys.stdout), (err, sys.stderr)):
        os.dup2(pipe.fileno(), standard.fileno())
        pipe.close()
    os.environ.clear()
    os.environ.update(environment)
    main(arguments)


def serve(desk: str, variables: Mapping[str, str], log: str, fatal: str | None) -> None:
    """Run `frontdesk --desk DESK serve` with these variables; die at the point `fatal`."""
    from frontdesk import crash
    from frontdesk.cli.main import main

    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for standard in (sys.stdout, sys.stderr):
        os.dup2(file, standard.fileno())
    for name in [name for name in os.environ if name.startswith("FRONTDESK_")]:
        del os.environ[name]
    os.environ.update(variables)
    crash.switch = deadly(fatal) if fatal else None
    main(["--desk", desk, "serve"])
