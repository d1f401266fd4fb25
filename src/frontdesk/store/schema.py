"""Schema: brings a database to the newest version, in one transaction under the write lock."""

from importlib import resources
from typing import Final

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.store.stamp import stamped

#: The newest migration; a test holds it against the migrations folder.
HEAD: Final = "0026"
#: How the version of a database begins that holds a part of a desk, until that is moved whole.
MOVING: Final = "moving "


def version(connection: sa.Connection) -> str | None:
    """The migration the database stands at; None for an empty one."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def set_version(connection: sa.Connection, version: str) -> None:
    """Say what the database stands at, without changing its tables."""
    connection.execute(sa.text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def upgrade(connection: sa.Connection) -> None:
    """Run what is missing; the caller holds the transaction, so a crash leaves the old or the new schema.

    Raises:
        Faults: the database is of a later version, or holds a part of a desk.
    """
    found = version(connection)
    if found == HEAD:
        return
    if found is not None and found.startswith(MOVING):
        told = "expected a whole desk, found a part of one; run `frontdesk migrate` again, which finishes it"
        raise Faults([told])
    if found is not None and found > HEAD:
        told = f"expected a database of schema {HEAD} or earlier, found {found}: a later frontdesk made it"
        raise Faults([told + _served_by(connection)])
    # Alembic takes a tenth of a second to import, which an up-to-date desk need not pay.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.files("frontdesk.store") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _served_by(connection: sa.Connection) -> str:
    """Which frontdesk to go back to, where the database says it."""
    last = stamped(connection)
    return f" ({last} served on it last); install that one again" if last else "; install that one again"
