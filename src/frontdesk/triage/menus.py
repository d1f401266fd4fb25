"""Menus: which buttons a card may show for a minute instead of its own, and to whom."""

from collections.abc import Mapping
from typing import Final

from frontdesk.model.lead import Known, Lead, Person, Role, State
from frontdesk.model.press import MENUS, Menu, Press
from frontdesk.model.score import Band
from frontdesk.triage.banding import may_band
from frontdesk.triage.closing import LEADERS
from frontdesk.triage.outcome import IN_HANDS, TAKEN, Open, Refusal

#: In which states a card offers a menu.
_MENUS: Final[Mapping[Menu, frozenset[State]]] = {
    Menu.MORE: IN_HANDS,
    Menu.LOST: frozenset({State.CONTACTED}),
    Menu.RECYCLE: TAKEN,
    Menu.GIVE: TAKEN,
    Menu.SNOOZE: TAKEN,
    Menu.BAND: IN_HANDS,
}


def opened(known: Known, press: Press, person: Person) -> Open | Refusal:
    """The menu that a press asks for, if the lead's card has it now and the presser may press anything."""
    number = press.number or 0
    menu = MENUS[number] if number < len(MENUS) else None
    if person.role is Role.VIEWER:
        return Refusal(toast="not_allowed")
    if menu and (known.lead.state is None or known.lead.state not in _MENUS[menu]):
        return Refusal(toast="changed")
    if menu and not _opens(known.lead, menu, person):
        return Refusal(toast="not_allowed")
    return Open(menu=menu)


def _opens(lead: Lead, menu: Menu, person: Person) -> bool:
    if menu is Menu.MORE:
        return True
    if menu is Menu.BAND:
        return any(may_band(lead, band, person) for band in Band)
    return lead.owner == person.name or person.role in LEADERS
