"""500 leads that two take at the same moment on two nodes, on each engine: `python tests/long/claims.py`.

Both nodes have looked before either writes. Each lead must have one owner, the other must be told who it is,
and the history must hold both presses. The last line is `passed` or `failed`, and so is the exit code.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.plays import Stage
from support.postgres import ENGINES, a_database
from support.races import race


async def run(engine: str, number: int) -> bool:
    """So many races; whether each had one winner."""
    won, failed, began = Counter[str](), 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder, a_database(engine) as url:
        stage = Stage(url, Path(folder))
        for _ in range(number):
            try:
                won[await race(stage)] += 1
            except (AssertionError, ValueError) as error:
                failed += 1
                print(f"  {type(error).__name__}: {error}")
        await stage.close()
    spent = time.monotonic() - began
    print(f"{engine:11} {number} races, won by {dict(won)}, failed {failed}, {spent:.0f} s", flush=True)
    return not failed and sum(won.values()) == number


async def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--races", type=int, default=500)
    parser.add_argument("--engine", choices=ENGINES, help="only this one")
    given = parser.parse_args()
    engines = [given.engine] if given.engine else ENGINES
    well = all([await run(engine, given.races) for engine in engines])
    print("passed" if well else "failed")
    sys.exit(not well)


if __name__ == "__main__":
    asyncio.run(main())
