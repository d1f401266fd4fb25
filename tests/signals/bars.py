"""Bars: how many rows of a table must come out right, and what to say by kind where too few do."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

Row = Mapping[str, str]


def share(rows: Iterable[Row], is_right: Callable[[Row], bool]) -> tuple[float, str]:
    """The share of rows that come out right, and a text: one line a kind, then one a wrong row."""
    every: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed = []
    for row in rows:
        every[row["kind"]] += 1
        if not is_right(row):
            wrong[row["kind"]] += 1
            missed.append(f"  wrong: {dict(row)}")
    total = every.total()
    lines = [f"{kind:32} {count - wrong[kind]}/{count}" for kind, count in sorted(every.items())]
    head = f"{total - len(missed)} of {total}"
    return (total - len(missed)) / total, "\n".join((head, *lines, *missed))
