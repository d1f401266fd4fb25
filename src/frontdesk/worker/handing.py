"""Handing: posts the files of leads and notes in a person's own chat, or says why one does not come."""

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.errors import Closed, Deferred, FrontdeskError, Paused, Refused, Unsure
from frontdesk.files.folder import Folder
from frontdesk.messages.defuse import short
from frontdesk.messages.words import say
from frontdesk.model.delivery import DeliveryState
from frontdesk.store import deliveries, documents
from frontdesk.store.database import Connection
from frontdesk.store.documents import Document
from frontdesk.text import clean, file_name
from frontdesk.worker.chat import Kit
from frontdesk.worker.chat_budget import ChatBudget
from frontdesk.worker.endings import RETRIES

UPLOAD_BYTES: Final = 50_000_000  #: of one file that a bot may send (Bot API)
TRIES: Final = 10  #: of one document, while Telegram answers everything else
_NAME_LIMIT: Final = 60
_RISKY: Final = re.compile(r'[<>:"|?*%\x00-\x1f]')

_log = structlog.get_logger(__name__)


class Handing:
    """The files of one private chat."""

    def __init__(self, desk: Desk, kit: Kit, chat: int, folder: Folder, budget: ChatBudget) -> None:
        """`folder`: where the files lie."""
        self._desk, self._kit, self._chat = desk, kit, chat
        self._folder, self._budget = folder, budget

    async def next(self) -> Document | None:
        """Claim one that is due. Raises Unavailable."""
        chat, now, node = self._chat, self._desk.clock(), self._kit.node
        return await self._desk.db.write(lambda c: documents.claim_next(c, chat, now, node))

    def give_back(self, connection: Connection) -> None:
        """What this node claimed without learning of it is due again."""
        documents.give_back(connection, self._chat, self._kit.node)

    async def hand_over(self, document: Document, language: str, is_silent: Callable[[], bool]) -> None:
        """Post one, and write down what became of it; `is_silent`: whether it may make no sound then."""
        await self._budget.spend()
        error = await self._failure(document, language, silent=is_silent())
        self._budget.arrived()
        outcome = type(error).__name__.lower() if error else "sent"
        _log.info(f"document {outcome}", id=document.id, lead=document.lead, attempt=document.attempts)
        await self._budget.settle(self._settling(document, error))

    async def _failure(self, document: Document, language: str, *, silent: bool) -> FrontdeskError | None:
        """Post it; what kept it from being posted."""
        try:
            await self._post(document, language, silent=silent)
        except (Refused, Deferred, Unsure, Paused) as failure:
            return failure
        except OSError as failure:
            return Deferred(f"the file cannot be read: {type(failure).__name__}")
        except Exception as failure:
            _log.exception("document broke", id=document.id)
            return Unsure(f"{type(failure).__name__}: {failure}")
        return None

    async def _post(self, document: Document, language: str, *, silent: bool) -> None:
        """Post the file, or say in words why it does not come; raises Refused then."""
        if flaw := await self._flaw(document):
            key, why = flaw
            await self._explain(document, language, key)
            raise Refused(why)
        try:
            await self._posted(document, silent=silent)
        except Refused:
            await self._explain(document, language, "file_refused")
            raise

    async def _flaw(self, document: Document) -> tuple[str, str] | None:
        """Why it need not be tried: the key of what the person is told, and what goes on record."""
        if document.noted and document.noted.file:  # Telegram has it
            return None
        place = self._place(document)
        if place is None or not await asyncio.to_thread(place.is_file):
            return "file_gone", "the file is no longer there"
        if document.file and document.file.size > UPLOAD_BYTES:
            return "file_large", f"{document.file.size} bytes, Telegram takes {UPLOAD_BYTES}"
        return None

    async def _posted(self, document: Document, *, silent: bool) -> None:
        channel, place = self._kit.channel, self._place(document)
        if document.noted and document.noted.file:
            caption = f"#{document.lead} ✍ {short(document.noted.by, _NAME_LIMIT, 'none')}"
            await channel.kept(self._chat, document.noted.file, caption=caption, silent=silent)
        elif document.file and place:
            name, caption = harmless(document.file.name), f"#{document.lead}"
            await channel.document(self._chat, place, name=name, caption=caption, silent=silent)

    def _place(self, document: Document) -> Path | None:
        return self._folder.place(document.file.sha256) if document.file else None

    async def _explain(self, document: Document, language: str, key: str) -> None:
        file = document.file or (document.noted.file if document.noted else None)
        name = short(file.name, _NAME_LIMIT, "none") if file else None
        await self._kit.channel.say(self._chat, say(key, language, lead=document.lead, name=name))

    def _settling(self, document: Document, error: FrontdeskError | None) -> Callable[[Connection], None]:
        id_, node, now = document.id, self._kit.node, self._desk.clock()
        reason = clean(str(error)) if error else None
        if error is None:
            return lambda c: deliveries.settle(c, id_, node, DeliveryState.SENT, sent_at=now, reason=None)
        if isinstance(error, Refused):
            return lambda c: deliveries.settle(c, id_, node, DeliveryState.REFUSED, reason=reason)
        if isinstance(error, Closed):
            return lambda c: self._shut(c, id_, str(reason), now)
        rest = self._budget.rest(error)
        if isinstance(error, Unsure):
            again = now + self._kit.delays.unsure
            return lambda c: deliveries.settle_unsure(c, id_, node, again, str(reason))
        due_at, attempts = now + rest, document.attempts
        if isinstance(error, Paused) or (isinstance(error, Deferred) and error.after_s is not None):
            attempts -= 1  # Telegram asked to wait: that says nothing about the file, which begins anew
        elif attempts >= TRIES:
            return lambda c: deliveries.settle(c, id_, node, DeliveryState.HELD, reason=f"given up: {reason}")
        else:
            due_at = now + max(rest, RETRIES[min(attempts, len(RETRIES)) - 1])
        return lambda c: deliveries.settle(
            c, id_, node, DeliveryState.DUE, due_at=due_at, reason=reason, attempts=attempts
        )

    def _shut(self, connection: Connection, id_: int, reason: str, now: datetime) -> None:
        why = documents.SHUT + reason
        deliveries.settle(connection, id_, self._kit.node, DeliveryState.HELD, reason=why)
        documents.hold_all(connection, self._chat, reason, now)


def harmless(name: str) -> str:
    """The name of a file without what file systems, headers or chats could misread."""
    return file_name(_RISKY.sub("_", file_name(name)))
