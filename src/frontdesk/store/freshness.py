"""Freshness: which changes still hold when they are to be written; each was made of an earlier look."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from frontdesk.model.change import Change, NewLetter
from frontdesk.model.delivery import DeliveryState
from frontdesk.model.lead import Lead
from frontdesk.store import quotas
from frontdesk.store.driver import driver_each
from frontdesk.store.locks import lock

_DAY: Final = timedelta(days=1)
#: The weaker lock lets rows refer to a lead.
_LOCK: Final = driver_each("SELECT id, revision FROM leads WHERE id = ?", on_server=" FOR NO KEY UPDATE")
_WAITING: Final = driver_each("SELECT id FROM submissions WHERE id = ? AND state <> 'judged'")


def fresh(connection: sa.Connection, changes: Sequence[Change]) -> list[bool]:
    """Whether each change still holds; its leads stay locked until the transaction ends.

    It does where the leads are as they were read, nobody has judged the submission, and no further letter has
    gone to the mailbox. Of two changes of one lead, or two letters to one mailbox, the second comes too late.
    """
    # In one order on all nodes, or two could wait for each other.
    ids = sorted({lead.id for change in changes for lead in _leads(change)})
    locked = _LOCK(connection, [(id_,) for id_ in ids])
    revisions: dict[int, int | None] = {id_: revision for rows in locked for id_, revision in rows}
    judged = [(change.judged,) for change in changes if change.judged]
    waiting = {row[0] for rows in _WAITING(connection, judged) for row in rows}
    spent = _spent(connection, changes)
    holding = []
    for change in changes:
        holds = (
            all(revisions.get(lead.id) == lead.revision for lead in _leads(change))
            and (change.judged is None or change.judged in waiting)
            and all(spent[quota] <= letter.seen for quota, letter in _letters(change))
        )
        holding.append(holds)
        if holds:
            revisions.update((lead.id, None) for lead in _leads(change))
            spent.update((quota, spent[quota] + 1) for quota, _ in _letters(change))
    return holding


def _leads(change: Change) -> tuple[Lead, ...]:
    return (change.before, change.joined) if change.joined else (change.before,)


def _letters(change: Change) -> Iterator[tuple[str, NewLetter]]:
    for letter in change.letters:
        if letter.quota and letter.state is DeliveryState.DUE:
            yield letter.quota, letter


def _spent(connection: sa.Connection, changes: Sequence[Change]) -> dict[str, int]:
    """quota: letters that its mailbox got in the last day; nobody else adds to it until we have."""
    keys = sorted({quota for change in changes for quota, _ in _letters(change)})
    if not keys:
        return {}
    lock(connection, *keys)
    return quotas.used(connection, keys, min(change.at for change in changes) - _DAY)
