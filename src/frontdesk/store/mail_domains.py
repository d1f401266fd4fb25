"""Mail domains: what DNS said of the domains of addresses, so that it need not be asked each time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from frontdesk.model.mail_domain import MailDomain
from frontdesk.model.submission import Received
from frontdesk.signals.domains import is_worth_asking
from frontdesk.signals.email import address_of, domain_of
from frontdesk.signals.merge import text_of
from frontdesk.store.tables import mx
from frontdesk.store.upsert import insert_or_update

_TOLD: Final = sa.select(mx.c.domain, mx.c.takes, mx.c.until).where(
    mx.c.domain.in_(sa.bindparam("wanted", expanding=True))
)


def of_leads(
    connection: sa.Connection, came: Mapping[int, Iterable[Received]]
) -> dict[int, dict[str, MailDomain]]:
    """lead: what is known of the domains of its addresses, also what is no longer sure; most have none."""
    wanted = {lead: domains_of(sent) for lead, sent in came.items()}
    every = sorted(set().union(*wanted.values()))
    if not every:
        return {}
    rows = connection.execute(_TOLD, {"wanted": every})
    told = {row.domain: MailDomain(takes=row.takes, until=row.until) for row in rows}
    return {lead: {name: told[name] for name in names & told.keys()} for lead, names in wanted.items()}


def remember(connection: sa.Connection, domain: str, told: MailDomain, now: datetime) -> None:
    """Keep what DNS said just now."""
    row = {"domain": domain, "takes": told.takes, "checked_at": now, "until": told.until}
    insert_or_update(connection, mx, [row], ("takes", "checked_at", "until"))


def forget(connection: sa.Connection, before: datetime, limit: int) -> int:
    """Drop what was last sure before that moment, at most `limit`; how many."""
    old = sa.select(mx.c.domain).where(mx.c.until < before).limit(limit)
    gone = sa.delete(mx).where(mx.c.domain.in_(old.scalar_subquery()))
    return connection.execute(gone).rowcount


def domains_of(sent: Iterable[Received]) -> set[str]:
    """The domains of the addresses that these submissions give, where only DNS can tell."""
    fields = {text_of(each.submission.fields.get("email")) for each in sent} - {""}
    addresses = filter(None, map(address_of, fields))
    return {domain for address in addresses if is_worth_asking(domain := domain_of(address))}
