"""Launcher: `frontdesk serve` as the target of a process, which dies where a test wants it to.

It imports little, so that a process which was forked from one with frontdesk in its memory starts at once.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
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
