"""Snapshot: the state of the demo as the page draws it."""

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.app.service import Service
from frontdesk.demo.chat import ChatRoom, ChatServer, Message
from frontdesk.demo.clock import DemoClock
from frontdesk.demo.mail import Mail
from frontdesk.demo.mailbox import Mailbox
from frontdesk.messages.card_facts import needed
from frontdesk.model.lead import Chat, Known, Person, Purpose
from frontdesk.model.samples import SAMPLES
from frontdesk.model.score import Receipt
from frontdesk.model.submission import shown_name
from frontdesk.rules.rules import Rules
from frontdesk.store import leads
from frontdesk.store.leads import LeadLine
from frontdesk.store.tables import history, receipts, submissions

MAILS: Final = 20
MESSAGES: Final = 30
LEADS: Final = 20


class Snapshot:
    """Reads the database, the mailbox and the chats."""

    def __init__(
        self,
        service: Service,
        mailbox: Mailbox,
        chat: ChatServer,
        clock: DemoClock,
        team: Sequence[Person],
        stranger: int,
    ) -> None:
        self._service, self._mailbox, self._chat, self._clock = service, mailbox, chat, clock
        self._team = [{"name": p.name, "telegram": p.telegram, "role": p.role} for p in team]
        self._team.append({"name": "A stranger", "telegram": stranger, "role": None})
        self._rules: Rules = service.config.rules

    async def version(self) -> int:
        """A number that grows with every change."""
        stored = await self._service.db.read(_written)
        return stored + self._mailbox.version + self._chat.version + self._clock.turns

    async def read(self) -> dict[str, Any]:
        """Everything the page draws."""
        version, at = await self.version(), self._service.desk.clock()
        lines = await self._service.db.read(lambda c: leads.newest(c, LEADS))
        number = await self._service.db.read(_last_judged)
        known = await self._service.db.read(lambda c: leads.read_known(c, [number], at)) if number else {}
        return {
            "version": version,
            "ahead_s": self._clock.ahead.total_seconds(),
            "company": self._rules.sender.get("company", ""),
            "samples": SAMPLES,
            "lead": self._lead(known[number]) if number else None,
            "leads": [_line(line) for line in lines],
            "mails": [_mail(mail) for mail in self._mailbox.mails[-MAILS:][::-1]],
            "chats": [self._room(chat) for chat in self._rules.chats],
            "privates": [self._private(room) for room in self._chat.rooms if room.type == "private"],
            "team": self._team,
        }

    def _lead(self, known: Known) -> dict[str, Any]:
        lead, receipt = known.lead, known.receipt
        assert receipt is not None  # noqa: S101 - it is the last that was judged
        signals = self._service.desk.judge.signals(known)
        total, decided = receipt.score, receipt.verdict
        held = {suspicion.guard: suspicion.because for suspicion in signals.spam}
        return {
            "id": lead.id,
            "name": shown_name(known.submissions[-1].submission.fields),
            "state": lead.state,
            "band": decided.band,
            "owner": lead.owner,
            "score": total.total,
            "reachable": total.reachable,
            "needs": needed(self._rules, total.total, known.submissions[-1].hook) or None,
            "reasons": self._reasons(receipt),
            "open": [self._open(id_) for id_ in total.open],
            "letter": decided.letter,
            "letter_because": decided.letter_because,
            "withheld": decided.withheld,
            "quarantine": [
                {"guard": guard, "because": held.get(guard, lead.quarantined_by or "")}
                for guard in decided.quarantine
            ],
            "at": receipt.at.isoformat(),
        }

    def _reasons(self, receipt: Receipt) -> list[dict[str, Any]]:
        return [
            {
                "criterion": reason.criterion,
                "name": self._criterion(reason.criterion),
                "points": reason.points,
                "because": reason.because,
                "by": reason.by,
            }
            for reason in receipt.score.reasons
        ]

    def _open(self, id: str) -> dict[str, Any]:
        criterion = self._rules.criterion(id)
        return {"id": id, "name": self._criterion(id), "points": criterion.points if criterion else 0}

    def _criterion(self, id: str) -> str:
        return self._rules.name(id, self._rules.language)

    def _room(self, chat: Chat) -> dict[str, Any]:
        title = "Triage" if chat.purpose is Purpose.TRIAGE else "Sales"
        messages = self._chat.messages(chat.id)[-MESSAGES:]
        return {
            "id": chat.id,
            "title": title,
            "purpose": chat.purpose,
            "messages": [_message(message) for message in messages],
        }

    def _private(self, room: ChatRoom) -> dict[str, Any]:
        messages = self._chat.messages(room.id)[-MESSAGES:]
        return {"id": room.id, "title": room.title, "messages": [_message(message) for message in messages]}


def _written(connection: sa.Connection) -> int:
    """Rows written so far; rows are never deleted in a demo."""
    counted = (
        sa.select(sa.func.count()).select_from(t).scalar_subquery() for t in (history, receipts, submissions)
    )
    return sum(connection.execute(sa.select(*counted)).one())


def _last_judged(connection: sa.Connection) -> int | None:
    return connection.execute(sa.select(receipts.c.lead).order_by(receipts.c.id.desc()).limit(1)).scalar()


def _line(line: LeadLine) -> dict[str, Any]:
    return {
        "id": line.lead.id,
        "name": shown_name(line.fields),
        "score": line.receipt.score.total if line.receipt else None,
        "band": line.lead.band,
        "state": line.lead.state,
    }


def _mail(mail: Mail) -> dict[str, Any]:
    return {
        "id": mail.id,
        "to": mail.to,
        "from": mail.sender,
        "subject": mail.subject,
        "at": mail.at.isoformat(),
        "text": mail.text,
        "attachments": [{"name": file.name, "size": file.size} for file in mail.attachments],
    }


def _message(message: Message) -> dict[str, Any]:
    rows = [
        [
            {"label": b.text, "data": b.callback_data, "style": b.style, "url": b.url, "copy": b.copy_text}
            for b in row
        ]
        for row in message.rows
    ]
    return {
        "message_id": message.message_id,
        "html": message.html,
        "rows": rows,
        "file": {"name": file.name, "size": file.size} if (file := message.document) else None,
        "edited": bool(message.edited),
        "at": message.date.isoformat(),
    }
