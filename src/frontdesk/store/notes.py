"""Notes: what people of the team wrote about leads; each is one message of theirs, by which they edit it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.note import FileKind, Note, NoteFile
from frontdesk.store.tables import notes

_c: Final = notes.c


def add(connection: sa.Connection, lead: int, note: Note, *, chat: int, message: int) -> int | None:
    """Keep a note that was written as that message; its id, None where the message is a note already."""
    if of_message(connection, chat, message):
        return None
    row = {"lead": lead, "by": note.by, "text": note.text, "chat": chat, "message": message, "at": note.at}
    if note.file:
        row |= {"file_kind": note.file.kind, "file_id": note.file.id, "file_name": note.file.name}
    found: int = connection.execute(sa.insert(notes).values(row).returning(_c.id)).scalar_one()
    return found


def of_message(connection: sa.Connection, chat: int, message: int) -> tuple[int, Note] | None:
    """The lead and the note that was written as that message."""
    row = connection.execute(sa.select(notes).where(_c.chat == chat, _c.message == message)).first()
    return (row.lead, _note(row)) if row else None


def edit(connection: sa.Connection, id: int, text: str, at: datetime) -> None:
    """Let a note say that instead."""
    connection.execute(sa.update(notes).where(_c.id == id).values(text=text, edited_at=at))


def newest(connection: sa.Connection, lead: int, limit: int) -> tuple[Note, ...]:
    """The newest notes on a lead, oldest first."""
    rows = connection.execute(
        sa.select(notes).where(_c.lead == lead).order_by(_c.id.desc()).limit(limit)
    ).all()
    return tuple(_note(row) for row in reversed(rows))


def some(connection: sa.Connection, ids: Collection[int]) -> Mapping[int, Note]:
    """id: note, of those that are there."""
    if not ids:
        return {}
    return {row.id: _note(row) for row in connection.execute(sa.select(notes).where(_c.id.in_(ids)))}


def with_files(connection: sa.Connection, lead: int, limit: int) -> tuple[Note, ...]:
    """The newest notes on a lead that came with a file, oldest first."""
    mine = sa.select(notes).where(_c.lead == lead, _c.file_id.is_not(None))
    rows = connection.execute(mine.order_by(_c.id.desc()).limit(limit)).all()
    return tuple(_note(row) for row in reversed(rows))


def _note(row: Any) -> Note:
    kind, id_ = row.file_kind, row.file_id
    file = NoteFile(kind=FileKind(kind), id=id_, name=row.file_name or "") if id_ else None
    return Note(id=row.id, by=row.by, text=row.text, at=row.at, edited_at=row.edited_at, file=file)
