"""Changing: commands that change a lead; each goes the way of a press."""

from typing import Final

from frontdesk.desk.commands.ask import Ask, Said
from frontdesk.desk.pressing import press_lead
from frontdesk.messages.commands import numbered
from frontdesk.model.lead import Person
from frontdesk.model.press import Move, Press
from frontdesk.model.score import Band
from frontdesk.text import clean, cut
from frontdesk.triage.closing import SELLERS

REASON: Final = 300  #: characters


async def take(ask: Ask) -> Said:
    """`/take 142`."""
    return await _plain(ask, Move.CLAIM, "/take 142")


async def undo(ask: Ask) -> Said:
    """`/undo 142`: the last step, at any time for those who lead."""
    return await _plain(ask, Move.UNDO, "/undo 142")


async def band(ask: Ask) -> Said:
    """`/band 142 nurture reason`: the score stays."""
    found = numbered(ask.rest)
    name, _, reason = found[1].partition(" ") if found else ("", "", "")
    if found is None or name.lower() not in set(Band):
        return ask.usage(f"/band 142 {' | '.join(Band)} reason")
    press = Press(
        lead=found[0], move=Move.BAND, band=Band(name.lower()), reason=cut(clean(reason), REASON), typed=True
    )
    return await _pressed(ask, press)


async def give(ask: Ask) -> Said:
    """`/give 142 Ann`."""
    found = numbered(ask.rest)
    if found is None or not found[1]:
        return ask.usage("/give 142 Ann")
    other = named(ask.rules.team, found[1])
    if other is None:
        return ask.says("no_such_person")
    if other.role not in SELLERS or not other.telegram:
        return ask.says("cannot_sell" if other.role not in SELLERS else "no_account", who=other.name)
    return await _pressed(ask, Press(lead=found[0], move=Move.GIVE, number=other.telegram, typed=True))


def named(team: tuple[Person, ...], name: str) -> Person | None:
    """Who of the team has that name, large and small letters alike."""
    sought = clean(name).casefold()
    return next((person for person in team if person.name.casefold() == sought), None)


async def _plain(ask: Ask, move: Move, example: str) -> Said:
    found = numbered(ask.rest)
    if found is None or found[1]:
        return ask.usage(example)
    return await _pressed(ask, Press(lead=found[0], move=move, typed=True))


async def _pressed(ask: Ask, press: Press) -> Said:
    return await press_lead(ask.desk, press, chat=None, user=ask.person.telegram, update=ask.update)
