"""Crash points, many times each: `python tests/long/crash_points.py`.

The desk dies at each of the moments of `support.crash_runs`, is started again, and must have lost nothing.
Prints how each moment ended in all its runs; the last line is `passed` or `failed`, and so is the exit code.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.crash_runs import CRASHES, Crash, Outcome, run
from support.postgres import ENGINES, a_database

HEAD = f"{'engine':11}{'dies':42}{'runs':>5}{'lost':>6}{'letters':>9}{'cards':>7}{'early':>7}  as designed"


async def runs(crash: Crash, engine: str, number: int) -> list[Outcome | str]:
    """What came of each run; a text where it broke off."""
    found: list[Outcome | str] = []
    for _ in range(number):
        with tempfile.TemporaryDirectory() as desk, a_database(engine) as url:
            try:
                found.append(await run(crash, Path(desk), url))
            except (AssertionError, TimeoutError) as error:
                found.append(f"{type(error).__name__}: {error}")
    return found


def line(crash: Crash, engine: str, found: Sequence[Outcome | str]) -> str:
    """One row of the table: the most copies of a letter and of a card in any run."""
    ended = [outcome for outcome in found if isinstance(outcome, Outcome)]
    lost = len(found) - len(ended) + sum(outcome.lost for outcome in ended)
    letters = max((outcome.letters for outcome in ended), default=0)
    cards = max((outcome.cards for outcome in ended), default=0)
    early = sum(outcome.early for outcome in ended)
    good = sum(outcome == crash.outcome for outcome in found)
    told = f"{engine:11}{crash.name:42}{len(found):5}{lost:6}{letters:9}{cards:7}{early:7}"
    return f"{told}  {good} of {len(found)}"


async def table(engines: Sequence[str], number: int) -> bool:
    """Print it; whether all ended as designed."""
    good = True
    print(HEAD)
    for engine in engines:
        for crash in CRASHES:
            found = await runs(crash, engine, number)
            print(line(crash, engine, found), flush=True)
            for other in (outcome for outcome in found if outcome != crash.outcome):
                good = False
                print(f"    {other}")
    return good


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="of each moment")
    parser.add_argument("--engine", choices=ENGINES, help="only this one")
    given = parser.parse_args()
    good = asyncio.run(table([given.engine] if given.engine else ENGINES, given.runs))
    print("passed" if good else "failed")
    sys.exit(not good)


if __name__ == "__main__":
    main()
