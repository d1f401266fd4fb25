"""10,000 plays about leads, on two nodes at once: `python tests/long/plays.py`.

Forms, presses of every kind by everybody, updates that come twice, nodes that die, days that pass; see
support/plays.py for what may happen and support/ways.py for what must hold. Two processes share the plays.
Prints how far each has come and what was pressed with what answer; the last line is `passed` or `failed`, and
so is the exit code. A play that fails is made as short as it can be, and printed with its seed.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.plays import Stage, acts_of
from support.postgres import ENGINES, a_database

EACH = 250  #: plays on one database


async def some(engine: str, seeds: range) -> tuple[str | None, Counter[str]]:
    """What failed, and how often everything was seen."""
    with tempfile.TemporaryDirectory() as folder, a_database(engine) as url:
        stage, told = Stage(url, Path(folder)), None
        for seed in seeds:
            if told := await stage.failure(acts_of(seed)):
                told = f"seed {seed}\n{told}"
                break
        await stage.close()
        return told, Counter(stage.seen)


def run(engine: str, seeds: range) -> tuple[bool, Counter[str]]:
    """All plays of one process; whether all is well, and what was seen."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    seen, began = Counter[str](), time.monotonic()
    for start in range(seeds.start, seeds.stop, EACH):
        told, counts = asyncio.run(some(engine, range(start, min(start + EACH, seeds.stop))))
        seen += counts
        if told:
            print(told, flush=True)
            return False, seen
        print(f"  {engine:11} up to seed {start + EACH:6}  {time.monotonic() - began:5.0f} s", flush=True)
    return True, seen


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plays", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    given = parser.parse_args()
    middle, end = given.seed + given.plays // 2, given.seed + given.plays
    shares = [range(given.seed, middle), range(middle, end)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        ended = list(processes.map(run, [given.engine] * 2, shares))
    seen = sum((counts for _, counts in ended), Counter[str]())
    print(", ".join(f"{count} {name}" for name, count in sorted(seen.items())))
    well = all(good for good, _ in ended)
    print("passed" if well else "failed")
    sys.exit(not well)


if __name__ == "__main__":
    main()
