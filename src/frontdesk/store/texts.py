"""Texts: which messages came lately, so that one which many send is known again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.signals.texts import ENOUGH, WINDOW, Mark
from frontdesk.store.driver import driver_each, driver_sql
from frontdesk.store.tables import micros, texts

#: How many earlier submissions of a text are looked at, newest first: however many robots send it.
LOOKED: Final = 50
KEPT: Final = timedelta(days=365)  #: what stands in a receipt can be found again so long
SWEPT: Final = 10_000  #: rows at once

#: A text that a released lead sent, or one that somebody works with, is a template and no spam.
_EARLIER: Final = driver_each(
    "SELECT texts.sender, texts.at, leads.released_by IS NOT NULL OR leads.owner IS NOT NULL "
    "FROM texts JOIN submissions ON submissions.id = texts.submission "
    "JOIN leads ON leads.id = submissions.lead "
    "WHERE texts.digest = ? AND texts.submission < ? "
    "ORDER BY texts.submission DESC LIMIT ?"
)
_INSERT: Final = driver_sql(
    "INSERT INTO texts (submission, digest, sender, others, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_OTHERS: Final = sa.select(texts.c.submission, texts.c.others).where(
    texts.c.submission.in_(sa.bindparam("wanted", expanding=True))
)


def remember(connection: sa.Connection, marks: Iterable[Mark]) -> None:
    """Write down texts, each with how many others sent it in the week before it.

    Together with giving the submissions to their leads, which one node does at a time: so each is compared
    with all that came before it, and what is found stays found, whenever its lead is looked at.
    """
    due = sorted(marks, key=lambda mark: mark.submission)
    if not due:
        return
    first = {mark.digest: mark.submission for mark in reversed(due)}
    earlier = _EARLIER(connection, [(*each, LOOKED) for each in first.items()])
    senders: dict[bytes, dict[bytes, int]] = defaultdict(dict)  # digest: sender: when last
    known: set[bytes] = set()
    for digest, rows in zip(first, earlier, strict=True):
        senders[digest] = {bytes(sender): at for sender, at, _ in reversed(rows)}
        known |= {digest} if any(template for _, _, template in rows) else set()
    rows = []
    for mark in due:
        since, mine = micros(mark.at - WINDOW), senders[mark.digest]
        others = sum(at >= since for sender, at in mine.items() if sender != mark.sender)
        rows.append(_row(mark, 0 if mark.digest in known else others))
        mine[mark.sender] = micros(mark.at)
    _INSERT(connection, rows)


def others(connection: sa.Connection, wanted: Sequence[int]) -> dict[int, int]:
    """submission: how many others had sent its text; those that were too short are left out."""
    if not wanted:
        return {}
    return {row.submission: row.others for row in connection.execute(_OTHERS, {"wanted": wanted})}


def forget(connection: sa.Connection, now: datetime) -> int:
    """Drop what no text is compared with any more, oldest first; how many rows, at most `SWEPT`."""
    c = texts.c
    over = sa.or_(sa.and_(c.at < now - WINDOW, c.others < ENOUGH), c.at < now - KEPT)
    some = sa.select(c.submission).where(over).order_by(c.at).limit(SWEPT)
    return connection.execute(sa.delete(texts).where(c.submission.in_(some.scalar_subquery()))).rowcount


def _row(mark: Mark, others: int) -> tuple[Any, ...]:
    return (mark.submission, mark.digest, mark.sender, others, micros(mark.at))
