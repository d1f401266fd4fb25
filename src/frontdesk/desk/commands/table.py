"""Table: every command, where it may be written, who may write it, and what answers it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Flag, auto
from typing import Final

from frontdesk.desk.commands import (
    away,
    changing,
    erasing,
    lists,
    noting,
    overdue,
    own,
    placing,
    telling,
)
from frontdesk.desk.commands.ask import Ask, Said
from frontdesk.desk.commands.stats import stats
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import word
from frontdesk.model.lead import Role
from frontdesk.triage.closing import LEADERS, SELLERS


class Scope(Flag):
    """Where a command may be written."""

    PRIVATE = auto()
    GROUP = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One command."""

    scopes: Scope
    roles: frozenset[Role]
    run: Callable[[Ask], Awaitable[Said]]
    listed: bool = True  #: the menu of commands and /help name it


async def help_(ask: Ask) -> Said:
    """`/help`: what this person may write here."""
    here = Scope.PRIVATE if ask.private else Scope.GROUP
    lines = [
        f"/{name} — {ask.word(f'menu_{name}')}"
        for name, entry in COMMANDS.items()
        if entry.listed and here in entry.scopes and ask.person.role in entry.roles
    ]
    return plain_card([ask.word("help_head"), *lines, ask.word("help_note")])


_ALL: Final = frozenset(Role)
_WORKERS: Final = _ALL - {Role.VIEWER}
_SORTERS: Final = LEADERS | {Role.SECRETARY, Role.SALES}
_ADMIN: Final = frozenset({Role.ADMIN})
_BOTH: Final = Scope.PRIVATE | Scope.GROUP

#: command: where, who, what. Who owns a lead and where it stands is looked at by the move itself.
COMMANDS: Final[Mapping[str, Entry]] = {
    "start": Entry(Scope.PRIVATE, _ALL, telling.start, listed=False),
    "leads": Entry(_BOTH, _ALL, lists.leads),
    "lead": Entry(_BOTH, _ALL, telling.lead),
    "why": Entry(_BOTH, _ALL, telling.why),
    "history": Entry(_BOTH, _ALL, telling.history),
    "find": Entry(_BOTH, _ALL, lists.find),
    "take": Entry(_BOTH, SELLERS, changing.take),
    "note": Entry(_BOTH, _WORKERS, noting.note),
    "band": Entry(_BOTH, _SORTERS, changing.band),
    "give": Entry(_BOTH, SELLERS, changing.give),
    "undo": Entry(_BOTH, _WORKERS, changing.undo),
    "stats": Entry(_BOTH, _ALL, stats),
    "sla": Entry(_BOTH, _ALL, overdue.sla),
    "away": Entry(_BOTH, _WORKERS, away.away),
    "mute": Entry(Scope.PRIVATE, _WORKERS, own.mute),
    "rules": Entry(_BOTH, _ALL, telling.rules),
    "chat": Entry(_BOTH, _ADMIN, placing.chat),
    "link": Entry(Scope.PRIVATE, _ADMIN, own.link),
    "erase": Entry(_BOTH, _ADMIN, erasing.erase),
    "lang": Entry(Scope.PRIVATE, _ALL, own.lang),
    "privacy": Entry(_BOTH, _ALL, telling.privacy),
    "help": Entry(_BOTH, _ALL, help_),
    "health": Entry(_BOTH, LEADERS, telling.health),
}


def menu(scope: Scope, language: str) -> list[tuple[str, str]]:
    """(command, what it does), as clients offer them there; what only one role may write is left to /help."""
    return [
        (name, word(f"menu_{name}", language))
        for name, entry in COMMANDS.items()
        if entry.listed and scope in entry.scopes and entry.roles != _ADMIN
    ]
