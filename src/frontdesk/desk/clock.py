"""Clock: the time that the desk goes by, which a jump of the machine's clock does not move."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

STEP: Final = timedelta(seconds=1)  #: what differs by more is no correction but a jump
SLEW: Final = 0.01  #: how fast a small difference is made up: a second in a hundred
LOOK_S: Final = 0.01  #: between two looks at the wall: they cost more than the time itself
_NONE: Final = timedelta()


def wall() -> datetime:
    """The machine's clock, aware and UTC."""
    return datetime.now(UTC)


def elapsed() -> Callable[[], float]:
    """Tells seconds since some moment that stays the same, sleep of the machine included where it can."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic if boot is None else partial(time.clock_gettime, boot)


class SteadyClock:
    """Called, it gives the wall's time when it was made plus what has passed since; never goes back.

    A wall clock that is corrected by less than `STEP` is followed, slowly. One that jumps is not: retries
    would come all at once or not for hours. It only shows in `drift`. May be called from any thread.
    """

    def __init__(
        self, wall: Callable[[], datetime] = wall, monotonic: Callable[[], float] | None = None
    ) -> None:
        """`monotonic`: seconds that only grow; None: those of this machine."""
        monotonic = monotonic or elapsed()
        self._wall, self._monotonic = wall, monotonic
        self._lock = threading.Lock()
        self._base, self._began_s = wall(), monotonic()
        self._seen_s, self._drift, self._last = self._began_s, _NONE, self._base

    def __call__(self) -> datetime:
        """The time now, aware and UTC."""
        with self._lock:
            at_s = self._monotonic()
            if not 0 <= at_s - self._seen_s < LOOK_S:
                self._look(at_s)
            now = self._steady(at_s)
            if now > self._last:
                self._last = now
            return self._last

    now = __call__

    @property
    def drift(self) -> timedelta:
        """How far the wall clock has jumped ahead of this one (back: negative); zero while they agree."""
        with self._lock:
            self._look(self._monotonic())
            return self._drift

    def _steady(self, at_s: float) -> datetime:
        return self._base + timedelta(0, at_s - self._began_s)

    def _look(self, at_s: float) -> None:
        """Compare with the wall: follow it by a little, or note that it jumped."""
        off = self._wall() - self._steady(at_s)
        self._drift = off if abs(off) > STEP else _NONE
        if not self._drift:
            most = timedelta(seconds=max(at_s - self._seen_s, 0) * SLEW)
            self._base += max(-most, min(off, most))
        self._seen_s = at_s
