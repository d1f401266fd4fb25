"""A soak: all faults at random for a given time: `python tests/long/soak.py`, on SQLite as root.

`frontdesk serve` runs as one process on SQLite or as two on PostgreSQL, behind bad lines to the mail server,
the Bot API and the database: they are slow, silent, cut, reset, chopped up, closed late. Nodes are killed and
frozen, their clocks jump; the disk is full, the file locked, the server restarted. Forms come once a second
from senders who post again, under the same key, until they are answered 200.

Then all is mended, and once nothing is due any more: every form must be stored once and judged, with one
letter (a second copy only where it was in doubt whether the first had gone out) or a reason why not, and one
card where it belongs on one; `frontdesk audit` must find nothing; and the process that lived longest may not
have grown since its third minute. The last line is `passed` or `failed`, and so is the exit code.
"""

import argparse
import asyncio
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.forked import forked
from support.postgres import ENGINES
from support.reckoning import reckoning, weights
from support.soaking import NAMES, Plan, Soak
from support.standing import standing

QUIET_S = 240.0  #: for all that is left, once nothing is wrong any more
REST_S = 15.0  #: before memory and descriptors are looked at the last time


def clock() -> Callable[[], str]:
    """Tells how long ago that was, as 03:07."""
    began = time.monotonic()
    return lambda: "{:02.0f}:{:02.0f}".format(*divmod(int(time.monotonic() - began), 60))


async def tell(soak: Soak, now: Callable[[], str]) -> None:
    """A line a minute."""
    while True:
        await asyncio.sleep(60)
        print(f"{now()}  {await asyncio.to_thread(standing, soak)}", flush=True)


async def audit(soak: Soak) -> list[str]:
    """Print what `frontdesk audit` says; what is wrong."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
    node = soak.tended[0]
    environment = {**kept, **soak.world.variables, "FRONTDESK_DATABASE": soak.place.own_url}
    process = await forked(("--desk", str(node.folder), "audit"), environment)
    out, err = await process.communicate()
    print(out.decode(), err.decode(), sep="", flush=True)
    return [f"the audit ended with {process.returncode}"] if process.returncode else []


async def run(plan: Plan) -> list[str]:
    """One soak; what must not be."""
    now = clock()

    def told(part: str, kind: str, span_s: float) -> None:
        print(f"{now()}  {part}: {kind} for {span_s:.1f} s", flush=True)

    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="frontdesk-soak-")))
        soak = Soak(plan, told)
        await soak.begin(stack, folder)
        telling = asyncio.create_task(tell(soak, now))
        try:
            await soak.rage()
            print(f"{now()}  all is mended: {standing(soak)}", flush=True)
            quiet = await soak.calm(QUIET_S)
            await asyncio.sleep(REST_S)
        finally:
            telling.cancel()
        print(f"{now()}  at the end: {standing(soak)}", flush=True)
        return await account(soak, quiet)


async def account(soak: Soak, quiet: bool) -> list[str]:
    """Print what became of everything; what must not be."""
    found = await audit(soak)
    books = [reckoning(soak, quiet=quiet)]
    codes, damage = await soak.stop(), soak.ledger.damage()
    found += [f"a node asked to end ended with {code}" for code in codes if code]
    found += [f"the file is damaged: {damage}"] if damage else []
    books.append(weights(soak.tended, soak.plan.minutes))
    print("what went wrong: " + "; ".join(soak.struck()))
    for book in books:
        print(*book.told, sep="\n", flush=True)
        found += book.faults
    return found


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--rate", type=float, default=1, help="forms a second")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    parser.add_argument("--seed", type=int, default=1, help="of what goes wrong, and when")
    parser.add_argument("--nodes", type=int, choices=range(1, len(NAMES) + 1), help="2 on postgresql, else 1")
    given = parser.parse_args()
    nodes = (given.nodes or 2) if given.engine == "postgresql" else 1
    logging.disable(logging.CRITICAL)  # the stand-ins would tell of every line that is cut
    plan = Plan(minutes=given.minutes, rate=given.rate, engine=given.engine, seed=given.seed, nodes=nodes)
    faults = asyncio.run(run(plan))
    print(*faults, sep="\n")
    print("failed" if faults else "passed")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
