"""Documents: files that came with a lead's forms, on their way into private chats; rows of the outbox.

What waits for a private chat, its cards and its documents, waits together: a private chat has the number of
its person's account, which is positive, and a group's is negative.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState
from frontdesk.model.note import Note
from frontdesk.model.sent_file import SentFile
from frontdesk.store import message_work, notes
from frontdesk.store.cards import redraw
from frontdesk.store.tables import cards, deliveries, files, submissions
from frontdesk.store.upsert import insert_or_ignore

LIMIT: Final = 10  #: files of one lead that a chat gets, those of its newest submissions
CHANNEL: Final = "telegram"
_NOTE: Final = "note"
#: How the reason begins of what waits until a person opens the bot.
SHUT: Final = "has not opened the bot: "
_OPEN: Final = (DeliveryState.DUE, DeliveryState.UNSURE)
_d, _f, _k = deliveries.c, files.c, cards.c
IS_FILE: Final = _d.channel == CHANNEL  #: and no letter


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A file that the worker has claimed for a chat."""

    id: int  #: of its delivery
    lead: int
    file: SentFile | None  #: of a visitor
    noted: Note | None  #: the note of one of us whose file it is; neither: it was erased meanwhile
    attempts: int


def want(connection: sa.Connection, wanted: Iterable[tuple[int, int, datetime]]) -> None:
    """Hand the newest files of leads (lead, chat, at) to chats; what a chat was to have once is left."""
    rows = [_row(key, lead, chat, at) for lead, chat, at in wanted for key in _keys(connection, lead, chat)]
    insert_or_ignore(connection, deliveries, rows)


def again(connection: sa.Connection, lead: int, chat: int, at: datetime) -> None:
    """Hand a lead's newest files to a chat once more; those on their way already keep their turn."""
    want(connection, [(lead, chat, at)])
    keys = _keys(connection, lead, chat)
    settled = _d.state.not_in((*_OPEN, DeliveryState.CLAIMED))
    fresh = {"state": DeliveryState.DUE, "attempts": 0, "doubts": 0, "due_at": at, "created_at": at}
    connection.execute(
        sa.update(deliveries).where(_d.key.in_(keys), settled).values(**fresh, sent_at=None, reason=None)
    )


def of_lead(connection: sa.Connection, lead: int) -> tuple[SentFile, ...]:
    """The newest files of a lead, oldest first; one more than `LIMIT` where there are more."""
    return tuple(_file(row) for row in _newest(connection, lead, LIMIT + 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """Where the handing over of a file stands."""

    chat: int
    name: str | None  #: None: the file was erased
    state: str
    reason: str | None


def handed_over(connection: sa.Connection, lead: int) -> list[Handed]:
    """What of a lead's files went into private chats, or is to go there, newest first."""
    select = sa.select(_d.recipient, _d.key, _d.state, _d.reason).where(_d.lead == lead, IS_FILE)
    rows = connection.execute(select.order_by(_d.id.desc())).all()
    names = _names(connection, [row.key for row in rows])
    return [
        Handed(chat=int(row.recipient), name=names.get(row.key), state=row.state, reason=row.reason)
        for row in rows
    ]


def _names(connection: sa.Connection, keys: Sequence[str]) -> dict[str, str]:
    """key: the name of its file, of those that are there."""
    which = {key: _named(key) for key in keys if _note_of(key) is None}
    theirs = sa.select(_f.submission, _f.number, _f.name).where(
        _f.submission.in_({submission for submission, _ in which.values()})
    )
    sent = {(row.submission, row.number): row.name for row in connection.execute(theirs)} if which else {}
    noted = notes.some(connection, [number for key in keys if (number := _note_of(key)) is not None])
    found = {key: sent[one] for key, one in which.items() if one in sent}
    return found | {key: note.shown for key in keys if (note := noted.get(_note_of(key) or 0))}


def waiting_chats(connection: sa.Connection, now: datetime, edit_gap: timedelta) -> set[int]:
    """The private chats that a card or a document is due for, and may be claimed by now."""
    due = sa.select(_k.chat).where(_k.chat > 0, *message_work.ready(cards, now, edit_gap))
    handed = sa.select(_d.recipient).where(_d.state.in_(_OPEN), _d.due_at <= now, IS_FILE)
    found = {int(chat) for chat in connection.execute(handed.distinct()).scalars()}
    return found | set(connection.execute(due.distinct()).scalars())


def let_go(connection: sa.Connection, chat: int, lead: int) -> None:
    """What stands is not edited any more: the next wish is shown by a new message. One on its way is new."""
    mine = (_k.chat == chat, _k.lead == lead, _k.state.not_in(("claimed", "unsure")))
    connection.execute(sa.update(cards).where(*mine).values(message_id=None, shown=None, shown_at=None))


def stands(connection: sa.Connection, chat: int, lead: int) -> bool:
    """Whether the chat has, or is about to get, the card of a lead."""
    states = ("due", "claimed", "unsure", "shown")
    mine = sa.select(_k.lead).where(_k.chat == chat, _k.lead == lead, _k.state.in_(states))
    return connection.execute(mine).first() is not None


def claim_next(connection: sa.Connection, chat: int, now: datetime, node: str) -> Document | None:
    """Claim the document of a chat that is due first; it must be begun at once."""
    due = sa.select(_d.id, _d.lead, _d.key, _d.attempts).where(
        *_to(chat), _d.state.in_(_OPEN), _d.due_at <= now
    )
    row = connection.execute(
        due.order_by(_d.due_at, _d.id).limit(1).with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    claimed = {"state": DeliveryState.CLAIMED, "claimed_by": node, "attempts": row.attempts + 1}
    connection.execute(sa.update(deliveries).where(_d.id == row.id).values(claimed))
    file, noted = _behind(connection, row.key)
    return Document(id=row.id, lead=row.lead, file=file, noted=noted, attempts=row.attempts + 1)


def _behind(connection: sa.Connection, key: str) -> tuple[SentFile | None, Note | None]:
    if (note := _note_of(key)) is not None:
        return None, notes.some(connection, [note]).get(note)
    submission, number = _named(key)
    mine = (_f.submission == submission, _f.number == number)
    file = connection.execute(sa.select(files).where(*mine)).first()
    return (_file(file) if file else None), None


def give_back(connection: sa.Connection, chat: int, node: str) -> None:
    """What this node claimed for that chat without learning of it, its answer being lost: due again."""
    mine = (*_to(chat), _d.state == DeliveryState.CLAIMED, _d.claimed_by == node)
    values = {"state": DeliveryState.DUE, "claimed_by": None, "attempts": _d.attempts - 1}
    connection.execute(sa.update(deliveries).where(*mine).values(values))


def hold_all(connection: sa.Connection, chat: int, reason: str, now: datetime) -> None:
    """The chat lets nothing in: what waits for it waits for its person, and cards elsewhere say so."""
    held = {"state": DeliveryState.HELD, "reason": SHUT + reason}
    _settle_open(connection, chat, held)
    redraw(connection, _shut_leads(connection, chat), now)


def shut_chats(connection: sa.Connection, lead: int) -> frozenset[int]:
    """The chats whose persons must open the bot before they get the lead's card."""
    waits = sa.select(_k.chat).where(
        _k.lead == lead, _k.state == DeliveryState.HELD, _k.reason.like(f"{SHUT}%")
    )
    return frozenset(connection.execute(waits).scalars())


def drop_all(connection: sa.Connection, chat: int, reason: str) -> None:
    """Its person may not see contacts any more: what waits is never sent."""
    _settle_open(connection, chat, {"state": DeliveryState.CANCELLED, "reason": reason})


def reopen(connection: sa.Connection, chat: int, now: datetime) -> None:
    """Its person has opened the bot: what waited for that is due."""
    leads = _shut_leads(connection, chat)
    due = {"state": DeliveryState.DUE, "due_at": now, "attempts": 0, "doubts": 0, "reason": None}
    for table, mine in ((cards, (_k.chat == chat,)), (deliveries, _to(chat))):
        waits = (table.c.state == DeliveryState.HELD, table.c.reason.like(f"{SHUT}%"))
        connection.execute(sa.update(table).where(*mine, *waits).values(due))
    redraw(connection, leads, now)


def _shut_leads(connection: sa.Connection, chat: int) -> Sequence[int]:
    held = (_k.chat == chat, _k.state == DeliveryState.HELD, _k.reason.like(f"{SHUT}%"))
    return connection.execute(sa.select(_k.lead).where(*held).order_by(_k.lead)).scalars().all()


def _settle_open(connection: sa.Connection, chat: int, values: dict[str, Any]) -> None:
    for table, mine in ((cards, (_k.chat == chat,)), (deliveries, _to(chat))):
        connection.execute(sa.update(table).where(*mine, table.c.state.in_(_OPEN)).values(values))


def _to(chat: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (IS_FILE, _d.recipient == str(chat))


def _newest(connection: sa.Connection, lead: int, limit: int = LIMIT) -> Sequence[sa.Row[Any]]:
    """The files of a lead's newest submissions, oldest first."""
    theirs = sa.select(files).join(submissions, submissions.c.id == _f.submission)
    newest = theirs.where(submissions.c.lead == lead).order_by(_f.submission.desc(), _f.number.desc())
    return connection.execute(newest.limit(limit)).all()[::-1]


def _keys(connection: sa.Connection, lead: int, chat: int) -> list[str]:
    """Of the visitor's newest files, and of those that came with our notes."""
    sent = [f"file:{chat}:{row.submission:x}:{row.number}" for row in _newest(connection, lead)]
    return sent + [f"file:{chat}:{_NOTE}:{note.id}" for note in notes.with_files(connection, lead, LIMIT)]


def _note_of(key: str) -> int | None:
    """The note whose file a key names; None for a visitor's file."""
    _, _, kind, number = key.split(":")
    return int(number) if kind == _NOTE else None


def _named(key: str) -> tuple[int, int]:
    """The submission, and the number of its file, that a key names."""
    _, _, submission, number = key.split(":")
    return int(submission, 16), int(number)


def _row(key: str, lead: int, chat: int, at: datetime) -> dict[str, Any]:
    return {
        "key": key,
        "channel": CHANNEL,
        "lead": lead,
        "recipient": str(chat),
        "letter": "file",
        "message_id": "",
        "body": b"",  # the key says which file it is
        "state": DeliveryState.DUE,
        "due_at": at,
        "created_at": at,
    }


def _file(row: sa.Row[Any]) -> SentFile:
    return SentFile(sha256=row.sha256, name=row.name, media=row.media, size=row.size)
