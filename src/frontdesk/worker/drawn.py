"""Drawn: whatever goes into a chat as it reads now: cards, alarms, digests and posts."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from frontdesk.desk.desk import Desk
from frontdesk.messages.card import Cards
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import say
from frontdesk.model.delivery import Card, View
from frontdesk.model.lead import Chat, Known
from frontdesk.rules.quiet import is_quiet
from frontdesk.store import documents, leads
from frontdesk.store.alarm_work import AlarmWork
from frontdesk.store.cards import CardWork
from frontdesk.store.database import Connection
from frontdesk.store.digest_work import DigestWork
from frontdesk.store.posts import PostWork
from frontdesk.store.reminder_work import ReminderWork
from frontdesk.worker.alarms import drawn_alarm
from frontdesk.worker.digests import drawn_digest
from frontdesk.worker.drawn_posts import drawn_post
from frontdesk.worker.facts import card_facts
from frontdesk.worker.reminders import drawn_reminder
from frontdesk.worker.turns import Work


async def drawn(desk: Desk, templates: Cards, chat: Chat, work: Work) -> Card | None:
    """The message as it should read; None where there is nothing to show.

    Raises:
        Unavailable: the database does not answer.
    """
    if isinstance(work, ReminderWork):
        return await drawn_reminder(desk, chat, work)
    if isinstance(work, DigestWork):
        return await drawn_digest(desk, chat, work.day)
    if isinstance(work, PostWork):
        return await drawn_post(desk, chat, work)
    if isinstance(work, AlarmWork):
        return drawn_alarm(work, chat, desk.judge.rules.hours, desk.clock())
    return await _drawn_card(desk, templates, chat, work)


def hushed(card: Card, work: Work, chat: Chat, desk: Desk, at: datetime) -> Card:
    """The same without a sound where the chat is to hear nothing then; an alarm says that for itself."""
    if isinstance(work, AlarmWork):
        return card
    return replace(card, silent=card.silent or is_quiet(chat, desk.judge.rules.hours, at))


def hash_of(card: Card) -> str:
    """What tells one look of a message from another; its sound is no part of it."""
    return sha256(repr((card.text, card.rows)).encode()).hexdigest()


async def _drawn_card(desk: Desk, templates: Cards, chat: Chat, work: CardWork) -> Card | None:
    now, judge = desk.clock(), desk.judge
    if work.view is View.ERASED:
        return plain_card([say("card_erased", chat.language, lead=work.lead)])

    def look(connection: Connection) -> tuple[Known | None, frozenset[int]]:
        return leads.read_around(connection, work.lead, now), documents.shut_chats(connection, work.lead)

    known, shut = await desk.db.read(look)
    if known is None or known.receipt is None:
        return None
    return templates.render(card_facts(judge, chat, known, work, shut), judge.rules)
