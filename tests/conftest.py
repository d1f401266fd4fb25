"""Fixtures that most tests share."""

import gc
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

pytest_plugins = ["support.mails", "support.tallies"]

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

#: Files that take longest: begun first, or one of them would still run when all others are done.
LONG = (
    "test_bursts",
    "test_burst_spam",
    "test_hostile",
    "test_migrate",
    "test_crash_points",
    "test_watch",
    "test_alarm_chats",
    "test_cards",
    "test_chat_trouble",
    "test_private",
    "test_full_chats",
    "test_presses",
    "test_reading",
    "test_flood",
    "test_changing",
    "test_letter_drawn",
    "test_nodes",
    "test_joins",
    "test_mail_trouble",
    "test_erasing",
    "test_cards_of_strangers",
    "test_telegram",
    "test_forged_presses",
    "test_asking_why",
    "test_unsubscribe",
    "test_fetching",
    "test_press_kills",
    "test_digests",
    "test_locks",
    "test_why",
    "test_shutdown",
    "test_embed_page",
    "test_kill",
    "test_upgrades",
    "test_behind_a_proxy",
    "test_domains",
    "test_uploads_hard",
    "test_rehearsing",
    "test_way",
    "test_audit",
    "test_kept_signals",
    "test_confirmations",
    "test_mail",
    "test_bot",
    "test_mornings",
    "test_follow_up",
    "test_demo",
    "test_stats",
    "test_anything",
    "test_topics",
    "test_polling",
    "test_placing",
    "test_commands",
    "test_rescore",
)


#: Folders whose tests run on PostgreSQL too only when asked: most of what they hold knows no database.
ON_SQLITE = {"cli", "delivery", "demo", "desk", "web", "worker"}
#: Files of them that always do: what they are about is done by the database.
ON_BOTH = {
    *("test_alarm_chats", "test_alarm_mails", "test_full_chats", "test_outbox_posts"),
    *("test_assignment", "test_reminders", "test_response_times"),
    *("test_backlog", "test_follow_up", "test_joins", "test_judging", "test_mail"),
    *("test_chat_trouble", "test_spares", "test_topics", "test_placing"),
    *("test_asking_why", "test_snoozing", "test_stripping"),
    *("test_keeping", "test_privacy"),
    *("test_mail_trouble", "test_migrate", "test_presses", "test_tick"),
}


#: Folders and files that know still less of it: on PostgreSQL only when all is asked for.
ON_SQLITE_MOSTLY = {"cli", "delivery", "demo", "web", "test_bursts", "test_burst_spam"}
#: But these always when most is: what strangers write ends in the database.
ON_BOTH_MOSTLY = {"test_hostile", "test_promise", "test_once"}


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Without looking for garbage: what is collected stays, and to look through it takes seconds."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def pytest_addoption(parser):
    parser.addoption(
        "--engines",
        choices=("some", "most", "all"),
        default="some",
        help="how many of the tests that need a database run on PostgreSQL too; all: twice as long",
    )


def pytest_collection_modifyitems(config, items):
    """The long files first, each whole."""
    places = {f"{name}.py": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))
    if (engines := config.getoption("--engines")) != "all":
        left_out = [item for item in items if _waits_to_be_asked(item, engines)]
        aside = set(left_out)
        items[:] = [item for item in items if item not in aside]
        config.hook.pytest_deselected(items=left_out)


def _waits_to_be_asked(item, engines):
    chosen = getattr(item, "callspec", None)
    name, names = item.path.stem, {item.path.parent.name, item.path.stem}
    if chosen is None or "postgresql" not in chosen.params.values() or name in ON_BOTH:
        return False
    if engines == "some":
        return bool(names & ON_SQLITE)
    return bool(names & ON_SQLITE_MOSTLY) and name not in ON_BOTH_MOSTLY


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
