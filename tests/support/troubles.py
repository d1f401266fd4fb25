"""Troubles: what goes wrong with one part of a desk's world, one thing after the other, at random."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping

from support.wire import Fault, Wire

CALM_S, SPAN_S = (5.0, 25.0), (2.0, 15.0)  #: between two, and how long each lasts

Strike = Callable[[float], Awaitable[None]]  #: lets something be wrong for so many seconds
Told = Callable[[str, str, float], None]  #: part, what, seconds


class Troubles:
    """Everything that can go wrong with one part; each kind once before any comes again."""

    def __init__(
        self,
        part: str,
        kinds: Mapping[str, Strike],
        chance: random.Random,
        told: Told,
        early: Collection[str] = (),
    ) -> None:
        """`early`: those that come in the first time only."""
        self.part, self.struck = part, Counter[str]()
        self._kinds, self._early, self._chance, self._told = kinds, early, chance, told
        self._left: list[str] = []

    async def run(self, early_ends_at: float, ends_at: float) -> None:
        """Strike again and again; all is mended when it ends. Both times are monotonic."""
        while True:
            calm_s, span_s = self._chance.uniform(*CALM_S), self._chance.uniform(*SPAN_S)
            if (over_at := time.monotonic() + calm_s + span_s) > ends_at:
                return
            kind = self._next(is_early=over_at < early_ends_at)
            await asyncio.sleep(calm_s)
            self._told(self.part, kind, span_s)
            await self._kinds[kind](span_s)
            self.struck[kind] += 1

    def _next(self, *, is_early: bool) -> str:
        kinds = [kind for kind in sorted(self._kinds) if is_early or kind not in self._early]
        self._left = [kind for kind in self._left if kind in kinds]
        self._left = self._left or self._chance.sample(kinds, len(kinds))
        return self._left.pop()


def line_troubles(wire: Wire) -> dict[str, Strike]:
    """What can be wrong with a line."""

    def strike(fault: Fault) -> Strike:
        async def struck(span_s: float) -> None:
            await wire.breaks(fault)
            await asyncio.sleep(span_s)
            await wire.heals()

        return struck

    return {str(fault): strike(fault) for fault in Fault}
