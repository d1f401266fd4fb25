"""Holdings: the rows that hold something of one person, table by table, as `personal` declares them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.store.personal import HOLDINGS, By, Holding
from frontdesk.store.persons import Who
from frontdesk.store.quoting import quoting
from frontdesk.store.tables import joins, leads, metadata, submissions

Where = sa.ColumnElement[bool]


def table_of(name: str) -> sa.Table:
    """The table of that name."""
    return metadata.tables[name]


def theirs(connection: sa.Connection, name: str, who: Who) -> Where | None:
    """Which rows of the table are the person's; None where it has none of anybody."""
    holding = HOLDINGS[name]
    if holding.by is By.NOBODY:
        return None
    if holding.by is By.SAYS:
        return _quoting(connection, name, holding, who)
    return _WHERE[holding.by](table_of(name), who)


def held(connection: sa.Connection, who: Who) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """(table, its rows of the person, every column of them), those that have none left out."""
    for name in HOLDINGS:
        where = theirs(connection, name, who)
        if where is not None:
            table = table_of(name)
            order = tuple(table.primary_key.columns)
            found = connection.execute(sa.select(table).where(where).order_by(*order)).mappings().all()
            if found:
                yield name, [dict(row) for row in found]


def sent_by(who: Who) -> Where:
    """Which submissions are the person's."""
    return sa.or_(submissions.c.lead.in_(who.leads), submissions.c.id.in_(who.strays))


def _by_lead(table: sa.Table, who: Who) -> Where:
    if table is submissions:
        return sent_by(who)
    if table is leads:
        return leads.c.id.in_(who.leads)
    mine: Where = table.c.lead.in_(who.leads)
    return sa.or_(mine, joins.c.other.in_(who.leads)) if table is joins else mine


def _by_submission(table: sa.Table, who: Who) -> Where:
    # Their numbers are looked up there: of one who posted all day there are more than a statement takes.
    mine: Where = table.c.submission.in_(sa.select(submissions.c.id).where(sent_by(who)))
    return mine


def _by_mark(table: sa.Table, who: Who) -> Where:
    return sa.and_(table.c.key.in_(who.marks), table.c.address.is_not(None))


def _quoting(connection: sa.Connection, name: str, holding: Holding, who: Who) -> Where:
    table = table_of(name)
    keys = quoting(connection, table, holding.personal, who)
    columns = tuple(table.primary_key.columns)
    if len(columns) == 1:
        return columns[0].in_([key for (key,) in keys])
    return sa.tuple_(*columns).in_(keys)


_WHERE: Final[Mapping[By, Callable[[sa.Table, Who], Where]]] = {
    By.LEAD: _by_lead,
    By.SUBMISSION: _by_submission,
    By.MARK: _by_mark,
    By.QUOTA: lambda table, who: table.c.key.in_(who.quotas),
    By.COMPANY: lambda table, who: table.c.id.in_(who.companies),
    By.DOMAIN: lambda table, who: table.c.domain.in_(who.domains),
}
