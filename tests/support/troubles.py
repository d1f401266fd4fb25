"""Troubles: what goes wrong with one part of a desk's world, one thing after the other, at random."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping

from support.wire import Fault, Wire

CALM_S, SPAN_S = (5.0, 25.0), (2.0, 15.0)  #: between two, and how long each lasts

Strike = Callable[[float], Awaitable[None]]  #: lets something be wrong for so many seconds
Told = Callable[[str, str, float], None]  #: part, what, seconds


class Troubles:
    """Everything that can go wrong with one part; each kind once before any comes again."""

    def __init__(self, part: str, kinds: Mapping[str, Strike], chance: random.Random, told: Told) -> None:
        self.part, self.struck = part, Counter[str]()
        self._kinds, self._chance, self._told = kinds, chance, told
        self._left: list[str] = []

    async def run(self, ends_at: float) -> None:
        """Strike again and again; all is mended by then (monotonic)."""
        while True:
            calm_s, kind, span_s = self._next()
            if time.monotonic() + calm_s + span_s > ends_at:
                return
            await asyncio.sleep(calm_s)
            self._told(self.part, kind, span_s)
            await self._kinds[kind](span_s)
            self.struck[kind] += 1

    def _next(self) -> tuple[float, str, float]:
        if not self._left:
            self._left = self._chance.sample(sorted(self._kinds), len(self._kinds))
        return self._chance.uniform(*CALM_S), self._left.pop(), self._chance.uniform(*SPAN_S)


def line_troubles(wire: Wire) -> dict[str, Strike]:
    """What can be wrong with a line."""

    def strike(fault: Fault) -> Strike:
        async def struck(span_s: float) -> None:
            await wire.breaks(fault)
            await asyncio.sleep(span_s)
            await wire.heals()

        return struck

    return {str(fault): strike(fault) for fault in Fault}
