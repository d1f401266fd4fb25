"""kill -9 before, while and after a press is handled, 50 times each way: `python tests/long/presses.py`.

Updates come by polling and by a webhook, on each engine. After each kill the desk is started again, and the
press must have been applied once. Prints each kill and the account; the last line is `passed` or `failed`,
and so is the exit code. Who is pressed while the desk dies after the commit sees no toast: the card follows.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.postgres import ENGINES, a_database
from support.press_kills import MODES, Account, press_kills


def told(number: int, where: str) -> None:
    """Print one kill as it ends."""
    print(f"  kill {number:3}  {where}", flush=True)


def summary(engine: str, mode: str, account: Account) -> str:
    """The account in words."""
    return (
        f"{engine}, {mode}: {account.kills} kills, {account.applied} presses applied, {account.twice} twice, "
        f"{account.answered} answered, {account.waiting} updates left"
    )


async def run(engine: str, mode: str, kills: int, seed: int) -> Account:
    """One engine and one way."""
    with tempfile.TemporaryDirectory() as desk, a_database(engine) as url:
        return await press_kills(Path(desk), url, kills=kills, mode=mode, seed=seed, told=told)


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--engine", choices=ENGINES, help="only this one")
    parser.add_argument("--mode", choices=MODES, help="only this one")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    given = parser.parse_args()
    faults = []
    for engine in [given.engine] if given.engine else ENGINES:
        for mode in [given.mode] if given.mode else MODES:
            account = asyncio.run(run(engine, mode, given.kills, given.seed))
            faults += account.faults()
            print(summary(engine, mode, account), *account.faults(), sep="\n", flush=True)
    print("failed" if faults else "passed")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
