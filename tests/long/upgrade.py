"""kill -9 during the upgrade of a large database, 100 times: `python tests/long/upgrade.py`.

A database of the first version with 10,000 leads is brought up to date by a process that dies, half of the
times before a chosen statement and half at any moment. What it leaves must be the old or the new schema with
equal data, and the next start must finish. Prints how the kills ended; the last line is `passed` or `failed`,
and so is the exit code.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support import upgrading
from support.postgres import ENGINES, drop_database
from support.upgrading import Copies, first_database, first_postgres, found, is_whole, kills, upgraded


def old_database(engine: str, folder: Path, leads: int) -> str:
    """The address of a database of the first version with that many leads."""
    if engine == "postgresql":
        return first_postgres(leads)
    first_database(folder / "first.db")
    upgrading.grown(folder / "first.db", leads)
    return f"sqlite:///{folder / 'first.db'}"


def run(engine: str, leads: int, count: int, seed: int) -> bool:
    """All kills on one engine; whether each left the database whole."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = old_database(engine, folder, leads)
        before, copy = found(url), Copies(url, folder).fresh()
        began = time.monotonic()
        code, steps = upgraded(copy)
        held = f"{len(before.content['leads'])} leads, {len(before.content['submissions'])} submissions"
        print(f"{engine}: {held}; upgraded in {time.monotonic() - began:.2f} s, {steps} steps", flush=True)
        after, left, bad = found(copy), Counter[str](), 0
        for where, now in kills(url, folder, count, seed):
            whole = is_whole(now, before, after)
            bad += not whole
            left[now.version] += 1
            if not whole or sum(left.values()) % 10 == 0:
                print(
                    f"  {sum(left.values()):4} {where:28} {now.version} {'' if whole else 'NOT WHOLE'}",
                    flush=True,
                )
        if engine == "postgresql":
            drop_database(f"{url}_copy")
            drop_database(url)
    print(f"  left: {', '.join(f'{number} times {version}' for version, number in sorted(left.items()))}")
    return code == 0 and not bad


def main() -> None:
    """Run it on each engine."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--leads", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--engine", choices=ENGINES, action="append")
    given = parser.parse_args()
    print(f"seed {given.seed}")
    well = [run(engine, given.leads, given.kills, given.seed) for engine in given.engine or ENGINES]
    print("passed" if all(well) else "failed")
    sys.exit(not all(well))


if __name__ == "__main__":
    main()
