"""kill -9 at random under 50 forms a second, 100 times: `python tests/long/kills.py`.

Prints for each start how long it took until the first form was answered 200, and until every letter that was
promised before had gone out; then the account. The last line is `passed` or `failed`, and so is the exit
code. The cards come last: a chat takes 20 messages a minute.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.postgres import ENGINES, a_database
from support.siege import Account, Life, siege

CARD_EVERY = 150  #: forms: one in 3 s, which is what a chat takes


def told(number: int, life: Life) -> None:
    """Print one life as it ends."""
    resumed = "-" if life.resumed_s is None else f"{life.resumed_s:.2f} s"
    print(f"  start {number:3}  first form {life.accepting_s:6.2f} s  resumed {resumed}", flush=True)


def summary(engine: str, account: Account) -> list[str]:
    """The account in words."""
    accepting = [life.accepting_s for life in account.lives]
    resumed = [life.resumed_s for life in account.lives if life.resumed_s is not None]
    return [
        f"{engine}: {account.kills} kills, {account.posted} forms posted, {account.accepted} answered 200",
        f"  lost {len(account.lost)}, half written or damaged {len(account.halves)}",
        f"  held for a person, since they were twice in dying hands: {account.held}",
        f"  letters: {account.extra_letters} extra, at most {account.most_copies} of one",
        f"  cards: {account.cards} wanted, {account.missing_cards} missing, {account.extra_cards} extra",
        f"  start to first form: {spread(accepting)}",
        f"  start to all letters promised before: {spread(resumed)}",
    ]


def spread(seconds: Sequence[float]) -> str:
    """Median and worst."""
    if not seconds:
        return "never measured"
    return f"median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s, of {len(seconds)}"


async def run(engine: str, kills: int, seed: int) -> Account:
    """One siege on an engine."""
    with tempfile.TemporaryDirectory() as desk, a_database(engine) as url:
        return await siege(
            Path(desk), url, kills=kills, card_every=CARD_EVERY, seed=seed, fresh=True, told=told
        )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--engine", choices=ENGINES, help="only this one")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    given = parser.parse_args()
    faults = []
    for engine in [given.engine] if given.engine else ENGINES:
        account = asyncio.run(run(engine, given.kills, given.seed))
        faults += account.faults()
        print(*summary(engine, account), *account.faults(), sep="\n", flush=True)
    print("failed" if faults else "passed")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
