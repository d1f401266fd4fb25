"""Accounts: companies, known by the domain of their addresses, and who of one company wrote before."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from frontdesk.model.lead import Known, State
from frontdesk.store.tables import accounts, leads
from frontdesk.store.upsert import insert_or_ignore

COLLEAGUES: Final = 3  #: how many a card names
_SELECT: Final = sa.select(accounts.c.domain, accounts.c.id).where(
    accounts.c.domain.in_(sa.bindparam("domains", expanding=True))
)
_COLLEAGUES: Final = (
    sa.select(leads.c.id)
    .where(
        leads.c.account == sa.bindparam("account"),
        leads.c.id != sa.bindparam("lead"),
        leads.c.created_at < sa.bindparam("before"),
        leads.c.state != State.QUARANTINED,
    )
    .order_by(leads.c.id.desc())
    .limit(COLLEAGUES)
)


def ids_of(connection: sa.Connection, domains: Collection[str], now: datetime) -> dict[str, int]:
    """domain: the account of the company, made where there is none."""
    if not domains:
        return {}
    found = _known(connection, domains)
    # In one order on all nodes, or two could wait for each other.
    missing = [{"domain": domain, "created_at": now} for domain in sorted(set(domains) - found.keys())]
    if not missing:
        return found
    insert_or_ignore(connection, accounts, missing)
    return _known(connection, domains)


def colleagues(connection: sa.Connection, known: Known) -> Sequence[int]:
    """Leads of the same company that first wrote before this one last did, newest first; at most 3."""
    if known.lead.account is None or not known.submissions:
        return ()
    asked = {"account": known.lead.account, "lead": known.lead.id, "before": known.submissions[-1].at}
    return connection.execute(_COLLEAGUES, asked).scalars().all()


def _known(connection: sa.Connection, domains: Collection[str]) -> dict[str, int]:
    rows = connection.execute(_SELECT, {"domains": list(domains)})
    return {row.domain: row.id for row in rows}
