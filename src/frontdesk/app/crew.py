"""Crew: work shared with further processes of this machine, one for each core that is left.

Each loads what it needs by itself: a fork would copy locks and connections.
"""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import Any, Final, ParamSpec, TypeVar

from frontdesk.errors import Faults

MOST: Final = 8  #: processes at most: each holds the word lists for itself
GARBAGE: Final = 100_000  #: objects between two collections: hardly anything here refers to itself

Done = TypeVar("Done")
Given = ParamSpec("Given")


def cores() -> int:
    """How many processes can work at once, `MOST` at most."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, MOST)


class Crew:
    """Processes that work beside this one; they start when there is work for them."""

    def __init__(self, processes: int, begin: Callable[..., None], *given: Any) -> None:
        """Each begins with `begin(*given)`."""
        self._processes, self._begin = processes, (begin, *given)
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, work: Callable[Given, Done], *given: Given.args, **named: Given.kwargs) -> Future[Done]:
        """Have one of them do it."""
        if self._pool:
            return self._pool.submit(work, *given, **named)
        spawning = get_context("spawn")
        self._pool = ProcessPoolExecutor(
            self._processes, mp_context=spawning, initializer=_begin, initargs=self._begin
        )
        # They start now, and keep it: a Ctrl-C, which a terminal sends to all, is this process's to hear.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        try:
            return self._pool.submit(work, *given, **named)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def close(self) -> None:
        """End them; what they have not begun is not done."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


@contextmanager
def crew(command: str, processes: int, begin: Callable[..., None], *given: Any) -> Iterator[Crew]:
    """A crew of so many, which ends with the block.

    Raises:
        Faults: one of them ended; `command` is what the person called.
    """
    found = Crew(processes, begin, *given)
    try:
        yield found
    except BrokenProcessPool as error:
        told = f"{command}: expected all its processes to stay alive, found one ended; is there memory left?"
        raise Faults([told]) from error
    finally:
        found.close()


def _begin(begin: Callable[..., None], *given: Any) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()
    begin(*given)
    gc.freeze()
    gc.enable()
    gc.set_threshold(GARBAGE, 20, 20)


def _end_with_parent() -> None:
    """Nobody else ends a process whose parent was killed."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
