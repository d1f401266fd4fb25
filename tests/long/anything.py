"""100,000 forms nobody would think of, the whole way: `python tests/long/anything.py`.

Each is read, stored on SQLite and on PostgreSQL, judged, answered and shown; see support/anything.py for what
must hold. Two processes share the work. Prints how far each has come; the last line is `passed` or `failed`,
and so is the exit code. A failure is shrunk to the smallest forms that fail, and printed with its seed.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from support.anything import both_ways, posts

EXAMPLES = 500  #: lists of forms between two lines of progress
FORMS = 8  #: in a list, at most


def run(first: int, wanted: int) -> bool:
    """So many forms, with the seeds first, first + 2 and so on; whether all is well."""
    total, number, began = Counter[str](), first, time.monotonic()
    with tempfile.TemporaryDirectory() as folder, both_ways(Path(folder)) as go:

        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=[*HealthCheck])
        @given(requests=st.lists(posts(), min_size=1, max_size=FORMS))
        def each(requests):
            total.update(go(requests))

        while total["posts"] < wanted:
            try:
                seed(number)(each)()
            except Exception:
                print(f"seed {number}", traceback.format_exc(), sep="\n", flush=True)
                return False
            spent = time.monotonic() - began
            told = ", ".join(f"{count} {name}" for name, count in total.items())
            print(f"  seed {number:4}  {told}  {spent:.0f} s", flush=True)
            number += 2
    return True


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given_ = parser.parse_args()
    seeds, share = (given_.seed, given_.seed + 1), (given_.forms + 1) // 2
    with ProcessPoolExecutor(2) as processes:
        well = all(list(processes.map(run, seeds, (share, share))))
    print("passed" if well else "failed")
    sys.exit(not well)


if __name__ == "__main__":
    main()
