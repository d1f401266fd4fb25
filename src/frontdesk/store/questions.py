"""Questions: what a person is asked to say in words before a press counts, kept for any node to hear it.

Each has a message in the chat, which is taken away when it was answered, or nobody can answer it any more.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.press import Move
from frontdesk.model.question import Question
from frontdesk.store.spares import must_go
from frontdesk.store.tables import questions

#: How long a question stands after its time, so that who answers too late is told so.
LINGERS: Final = timedelta(minutes=50)
FORGOTTEN: Final = 500  #: at once
_c: Final = questions.c


def ask(connection: sa.Connection, question: Question) -> int:
    """Keep a question; its id. An earlier one to the same person about the same lead there is taken back."""
    same = (_c.chat == question.chat, _c.account == question.account, _c.lead == question.lead)
    for earlier in connection.execute(sa.select(questions).where(*same, ~_c.answered)).all():
        close(connection, _question(earlier))
    row = {
        "lead": question.lead,
        "chat": question.chat,
        "account": question.account,
        "move": question.move,
        "number": question.number,
        "revision": question.revision,
        "until": question.until,
    }
    found: int = connection.execute(sa.insert(questions).values(row).returning(_c.id)).scalar_one()
    return found


def posted(connection: sa.Connection, id: int, message_id: int) -> None:
    """The question stands in its chat as that message; one that is answered already goes at once."""
    change = sa.update(questions).where(_c.id == id).values(message_id=message_id)
    row = connection.execute(change.returning(*_c)).first()
    if row and row.answered:
        must_go(connection, row.chat, row.lead, message_id)


def answered_by(
    connection: sa.Connection, chat: int, account: int, message_id: int, named: Collection[int]
) -> Question | None:
    """The open question to that person that a reply to that message answers.

    Where the node died before it could write down which message a question is, the lead that the message
    names tells.
    """
    mine = (_c.chat == chat, _c.account == account, ~_c.answered)
    unheard = sa.and_(_c.message_id.is_(None), _c.lead.in_(named))
    found = sa.select(questions).where(*mine, sa.or_(_c.message_id == message_id, unheard))
    row = connection.execute(found.order_by(_c.message_id.is_(None), _c.id.desc()).limit(1)).first()
    return _question(row) if row else None


def close(connection: sa.Connection, question: Question, message_id: int | None = None) -> None:
    """Nobody is to answer it any more; its message goes. `message_id`: as which it was answered."""
    connection.execute(sa.update(questions).where(_c.id == question.id).values(answered=True))
    if message := question.message_id or message_id:
        must_go(connection, question.chat, question.lead, message)


def forget(connection: sa.Connection, now: datetime) -> bool:
    """Take away those that nobody answered in time; whether there were any."""
    old = sa.select(questions).where(_c.until <= now - LINGERS).order_by(_c.until).limit(FORGOTTEN)
    rows = connection.execute(old).all()
    for row in rows:
        if not row.answered:
            close(connection, _question(row))
    connection.execute(sa.delete(questions).where(_c.id.in_([row.id for row in rows])))
    return bool(rows)


def _question(row: Any) -> Question:
    return Question(
        id=row.id,
        lead=row.lead,
        chat=row.chat,
        account=row.account,
        move=Move(row.move),
        number=row.number,
        revision=row.revision,
        until=row.until,
        message_id=row.message_id,
    )
