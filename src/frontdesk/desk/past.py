"""Past: who asks what happened to a lead is told it at once. Nothing of the lead changes."""

from typing import Any, Final

from frontdesk.desk.desk import Desk
from frontdesk.desk.told import Told, settled
from frontdesk.messages.defuse import defused, short
from frontdesk.messages.history import LINES, SAID, Happened, history_alert, history_message
from frontdesk.model.change import NOTED
from frontdesk.model.note import Note
from frontdesk.model.press import Press
from frontdesk.rules.hours import zone_of
from frontdesk.store import cards, notes
from frontdesk.store.database import Connection
from frontdesk.store.history import read_history

_BY: Final = 40  #: characters of who did it
_ALERT: Final = 8  #: lines of which an alert shows what fits


async def press_history(desk: Desk, press: Press, *, chat: int, user: int, update: int) -> Told:
    """What the presser is told in an alert, whoever of the team it is.

    The press counts where the chat has a card of the lead: callback data can be forged.

    Raises:
        Unavailable: the database does not answer.
    """
    person = desk.judge.rules.person(user)

    def look(connection: Connection) -> list[Happened] | None:
        here = cards.has_card(connection, chat, press.lead)
        return _happened(connection, press.lead, _ALERT, "partial") if here else None

    if person is None:
        return await settled(desk.db, update, Told(toast="stranger"))
    rows = await desk.db.read(look)
    if rows is None:
        return await settled(desk.db, update, Told(toast="gone", person=person))
    alert = history_alert(rows, zone_of(desk.judge.rules.hours), person.language)
    return await settled(desk.db, update, Told(toast="history", person=person, alert=alert))


async def tell_history(
    desk: Desk, number: int, *, user: int, update: int, mask: str = "partial", language: str | None = None
) -> Told:
    """What whoever asks is told; `mask`: how contacts are shown that stand in notes.

    `language`: that of the chat; by default the person's own.

    Raises:
        Unavailable: the database does not answer.
    """
    person = desk.judge.rules.person(user)
    if person is None:
        return await settled(desk.db, update, Told(toast="stranger"))
    rows = await desk.db.read(lambda connection: _happened(connection, number, LINES, mask))
    if not rows:
        return await settled(desk.db, update, Told(toast="no_such_lead", person=person))
    zone = zone_of(desk.judge.rules.hours)
    message = history_message(number, rows, zone, language or person.language)
    return await settled(desk.db, update, Told(toast="", person=person, message=message))


def lately(connection: Connection, lead: int, limit: int) -> list[Happened]:
    """The newest lines of a lead's history for a card that masks nothing, newest first."""
    return _happened(connection, lead, limit, "none")


def _happened(connection: Connection, lead: int, limit: int, mask: str) -> list[Happened]:
    """The newest lines, newest first, each note with its words and each step with its reason."""
    rows = read_history(connection, lead, limit)
    noted = notes.some(connection, [number for row in rows if (number := _note_of(row.what))])
    return [_line(row, noted.get(_note_of(row.what) or 0), mask) for row in rows]


def _line(row: Any, note: Note | None, mask: str) -> Happened:
    return Happened(
        at=row.at,
        by=short(row.by, _BY, "none") or "—",
        what=defused(row.what),
        state=row.to_state,
        note=(short(note.shown, SAID, mask) or "—") if note else None,
        reason=short(row.reason, SAID, mask),
    )


def _note_of(what: str) -> int | None:
    number = what.removeprefix(NOTED)
    return int(number) if number != what and number.isdigit() else None
