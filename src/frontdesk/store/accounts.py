"""Accounts: companies, known by the domain of their addresses, and who of one company wrote before."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.lead import Known, State
from frontdesk.model.submission import Received
from frontdesk.signals.domains import kind, registered
from frontdesk.signals.email import address_of, domain_of
from frontdesk.signals.merge import text_of
from frontdesk.store.driver import driver_each
from frontdesk.store.tables import accounts, leads
from frontdesk.store.upsert import insert_or_ignore

COLLEAGUES: Final = 3  #: how many a card names
_SELECT: Final = driver_each("SELECT domain, id FROM accounts WHERE domain = ?")
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

#: Of each account the two leads that wrote first: one of them is not the lead that is asked for.
_OF_IT: Final = (leads.c.account == accounts.c.id, leads.c.state != State.QUARANTINED)
_FIRST: Final = sa.select(leads.c.id).where(*_OF_IT).correlate(accounts).order_by(leads.c.id).limit(1)
_EARLIEST: Final = leads.alias("earliest")
_WROTE_FIRST: Final = (
    sa.select(accounts.c.id, accounts.c.domain, _EARLIEST.c.id.label("lead"), _EARLIEST.c.created_at)
    .select_from(accounts)
    .join(_EARLIEST, _EARLIEST.c.id.in_([_FIRST.scalar_subquery(), _FIRST.offset(1).scalar_subquery()]))
    .where(
        sa.or_(
            accounts.c.id.in_(sa.bindparam("ids", expanding=True)),
            accounts.c.domain.in_(sa.bindparam("domains", expanding=True)),
        )
    )
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


def have_colleagues(
    connection: sa.Connection, rows: Sequence[Any], came: Mapping[int, Sequence[Received]]
) -> frozenset[int]:
    """Those of some leads of whose company somebody else wrote before their newest submission, spam apart.

    `rows` are of `leads`, `came` is lead: its submissions, oldest first.
    """
    company = {row.id: row.account or _domain(came[row.id]) for row in rows if came.get(row.id)}
    ids = {each for each in company.values() if isinstance(each, int)}
    domains = {each for each in company.values() if isinstance(each, str)}
    if not ids and not domains:
        return frozenset()
    wrote: dict[int | str, list[tuple[int, datetime]]] = defaultdict(list)
    for row in connection.execute(_WROTE_FIRST, {"ids": list(ids), "domains": list(domains)}):
        wrote[row.id].append((row.lead, row.created_at))
        wrote[row.domain].append((row.lead, row.created_at))
    return frozenset(
        lead
        for lead, each in company.items()
        if any(other != lead and at < came[lead][-1].at for other, at in wrote.get(each or "", ()))
    )


def _domain(came: Sequence[Received]) -> str | None:
    """The company's domain that the first address of a lead has, which stands until it is judged."""
    first = next((text for each in came if (text := text_of(each.submission.fields.get("email")))), "")
    address = address_of(first) if first else None
    domain = domain_of(address) if address else ""
    return registered(domain) if domain and kind(domain) == "corporate" else None


def _known(connection: sa.Connection, domains: Collection[str]) -> dict[str, int]:
    found = _SELECT(connection, [(domain,) for domain in domains])
    return {domain: id_ for rows in found for domain, id_ in rows}
