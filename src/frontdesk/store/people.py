"""People: what persons of the team chose in Telegram, and the links that bind an account to one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.store.tables import links, people
from frontdesk.store.upsert import insert_or_update

_p: Final = people.c
_l: Final = links.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What is kept of one person."""

    name: str
    telegram: int | None  #: the account that a link bound
    language: str | None
    muted_until: datetime | None


def everybody(connection: sa.Connection) -> tuple[Chosen, ...]:
    """All that persons chose, by name."""
    rows = connection.execute(sa.select(people).order_by(_p.name))
    return tuple(
        Chosen(name=row.name, telegram=row.telegram, language=row.language, muted_until=row.muted_until)
        for row in rows
    )


def choose(connection: sa.Connection, name: str, **values: Any) -> None:
    """Keep what a person chose: columns of `people`."""
    insert_or_update(connection, people, [{"name": name, **values}], tuple(values))


def offer(
    connection: sa.Connection, token: bytes, person: str, by: str, until: datetime, now: datetime
) -> None:
    """A link that binds an account to that person, once, until then; earlier links for the person end.

    `token`: the hash of what the link carries.
    """
    connection.execute(sa.delete(links).where(sa.or_(_l.person == person, _l.until < now)))
    row = {"token": token, "person": person, "by": by, "until": until, "used_by": None}
    connection.execute(sa.insert(links), [row])


def take_up(
    connection: sa.Connection, token: bytes, account: int, free: Collection[str], now: datetime
) -> str | None:
    """Use up a link for one of the persons `free`, whom the account, which is nobody's, is then bound to.

    None where the link does not hold: it was used, its time is over, or its person is not free any more.
    """
    open_ = (_l.token == token, _l.used_by.is_(None), _l.until > now, _l.person.in_(free))
    used = sa.update(links).where(*open_).values(used_by=account).returning(_l.person)
    name: str | None = connection.execute(used).scalar()
    if name is not None:
        # It may have been somebody's who has left the team.
        connection.execute(sa.update(people).where(_p.telegram == account).values(telegram=None))
        choose(connection, name, telegram=account)
    return name
