"""Erasing: empties everything that holds something of a person, in the transaction of whoever calls it.

What is left: the number of the lead, how much there was, and where its cards stand, until they are edited.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState, View
from frontdesk.store import digests, posts
from frontdesk.store.deliveries import ERASED, IS_LETTER
from frontdesk.store.holdings import sent_by, table_of, theirs
from frontdesk.store.locks import lock
from frontdesk.store.personal import HOLDINGS, By, Fate, Holding
from frontdesk.store.persons import Who
from frontdesk.store.tables import (
    UtcTime,
    cards,
    deliveries,
    erasures,
    files,
    history,
    leads,
    reminders,
    submissions,
    updates,
)

PERSON, AGE = "person", "age"  #: why: somebody asked for it, or it was kept long enough
_c, _d, _l = cards.c, deliveries.c, leads.c
#: Letters and files that have not arrived; one in hand at this moment may still.
_PENDING: Final = (*(DeliveryState.DUE, DeliveryState.CLAIMED, DeliveryState.UNSURE, DeliveryState.HELD),)
#: What gives submissions to leads holds this name: none comes to a lead while it is erased.
_GIVING: Final = "give_leads"


@dataclass(frozen=True, kw_only=True, slots=True)
class Erased:
    """What was there, and is gone."""

    leads: tuple[int, ...] = ()
    submissions: int = 0
    letters: int = 0
    cancelled: int = 0  #: of the letters
    in_hand: int = 0  #: of those: being sent at that moment
    cards: int = 0  #: that are to be edited
    files: tuple[str, ...] = ()  #: hashes of files that no submission has any more
    rows: int = 0  #: of all tables

    @property
    def nothing(self) -> bool:
        """Nothing was there."""
        return not self.rows


def begin(connection: sa.Connection) -> None:
    """Before the person is looked up: nobody else brings anything to its leads until the end."""
    lock(connection, _GIVING)
    if connection.dialect.name == "sqlite":
        # What is deleted is overwritten in the file.
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def sent_files(connection: sa.Connection, who: Who) -> Sequence[str]:
    """Hashes of the files that the person sent."""
    mine = files.c.submission.in_(sa.select(submissions.c.id).where(sent_by(who)))
    return sorted(set(connection.execute(sa.select(files.c.sha256).where(mine)).scalars()))


def erase(connection: sa.Connection, who: Who, *, by: str, why: str, now: datetime) -> Erased:
    """Erase the person; the second time there is nothing, and nothing is written.

    Call `begin` first, in the same transaction. Everything that may go into a chat or a mail is stopped;
    cards, digests and reminders are shown anew.
    """
    connection.execute(
        sa.select(_l.id).where(_l.id.in_(who.leads)).order_by(_l.id).with_for_update(key_share=True)
    ).all()
    hashes = sent_files(connection, who)
    letters, cancelled, in_hand = _stop_letters(connection, who)
    shown = _show_anew(connection, who, now)
    sent = connection.execute(_count(submissions, sent_by(who))).scalar_one()
    rows = sum(_gone(connection, name, holding, who) for name, holding in HOLDINGS.items())
    if not rows:
        return Erased()
    _close(connection, who, by, now)
    row = {"at": now, "by": by, "why": why, "leads": len(who.leads), "submissions": sent, "letters": letters}
    connection.execute(sa.insert(erasures), [row])
    still = sa.select(files.c.sha256).where(files.c.sha256.in_(hashes))
    kept = set(connection.execute(still).scalars()) if hashes else set()
    return Erased(
        leads=who.leads,
        submissions=sent,
        letters=letters,
        cancelled=cancelled,
        in_hand=in_hand,
        cards=shown,
        files=tuple(one for one in hashes if one not in kept),
        rows=rows,
    )


def counted(connection: sa.Connection) -> tuple[int, int]:
    """(submissions, letters) of everybody who was erased since the desk was made."""
    e = erasures.c
    row = connection.execute(sa.select(sa.func.sum(e.submissions), sa.func.sum(e.letters))).one()
    return int(row[0] or 0), int(row[1] or 0)


def _count(table: sa.Table, where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(table).where(where)


def _stop_letters(connection: sa.Connection, who: Who) -> tuple[int, int, int]:
    """How many there are, how many of them were stopped, and how many were in hand.

    One in hand is settled here: whoever has it writes down nothing more, for what a mail server answers
    quotes the address.
    """
    mine = _d.lead.in_(who.leads)
    letters = connection.execute(_count(deliveries, mine & IS_LETTER)).scalar_one()
    claimed = mine & IS_LETTER & (_d.state == DeliveryState.CLAIMED)
    in_hand = connection.execute(_count(deliveries, claimed)).scalar_one()
    pending = connection.execute(_count(deliveries, mine & IS_LETTER & _d.state.in_(_PENDING))).scalar_one()
    stopped = sa.update(deliveries).where(mine, _d.state.in_(_PENDING))
    connection.execute(stopped.values(state=DeliveryState.CANCELLED, claimed_by=None))
    return letters, pending, in_hand


def _show_anew(connection: sa.Connection, who: Who, now: datetime) -> int:
    """How many cards are to be edited; a live message is looked at again by itself."""
    mine, at = _c.lead.in_(who.leads), sa.literal(now, UtcTime)
    never = sa.and_(_c.message_id.is_(None), _c.state.not_in(("claimed", "unsure")))
    connection.execute(sa.delete(cards).where(mine, never))
    busy = _c.state.in_(("claimed", "unsure"))
    wish = {
        "view": View.ERASED,
        "revision": _c.revision + 1,
        "state": sa.case((busy, _c.state), else_="due"),
        "due_at": sa.case((busy, _c.due_at), else_=at),
        **{"hot": False, "score": 0, "asked": False, "attempts": 0, "stands_for": None},
        **{"undo_until": None, "menu": None, "menu_by": None, "menu_until": None},
    }
    shown = connection.execute(sa.update(cards).where(mine).values(wish)).rowcount
    digests.redraw(connection, who.leads, now)
    posts.redraw_nights(connection, who.leads, now)
    r = reminders.c
    again = {"revision": r.revision + 1, "due_at": now, "attempts": 0}
    state = sa.case((r.state == "claimed", "claimed"), else_="due")
    connection.execute(sa.update(reminders).where(r.lead.in_(who.leads)).values(state=state, **again))
    return shown


def _gone(connection: sa.Connection, name: str, holding: Holding, who: Who) -> int:
    """How many rows of a table were deleted or emptied."""
    where = theirs(connection, name, who)
    if where is None or holding.fate is Fate.KEPT:
        return 0
    table = table_of(name)
    if holding.fate is Fate.DELETED:
        if holding.by is By.COMPANY:
            connection.execute(sa.update(leads).where(_l.account.in_(who.companies)).values(account=None))
        return connection.execute(sa.delete(table).where(where)).rowcount
    values: dict[str, Any] = {column: holding.empty.get(column) for column in holding.personal}
    if table is deliveries:
        # The recipient of a file is the chat of one of us.
        values["recipient"] = sa.case((IS_LETTER, ""), else_=_d.recipient)
        values["reason"] = sa.case((_d.state.in_((DeliveryState.CANCELLED, "withheld")), ERASED), else_=None)
    elif table is updates:
        where = sa.and_(where, updates.c.body != holding.empty["body"])
        values["state"] = sa.case((updates.c.state == "waiting", "done"), else_=updates.c.state)
    return connection.execute(sa.update(table).where(where).values(values)).rowcount


def _close(connection: sa.Connection, who: Who, by: str, now: datetime) -> None:
    """Leave the number, and a line that says who erased it."""
    mine = sa.update(leads).where(_l.id.in_(who.leads))
    grown = {"revision": _l.revision + 1, "state_revision": _l.state_revision + 1}
    connection.execute(mine.values(erased_at=now, **grown))
    rows = connection.execute(sa.select(_l.id, _l.revision).where(_l.id.in_(who.leads))).all()
    lines = [
        {"lead": row.id, "cause": ERASED, "by": by, "what": ERASED, "revision": row.revision, "at": now}
        for row in rows
    ]
    if lines:
        connection.execute(sa.insert(history), lines)
