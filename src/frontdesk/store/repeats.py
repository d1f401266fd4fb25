"""Repeats: which submission was the first under a key, so that whatever comes again counts once.

The first to write a key has it until it expires. Of two transactions that write one at the same time the
second waits for the first, and is the first itself if that one fails.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

import sqlalchemy as sa

from frontdesk.store.driver import driver_each, driver_sql
from frontdesk.store.tables import repeats

#: Of all keys, one part is looked through at a time: they are hashes, so each part is as large as another,
#: and no index has to be kept up for every form.
PARTS: Final = 64

_CLAIM: Final = driver_sql(
    "INSERT INTO repeats (key, submission, digest, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT (key) "
    "DO UPDATE SET submission = excluded.submission, digest = excluded.digest, "
    "expires_at = excluded.expires_at WHERE repeats.expires_at <= ?"
)
_READ: Final = driver_each("SELECT submission, digest FROM repeats WHERE key = ?")


class Claim(NamedTuple):
    """A submission wants to be the first under a key; times are microseconds since 1970."""

    key: bytes  #: 16 bytes
    submission: int
    digest: bytes | None  #: 16 bytes of a hash of the body, where another body under the key is refused
    expires_at: int
    at: int


def all_first(connection: sa.Connection, claims: Sequence[Claim]) -> bool:
    """Write claims; whether each of them is the first under its key, as nearly always."""
    # In one order in all transactions, or two could wait for each other.
    return bool(_CLAIM(connection, sorted(claims)).rowcount == len(claims))


def firsts(connection: sa.Connection, claims: Sequence[Claim]) -> list[int | None]:
    """For each of the claims, which are written: the submission that counts, its own or the first's.

    None: the first had another body.
    """
    found = _READ(connection, [(claim.key,) for claim in claims])
    return [_counting(claim, *rows[0]) for claim, rows in zip(claims, found, strict=True)]


def forget(connection: sa.Connection, before: datetime, part: int, limit: int) -> int:
    """Drop keys that expired `before`, from one of the `PARTS` (0 to 63) and at most so many; how many."""
    c, low, high = repeats.c, part * 256 // PARTS, (part + 1) * 256 // PARTS
    here = [c.key >= bytes([low]), c.expires_at <= before]
    if high < 256:
        here.append(c.key < bytes([high]))
    some = sa.select(c.key).where(*here).order_by(c.key).limit(limit).with_for_update(skip_locked=True)
    return connection.execute(sa.delete(repeats).where(c.key.in_(some.scalar_subquery()))).rowcount


def _counting(claim: Claim, submission: int, digest: bytes | None) -> int | None:
    return submission if digest == claim.digest else None
