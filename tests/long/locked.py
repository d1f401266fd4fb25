"""Another process holds the write lock for 3 s and for 30 s, under load: `python tests/long/locked.py`.

Forms come all the time. While the lock is held for 3 s they wait and are taken; while it is held for 30 s,
those that waited as long as FRONTDESK_WRITE_WAIT says get 503 with Retry-After, and are not stored. Every
form answered 200 must be in the file. Prints the answers and how long they took; the last line is `passed`
or `failed`, and so is the exit code.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from store.test_hard_times import a_post, locked, logging_to, still_serves
from support.stored import count
from support.world import until
from web.raw import one
from web.served import Served, a_served

Answered = tuple[int, float]  #: status, seconds


async def form(served: Served, number: int) -> Answered:
    """Post one; -1 where the answer lacks its Retry-After."""
    began = time.monotonic()
    answer = await one(served.url, a_post(number), 120)
    well = answer.status == 200 or int(answer.headers.get("retry-after", "0")) > 0
    return answer.status if well else -1, time.monotonic() - began


async def held(served: Served, desk: Path, seconds: float, every_s: float, first: int) -> list[Answered]:
    """Hold the lock while forms come; what each was answered."""
    posts, began = [], time.monotonic()
    with locked(desk):
        while time.monotonic() < began + seconds:
            posts.append(asyncio.create_task(form(served, first + len(posts))))
            await asyncio.sleep(every_s)
    answers = await asyncio.gather(*posts)
    statuses = dict(Counter(status for status, _ in answers))
    print(
        f"held {seconds:g} s: answers {statuses}, the slowest after {max(s for _, s in answers):.1f} s",
        flush=True,
    )
    return answers


async def run(desk: Path, spans: tuple[float, float], wait: str, every_s: float) -> bool:
    """Both spans on one service; whether all is well."""
    async with a_served(desk, *logging_to(desk / "log", desk), WRITE_WAIT=wait) as served:
        await served.start()
        short = await held(served, desk, spans[0], every_s, 0)
        long = await held(served, desk, spans[1], every_s, len(short))
        after = await form(served, len(short) + len(long))
        answers = [*short, *long, after]
        taken = sum(status == 200 for status, _ in answers)
        await until(lambda: count(desk, "submissions", "state = 'waiting'") == 0, 60)
        stored, code = count(desk, "submissions"), await still_serves(served)
    print(f"taken {taken}, stored {stored}, after it {after[0]} in {after[1]:.2f} s")
    return (
        {status for status, _ in short} == {200}
        and {status for status, _ in long} <= {200, 503}
        and 503 in {status for status, _ in long}
        and (after[0], taken, code) == (200, stored, 0)
    )


def main() -> None:
    """Run it and tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", type=float, default=3, help="seconds")
    parser.add_argument("--long", type=float, default=30, help="seconds")
    parser.add_argument("--wait", default="10s", help="FRONTDESK_WRITE_WAIT")
    parser.add_argument("--every", type=float, default=0.05, help="seconds between two forms")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        well = asyncio.run(run(Path(folder), (given.short, given.long), given.wait, given.every))
    print("passed" if well else "failed")
    sys.exit(not well)


if __name__ == "__main__":
    main()
