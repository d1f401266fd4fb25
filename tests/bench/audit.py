"""How long the audit takes on a large desk: `python tests/bench/audit.py [--leads N] [--url DATABASE]`."""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk.model.lead import State
from frontdesk.store import tables
from frontdesk.store.audit import Audit, audit
from frontdesk.store.audit_checks import Span
from frontdesk.store.database import Database
from support.books import AT, SALES, TRIAGE, a_card, a_letter, a_receipt, a_submission, put

SLICE = 5_000
ROUNDS = 5
HOMES = ((State.TRIAGE, TRIAGE), (State.SALES_OPEN, SALES), (State.CLAIMED, SALES))
SPAN = Span(now=AT, late=AT - timedelta(minutes=10), alive=AT - timedelta(minutes=1))


def fill(connection: sa.Connection, first: int, last: int) -> None:
    """Leads with a form, a receipt, a touch, a line of history, a letter and, each second one, a card."""
    numbers = range(first, last)
    put(connection, tables.leads, *({"id": n, "state": state(n), "created_at": AT} for n in numbers))
    forms = (
        a_submission(n + 100, lead=n, state="judged", headers=b"h" * 600, body=b"b" * 800) for n in numbers
    )
    put(connection, tables.submissions, *forms)
    put(connection, tables.receipts, *(a_receipt(n, f"submission:{n + 100:x}") for n in numbers))
    touches = ({"lead": n, "kind": "submission", "at": AT, "key": f"submission:{n:x}"} for n in numbers)
    put(connection, tables.touches, *touches)
    letters = (a_letter(n, "sent", key=f"letter:{n + 100:x}", body=b"x" * 3_000) for n in numbers)
    put(connection, tables.deliveries, *letters)
    put(connection, tables.cards, *(a_card(TRIAGE, n) for n in numbers if state(n) == "triage"))


def state(number: int) -> str:
    """Of a lead: each second in triage, each twentieth quarantined."""
    return "triage" if number % 2 else "nurture" if number % 20 else "quarantined"


async def measured(url: str, folder: Path, leads: int) -> tuple[list[float], Audit]:
    """Seconds of each round, and what the last one found."""
    db = Database(url, desk=folder)
    for first in range(1, leads + 1, SLICE):
        await db.write(lambda c, first=first: fill(c, first, min(first + SLICE, leads + 1)))
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        found = await db.read(lambda c: audit(c, SPAN, HOMES))
        seconds.append(time.perf_counter() - began)
    await db.close()
    return seconds, found


def main() -> None:
    """Fill an empty database, audit it a few times, say what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--url", default="sqlite:///bench.db", help="an empty database")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seconds, found = asyncio.run(measured(options.url, Path(folder), options.leads))
    print(f"{found.accepted} submissions, {sum(found.letters.values())} letters: sound {found.sound}")
    print(f"median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s")


if __name__ == "__main__":
    main()
