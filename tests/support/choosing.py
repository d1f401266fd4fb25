"""Choosing: which of the tests run, and in which order; a plugin of pytest.

Without words of its own the suite is over in minutes: what is pure runs whole, and of each file that starts a
desk, a server, a browser or a process its first tests. Files that are named run whole.
"""

import gc
from collections import Counter

import pytest

#: Folders whose tests start nothing, or hardly anything.
PURE = {
    *("data", "files", "intake", "lookups", "messages", "model", "rules", "scoring", "signals", "triage"),
    "watching",
}
FIRST = 2  #: tests of a file of any other folder, on each database

#: Files of which the first test alone takes ten seconds: only when the whole suite runs.
LATER = {
    *(
        "test_anything",
        "test_crash_points",
        "test_flood",
        "test_kill",
        "test_letter_drawn",
        "test_mail_trouble",
    ),
    *("test_nodes", "test_press_kills", "test_shutdown", "test_slow", "test_units", "test_upgrades"),
    "web/test_hostile",
}
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
    *("test_hostile", "test_keeping", "test_once", "test_privacy", "test_promise"),
    *("test_mail_trouble", "test_migrate", "test_presses", "test_tick"),
}


def pytest_addoption(parser):
    """How much of the suite runs."""
    group = parser.getgroup("frontdesk")
    group.addoption(
        "--whole",
        action="store_true",
        help=f"all tests, not only the first {FIRST} of each file that starts servers or processes",
    )
    group.addoption(
        "--engines",
        choices=("some", "all"),
        default="some",
        help="which of the tests that need a database run on PostgreSQL too",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """A worker is called with names of its own making: it is told whether somebody gave any."""
    node.workerinput["whole"] = _whole(node.config)


def _whole(config):
    told = getattr(config, "workerinput", None)
    if told is not None:
        return told["whole"]
    named = config.args_source is pytest.Config.ArgsSource.ARGS
    return named or config.getoption("--whole") or bool(config.option.keyword)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Without looking for garbage: what is collected stays, and to look through it takes seconds."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config, items):
    """The long files first, each whole; what is not chosen is left out."""
    places = {f"{name}.py": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))
    engines, seen = config.getoption("--engines"), None if _whole(config) else Counter()
    chosen, left_out = [], []
    for item in items:
        wanted = not _waits_to_be_asked(item, engines) and (seen is None or _is_first(item, seen))
        (chosen if wanted else left_out).append(item)
    items[:] = chosen
    config.hook.pytest_deselected(items=left_out)


def _is_first(item, seen):
    """Whether a test is pure, or among the first of its file."""
    folder = item.path.parent.name
    if LATER & {item.path.stem, f"{folder}/{item.path.stem}"}:
        return False
    if folder in PURE:
        return True
    place = item.path, _on_postgres(item)
    seen[place] += 1
    return seen[place] <= FIRST


def _waits_to_be_asked(item, engines):
    if engines == "all" or item.path.stem in ON_BOTH or not _on_postgres(item):
        return False
    return item.path.parent.name in ON_SQLITE


def _on_postgres(item):
    chosen = getattr(item, "callspec", None)
    return chosen is not None and "postgresql" in chosen.params.values()
