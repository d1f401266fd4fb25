"""People: the team of the rules, with the accounts that links bound and what persons chose for themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from frontdesk.errors import FrontdeskError
from frontdesk.model.lead import Person
from frontdesk.rules.rules import Rules
from frontdesk.store import people
from frontdesk.store.people import Chosen

if TYPE_CHECKING:
    from frontdesk.desk.desk import Desk

_log = structlog.get_logger(__name__)


class People:
    """Keeps the desk's team up to date, on whichever node somebody chose something."""

    def __init__(self, desk: "Desk") -> None:
        self._desk, self._bell = desk, desk.wake.bell("people")
        self._chosen: Sequence[Chosen] = ()
        self._written: Sequence[Person] = ()
        self._seated: Rules | None = None

    async def run(self, poll: timedelta) -> None:
        """Look again whenever somebody chose something, until the desk stops."""
        while not self._desk.wake.stopping:
            await self._bell.wait(poll)
            try:
                await self.read()
            except FrontdeskError as error:
                _log.warning("people postponed", error=str(error))

    async def read(self) -> None:
        """Take up what is kept.

        Raises:
            Unavailable: the database does not answer.
        """
        self._chosen = await self._desk.db.read(people.everybody)
        self.seat()

    def seat(self) -> None:
        """Let the rules in force have this team; call it again when other rules are."""
        rules = self._desk.judge.rules
        if rules is not self._seated:
            self._written = rules.team
        team = seated(self._written, self._chosen)
        if team != rules.team:
            self._desk.judge = replace(self._desk.judge, rules=replace(rules, team=team))
        self._seated = self._desk.judge.rules

    @property
    def written(self) -> Sequence[Person]:
        """The team as rules.toml has it."""
        return self._written

    async def choose(self, person: Person, **values: Any) -> None:
        """Keep what a person chose: columns of `people`.

        Raises:
            Unavailable: the database does not answer.
        """
        await self._desk.db.write(lambda connection: people.choose(connection, person.name, **values))
        await self.read()
        self._desk.wake.ring("people")


def seated(team: Iterable[Person], chosen: Iterable[Chosen]) -> tuple[Person, ...]:
    """The team with what each chose; an account that rules.toml names is never another's."""
    team, by_name = tuple(team), {each.name: each for each in chosen}
    taken = {person.telegram for person in team if person.telegram}
    return tuple(_seated(person, by_name.get(person.name), taken) for person in team)


def _seated(person: Person, chose: Chosen | None, taken: set[int]) -> Person:
    if chose is None:
        return person
    bound = chose.telegram if chose.telegram and chose.telegram not in taken else 0
    return replace(
        person,
        telegram=person.telegram or bound,
        language=chose.language or person.language,
        muted_until=chose.muted_until,
    )
