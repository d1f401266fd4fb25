"""Rest: how soon a desk takes its first form, and what memory it keeps: `python tests/bench/rest.py`.

`frontdesk serve` in a process of its own, on an SQLite file that has its tables, without mail and chats. From
the start of the process to the first form answered 200; then its memory, a moment after that form was judged.
Its source is compiled, as where it was installed: the first life, which is not counted, sees to that.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from aiohttp import ClientError, ClientSession

from support import ready
from support.world import a_form
from web.served import Served, free_port

LIMIT_S, AGAIN_S, REST_S = 30.0, 0.005, 2.0


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def accepted(session: ClientSession, url: str) -> None:
    """Post one form until it is taken."""
    async with asyncio.timeout(LIMIT_S):
        while True:
            with suppress(ClientError):  # nobody listens yet
                async with session.post(f"{url}/hooks/web", json=a_form()) as response:
                    if response.status == 200:
                        return
            await asyncio.sleep(AGAIN_S)


async def one_life() -> tuple[float, float]:
    """(seconds to the first form, MB at rest)"""
    with tempfile.TemporaryDirectory() as name:
        desk = Path(name)
        (desk / "test.db").write_bytes(ready.file())
        served = Served(desk, free_port(), sys.executable, "-m", "frontdesk", "--desk", name, "serve")
        try:
            async with ClientSession() as session:
                began = time.perf_counter()
                await served.launch()
                await accepted(session, served.url)
                took = time.perf_counter() - began
            await asyncio.sleep(REST_S)
            return took, memory_mb(served.pid)
        finally:
            await served.close()


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as compiled:
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        _, *lives = [asyncio.run(one_life()) for _ in range(rounds + 1)]
    took, rest = (statistics.median(each) for each in zip(*lives, strict=True))
    print(f"first form {took:6.2f} s   at least 1.5, aim 1.0")
    print(f"at rest    {rest:6.0f} MB  at least 130, aim 100")


if __name__ == "__main__":
    main()
