"""Fragment: the short message under a note that offers the answer which the note gives in words."""

from typing import Final

from frontdesk.messages.card_menus import LABEL_LIMIT
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import say, signed
from frontdesk.model.delivery import Button, Card
from frontdesk.model.press import Press, Target
from frontdesk.rules.rules import Criterion
from frontdesk.text import one_line

_MARKS: Final = {Target.YES: "✅", Target.NO: "✖"}


def fragment_card(press: Press, criterion: Criterion, language: str, answers: int) -> Card:
    """One line and one button; `answers`: the message that it answers, or it would be taken for a card."""
    name = criterion.name(language)
    points = f" {signed(criterion.points)}" if press.target is Target.YES else ""
    mark = _MARKS[press.target or Target.YES]
    label = one_line(f"{mark} {name[:1].upper()}{name[1:]}{points}", LABEL_LIMIT)
    card = plain_card([say("offer_answer", language, lead=press.lead)], [[Button(label, press)]])
    return Card(text=card.text, plain=card.plain, rows=card.rows, silent=True, reply_to=answers)
