"""Card menus: the buttons that a card shows for a minute instead of its own, for rarer presses."""

from collections.abc import Iterator
from typing import Final

from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Button, CardFacts, View
from frontdesk.model.press import BANDS, LOST, MENUS, OTHER, OVER, SNOOZES, Menu, Move, Press
from frontdesk.text import one_line

LABEL_LIMIT: Final = 40  #: characters; clients cut longer labels
DAYS: Final = (7, 30, 90)  #: after which a lead may come back to sales
_SELLERS: Final = 40  #: of a team, that one menu offers
_TAKEN: Final = (View.CLAIMED, View.CONTACTED)

Row = tuple[Button, ...]


def menu_rows(facts: CardFacts, menu: Menu) -> Iterator[Row]:
    """The rows of that menu; the last one is the way back."""
    yield from _ROWS[menu](facts)
    yield (to_menu(facts, None),)


def to_menu(facts: CardFacts, menu: Menu | None) -> Button:
    """The button that opens a menu of the card, or closes it (None)."""
    label = menu or "back"
    return _numbered(facts, word(f"button_{label}", facts.chat.language), Move.MENU, MENUS.index(menu))


def plain(facts: CardFacts, label: str, move: Move, style: str | None = None) -> Button:
    """A button whose press names nothing but the lead."""
    press = Press(lead=facts.lead.id, move=move, revision=facts.lead.revision)
    return Button(word(f"button_{label}", facts.chat.language), press, style)


def _more(facts: CardFacts) -> Iterator[Row]:
    if facts.view in _TAKEN:
        yield to_menu(facts, Menu.GIVE), to_menu(facts, Menu.RECYCLE)
    yield plain(facts, "why", Move.WHY), plain(facts, "history", Move.HISTORY), to_menu(facts, Menu.BAND)
    if facts.view is not View.TRIAGE:
        yield (plain(facts, "nurture", Move.NURTURE), plain(facts, "spam", Move.SPAM, "danger"))


def _lost(facts: CardFacts) -> Iterator[Row]:
    language = facts.chat.language
    named = [word(f"lost_{reason}", language) for reason in LOST]
    named[OTHER] += "…"
    buttons = [_numbered(facts, label, Move.LOST, n) for n, label in enumerate(named)]
    yield from zip(buttons[::2], buttons[1::2], strict=True)


def _recycle(facts: CardFacts) -> Iterator[Row]:
    for days in DAYS:
        label = word(f"button_days_{days}", facts.chat.language)
        yield (_numbered(facts, label, Move.RECYCLE, days),)


def _give(facts: CardFacts) -> Iterator[Row]:
    for one in facts.sellers[:_SELLERS]:
        label = one_line(say("button_give_to", facts.chat.language, who=one.name), LABEL_LIMIT)
        yield (_numbered(facts, label, Move.GIVE, one.telegram),)


def _snooze(facts: CardFacts) -> Iterator[Row]:
    for number, name in enumerate(SNOOZES):
        if name != OVER or facts.snoozed_until:
            label = word(f"snooze_{name}", facts.chat.language)
            yield (_numbered(facts, label, Move.SNOOZE_LEAD, number),)


def _band(facts: CardFacts) -> Iterator[Row]:
    for number, band in enumerate(BANDS):
        if band is not facts.lead.band or not facts.lead.band_by:
            label = word(f"band_{band}", facts.chat.language)
            yield (_numbered(facts, label[:1].upper() + label[1:], Move.BAND, number),)


def _numbered(facts: CardFacts, label: str, move: Move, number: int) -> Button:
    return Button(label, Press(lead=facts.lead.id, move=move, number=number, revision=facts.lead.revision))


_ROWS: Final = {
    Menu.MORE: _more,
    Menu.LOST: _lost,
    Menu.RECYCLE: _recycle,
    Menu.GIVE: _give,
    Menu.SNOOZE: _snooze,
    Menu.BAND: _band,
}
