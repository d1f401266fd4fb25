"""Table: who may write which command, and where; and that everything it names has its words."""

import pytest

from frontdesk.desk.commands.table import COMMANDS, Scope, menu
from frontdesk.messages.words import WORDS
from frontdesk.model.lead import Role

ALL = "viewer secretary sales manager head admin"
BOTH, PRIVATE = "private group", "private"
TABLE = {
    "start": (ALL, PRIVATE),
    "leads": (ALL, BOTH),
    "lead": (ALL, BOTH),
    "why": (ALL, BOTH),
    "history": (ALL, BOTH),
    "find": (ALL, BOTH),
    "take": ("sales manager head admin", BOTH),
    "note": ("secretary sales manager head admin", BOTH),
    "band": ("secretary sales manager head admin", BOTH),
    "give": ("sales manager head admin", BOTH),
    "undo": ("secretary sales manager head admin", BOTH),
    "stats": (ALL, BOTH),
    "sla": (ALL, BOTH),
    "away": ("secretary sales manager head admin", BOTH),
    "mute": ("secretary sales manager head admin", PRIVATE),
    "rules": (ALL, BOTH),
    "chat": ("admin", BOTH),
    "link": ("admin", PRIVATE),
    "erase": ("admin", BOTH),
    "lang": (ALL, PRIVATE),
    "privacy": (ALL, BOTH),
    "help": (ALL, BOTH),
    "health": ("manager head admin", BOTH),
}


@pytest.mark.parametrize(("name", "row"), TABLE.items(), ids=TABLE)
def test_a_command_is_for_these_roles_and_places(name, row):
    entry = COMMANDS[name]

    assert entry.roles == {Role(role) for role in row[0].split()}
    assert (Scope.PRIVATE in entry.scopes, Scope.GROUP in entry.scopes) == (True, "group" in row[1])


def test_no_command_is_without_a_row_here():
    assert COMMANDS.keys() == TABLE.keys()


@pytest.mark.parametrize("name", [name for name, entry in COMMANDS.items() if entry.listed])
def test_every_command_has_its_words_for_the_menu(name):
    texts = WORDS[f"menu_{name}"]

    assert all(1 <= len(text) <= 256 for text in texts)


@pytest.mark.parametrize("language", ["en", "ru", "pl"])
@pytest.mark.parametrize("scope", [Scope.PRIVATE, Scope.GROUP], ids=["private", "group"])
def test_a_menu_is_no_longer_than_telegram_takes(scope, language):
    commands = menu(scope, language)

    assert 0 < len(commands) <= 100
    assert all(len(name) <= 32 and name.isascii() and name.islower() for name, _ in commands)
