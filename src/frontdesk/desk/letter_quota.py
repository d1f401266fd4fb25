"""Letter quota: how many automatic letters one mailbox gets, so that nobody is bombed through us."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import digest
from typing import Final

import structlog

from frontdesk.desk.secret import Secret
from frontdesk.desk.unsubscribe import Link
from frontdesk.model.mailbox import Marks, mailbox, marks
from frontdesk.store import quotas, suppressions
from frontdesk.store.database import Connection, Database
from frontdesk.store.deliveries import SUPPRESSED
from frontdesk.store.remarking import remark

LETTERS_A_DAY: Final = 1  #: automatic letters to one address
LETTERS_A_WEEK: Final = 3
QUOTA: Final = "quota"
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Used:
    """Automatic letters to one address, and whether it wants any."""

    seen: int = 0  #: since 24 h ago, with those that are to go out later
    moments: tuple[datetime, ...] = ()  #: when they went out, or are to, since 7 days ago
    suppressed: bool = False
    marks: Marks | None = None  #: by which the address may be suppressed later
    link: Link | None = None  #: by which its owner can say so; None: the desk stands nowhere on the web


class Mailboxes:
    """What the desk knows of the mailboxes that it writes to."""

    def __init__(self, db: Database, secret: Secret, root: str | None = None) -> None:
        """`secret` is the desk's, `root` its address on the web, in ASCII, without a slash at the end."""
        self._db, self.secret, self._root = db, secret, root

    async def begin(self) -> None:
        """Hold the suppression list against the secret, which may have become another since it was written.

        Raises:
            Unavailable: the database does not answer.
        """
        secret = await self.secret.read()
        print_ = digest(secret, b"marks", "sha256").hex()[:32]
        lost = await self._db.write(lambda c: remark(c, print_, lambda address: marks(secret, address)))
        if lost:
            _log.warning("suppressions unreadable", count=lost, because="another FRONTDESK_SECRET made them")

    async def used(self, addresses: Iterable[str], now: datetime) -> dict[str, Used]:
        """Address: the automatic letters its mailbox got lately, and whether it wants any.

        Raises:
            Unavailable: the database does not answer.
        """
        secret = await self.secret.read()
        known = {address: marks(secret, address) for address in addresses}
        if not known:
            return {}
        counted, held = await self._db.read(lambda connection: _read(connection, known, now))
        found = {}
        for address, its in known.items():
            moments = counted.get(letter_quota(address), ())
            seen = sum(at > now - _DAY for at in moments)
            link = Link(root=self._root, secret=secret, mailbox=its.mailbox) if self._root else None
            suppressed = its.mailbox in held or its.exact in held
            found[address] = Used(seen=seen, moments=moments, suppressed=suppressed, marks=its, link=link)
        return found


def letter_quota(address: str) -> str:
    """The quota of a mailbox, whatever dots and +tag it was written with; holds no address."""
    return "letter:" + sha256(mailbox(address).encode()).hexdigest()[:40]


def locked(used: Used, due: datetime) -> str | None:
    """The reason why a letter may not go out at that moment; None when it may."""
    if used.suppressed:
        return SUPPRESSED
    day, week = (sum(abs(due - at) < span for at in used.moments) for span in (_DAY, _WEEK))
    return QUOTA if day >= LETTERS_A_DAY or week >= LETTERS_A_WEEK else None


def _read(
    connection: Connection, known: dict[str, Marks], now: datetime
) -> tuple[dict[str, tuple[datetime, ...]], set[bytes]]:
    """quota: when it was used; and the marks that are suppressed."""
    counted = quotas.lately(connection, {letter_quota(address) for address in known}, now - _WEEK)
    each = {mark for its in known.values() for mark in (its.mailbox, its.exact)}
    return counted, suppressions.holds(connection, each)
