"""Card rows: the buttons under a card. Each names the state it wants, so a second tap changes nothing."""

from collections.abc import Iterator
from typing import Final

from frontdesk.messages.words import signed, word
from frontdesk.model.delivery import Button, CardFacts, View
from frontdesk.model.press import Move, Press, Target
from frontdesk.rules.rules import Criterion, Rules
from frontdesk.text import one_line

LABEL_LIMIT: Final = 40  #: characters; clients cut longer labels
_ROWS_LIMIT: Final = 45  #: of questions: a keyboard has at most 100 buttons (Bot API)

Row = tuple[Button, ...]


def card_rows(facts: CardFacts, rules: Rules) -> tuple[Row, ...]:
    """The rows of buttons that this view of the lead offers."""
    return tuple(_rows(facts, rules))


def _rows(facts: CardFacts, rules: Rules) -> Iterator[Row]:
    if facts.view is View.SALES:
        yield (_button(facts, "take", Move.CLAIM, "success"),)
    if facts.view is View.TRIAGE:
        asked = [criterion for criterion in rules.criteria if criterion.ask]
        yield from (_question(facts, criterion) for criterion in asked[:_ROWS_LIMIT])
    if facts.undo and facts.view in (View.CLAIMED, View.LINE):
        yield (_button(facts, "undo", Move.UNDO),)
    if facts.view is not View.LINE:
        yield _button(facts, "nurture", Move.NURTURE), _button(facts, "spam", Move.SPAM, "danger")


def _button(facts: CardFacts, label: str, move: Move, style: str | None = None) -> Button:
    press = Press(lead=facts.lead.id, move=move, revision=facts.lead.revision)
    return Button(word(f"button_{label}", facts.chat.language), press, style)


def _question(facts: CardFacts, criterion: Criterion) -> Row:
    """A criterion to answer, or who answered it and a way back."""
    language = facts.chat.language
    name = criterion.name(language)
    name = name[:1].upper() + name[1:]
    answer = facts.answers.get(criterion.id)
    if answer is None:
        return (
            _target(facts, criterion, f"{name} {signed(criterion.points)}", Target.YES),
            _target(facts, criterion, word("button_no", language), Target.NO),
        )
    mark, target = ("✅", Target.YES) if answer.yes else ("✖", Target.NO)
    return (
        _target(facts, criterion, f"{mark} {name} · {answer.by}", target),
        _target(facts, criterion, word("button_clear", language), Target.CLEAR),
    )


def _target(facts: CardFacts, criterion: Criterion, label: str, target: Target) -> Button:
    revision = facts.lead.revision
    press = Press(
        lead=facts.lead.id, move=Move.ANSWER, criterion=criterion.id, target=target, revision=revision
    )
    return Button(one_line(label, LABEL_LIMIT), press)
