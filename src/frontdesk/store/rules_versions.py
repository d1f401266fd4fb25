"""Rules versions: every rules.toml that was ever in force, word for word; the newest is in force."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from frontdesk.store.tables import rules_versions
from frontdesk.store.upsert import insert_or_ignore

_c = rules_versions.c


@dataclass(frozen=True, slots=True)
class Version:
    """One rules.toml."""

    hash: str
    text: str


def publish(connection: sa.Connection, version: Version, author: str, at: datetime) -> None:
    """Bring a version into force; one that was there before comes into force anew."""
    row = {"hash": version.hash, "text": version.text, "author": author, "at": at}
    insert_or_ignore(connection, rules_versions, [row])
    again = sa.update(rules_versions).where(_c.hash == version.hash)
    connection.execute(again.values(at=at, author=author))


def in_force(connection: sa.Connection) -> str | None:
    """The hash of the version in force; None before the first."""
    newest = sa.select(_c.hash).order_by(_c.at.desc(), _c.id.desc()).limit(1)
    return connection.execute(newest).scalar()


def read(connection: sa.Connection, hash: str) -> str | None:
    """The text of a version, if it was ever published."""
    return connection.execute(sa.select(_c.text).where(_c.hash == hash)).scalar()
