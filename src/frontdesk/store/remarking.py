"""Remarking: marks made anew when the desk's secret became another, or the list would hold nobody."""

from collections.abc import Callable
from typing import Final

import sqlalchemy as sa

from frontdesk.model.mailbox import Marks
from frontdesk.model.suppression import SuppressedBy
from frontdesk.store import kept
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.suppressions import WAITING
from frontdesk.store.tables import deliveries, suppressions
from frontdesk.store.upsert import insert_or_ignore

KEY: Final = "marks"  #: by which secret the marks of this database were made: a fingerprint of it


def remark(connection: sa.Connection, fingerprint: str, mark: Callable[[str], Marks]) -> int:
    """Bring all marks to the secret of that fingerprint; how many suppressed addresses that loses.

    Those are the erased ones: their marks under another secret nobody can work out. Once the old secret is
    back, so are they.
    """
    before = kept.first(connection, KEY, fingerprint)
    if before == fingerprint:
        return 0
    kept.keep(connection, KEY, fingerprint)
    waiting = sa.select(deliveries.c.id, deliveries.c.recipient).where(
        IS_LETTER, deliveries.c.state.in_(WAITING), deliveries.c.recipient != ""
    )
    for row in connection.execute(waiting).all():
        its = mark(row.recipient)
        mine = sa.update(deliveries).where(deliveries.c.id == row.id)
        connection.execute(mine.values(mailbox=its.mailbox, exact=its.exact))
    return _relist(connection, mark)


def _relist(connection: sa.Connection, mark: Callable[[str], Marks]) -> int:
    known = connection.execute(sa.select(suppressions).where(suppressions.c.address.is_not(None))).all()
    connection.execute(sa.delete(suppressions).where(suppressions.c.address.is_not(None)))
    again = []
    for row in known:
        its = mark(row.address)
        key = its.exact if SuppressedBy(row.reason).exact else its.mailbox
        again.append({**row._mapping, "key": key})
    insert_or_ignore(connection, suppressions, again)
    erased = sa.select(sa.func.count()).select_from(suppressions).where(suppressions.c.address.is_(None))
    return connection.execute(erased).scalar_one()
