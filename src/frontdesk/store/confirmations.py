"""Confirmations: which submission is right about a lead's name, number or address."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from frontdesk.model.change import Change
from frontdesk.model.confirmation import Confirmation
from frontdesk.store.tables import confirmations
from frontdesk.store.upsert import insert_or_update

_c: Final = confirmations.c
_SELECT: Final = sa.select(confirmations).where(_c.lead.in_(sa.bindparam("wanted", expanding=True)))


def of_leads(connection: sa.Connection, wanted: Sequence[int]) -> dict[int, dict[str, Confirmation]]:
    """lead: what people confirmed, by part. A lead of which nothing is confirmed is left out."""
    found: dict[int, dict[str, Confirmation]] = {}
    for row in connection.execute(_SELECT, {"wanted": wanted}):
        word = Confirmation(part=row.field, submission=row.submission, by=row.by, at=row.at)
        found.setdefault(row.lead, {})[row.field] = word
    return found


def write(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Keep what people confirmed, and forget what they took back."""
    rows = [
        {"lead": c.lead.id, "field": w.part, "submission": w.submission, "by": w.by, "at": w.at}
        for c in changes
        for w in c.confirmed
    ]
    insert_or_update(connection, confirmations, rows, ("submission", "by", "at"))
    for change in changes:
        for part in change.unconfirmed:
            mine = (_c.lead == change.lead.id) & (_c.field == part)
            connection.execute(sa.delete(confirmations).where(mine))
