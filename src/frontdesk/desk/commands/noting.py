"""Noting: what a person of the team writes down about a lead, by a command or a reply to its card."""

import re
from collections.abc import Callable
from typing import Final

from frontdesk.desk.commands.ask import Ask, Marked, Said
from frontdesk.desk.told import Told
from frontdesk.messages.commands import numbered
from frontdesk.messages.heard import Replied
from frontdesk.model.change import NOTED, Step
from frontdesk.model.lead import Lead, Role
from frontdesk.model.note import LIMIT, Note
from frontdesk.store import cards, leads, notes, updates
from frontdesk.store.database import Connection
from frontdesk.store.history import write_aside
from frontdesk.text import clean, cut

_HEAD: Final = re.compile(r"#([0-9]{1,18})(?![0-9])")


async def note(ask: Ask) -> Said:
    """`/note 142 text`."""
    found = numbered(ask.rest)
    if found is None or not found[1]:
        return ask.usage("/note 142 text")
    number, text = found
    return await _kept(ask, text, lambda connection: leads.standing(connection, number))


async def reply_note(ask: Ask, replied: Replied) -> Said | None:
    """A reply to a message of the bot that is about one lead; None where it is about none."""
    if ask.person.role is Role.VIEWER:
        return Told(toast="not_allowed", person=ask.person) if ask.private else None
    number = await lead_of(ask, replied)
    if number is None:
        return None
    return await _kept(ask, ask.rest, lambda connection: leads.standing(connection, number))


async def lead_of(ask: Ask, replied: Replied) -> int | None:
    """The lead that an answered message of the bot is about, if it is about one."""
    return await ask.desk.db.read(lambda connection: _about(connection, ask.chat.id, replied))


async def edit_note(ask: Ask) -> Said | None:
    """An edit of a message that is a note changes it, if its writer edits; None where it is no note."""
    text, now, where = _text(_behind(ask.rest)), ask.now, (ask.chat.id, ask.message)

    def work(connection: Connection) -> bool:
        found = notes.of_message(connection, *where)
        updates.settle(connection, ask.update)
        if found is None or found[1].by != ask.person.name or not text:
            return False
        lead, old = found
        notes.edit(connection, old.id, text, now)
        cards.redraw_of_others(connection, [lead], now)
        return True

    done = await ask.desk.db.write(work)
    ask.desk.wake.ring("cards")
    return Marked() if done else None


async def _kept(ask: Ask, text: str, whose: Callable[[Connection], Lead | None]) -> Said:
    said = Note(id=0, by=ask.person.name, text=_text(text), at=ask.now, file=ask.file)
    if not said.shown:
        return ask.says("note_empty")
    found = await ask.desk.db.write(lambda connection: _write(connection, ask, said, whose(connection)))
    ask.desk.wake.ring("cards")
    return Marked() if found else ask.says("no_such_lead")


def _write(connection: Connection, ask: Ask, said: Note, lead: Lead | None) -> bool:
    updates.settle(connection, ask.update)
    if lead is None:
        return False
    id_ = notes.add(connection, lead.id, said, chat=ask.chat.id, message=ask.message)
    if id_ is not None:
        step = Step(cause=f"note:{ask.update}", by=said.by, what=f"{NOTED}{id_}")
        write_aside(connection, lead, step, said.at)
        cards.redraw_of_others(connection, [lead.id], said.at)
    return True


def _about(connection: Connection, chat: int, replied: Replied) -> int | None:
    """The lead of the card that was answered, else the only one that the message's first line names."""
    if lead := cards.shown_as(connection, chat, replied.message):
        return lead
    named = leads_named(replied.text)
    return named.pop() if len(named) == 1 else None


def leads_named(text: str) -> set[int]:
    """The numbers of leads in a message's first line."""
    return {int(number) for number in _HEAD.findall(text.partition("\n")[0])}


def _behind(text: str) -> str:
    """What an edited command notes."""
    if not text.startswith("/"):
        return text
    found = numbered(text.partition(" ")[2].strip())
    return found[1] if found else ""


def _text(text: str) -> str:
    return cut(clean(text), LIMIT)
