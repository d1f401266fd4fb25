"""Tended: a node that is started again whenever it is gone, as an operator's machine does."""

import asyncio
import random
import signal
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from aiohttp import ClientSession

from support.crashing import Node, write_rules
from support.troubles import Strike
from support.vitals import Vitals
from support.wall import Wall, compiler

LOOK_S = 1.0
BROKE = "loop broke"  #: what the log says when something happened that nobody had thought of
KILL = "kill -9"
JUMPS = [timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)]


class Tended:
    """One node with a machine of its own, whose clock may jump."""

    def __init__(self, name: str, folder: Path, session: ClientSession, variables: Mapping[str, str]) -> None:
        self.name, self.lives = name, list[Vitals]()
        self.strange: list[str] = []  #: ends that nobody caused
        self.broken: list[str] = []  #: lines of its log about loops that broke
        folder.mkdir()
        write_rules(folder)
        self.folder, self.node = folder, Node(folder, session)
        self._wall = Wall(folder) if compiler() else None
        self.variables = {**variables, **(self._wall.variables if self._wall else {})}
        self._may_run = asyncio.Event()
        self._may_run.set()

    async def run(self) -> None:
        """Start it again and again until cancelled."""
        while True:
            await self._may_run.wait()
            if await self._started():
                await self._watched()
                self._read_log()

    async def end(self) -> int:
        """Ask it to end; its exit code."""
        self.node.signal(signal.SIGTERM)
        code = await self.node.ended()
        self._read_log()
        return code

    def troubles(self, chance: random.Random) -> dict[str, Strike]:
        """What can go wrong with its machine."""

        async def killed(span_s: float) -> None:
            self._may_run.clear()
            self.node.kill()
            await asyncio.sleep(span_s)
            self._may_run.set()

        async def frozen(span_s: float) -> None:
            self.node.signal(signal.SIGSTOP)
            await asyncio.sleep(span_s)
            self.node.signal(signal.SIGCONT)

        async def jumps(span_s: float) -> None:
            assert self._wall
            self._wall.put(chance.choice(JUMPS))
            await asyncio.sleep(span_s)
            self._wall.put(timedelta())

        return {KILL: killed, "freeze": frozen, **({"clock jump": jumps} if self._wall else {})}

    async def _started(self) -> bool:
        try:
            await self.node.start(self.variables, fresh=True)
        except (AssertionError, TimeoutError):  # what it stands on is away: it is tried again
            await self.node.gone()
            await asyncio.sleep(LOOK_S)
            return False
        return True

    async def _watched(self) -> None:
        """Look at it until it is gone."""
        self.lives.append(vitals := Vitals())
        while self.node.code() is None:
            vitals.look(self.node.pid)
            await asyncio.sleep(LOOK_S)
        if self.node.code() != -signal.SIGKILL:
            self.strange.append(f"{self.name} ended with {self.node.code()}: {self.node.said()[-2_000:]}")

    def _read_log(self) -> None:
        self.broken += [f"{self.name}: {line}" for line in self.node.said().splitlines() if BROKE in line]
