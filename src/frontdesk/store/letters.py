"""Letters: written into the outbox with the change of their lead, withheld and let go again as that moves.

From there on they are deliveries.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.change import Change
from frontdesk.model.delivery import DeliveryState
from frontdesk.model.lead import State
from frontdesk.scoring.verdict import QUARANTINED
from frontdesk.store import quotas
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.tables import deliveries
from frontdesk.store.upsert import insert_or_ignore

_PERSON: Final = "person"  #: the reason of a letter whose lead somebody called spam
_c: Final = deliveries.c
#: A letter that was withheld from the first was never written: let go, an empty mail would go out.
_WRITTEN: Final = sa.func.length(_c.body) > 0


def write(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Put the letters of changes into the outbox, and count those that are to go out; each key once."""
    insert_or_ignore(connection, deliveries, [row for c in changes for row in _rows(c, instead=False)])
    for row in (row for c in changes for row in _rows(c, instead=True)):
        _let_out(connection, row)
    due = ((x.due_at or c.at, x) for c in changes for x in c.letters if x.state is DeliveryState.DUE)
    used: dict[datetime, list[str]] = {}
    # Counted when it goes out: letters of a Friday and a Saturday may both be due on Monday morning.
    for at, letter in due:
        if letter.quota:
            used.setdefault(at, []).append(letter.quota)
    for at, keys in used.items():
        quotas.use(connection, keys, at)


def withhold(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """The press "Spam" withholds the letters that are not sent; its Undo lets them go."""
    for change in changes:
        if change.before.state is State.QUARANTINED is not change.lead.state:
            _let_go(connection, change.lead.id, QUARANTINED)
        spam, was = bool(change.lead.quarantined_by), bool(change.before.quarantined_by)
        if spam and not was:
            due = (_c.lead == change.lead.id, IS_LETTER, _c.state == DeliveryState.DUE)
            withheld = {"state": DeliveryState.WITHHELD, "reason": _PERSON}
            connection.execute(sa.update(deliveries).where(*due).values(withheld))
        if was and not spam:
            _let_go(connection, change.lead.id, _PERSON)


def _let_out(connection: sa.Connection, row: Mapping[str, Any]) -> None:
    """The letter that quarantine kept back, which was never written, becomes this one."""
    kept = (_c.key == row["key"], _c.state == DeliveryState.WITHHELD, _c.reason == QUARANTINED)
    changed = {name: value for name, value in row.items() if name not in ("key", "lead")}
    connection.execute(sa.update(deliveries).where(*kept).values(changed))


def _let_go(connection: sa.Connection, lead: int, reason: str) -> None:
    """Letters that were written, and kept back for that reason before they left."""
    kept = (_c.lead == lead, IS_LETTER, _c.state == DeliveryState.WITHHELD, _c.reason == reason, _WRITTEN)
    connection.execute(sa.update(deliveries).where(*kept).values(state=DeliveryState.DUE, reason=None))


def _rows(change: Change, *, instead: bool) -> list[dict[str, Any]]:
    return [
        {
            "key": letter.key,
            "channel": "email",
            "lead": change.lead.id,
            "recipient": letter.to,
            "letter": letter.letter,
            "message_id": letter.message_id,
            "body": letter.body,
            "state": letter.state,
            "due_at": letter.due_at or change.at,
            "reason": letter.reason,
            # What nobody waits for any more is told by its age: a letter that is to come later has none yet.
            "created_at": letter.due_at or change.at,
            "mailbox": letter.marks.mailbox if letter.marks else None,
            "exact": letter.marks.exact if letter.marks else None,
        }
        for letter in change.letters
        if letter.instead is instead
    ]
