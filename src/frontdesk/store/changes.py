"""Changes: writes what a look at some leads asks for, many leads to a transaction."""

from collections.abc import Sequence
from typing import Any

import orjson
import sqlalchemy as sa

from frontdesk.model.change import Change
from frontdesk.model.delivery import View
from frontdesk.model.lead import State
from frontdesk.scoring import receipt as receipts_json
from frontdesk.signals.packed import packed
from frontdesk.store import (
    accounts,
    cards,
    confirmations,
    digests,
    documents,
    follow_ups,
    history,
    joins,
    letters,
    offers,
    reminders,
    response_times,
    touches,
)
from frontdesk.store.freshness import fresh
from frontdesk.store.leads import as_row
from frontdesk.store.rows import update
from frontdesk.store.tables import answers, identities, leads, receipts, submissions, updates
from frontdesk.store.upsert import insert_or_ignore, insert_or_update


def write_changes(connection: sa.Connection, changes: Sequence[Change]) -> list[bool]:
    """Write each change that still holds; False where somebody was quicker."""
    if not changes:
        return []
    holding = fresh(connection, changes)
    held = [change for change, holds in zip(changes, holding, strict=True) if holds]
    _write(connection, offers.placed(connection, held))
    return holding


def _write(connection: sa.Connection, changes: Sequence[Change]) -> None:
    if not changes:
        return
    _write_leads(connection, changes)
    insert_or_ignore(connection, receipts, [_receipt(c) for c in changes if c.receipt])
    history.write(connection, changes)
    touches.add(connection, [(c.lead.id, touch) for c in changes for touch in c.touches])
    _write_identities(connection, changes)
    _write_answers(connection, changes)
    confirmations.write(connection, changes)
    joins.write(connection, changes)
    follow_ups.write(connection, changes)
    letters.write(connection, changes)
    letters.withhold(connection, changes)
    cards.wish(connection, [(c.lead, card, c.at) for c in changes for card in c.cards])
    private = [(c, card) for c in changes for card in c.cards if card.view is View.PRIVATE]
    documents.want(connection, [(c.lead.id, card.chat, c.at) for c, card in private])
    # What stands in the other chats follows.
    cards.redraw(connection, [c.lead.id for c in changes if c.before.state], changes[0].at)
    reminders.stop(connection, changes)
    response_times.note(connection, changes)
    moved = [c for c in changes if c.before.state and State.QUARANTINED in (c.before.state, c.lead.state)]
    digests.redraw(connection, [c.lead.id for c in moved], changes[0].at)
    judged = [{"id": c.judged, "state": "judged", "error": None} for c in changes if c.judged]
    update(connection, submissions, judged)
    settled = [{"id": c.update, "state": "done"} for c in changes if c.update is not None]
    update(connection, updates, settled)


def _write_leads(connection: sa.Connection, changes: Sequence[Change]) -> None:
    companies = accounts.ids_of(connection, {c.company for c in changes if c.company}, changes[0].at)
    known = [companies.get(c.company or "", c.lead.account) for c in changes]
    rows = [
        {"id": c.lead.id, **as_row(c.lead), "account": company}
        for c, company in zip(changes, known, strict=True)
    ]
    update(connection, leads, rows)


def _write_identities(connection: sa.Connection, changes: Sequence[Change]) -> None:
    known = {(kind, value): c.lead.id for c in reversed(changes) for kind, value in c.identities}
    # In one order on all nodes, or two could wait for each other.
    rows = [{"kind": kind, "value": value, "lead": lead} for (kind, value), lead in sorted(known.items())]
    insert_or_ignore(connection, identities, rows)
    joins.offer(connection, changes)


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


def _receipt(change: Change) -> dict[str, Any]:
    receipt = change.receipt
    assert receipt is not None  # noqa: S101 - the caller filtered
    return {
        "lead": change.lead.id,
        "cause": receipt.cause,
        "revision": change.lead.revision,
        "at": receipt.at,
        "body": orjson.dumps(receipts_json.as_json(receipt)),
        "signals": packed(change.signals) if change.signals else None,
        "reader": receipt.reader or None,
    }
