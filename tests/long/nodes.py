"""Two nodes on one PostgreSQL under 50 forms a second: `python tests/long/nodes.py`.

A node chosen at random is killed (kill -9) 20 times and started again; in the middle the server stops for
30 s and comes back; then the lines for wake-ups are cut. In the end everything that was answered 200 must
have been judged once and answered once, copies apart that no protocol can rule out. The last line is `passed`
or `failed`, and so is the exit code.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import psycopg
import sqlalchemy as sa
from aiohttp import ClientSession

from frontdesk.store.tables import deliveries, receipts, submissions
from support import postgres
from support.crashing import Ledger, Node, quiet, write_rules
from support.siege import END_S, IN_HAND, QUICK
from support.traffic import Letters, Visitors
from support.world import World, until

CARD_EVERY = 200  #: forms: what a chat takes


class Doors:
    """Two nodes behind one address: a form that one does not answer is not sent again."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes, self._turn = nodes, 0

    async def post(self, form: Mapping[str, str]) -> int:
        """Post to the one, then to the other."""
        self._turn += 1
        node = self._nodes[self._turn % len(self._nodes)]
        return await node.post(form) if node.url else 0


def nodes_of(ledger: Ledger) -> set[str]:
    """The ids of all nodes known."""
    return {row[0] for row in ledger.rows(sa.text("SELECT id FROM nodes"))}


async def fight(url: str, server: object, folder: Path, kills: int, outage_s: float, seed: int) -> list[str]:
    """The faults."""
    chance = random.Random(seed)
    world = World(folder, DATABASE=url, NODE_BEAT="1s", NODE_TIMEOUT="10s", **QUICK)
    await world.start_peers()
    async with ClientSession() as session:
        nodes = []
        for name in ("one", "two"):
            (folder / name).mkdir()
            write_rules(folder / name)
            nodes.append(Node(folder / name, session))
            await nodes[-1].start(world.variables)
        ledger, letters, visitors = Ledger(url, folder), Letters(world), Visitors(Doors(nodes), CARD_EVERY)
        reading, posting = asyncio.create_task(letters.run()), asyncio.create_task(visitors.run())
        try:
            for number in range(kills):
                await asyncio.sleep(chance.uniform(0.2, 2))
                if number == kills // 2:
                    await outage(server, outage_s)
                    print(f"  the server stood still for {outage_s:g} s", flush=True)
                node, before = chance.choice(nodes), nodes_of(ledger)
                await node.gone()
                began = time.monotonic()
                await until(lambda before=before: before - nodes_of(ledger), 60)
                print(f"  kill {number + 1:3}  found dead after {time.monotonic() - began:.2f} s", flush=True)
                await node.start(world.variables)
            cut(url)
            await asyncio.sleep(2)
            posting.cancel()
            await asyncio.gather(posting, return_exceptions=True)
            await quiet(ledger, END_S)
            letters.look()
            return account(ledger, letters, visitors, kills)
        finally:
            for node in nodes:
                await node.gone()
            for task in (reading, posting):
                task.cancel()
            await asyncio.gather(reading, posting, return_exceptions=True)
            await world.close()


async def outage(server: object, outage_s: float) -> None:
    """Stop the server and start it again."""
    server.stop()  # type: ignore[attr-defined]
    await asyncio.sleep(outage_s)
    server.start()  # type: ignore[attr-defined]


def cut(url: str) -> None:
    """End the sessions that listen."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        )


def account(ledger: Ledger, letters: Letters, visitors: Visitors, kills: int) -> list[str]:
    """Print what became of everything, and say what must not be."""
    doubtful = sa.select(deliveries.c.recipient).where(deliveries.c.state == "held", deliveries.c.doubts > 1)
    held = {row[0] for row in ledger.rows(doubtful)}
    lost = visitors.accepted - letters.copies.keys() - held
    extra = sum(letters.copies.values()) - len(letters.copies)
    twice = ledger.rows(
        sa.select(receipts.c.lead, receipts.c.cause)
        .group_by(receipts.c.lead, receipts.c.cause)
        .having(sa.func.count() > 1)
    )
    undone = ledger.count("submissions", submissions.c.state != "judged")
    print(f"{visitors.posted} forms posted, {len(visitors.accepted)} answered 200, lost {len(lost)}")
    print(f"letters: {extra} extra, at most {max(letters.copies.values())} of one, held {len(held)}")
    print(f"judged twice {len(twice)}, not judged {undone}")
    faults = [f"lost: {sorted(lost)[:5]}"] if lost else []
    faults += [f"judged twice: {twice[:5]}"] if twice else []
    faults += [f"{undone} not judged"] if undone else []
    faults += [f"{extra} letters too many"] if extra > kills * IN_HAND else []
    faults += ["more than two copies"] if max(letters.copies.values()) > 2 else []
    return faults + [f"changed ids of {to}" for to, ids in letters.ids.items() if len(ids) != 1]


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--outage", type=float, default=30.0, help="seconds")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    server = postgres.new_server()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(
            fight(server.get_uri(), server, Path(folder), options.kills, options.outage, options.seed)
        )
    for fault in found:
        print(fault)
    print("failed" if found else "passed")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
