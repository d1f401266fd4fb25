"""Stopwatch: CPU µs of this thread, the best of some rounds: other work on the machine only adds to it.

And a yardstick, by which figures of two days, or two machines, can be held against each other.
"""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter, thread_time
from typing import TypeVar

T = TypeVar("T")


def yardstick_ms(rounds: int = 9) -> float:
    """ms for a million additions in a plain loop, the median: what this machine makes of Python just now."""
    return median(_million_s() for _ in range(rounds)) * 1e3


def cost(work: Callable[[], object], *, times: int, rounds: int = 15) -> float:
    """µs of one call."""
    best = 60.0
    for _ in range(rounds):
        began = thread_time()
        for _ in range(times):
            work()
        best = min(best, (thread_time() - began) / times)
    return best * 1e6


def cost_each(work: Callable[[T], object], crowds: Sequence[Sequence[T]]) -> float:
    """µs of a call for one of many; each round has its own, so that nothing is remembered from the last."""
    best = 60.0
    for crowd in crowds:
        began = thread_time()
        for one in crowd:
            work(one)
        best = min(best, (thread_time() - began) / max(len(crowd), 1))
    return best * 1e6


def _million_s() -> float:
    began, total = perf_counter(), 0
    for number in range(1_000_000):
        total += number
    return perf_counter() - began
