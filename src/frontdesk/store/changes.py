"""Changes: writes what a look at some leads asks for, many leads to a transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.change import Change, Step
from frontdesk.model.delivery import DeliveryState
from frontdesk.model.lead import Lead
from frontdesk.scoring import receipt as receipts_json
from frontdesk.store import cards, quotas
from frontdesk.store.leads import REFUSED, as_row
from frontdesk.store.tables import (
    answers,
    deliveries,
    history,
    identities,
    leads,
    receipts,
    submissions,
    updates,
)
from frontdesk.store.upsert import insert_or_ignore, insert_or_update


def write_changes(connection: sa.Connection, changes: Sequence[Change]) -> list[bool]:
    """Write each change whose lead is still as it was read; False where somebody was quicker."""
    if not changes:
        return []
    select = sa.select(leads.c.id, leads.c.revision).where(leads.c.id.in_([c.lead.id for c in changes]))
    now = {row.id: row.revision for row in connection.execute(select.with_for_update())}
    fresh = [now.get(change.lead.id) == change.before.revision for change in changes]
    _write(connection, [change for change, good in zip(changes, fresh, strict=True) if good])
    return fresh


def write_refusal(connection: sa.Connection, lead: Lead, step: Step, at: datetime) -> None:
    """Keep a press that changed nothing in the history."""
    row = {
        "lead": lead.id,
        "cause": step.cause,
        "by": step.by,
        "what": f"{REFUSED}{step.what}",
        "from_state": lead.state,
        "to_state": lead.state,
        "revision": lead.revision,
        "at": at,
    }
    connection.execute(sa.insert(history), [row])


def _write(connection: sa.Connection, changes: Sequence[Change]) -> None:
    if not changes:
        return
    _update(connection, leads, ({"key": c.lead.id, **as_row(c.lead)} for c in changes))
    insert_or_ignore(connection, receipts, [_receipt(c) for c in changes if c.receipt])
    _insert(connection, history, (row for c in changes for row in _steps(c)))
    insert_or_ignore(connection, identities, [row for c in changes for row in _identities(c)])
    _write_answers(connection, changes)
    _write_letters(connection, changes)
    _withhold(connection, changes)
    cards.wish(connection, [(c.lead, card, c.at) for c in changes for card in c.cards])
    for change in changes:
        if change.before.state:  # what stands in the other chats follows
            cards.redraw(connection, change.lead.id, change.at)
    judged = ({"key": c.judged, "state": "judged", "error": None} for c in changes if c.judged)
    _update(connection, submissions, judged)
    settled = ({"key": c.update, "state": "done"} for c in changes if c.update is not None)
    _update(connection, updates, settled)


def _write_answers(connection: sa.Connection, changes: Sequence[Change]) -> None:
    given = [
        {
            "lead": c.lead.id,
            "criterion": a.criterion,
            "yes": a.yes,
            "by": a.by,
            "at": a.at,
            "revision": a.revision,
        }
        for c in changes
        for a in c.answers
    ]
    insert_or_update(connection, answers, given, ("yes", "by", "at", "revision"))
    for change in changes:
        for criterion in change.cleared:
            mine = (answers.c.lead == change.lead.id) & (answers.c.criterion == criterion)
            connection.execute(sa.delete(answers).where(mine))


def _write_letters(connection: sa.Connection, changes: Sequence[Change]) -> None:
    insert_or_ignore(connection, deliveries, [row for c in changes for row in _letters(c)])
    for change in changes:
        due = (letter for letter in change.letters if letter.state is DeliveryState.DUE)
        used = [letter.quota for letter in due if letter.quota]
        quotas.use(connection, used, change.at)


def _withhold(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """The press "Spam" withholds what is not sent; its Undo lets it go."""
    for change in changes:
        held, was = change.lead.quarantined_by, change.before.quarantined_by
        if bool(held) == bool(was):
            continue
        states = (DeliveryState.DUE, DeliveryState.WITHHELD)
        old, new = states if held else states[::-1]
        mine = sa.update(deliveries).where(deliveries.c.lead == change.lead.id, deliveries.c.state == old)
        if not held:
            mine = mine.where(deliveries.c.reason == "person")
        connection.execute(mine.values(state=new, reason="person" if held else None))


def _update(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    """Set columns of many rows; each row names itself under "key"."""
    if listed := list(rows):
        connection.execute(_UPDATES[table], listed)


#: Made once: making a statement costs as much as running it.
_UPDATES: Final[Mapping[sa.Table, sa.Update]] = {
    table: sa.update(table).where(table.c.id == sa.bindparam("key"))
    for table in (leads, submissions, updates)
}


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    if listed := list(rows):
        connection.execute(sa.insert(table), listed)


def _receipt(change: Change) -> dict[str, Any]:
    receipt = change.receipt
    assert receipt is not None  # noqa: S101 - the caller filtered
    return {
        "lead": change.lead.id,
        "cause": receipt.cause,
        "revision": change.lead.revision,
        "at": receipt.at,
        "body": orjson.dumps(receipts_json.as_json(receipt)),
    }


def _steps(change: Change) -> list[dict[str, Any]]:
    return [
        {
            "lead": change.lead.id,
            "cause": step.cause,
            "by": step.by,
            "what": step.what,
            "before": step.before,
            "from_state": change.before.state,
            "to_state": change.lead.state,
            "revision": change.lead.revision,
            "at": change.at,
        }
        for step in change.steps
    ]


def _identities(change: Change) -> list[dict[str, Any]]:
    return [{"kind": kind, "value": value, "lead": change.lead.id} for kind, value in change.identities]


def _letters(change: Change) -> list[dict[str, Any]]:
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
            "due_at": change.at,
            "reason": letter.reason,
            "created_at": change.at,
        }
        for letter in change.letters
    ]
