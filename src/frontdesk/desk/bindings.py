"""Bindings: the chats of the rules, with what people bound by /chat, on whichever node they did."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from frontdesk.errors import FrontdeskError
from frontdesk.model.lead import Chat
from frontdesk.model.topic import Binding
from frontdesk.store import bindings
from frontdesk.triage.bindings import bound_chats

if TYPE_CHECKING:
    from frontdesk.desk.desk import Desk

_log = structlog.get_logger(__name__)


class Bindings:
    """Keeps the desk's chats up to date."""

    def __init__(self, desk: "Desk") -> None:
        self._desk, self._bell = desk, desk.wake.bell("chats")
        self.kept: Sequence[Binding] = ()  #: all that people said
        self.used: Sequence[Binding] = ()  #: what of it is in force
        self._written: tuple[Chat, ...] | None = None

    @property
    def written(self) -> tuple[Chat, ...]:
        """The chats as rules.toml, or the settings, have them."""
        return self._desk.judge.rules.chats if self._written is None else self._written

    async def run(self, poll: timedelta) -> None:
        """Look again whenever somebody bound something, until the desk stops."""
        while not self._desk.wake.stopping:
            await self._bell.wait(poll)
            try:
                await self.read()
            except FrontdeskError as error:
                _log.warning("bindings postponed", error=str(error))

    async def read(self) -> None:
        """Take up what is kept.

        Raises:
            Unavailable: the database does not answer.
        """
        kept = await self._desk.db.read(bindings.all_)
        if kept != self.kept or self._written is None:
            self.kept = kept
            self._seat(fresh=self._written is None)

    def seat(self) -> None:
        """Other rules are in force: let them have these chats. Call it before their team is seated."""
        self._seat(fresh=True)

    def _seat(self, *, fresh: bool) -> None:
        """`fresh`: nobody has changed chats and team of the rules yet."""
        desk = self._desk
        rules = desk.judge.rules
        self._written = written = rules.chats if fresh else self.written
        chats, self.used = bound_chats(written, self.kept, rules.language)
        if chats == rules.chats:
            return
        # The team as it is written: who has seen to it takes these for other rules.
        team = rules.team if fresh else tuple(desk.people.written)
        desk.judge = replace(desk.judge, rules=replace(rules, chats=chats, team=team))
        if not fresh:
            desk.people.seat()
        _log.info("chats bound", chats=[chat.id for chat in chats], bindings=len(self.used))
        desk.wake.hear("places", "cards")
