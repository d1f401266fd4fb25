"""Flood: 500 leads in a minute of simulated time, and 200 to one group: `python tests/long/flood.py`.

The desk, the database, the loops of the chats, the bot's library and the stand-in Bot API are the real ones;
only the time passes as fast as the work is done. Says what the stand-in's own log holds, and exits 1 if a
limit is broken, a hot lead waits, or somebody is neither on a card nor in the live message.
"""

import asyncio
import logging
import re
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk.store.database import Database
from support.flood import a_flood, forms, least_gap, most_in_a_minute
from support.world import SALES, TRIAGE

CASES = ((500, frozenset(range(7, 500, 50))), (200, frozenset({20, 90, 170})), (200, frozenset()))
LATER = timedelta(minutes=14)
AT_ONCE = timedelta(seconds=3)


async def flooded(count: int, hot: frozenset[int]) -> bool:
    """Let so many come within a minute; whether all is as it must be."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database("sqlite:///flood.db", desk=Path(folder))
        async with a_flood(db, Path(folder)) as flood:
            await flood.come(forms(count, 60, hot))
            await flood.pass_(timedelta(seconds=16))
            soon = told(flood)
            await flood.pass_(LATER - timedelta(seconds=16))
            well = report(flood, count, hot, soon)
        await db.close()
        return well


def told(flood) -> int:
    """Leads that stand on a card or are counted in the live message, as of its last edit."""
    lively = [call for call in flood.shows(TRIAGE) if "📥" in call.params["text"]]
    found = re.search(r"Without a card yet: (\d+)", lively[-1].params["text"]) if lively else None
    until = lively[-1].at if found else flood.time()
    posted = [call for chat in (TRIAGE, SALES) for call in flood.shows(chat) if call.at <= until]
    cards = [c for c in posted if c.method == "sendMessage" and "📥" not in c.params["text"]]
    return len(cards) + (int(found[1]) if found else 0)


def report(flood, count: int, hot: frozenset[int], soon: int) -> bool:
    """Say what the stand-in's log holds."""
    waits = [flood.posted_at(SALES, f"#{n + 1} ") - flood.accepted[n + 1] for n in hot]
    shown = min(call.at for chat in (TRIAGE, SALES) for call in flood.shows(chat))
    first = shown - min(flood.accepted.values())
    most = {chat.purpose: most_in_a_minute(flood.shows(chat)) for chat in (TRIAGE, SALES)}
    gap = min(least_gap(flood.shows(chat)) for chat in (TRIAGE, SALES))
    refused = sum(call.method == "sendMessage" for call in flood.shows(TRIAGE))
    print(
        f"{count} leads, {len(hot)} hot: first {first.total_seconds():.1f} s, "
        f"hot at most {max(waits, default=timedelta()).total_seconds():.1f} s; most in a minute {most}, "
        f"least gap {gap.total_seconds():.1f} s; told of 16 s after the last: {soon}, "
        f"after 15 min: {told(flood)}, {len(flood.cards())} of them on cards; live messages "
        f"{len(flood.live())}, "
        f"sent in the triage chat {refused}, edits {len(flood.shows(TRIAGE)) - refused}"
    )
    return (
        max(most.values()) <= 20
        and gap >= timedelta(seconds=1)
        and max(waits, default=timedelta()) <= AT_ONCE
        and first <= AT_ONCE
        and soon == told(flood) == count
        and len(flood.live()) == 1
    )


async def main() -> int:
    """Every case, one after the other."""
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    return 0 if all([await flooded(count, hot) for count, hot in CASES]) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
