"""Clock: the time that the desk goes by, which a jump of the machine's clock does not move."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

STEP: Final = timedelta(seconds=1)  #: what differs by more is no correction but a jump
SLEW: Final = 0.01  #: how fast a small difference is made up: a second in a hundred
_NONE: Final = timedelta()


def wall() -> datetime:
    """The machine's clock, aware and UTC."""
    return datetime.now(UTC)


def elapsed() -> float:
    """Seconds since some moment that stays the same, sleep of the machine included where it can tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class SteadyClock:
    """Called, it gives the wall's time when it was made plus what has passed since; never goes back.

    A wall clock that is corrected by less than `STEP` is followed, slowly. One that jumps is not: retries
    would come all at once or not for hours. It only shows in `drift`. May be called from any thread.
    """

    def __init__(self, wall: Callable[[], datetime] = wall, monotonic: Callable[[], float] = elapsed) -> None:
        """`monotonic`: seconds that only grow."""
        self._wall, self._monotonic = wall, monotonic
        self._lock = threading.Lock()
        self._began_at, self._began_s = wall(), monotonic()
        self._seen_s, self._shift, self._drift = self._began_s, _NONE, _NONE
        self._last = self._began_at

    def __call__(self) -> datetime:
        """The time now, aware and UTC."""
        with self._lock:
            return self._now()

    now = __call__

    @property
    def drift(self) -> timedelta:
        """How far the wall clock has jumped ahead of this one (back: negative); zero while they agree."""
        self()
        return self._drift

    def _now(self) -> datetime:
        at_s = self._monotonic()
        steady = self._began_at + timedelta(seconds=at_s - self._began_s) + self._shift
        off = self._wall() - steady
        self._drift = off if abs(off) > STEP else _NONE
        if not self._drift:
            most = timedelta(seconds=max(at_s - self._seen_s, 0) * SLEW)
            step = max(-most, min(off, most))
            self._shift, steady = self._shift + step, steady + step
        self._seen_s, self._last = at_s, max(self._last, steady)
        return self._last
