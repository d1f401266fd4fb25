"""How long it takes to rehearse 100,000 stored leads: `python tests/bench/rehearse.py`.

At least 10 s, aim 3 s. SQLite; the file is made in BENCH_DIR, else in the system's folder for such. The parts of
one lead are measured in this process alone.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk.app.rehearsing import Rehearser, Rehearsing, rehearse_stored
from frontdesk.scoring.tally import Tally
from frontdesk.settings import shipped_folder
from frontdesk.store.database import Database
from frontdesk.store.slices import read_slice, slices
from support import ready
from support.many import fill


def plan(url: str, folder: Path) -> Rehearsing:
    """Other thresholds, and a budget that counts for more."""
    text = (shipped_folder() / "rules.toml").read_text("utf-8")
    text = text.replace("score > 6", "score > 5").replace("points = 3", "points = 4")
    return Rehearsing(desk=folder, database=url, text=text, now=datetime.now(UTC))


def parts(url: str, folder: Path) -> None:
    """µs a lead."""
    from frontdesk.store.engine import open_engine

    asked = plan(url, folder)
    rehearser, engine = Rehearser(asked), open_engine(url, folder, timedelta(seconds=5))
    with engine.reading.connect() as connection:
        wanted = slices(connection, 1_000)[:10]
        for each in wanted:
            rehearser.tally(connection, each)
        began = time.perf_counter()
        found = [read_slice(connection, each, asked.now).known for each in wanted]
        read = time.perf_counter()
        signals = [[rehearser._judge.signals(known) for known in part] for part in found]
        looked = time.perf_counter()
        for part, seen in zip(found, signals, strict=True):
            for known, signal in zip(part, seen, strict=True):
                rehearser._judge.decided(known, signal)
        decided = time.perf_counter()
        leads = sum(map(len, found))
        tally = Tally(rehearser._rules)
        rehearsed = list(rehearser._rehearsed([known for part in found for known in part], tally))
        counting = time.perf_counter()
        tally.add(rehearsed)
        counted = time.perf_counter()
    engine.close()
    spans = {"read": read - began, "signals": looked - read, "score and verdict": decided - looked}
    for name, span in {**spans, "counted": counted - counting}.items():
        print(f"{name:20} {span / leads * 1e6:7.1f} µs a lead")


async def timed(url: str, folder: Path, processes: int) -> float:
    """Seconds of one rehearsal."""
    db = Database(url, desk=folder)
    began = time.perf_counter()
    report = await rehearse_stored(db, plan(url, folder), lambda part, whole: None, processes=processes)
    took = time.perf_counter() - began
    await db.close()
    print(f"  {processes} processes: {took:.1f} s, {report.leads} leads, {report.changing_band} change band")
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=os.environ.get("BENCH_DIR")) as name:
        folder, url = Path(name), "sqlite:///bench.db"
        (folder / "bench.db").write_bytes(ready.file())
        began = time.perf_counter()
        fill(url, folder, options.leads)
        print(f"filled in {time.perf_counter() - began:.0f} s")
        parts(url, folder)
        for processes in (1, 2):
            rounds = [asyncio.run(timed(url, folder, processes)) for _ in range(options.rounds)]
            print(f"{processes} processes: {statistics.median(rounds):.1f} s for {options.leads} leads")


if __name__ == "__main__":
    main()
