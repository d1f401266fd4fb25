"""Tallies: how many rows of each table under tests/data are right, by kind, told at the end of every run.

Under xdist a tally travels with the report of its test.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import pytest

WIDTH = 110
_MARGIN = " " * 4
_CARRIED = "tally"  #: the name under which reports carry one


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What came of one table."""

    table: str
    right: Mapping[str, int]  #: kind: rows that came out right
    every: Mapping[str, int]  #: kind: all its rows
    rows: int
    missed: Sequence[str]  #: the rows that came out wrong
    brief: bool  #: tells only of kinds with a row that came out wrong

    @property
    def share(self) -> float:
        """The part of its rows that came out right."""
        return 1 - len(self.missed) / self.rows

    def __str__(self) -> str:
        return "\n".join(["", *lines(self.carried()), *(f"  wrong: {row}" for row in self.missed)])

    def carried(self) -> dict:
        """The same without the rows, as a report may carry it."""
        kinds = {kind: [self.right.get(kind, 0), count] for kind, count in sorted(self.every.items())}
        whole = [kind for kind, (right, count) in kinds.items() if right == count] if self.brief else []
        return {
            "table": self.table,
            "right": self.rows - len(self.missed),
            "of": self.rows,
            "kinds": {kind: counts for kind, counts in kinds.items() if kind not in whole},
            "whole": len(whole),
        }


def counted(
    table: str,
    rows: Iterable[Mapping],
    is_right: Callable[[Mapping], bool],
    kinds: Callable[[Mapping], Iterable[str]] = lambda row: [row["kind"]],
    brief: bool = False,
) -> Tally:
    """How many rows of a table are right; a row may be of several kinds."""
    judged = [(row, is_right(row), tuple(kinds(row))) for row in rows]
    return Tally(
        table=table,
        right=Counter(kind for _, good, several in judged for kind in several if good),
        every=Counter(kind for _, _, several in judged for kind in several),
        rows=len(judged),
        missed=[str(dict(row)) for row, good, _ in judged if not good],
        brief=brief,
    )


@pytest.fixture
def tally(record_property) -> Callable[..., Tally]:
    """`counted`, and what it counted is told when the run is over."""

    def told(*what, **how) -> Tally:
        found = counted(*what, **how)
        record_property(_CARRIED, found.carried())
        return found

    return told


def pytest_terminal_summary(terminalreporter):
    """One line a table, and its kinds: with a number where all its rows are right, else with two."""
    reports = [report for how in ("passed", "failed") for report in terminalreporter.stats.get(how, ())]
    carried = [value for report in reports for name, value in report.user_properties if name == _CARRIED]
    if carried:
        terminalreporter.section("tests/data: rows that are right, by kind; N/M: N of M are")
    for told in sorted(carried, key=lambda each: each["table"]):
        for line in lines(told):
            terminalreporter.line(line)


def lines(told: Mapping) -> Iterator[str]:
    """What is told of one table: `phones.csv: 79 of 80`, then `national 4, slash 0/1 …`."""
    kinds = [f"{kind} {n}" if n == of else f"{kind} {n}/{of}" for kind, (n, of) in told["kinds"].items()]
    if told["whole"]:
        kinds.append(f"all of {told['whole']} {'more kinds' if kinds else 'kinds'}")
    text = f"{told['table']}: {told['right']} of {told['of']}: {', '.join(kinds)}"
    yield from wrap(text, WIDTH, subsequent_indent=_MARGIN, break_long_words=False, break_on_hyphens=False)
