"""Lines: forms as JSON lines, from files or standard input, one line out for each, in order.

What comes line by line is told line by line. Where many lines come at once, the other cores help.
"""

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from typing import BinaryIO, Final

import click

from frontdesk.app.crew import Crew, cores, crew
from frontdesk.cli.batches import Batch, batches
from frontdesk.cli.teller import Plan, Teller, Told, begin, tell
from frontdesk.rules.rules import Rules

FEW: Final = 1_500  #: lines that one process has told before a second one has started
SMALL: Final = 20  #: lines that are told sooner here than by another process
AHEAD: Final = 2  #: batches at each process, so that it need not wait for the next one
KEPT: Final = 32  #: batches at most that are not printed yet

files_argument = click.argument("files", nargs=-1, metavar="[FILE]...", type=click.File("rb"))


def each(plan: Plan, rules: Rules, files: tuple[BinaryIO, ...]) -> None:
    """Print what the plan shows of each line read, or why it could not be read, in JSON or for people.

    Exits 1 at the end when one of them could not be read.

    Raises:
        Faults: a process that helped was ended.
    """
    failed, helpers = False, cores() - 1 if plan.as_json else 0
    with crew(plan.command, helpers, begin, plan) as others:
        for told in _in_order(batches(files), Teller(plan, rules), others, helpers * AHEAD):
            click.echo(told.text, nl=False)
            failed = failed or told.failed
    if failed:
        sys.exit(1)


def _in_order(some: Iterable[Batch | None], teller: Teller, others: Crew, away: int) -> Iterator[Told]:
    """What is told of each batch; `away`: how many the others may have at once."""
    kept: deque[Future[Told] | Told] = deque()
    done = 0
    for batch in some:
        if batch is None:  # nothing comes at the moment, so nothing is to be kept back
            yield from _printed(kept, 0)
            continue
        helped = done >= FEW and len(batch.lines) > SMALL and sum(map(_is_open, kept)) < away
        kept.append(others.submit(tell, batch) if helped else teller.tell(batch))
        done += len(batch.lines)
        yield from _printed(kept, KEPT)
    yield from _printed(kept, 0)


def _printed(kept: deque[Future[Told] | Told], most: int) -> Iterator[Told]:
    """Those at the beginning that are told; waits for them until at most so many are left."""
    while kept and (len(kept) > most or not _is_open(kept[0])):
        told = kept.popleft()
        yield told.result() if isinstance(told, Future) else told


def _is_open(told: Future[Told] | Told) -> bool:
    return isinstance(told, Future) and not told.done()
