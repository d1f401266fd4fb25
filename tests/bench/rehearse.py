"""How long it takes to rehearse 100,000 stored leads: `python tests/bench/rehearse.py`.

At least 10 s, aim 3 s. SQLite; the file is made in BENCH_DIR, else in the system's folder for such. What a
lead costs is measured in this process alone.
"""

import argparse
import asyncio
import gc
import os
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk.app.crew import GARBAGE
from frontdesk.app.rehearser import Rehearser, Rehearsing
from frontdesk.app.rehearsing import rehearse_stored
from frontdesk.desk.decide import decide
from frontdesk.scoring.tally import Tally
from frontdesk.settings import shipped_folder
from frontdesk.store.database import Database
from frontdesk.store.engine import open_engine
from frontdesk.store.slices import read_slice, slices
from support import ready
from support.many import fill


def plan(url: str, folder: Path) -> Rehearsing:
    """Other thresholds, and a budget that counts for more."""
    text = (shipped_folder() / "rules.toml").read_text("utf-8")
    text = text.replace("score > 6", "score > 5").replace("points = 3", "points = 4")
    return Rehearsing(desk=folder, database=url, text=text, now=datetime.now(UTC))


def of_stored(leads: int) -> dict[str, float]:
    """What each part costs, in CPU µs a lead, of so many stored ones."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=os.environ.get("BENCH_DIR")) as name:
        folder = Path(name)
        (folder / "bench.db").write_bytes(ready.file())
        fill("sqlite:///bench.db", folder, leads)
        return parts("sqlite:///bench.db", folder)


def parts(url: str, folder: Path) -> dict[str, float]:
    """CPU µs a lead."""
    asked = plan(url, folder)
    rehearser, engine = Rehearser(asked), open_engine(url, folder, timedelta(seconds=5))
    with engine.reading.connect() as connection:
        wanted = slices(connection, 1_000)[:10]
        for each in wanted:
            rehearser.tally(connection, each)
        gc.collect()
        gc.freeze()
        gc.set_threshold(GARBAGE, 20, 20)
        began = time.process_time()
        found = [read_slice(connection, each, asked.now, rehearser._asked) for each in wanted]
        read = time.process_time()
        anew = [(known, rehearser._seen(known)[1]) for part in found for known in part.known]
        looked = time.process_time()
        kept = [(known, known.signals) for part in found for known in part.judged.values()]
        for known, signals in (*anew, *kept):
            decide(rehearser._rules, known, known.lead, signals, known.answers)
        decided = time.process_time()
        leads = len(anew) + len(kept)
        tally = Tally(rehearser._rules)
        rehearsed = [each for part in found for each in rehearser.rehearsed(part, tally)]
        counting = time.process_time()
        tally.add(rehearsed)
        counted = time.process_time()
    engine.close()
    spans = {"read": read - began, "signals read anew": looked - read, "score and verdict": decided - looked}
    return {name: span / leads * 1e6 for name, span in {**spans, "counted": counted - counting}.items()}


def cpu() -> float:
    """Seconds of CPU so far, of this process and of those that ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


async def timed(url: str, folder: Path, processes: int) -> float:
    """Seconds of one rehearsal."""
    db = Database(url, desk=folder)
    began, used = time.perf_counter(), cpu()
    report = await rehearse_stored(db, plan(url, folder), lambda part, whole: None, processes=processes)
    took = time.perf_counter() - began
    await db.close()
    told = f"{report.leads} leads, {report.changing_band} change band"
    print(f"  {processes} processes: {took:.1f} s, {cpu() - used:.1f} s of CPU; {told}", flush=True)
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
        for part, us in parts(url, folder).items():
            print(f"{part:20} {us:7.1f} CPU µs a lead")
        for processes in (1, 2):
            rounds = [asyncio.run(timed(url, folder, processes)) for _ in range(options.rounds)]
            print(f"{processes} processes: {statistics.median(rounds):.1f} s for {options.leads} leads")


if __name__ == "__main__":
    main()
