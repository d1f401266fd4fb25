"""Changes: writes what a look at some leads asks for, many leads to a transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.change import SAW, Change, Step
from frontdesk.model.delivery import DeliveryState, View
from frontdesk.model.lead import Lead, State
from frontdesk.scoring import receipt as receipts_json
from frontdesk.scoring.verdict import QUARANTINED
from frontdesk.signals.packed import packed
from frontdesk.store import (
    accounts,
    cards,
    confirmations,
    digests,
    documents,
    follow_ups,
    joins,
    offers,
    quotas,
    reminders,
    response_times,
    touches,
)
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.freshness import fresh
from frontdesk.store.leads import REFUSED, as_row
from frontdesk.store.rows import insert, update
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

#: A letter that was withheld from the first was never written: let go, an empty mail would go out.
_WRITTEN: Final = sa.func.length(deliveries.c.body) > 0


def write_changes(connection: sa.Connection, changes: Sequence[Change]) -> list[bool]:
    """Write each change that still holds; False where somebody was quicker."""
    if not changes:
        return []
    holding = fresh(connection, changes)
    held = [change for change, holds in zip(changes, holding, strict=True) if holds]
    _write(connection, offers.placed(connection, held))
    return holding


def write_refusal(connection: sa.Connection, lead: Lead, step: Step, at: datetime) -> None:
    """Keep a press that changed nothing in the history."""
    write_aside(connection, lead, replace(step, what=f"{REFUSED}{step.what}"), at)


def write_aside(connection: sa.Connection, lead: Lead, step: Step, at: datetime) -> None:
    """Keep a step in the history that changed nothing of the lead, but for stopping its follow-ups.

    Somebody may have moved the lead since it was looked at: the line says where it stands now.
    """
    standing = sa.select(leads.c.state, leads.c.revision).where(leads.c.id == lead.id)
    now = connection.execute(standing.with_for_update(key_share=True)).one()
    follow_ups.stop(connection, [lead.id], follow_ups.ACTED)
    row = {
        "lead": lead.id,
        "cause": step.cause,
        "by": step.by,
        "what": step.what,
        "from_state": now.state,
        "to_state": now.state,
        "revision": now.revision,
        "at": at,
    }
    connection.execute(sa.insert(history), [row])


def _write(connection: sa.Connection, changes: Sequence[Change]) -> None:
    if not changes:
        return
    _write_leads(connection, changes)
    insert_or_ignore(connection, receipts, [_receipt(c) for c in changes if c.receipt])
    insert(connection, history, [row for c in changes for row in _steps(c)])
    touches.add(connection, [(c.lead.id, touch) for c in changes for touch in c.touches])
    _write_identities(connection, changes)
    _write_answers(connection, changes)
    confirmations.write(connection, changes)
    joins.write(connection, changes)
    follow_ups.write(connection, changes)
    _write_letters(connection, changes)
    _withhold(connection, changes)
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


def _write_letters(connection: sa.Connection, changes: Sequence[Change]) -> None:
    insert_or_ignore(connection, deliveries, [row for c in changes for row in _letters(c, instead=False)])
    for row in (row for c in changes for row in _letters(c, instead=True)):
        _let_out(connection, row)
    due = ((x.due_at or c.at, x) for c in changes for x in c.letters if x.state is DeliveryState.DUE)
    used: dict[datetime, list[str]] = {}
    # Counted when it goes out: letters of a Friday and a Saturday may both be due on Monday morning.
    for at, letter in due:
        if letter.quota:
            used.setdefault(at, []).append(letter.quota)
    for at, keys in used.items():
        quotas.use(connection, keys, at)


def _let_out(connection: sa.Connection, row: Mapping[str, Any]) -> None:
    """The letter that quarantine kept back, which was never written, becomes this one."""
    c = deliveries.c
    kept = sa.and_(c.key == row["key"], c.state == DeliveryState.WITHHELD, c.reason == QUARANTINED)
    changed = {name: value for name, value in row.items() if name not in ("key", "lead")}
    connection.execute(sa.update(deliveries).where(kept).values(changed))


def _withhold(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """The press "Spam" withholds the letters that are not sent; its Undo lets them go."""
    for change in changes:
        if change.before.state is State.QUARANTINED is not change.lead.state:
            _let_go(connection, change.lead.id)
        held, was = change.lead.quarantined_by, change.before.quarantined_by
        if bool(held) == bool(was):
            continue
        states = (DeliveryState.DUE, DeliveryState.WITHHELD)
        old, new = states if held else states[::-1]
        theirs = (deliveries.c.lead == change.lead.id, IS_LETTER, deliveries.c.state == old)
        mine = sa.update(deliveries).where(*theirs)
        if not held:
            mine = mine.where(deliveries.c.reason == "person", _WRITTEN)
        connection.execute(mine.values(state=new, reason="person" if held else None))


def _let_go(connection: sa.Connection, lead: int) -> None:
    """Letters that were written, and kept back because their lead came into quarantine before they left."""
    c = deliveries.c
    kept = (c.lead == lead, IS_LETTER, c.state == DeliveryState.WITHHELD, c.reason == QUARANTINED, _WRITTEN)
    theirs = sa.update(deliveries).where(*kept)
    connection.execute(theirs.values(state=DeliveryState.DUE, reason=None))


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


def _steps(change: Change) -> list[dict[str, Any]]:
    rows = [_step(change, change.before, change.lead, step) for step in change.steps]
    if later := change.joined:
        gone = replace(later, state=None, revision=later.revision + 1)
        what = f"joined into #{change.lead.id}"
        rows += [_step(change, later, gone, replace(step, what=what)) for step in change.steps]
    return rows


def _step(change: Change, before: Lead, after: Lead, step: Step) -> dict[str, Any]:
    return {
        "lead": after.id,
        "cause": step.cause,
        "by": step.by,
        "what": step.what,
        "before": step.before,
        "reason": step.reason,
        # Who was shown contacts by it moved nothing: each change of state has one line.
        "from_state": after.state if step.what == SAW else before.state,
        "to_state": after.state,
        "revision": after.revision,
        "at": change.at,
    }


def _letters(change: Change, *, instead: bool) -> list[dict[str, Any]]:
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
