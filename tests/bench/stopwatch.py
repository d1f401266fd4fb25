"""Stopwatch: CPU µs of this thread, the best of some rounds: other work on the machine only adds to it."""

from collections.abc import Callable, Sequence
from time import thread_time
from typing import TypeVar

T = TypeVar("T")


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
