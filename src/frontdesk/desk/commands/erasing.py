"""Erasing: `/erase N` asks, and a tap of an admin erases the person behind the lead."""

from typing import Final

import structlog

from frontdesk.desk.commands.ask import Ask, Said
from frontdesk.desk.desk import Desk
from frontdesk.desk.eraser import eraser_of
from frontdesk.desk.told import Told, settled
from frontdesk.messages.commands import numbered
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Button
from frontdesk.model.lead import Role
from frontdesk.model.press import Move, Press
from frontdesk.store import leads, updates

_log = structlog.get_logger(__name__)

ERASE_MOVES: Final = frozenset({Move.ERASE, Move.ERASE_NOT})


async def erase(ask: Ask) -> Said:
    """`/erase 142`: a question, whose first answer does nothing."""
    found = numbered(ask.rest)
    if found is None or found[1]:
        return ask.usage("/erase 142")
    lead = await ask.desk.db.read(lambda connection: leads.standing(connection, found[0]))
    if lead is None:
        return ask.says("erase_gone", lead=found[0])
    rows = [
        [Button(word(label, ask.language), Press(lead=lead.id, move=move))]
        for label, move in (("button_erase_keep", Move.ERASE_NOT), ("button_erase", Move.ERASE))
    ]
    return plain_card([say("erase_ask", ask.language, lead=lead.id)], rows)


async def press_erase(desk: Desk, press: Press, *, chat: int, user: int, update: int) -> Told:
    """Erase, if an admin says so; twice is once.

    Raises:
        Unavailable: the database does not answer, or the folder of files cannot be used.
    """
    person = desk.judge.rules.person(user)
    if person is None or person.role is not Role.ADMIN:
        told = Told(toast="not_allowed" if person else "stranger", person=person)
        return await settled(desk.db, update, told)
    if press.move is Move.ERASE_NOT:
        kept = _said("erase_kept", press, person.language)
        return await settled(desk.db, update, Told(toast="erase_kept", person=person, alert=kept))
    eraser = await eraser_of(desk)
    done = await eraser.erase_leads([press.lead], by=person.name, now=desk.clock())
    await desk.db.write(lambda connection: updates.settle(connection, update))
    desk.wake.ring("cards", "mail")
    _log.info("person erased", leads=list(done.leads), rows=done.rows, files=len(done.files))
    if done.nothing:
        return Told(toast="erase_gone", person=person, alert=_said("erase_gone", press, person.language))
    counts = {"letters": done.cancelled, "cards": done.cards}
    words = say("erase_done", person.language, lead=press.lead, **counts)
    await eraser.rewrite()
    return Told(toast="erase_done", person=person, alert=words)


def _said(key: str, press: Press, language: str) -> str:
    return say(key, language, lead=press.lead)
