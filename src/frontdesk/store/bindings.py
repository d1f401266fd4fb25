"""Bindings: what people bound chats and topics to by /chat."""

from datetime import datetime
from typing import Final

import sqlalchemy as sa

from frontdesk.model.topic import Binding, Bound
from frontdesk.store.tables import bindings
from frontdesk.store.upsert import insert_or_update

LIMIT: Final = 200  #: of one desk
_c = bindings.c


def all_(connection: sa.Connection) -> tuple[Binding, ...]:
    """Every one, in the order they were made."""
    rows = connection.execute(sa.select(bindings).order_by(_c.at, _c.chat, _c.thread).limit(LIMIT))
    return tuple(
        Binding(chat=row.chat, thread=row.thread, to=Bound(row.to), source=row.source, by=row.by)
        for row in rows
    )


def bind(connection: sa.Connection, binding: Binding, now: datetime) -> bool:
    """Keep one in the place of what was said of that chat or topic before; False where there are too many."""
    others = sa.or_(_c.chat != binding.chat, _c.thread != binding.thread)
    kept = sa.select(sa.func.count()).select_from(bindings).where(others)
    if connection.execute(kept).scalar_one() >= LIMIT:
        return False
    row = {"chat": binding.chat, "thread": binding.thread, "to": binding.to, "at": now}
    row |= {"source": binding.source, "by": binding.by}
    insert_or_update(connection, bindings, [row], ("to", "source", "by", "at"))
    return True


def free(connection: sa.Connection, chat: int, thread: int) -> bool:
    """Forget what was said of a chat or a topic; False where nothing was."""
    mine = sa.delete(bindings).where(_c.chat == chat, _c.thread == thread)
    return connection.execute(mine).rowcount == 1
