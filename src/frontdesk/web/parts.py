"""Parts: a line for each part of the desk: whether it is on, whether it answers, and what waits for it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from frontdesk.desk.node import Part
from frontdesk.figures import Figures
from frontdesk.model.retention import Swept
from frontdesk.store.undone import Undone

NO_WORKER: Final = "none runs: forms are stored, and nobody judges, writes letters or answers presses"
ELSEWHERE: Final = "a worker's"
_ASIDE: Final = "held"
#: part: what waits for it
_QUEUES: Final = {"forms": ("forms",), "mail": ("letters",), "telegram": ("cards", "files", "presses")}


def lines(
    switched: Mapping[str, str], figures: Figures, found: Undone | None, *, engine: str, now: datetime
) -> dict[str, str]:
    """Part: its line. `switched`: what is on and off, in words; `found` None: the database did not answer.

    Retention has one only while its sweep is overdue.
    """
    ails = figures.parts
    told = {"database": f"on: {engine}" if found else "does not answer"}
    if found:
        told["worker"] = _workers(found)
    for part, queues in _QUEUES.items():
        known = (
            switched.get(part, ELSEWHERE) if part != "forms" else "",
            f"does not answer since {since:%H:%M:%S} UTC" if (since := ails.get(part)) else "",
            *(_waits(found, queues, now) if found else ()),
        )
        if line := "; ".join(filter(None, known)):
            told[part] = line
    if found and found.swept.is_overdue(now):
        told["retention"] = _overdue(found.swept, now)
    return told


def _workers(found: Undone) -> str:
    count = found.nodes.get(Part.ALL, 0) + found.nodes.get(Part.WORKER, 0)
    return f"on: {count}" if count else NO_WORKER


def _waits(found: Undone, queues: tuple[str, ...], now: datetime) -> tuple[str, ...]:
    """How much waits and for how long; what a person must see to."""
    count = sum(found.waiting(queue) for queue in queues)
    since = min((found.oldest[queue] for queue in queues if queue in found.oldest), default=now)
    aside = sum(n for (queue, state), n in found.counts.items() if queue in queues and state == _ASIDE)
    return (
        f"{count} waiting, the oldest for {_span(now - since)}" if count else "none waiting",
        f"{aside} to be looked at by a person" if aside else "",
    )


def _overdue(swept: Swept, now: datetime) -> str:
    days = swept.overdue(now).days
    return f"overdue for {days} days; {swept}; the log of the worker says why, with step=retention"


def _span(time: timedelta) -> str:
    seconds = max(round(time.total_seconds()), 0)
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
