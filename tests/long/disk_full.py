"""A full disk under load, for 60 s: `python tests/long/disk_full.py`, as root: it mounts a file system.

Forms come all the time, letters go out to a mail server. Then the disk is full, and then there is room
again. Every form answered 200 must be in the file and have its letter, every other answer must be 503 with
Retry-After, health and reads must go on, and the same process must take forms again within 5 s of room. The
last line is `passed` or `failed`, and so is the exit code.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk.settings import shipped_folder
from store.test_hard_times import BIG, MAIL, a_command, a_disk, a_post, fill, live, logging_to, still_serves
from support.stored import count, rows
from support.world import World, until
from web.raw import one
from web.served import Served, a_served

AGAIN_S = 5.0  #: after there is room


@dataclass
class Load:
    """Forms one after the other, and what became of them."""

    served: Served
    pause_s: float
    answers: list[tuple[float, int, int, bool]] = field(default_factory=list)  #: when, number, status, told
    health_s: list[float] = field(default_factory=list)
    ended: bool = False

    async def post(self) -> None:
        """Until it is ended."""
        while not self.ended:
            number = len(self.answers)
            answer = await one(self.served.url, a_post(number, message=BIG[:4_000]), 30)
            told = answer.status == 200 or int(answer.headers.get("retry-after", "0")) > 0
            self.answers.append((time.monotonic(), number, answer.status, told))
            await asyncio.sleep(self.pause_s)

    async def look(self) -> None:
        """Ask for its health meanwhile."""
        while not self.ended:
            began = time.monotonic()
            assert (await one(self.served.url, live(), 30)).status == 200
            self.health_s.append(time.monotonic() - began)
            await asyncio.sleep(0.5)

    def taken(self, since: float = 0.0, until: float = float("inf")) -> list[int]:
        """The forms answered 200 in a span of time."""
        return [number for at, number, status, _ in self.answers if status == 200 and since <= at < until]


async def run(disk: Path, seconds: float, pause_s: float, world: World) -> bool:
    """The whole of it; whether all is well."""
    rules = (shipped_folder() / "rules.toml").read_text("utf-8")
    for limit in ("letters_per_hour = 60", "rate_source_form = 10", "rate_source = 20", "rate_form = 10000"):
        rules = rules.replace(limit, f"{limit.partition(' =')[0]} = 1000000")
    (disk / "rules.toml").write_text(rules)
    serve = logging_to(world.desk / "log", disk)
    async with a_served(disk, *serve, SMTP=world.mailbox.url, **MAIL) as served:
        await served.start()
        load = Load(served, pause_s)
        tasks = [asyncio.create_task(load.post()), asyncio.create_task(load.look())]
        await until(lambda: len(load.taken()) >= 20, 30)
        full_at = time.monotonic()
        while time.monotonic() < full_at + seconds:
            fill(disk)
            await asyncio.sleep(0.5)
        listed = len((await a_command(served, "leads", "list", "--limit", "100000", "--json")).splitlines())
        room_at = time.monotonic()
        (disk / "other").unlink()
        await until(lambda: load.taken(room_at), 30)
        again_s = next(at for at, _, status, _ in load.answers if status == 200 and at >= room_at) - room_at
        await asyncio.sleep(1)
        load.ended = True
        await asyncio.gather(*tasks)
        people = {f"lead{number}@acme{number}.example" for number in load.taken()}
        await until(lambda: people <= {to for mail in world.mailbox.mails for to in mail.recipients}, 120)
        stored, [(sound,)] = count(disk, "submissions"), rows(disk, "PRAGMA integrity_check")
        code = await still_serves(served)
    statuses = Counter(status for at, _, status, _ in load.answers if full_at <= at < room_at)
    copies = len(world.mailbox.mails) - len(people)
    print(f"while full, {seconds:g} s: answers {dict(statuses)}, leads listed {listed}")
    print(f"health: {len(load.health_s)} looks, at most {max(load.health_s):.3f} s")
    print(f"first form taken {again_s:.2f} s after there was room")
    print(f"taken {len(people)}, stored {stored}, file {sound}")
    print(f"letters {len(world.mailbox.mails)}, {copies} of them twice")
    well = (
        statuses.keys() <= {200, 503}
        and statuses[503] > 0
        and all(told for *_, told in load.answers)
        and again_s <= AGAIN_S
        and stored == len(people)
        and copies == 0
        and (sound, code) == ("ok", 0)
    )
    return bool(well)


async def main() -> None:
    """Mount, run, tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0.02, help="between two forms, in seconds")
    parser.add_argument("--size", default="16m")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_disk(Path(folder) / "disk", given.size) as disk:
        world = World(Path(folder))
        await world.start_peers()
        try:
            well = await run(disk, given.seconds, given.pause, world)
        finally:
            await world.close()
    print("passed" if well else "failed")
    sys.exit(not well)


if __name__ == "__main__":
    asyncio.run(main())
