"""Ready: databases that have their tables already: to copy one is quicker than to make them each time."""

import tempfile
from datetime import timedelta
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import make_url

from frontdesk.store import schema, sqlite
from support.postgres import new_database


@cache
def file() -> bytes:
    """An SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ready.db"
        _upgrade(sqlite.engine(path, timedelta(seconds=5), writes=True))
        return path.read_bytes()


@cache
def template() -> str:
    """The name of a database on PostgreSQL."""
    url = make_url(new_database())
    _upgrade(sa.create_engine(url.set(drivername="postgresql+psycopg")))
    return str(url.database)


def _upgrade(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        schema.upgrade(connection)
    engine.dispose()
