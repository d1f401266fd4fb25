"""Homes: the chat where a lead in some state has its card, and what that card shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from frontdesk.model.delivery import View
from frontdesk.model.lead import Purpose, State
from frontdesk.rules.rules import Rules

VIEWS: Final[Mapping[State, tuple[Purpose, View]]] = {
    State.TRIAGE: (Purpose.TRIAGE, View.TRIAGE),
    State.SALES_OPEN: (Purpose.SALES, View.SALES),
    State.SALES_OFFERED: (Purpose.SALES, View.SALES),
    State.CLAIMED: (Purpose.SALES, View.CLAIMED),
    State.CONTACTED: (Purpose.SALES, View.CONTACTED),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Where leads in a state have their card."""

    chat: int
    state: State
    view: View


def homes(rules: Rules) -> Iterator[Home]:
    """Every state whose leads should have a card, as far as there is a chat for it."""
    for state, (purpose, view) in VIEWS.items():
        if chat := rules.chat(purpose):
            yield Home(chat=chat.id, state=state, view=view)
