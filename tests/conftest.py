"""Fixtures that most tests share."""

import pytest

from frontdesk.store.database import Database
from support import postgres, ready
from support.world import a_world


@pytest.fixture(params=postgres.ENGINES)
def database_url(request, tmp_path):
    """A database without rows, once on each engine; on SQLite `test.db` in the desk folder, which is there.

    It has its tables already: to copy it is quicker than to make them each time.
    """
    if request.param == "sqlite":
        (tmp_path / "test.db").write_bytes(ready.file())
        yield "sqlite:///test.db"
        return
    with postgres.a_database(request.param, ready.template()) as url:
        yield url


@pytest.fixture
async def world(tmp_path, database_url):
    """A running desk with its mail server and its chats."""
    async with a_world(tmp_path, DATABASE=database_url) as running:
        yield running


@pytest.fixture
async def db(tmp_path, database_url):
    """An open database."""
    opened = Database(database_url, desk=tmp_path)
    yield opened
    await opened.close()
