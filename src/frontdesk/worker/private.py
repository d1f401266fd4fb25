"""Private: shows the cards of one person who may see contacts in the own chat, and hands over files there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.past import lately
from frontdesk.errors import Closed, FrontdeskError
from frontdesk.files.folder import Folder
from frontdesk.messages.card_private import NOTES_LIMIT, PAST_LIMIT
from frontdesk.messages.history import Happened, history_lines
from frontdesk.model.delivery import Card, View
from frontdesk.model.lead import Chat, Known, Person
from frontdesk.model.note import Note
from frontdesk.model.sent_file import SentFile
from frontdesk.pacing import Pacer
from frontdesk.rules.hours import zone_of
from frontdesk.rules.quiet import is_quiet
from frontdesk.rules.rules import Rules
from frontdesk.store import documents, leads, message_work, notes
from frontdesk.store.cards import CardWork
from frontdesk.store.database import Connection
from frontdesk.triage.hearing import hears
from frontdesk.worker.cards import ChatCards
from frontdesk.worker.chat import NO_BURSTS, Kit
from frontdesk.worker.facts import card_facts
from frontdesk.worker.handing import Handing
from frontdesk.worker.turns import Found, Look, Work

PAST_READ: Final = 20  #: lines of a history, of which a card shows the newest that tell something

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a private card shows beside what every card does."""

    files: tuple[SentFile, ...]
    notes: tuple[Note, ...]
    past: list[Happened]  #: newest first


class PrivateChat(ChatCards):
    """Shows the cards of one private chat and hands over its files, until nothing is due."""

    def __init__(
        self,
        desk: Desk,
        kit: Kit,
        person: Person,
        pacer: Pacer,
        *,
        folder: Folder,
        mine: Callable[[], bool],
    ) -> None:
        """`folder`: where the files lie; `mine`: whether this node may write to private chats."""
        super().__init__(desk, kit, Chat.private(person), pacer, mine=self._goes_on)
        self._person, self._plan, self._is_ours, self._idle = person, NO_BURSTS, mine, False
        self._handing = Handing(desk, kit, self._chat.id, folder, self._budget)

    async def run(self) -> None:
        """Do what is due now; whoever finds more later runs it again."""
        self._idle = False
        await super().run()

    def _is_silent(self) -> bool:
        now = self._clock()
        quiet = is_quiet(self._chat, self._desk.judge.rules.hours, now)
        return quiet or not self._hears(now)

    def _hears(self, now: datetime) -> bool:
        return hears(self._desk.judge.rules, self._reader() or self._person, now)

    def _goes_on(self) -> bool:
        # Asked before each claim: who just lost the right to see contacts gets nothing more.
        return not self._idle and self._is_ours() and self._reader() is not None

    def _reader(self) -> Person | None:
        return reader(self._desk.judge.rules, self._chat.id)

    async def _rest(self, now: datetime, look: Look, found: Found) -> timedelta:
        """No card is due: a file may be."""
        document = await self._handing.next()
        if document is None:
            self._idle = True
        else:
            language = (self._reader() or self._person).language
            await self._handing.hand_over(document, language, self._is_silent)
        return timedelta()

    def _claim(self, connection: Connection, look: Look) -> Found:
        if self._unheard:
            self._handing.give_back(connection)
        return super()._claim(connection, look)

    async def _rendered(self, work: Work) -> Card | None:
        if not isinstance(work, CardWork) or work.view is View.ERASED:
            return await super()._rendered(work)
        now, judge = self._clock(), self._desk.judge

        def look(connection: Connection) -> tuple[Known | None, _Beside]:
            known = leads.read_around(connection, work.lead, now)
            noted = notes.newest(connection, work.lead, NOTES_LIMIT)
            files = documents.of_lead(connection, work.lead)
            return known, _Beside(files, noted, lately(connection, work.lead, PAST_READ))

        known, beside = await self._db.read(look)
        if known is None or known.receipt is None:
            return None
        person, zone = self._reader() or self._person, zone_of(judge.rules.hours)
        facts = card_facts(judge, Chat.private(person), known, work)
        past = history_lines(beside.past, zone, person.language)[:PAST_LIMIT]
        facts = replace(facts, files=beside.files, notes=beside.notes, past=past)
        return replace(self._templates.render(facts, judge.rules), silent=not self._hears(now))

    def _settling(
        self, work: Work, error: FrontdeskError, reason: str, now: datetime
    ) -> Callable[[Connection], None]:
        if not isinstance(work, CardWork) or not isinstance(error, Closed):
            return super()._settling(work, error, reason, now)

        def shut(connection: Connection) -> None:
            message_work.settle_held(connection, work, documents.SHUT + reason)
            documents.hold_all(connection, self._chat.id, reason, now)

        return shut


def reader(rules: Rules, chat: int) -> Person | None:
    """Whose private chat that is, if it is one of somebody who may see contacts."""
    person = rules.person(chat)
    return person if person and person.sees_contacts else None
