"""Fixtures that most tests share."""

import os
import sys
from pathlib import Path

# Before anything of ours is imported: where Python may not keep what it compiled beside the source, every
# process of the tests would compile all of it anew.
if sys.dont_write_bytecode and not sys.pycache_prefix:
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "compiled")
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

import pytest
from hypothesis import settings

from frontdesk.store.database import Database
from support import postgres, ready
from support.plain import plain
from support.world import a_world

pytest_plugins = ["support.choosing", "support.mails", "support.tallies"]

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(params=postgres.ENGINES)
def database_url(request, tmp_path):
    """A database without rows, once on each engine; on SQLite `test.db` in the desk folder, which is there.

    It has its tables already: to copy it is quicker than to make them each time.
    """
    if request.param == "sqlite":
        (tmp_path / "test.db").write_bytes(ready.file())
        yield "sqlite:///test.db"
        return
    with ready.database() as url:
        yield url


@pytest.fixture
def plain_words(tmp_path):
    """The desk folder has templates that are quick to read, for tests that look at no letter and no card."""
    plain(tmp_path)


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
