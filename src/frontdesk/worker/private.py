"""Private: shows the cards of one person who may see contacts in the own chat, and hands over files there."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.past import lately
from frontdesk.errors import Closed, Deferred, FrontdeskError, Paused, Refused, Unsure
from frontdesk.files.folder import Folder
from frontdesk.messages.card import Cards
from frontdesk.messages.card_private import NOTES_LIMIT, PAST_LIMIT
from frontdesk.messages.defuse import short
from frontdesk.messages.history import Happened, history_lines
from frontdesk.messages.words import say
from frontdesk.model.delivery import Card, DeliveryState, View
from frontdesk.model.lead import Chat, Known, Person
from frontdesk.model.note import Note, NoteFile
from frontdesk.model.sent_file import SentFile
from frontdesk.pacing import Pacer
from frontdesk.rules.hours import zone_of
from frontdesk.rules.quiet import is_quiet
from frontdesk.rules.rules import Rules
from frontdesk.store import deliveries, documents, leads, message_work, notes
from frontdesk.store.cards import CardWork
from frontdesk.store.database import Connection
from frontdesk.store.documents import Document
from frontdesk.text import clean, file_name
from frontdesk.triage.hearing import hears
from frontdesk.worker.cards import ChatCards
from frontdesk.worker.chat import NO_BURSTS, Delays
from frontdesk.worker.chat import Channel as CardChannel
from frontdesk.worker.endings import RETRIES, pause
from frontdesk.worker.facts import card_facts
from frontdesk.worker.turns import Found, Look, Work

UPLOAD_BYTES: Final = 50_000_000  #: of one file that a bot may send (Bot API)
TRIES: Final = 10  #: of one document, while Telegram answers everything else
PAST_READ: Final = 20  #: lines of a history, of which a card shows the newest that tell something
_NAME_LIMIT: Final = 60
_RISKY: Final = re.compile(r'[<>:"|?*%\x00-\x1f]')

_log = structlog.get_logger(__name__)


class Channel(CardChannel, Protocol):
    """Where cards, files and words go."""

    async def document(self, chat: int, file: Path, *, name: str, caption: str, silent: bool = False) -> None:
        """Post a file; raises Refused, Deferred, Unsure, Paused, Closed, OSError."""

    async def kept(self, chat: int, file: NoteFile, *, caption: str, silent: bool = False) -> None:
        """Post a file that Telegram has; raises as `document` does."""

    async def say(self, chat: int, text: str) -> None:
        """Post a text; raises as `document` does."""


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
        channel: Channel,
        templates: Cards,
        person: Person,
        pacer: Pacer,
        *,
        folder: Folder,
        node: str,
        delays: Delays,
        mine: Callable[[], bool],
    ) -> None:
        """`folder`: where the files lie; `mine`: whether this node may write to private chats."""
        own = Chat.private(person)
        super().__init__(desk, channel, templates, own, pacer, node=node, delays=delays, mine=self._goes_on)
        self._person, self._plan = person, NO_BURSTS
        self._files, self._folder, self._is_ours, self._idle = channel, folder, mine, False

    async def run(self) -> None:
        """Do what is due now; whoever finds more later runs it again."""
        self._idle = False
        await super().run()

    def _is_silent(self, now: datetime) -> bool:
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
        document = await self._db.write(self._claim_document)
        if document is None:
            self._idle = True
        else:
            await self._hand_over(document)
        return timedelta()

    def _claim_document(self, connection: Connection) -> Document | None:
        return documents.claim_next(connection, self._chat.id, self._clock(), self._node)

    def _claim(self, connection: Connection, look: Look) -> Found:
        if self._unheard:
            documents.give_back(connection, self._chat.id, self._node)
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

    async def _hand_over(self, document: Document) -> None:
        await self._spend()
        error: FrontdeskError | None = None
        try:
            await self._post(document)
        except (Refused, Deferred, Unsure, Paused) as failure:
            error = failure
        except OSError as failure:
            error = Deferred(f"the file cannot be read: {type(failure).__name__}")
        except Exception as failure:
            _log.exception("document broke", id=document.id)
            error = Unsure(f"{type(failure).__name__}: {failure}")
        self._pacer.arrived(self._clock())
        outcome = type(error).__name__.lower() if error else "sent"
        _log.info(f"document {outcome}", id=document.id, lead=document.lead, attempt=document.attempts)
        await self._settle(self._settling_document(document, error))

    async def _post(self, document: Document) -> None:
        """Post the file, or say in words why it does not come; raises Refused then."""
        if document.noted and document.noted.file:
            await self._post_noted(document, document.noted, document.noted.file)
            return
        file, chat = document.file, self._chat.id
        place = self._folder.place(file.sha256) if file else None
        if file is None or place is None or not await asyncio.to_thread(place.is_file):
            await self._explain(document, "file_gone")
            raise Refused("the file is no longer there")
        if file.size > UPLOAD_BYTES:
            await self._explain(document, "file_large")
            raise Refused(f"{file.size} bytes, Telegram takes {UPLOAD_BYTES}")
        try:
            await self._files.document(
                chat,
                place,
                name=harmless(file.name),
                caption=f"#{document.lead}",
                silent=self._is_silent(self._clock()),
            )
        except Refused:
            await self._explain(document, "file_refused")
            raise

    async def _post_noted(self, document: Document, note: Note, file: NoteFile) -> None:
        caption = f"#{document.lead} ✍ {short(note.by, _NAME_LIMIT, 'none')}"
        silent = self._is_silent(self._clock())
        try:
            await self._files.kept(self._chat.id, file, caption=caption, silent=silent)
        except Refused:
            await self._explain(document, "file_refused")
            raise

    async def _explain(self, document: Document, key: str) -> None:
        language = (self._reader() or self._person).language
        file = document.file or (document.noted.file if document.noted else None)
        name = short(file.name, _NAME_LIMIT, "none") if file else None
        await self._files.say(self._chat.id, say(key, language, lead=document.lead, name=name))

    def _settling_document(
        self, document: Document, error: FrontdeskError | None
    ) -> Callable[[Connection], None]:
        id_, node, now = document.id, self._node, self._clock()
        reason = clean(str(error)) if error else None
        if error is None:
            return lambda c: deliveries.settle(c, id_, node, DeliveryState.SENT, sent_at=now, reason=None)
        if isinstance(error, Refused):
            return lambda c: deliveries.settle(c, id_, node, DeliveryState.REFUSED, reason=reason)
        if isinstance(error, Closed):
            return lambda c: self._shut(c, id_, str(reason), now)
        self._failures += 1
        rest = pause(error, self._failures)
        self._pacer.halt(now + rest)
        if isinstance(error, Unsure):
            again = now + self._delays.unsure
            return lambda c: deliveries.settle_unsure(c, id_, node, again, str(reason))
        if isinstance(error, Paused) or (isinstance(error, Deferred) and error.after_s is not None):
            # Telegram asked to wait: that says nothing about the file, which begins anew.
            due_at, before = now + rest, document.attempts - 1
            return lambda c: deliveries.settle(
                c, id_, node, DeliveryState.DUE, due_at=due_at, reason=reason, attempts=before
            )
        if document.attempts >= TRIES:
            return lambda c: deliveries.settle(c, id_, node, DeliveryState.HELD, reason=f"given up: {reason}")
        due_at = now + max(rest, RETRIES[min(document.attempts, len(RETRIES)) - 1])
        return lambda c: deliveries.settle(c, id_, node, DeliveryState.DUE, due_at=due_at, reason=reason)

    def _shut(self, connection: Connection, id_: int, reason: str, now: datetime) -> None:
        why = documents.SHUT + reason
        deliveries.settle(connection, id_, self._node, DeliveryState.HELD, reason=why)
        documents.hold_all(connection, self._chat.id, reason, now)


def reader(rules: Rules, chat: int) -> Person | None:
    """Whose private chat that is, if it is one of somebody who may see contacts."""
    person = rules.person(chat)
    return person if person and person.sees_contacts else None


def harmless(name: str) -> str:
    """The name of a file without what file systems, headers or chats could misread."""
    return file_name(_RISKY.sub("_", file_name(name)))
