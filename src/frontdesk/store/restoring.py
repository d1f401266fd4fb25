"""Restoring: what must change in a database that goes back in time to a backup."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import orjson
import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState
from frontdesk.signals.email import address_of
from frontdesk.store import lookups, quotas, schema
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.submissions import CHECKING
from frontdesk.store.tables import deliveries, identities, leases, nodes, submissions

Quota = Callable[[str], str]  #: an e-mail address: the key under which its letters are counted

REASON: Final = "restored"
_OPEN: Final = (DeliveryState.DUE, DeliveryState.CLAIMED, DeliveryState.UNSURE)
_NOT_JUDGED: Final = ("waiting", CHECKING, "unjudged")

#: Nobody knows yet whom a notice is about, so that its letter cannot be withheld.
_NOT_FETCHED: Final = "restored: the answers may have been fetched, and answered, after the backup"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """What was kept from going out a second time."""

    held: int = 0  #: letters
    waiting: int = 0  #: forms that nobody had judged yet


def settle(file: Path, now: datetime, quota: Quota | None) -> Settled:
    """Bring a copy up to the newest schema and let no letter in it go out again by itself.

    What was due when the backup was made has most likely gone out since: it is held, with the reason
    "restored". A form that was not judged yet will be, and its letter is withheld as if its address had got
    one just now; the answers to a notice are fetched only when a person wants it. `None` for `quota` leaves
    all of that as it is. Whoever worked on the database then does not hold anything of this copy. Cards,
    and files for people's own chats, stay due: one shown twice is better than none.
    """
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(file)), poolclass=sa.NullPool)
    with engine.begin() as connection:
        schema.upgrade(connection)
        connection.execute(sa.delete(leases))
        connection.execute(sa.delete(nodes))
        return Settled() if quota is None else _settle_letters(connection, now, quota)


def _settle_letters(connection: sa.Connection, now: datetime, quota: Quota) -> Settled:
    may_be_out = sa.update(deliveries).where(deliveries.c.state.in_(_OPEN), IS_LETTER)
    held = {"state": DeliveryState.HELD, "reason": REASON, "claimed_by": None}
    letters = connection.execute(may_be_out.values(held)).rowcount
    lookups.give_up(connection, _NOT_FETCHED)
    waiting = submissions.c.state.in_(_NOT_JUDGED)
    count = connection.execute(
        sa.select(sa.func.count()).select_from(submissions).where(waiting)
    ).scalar_one()
    theirs = sa.select(submissions.c.lead).where(waiting)
    known = sa.select(identities.c.value).where(identities.c.kind == "email", identities.c.lead.in_(theirs))
    addresses = {*connection.execute(known).scalars(), *_written(connection, waiting)}
    quotas.use(connection, [quota(address) for address in sorted(addresses)], now)
    return Settled(held=letters, waiting=count)


def _written(connection: sa.Connection, which: sa.ColumnElement[bool]) -> Iterator[str]:
    """The addresses in these submissions; one may be of no lead yet."""
    for said in connection.execute(sa.select(submissions.c.normalised).where(which)).scalars():
        with suppress(ValueError, LookupError, TypeError, AttributeError):  # unreadable: it gets no letter
            if address := address_of(str(orjson.loads(said)["fields"].get("email", ""))):
                yield address
