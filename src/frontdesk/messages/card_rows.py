"""Card rows: the buttons under a card. Each names the state it wants, so a second tap changes nothing."""

from collections.abc import Iterator
from typing import Final

from frontdesk.messages.card_menus import LABEL_LIMIT, Row, menu_rows, plain, to_menu
from frontdesk.messages.card_others import shown_news
from frontdesk.messages.card_private import contact_rows
from frontdesk.messages.words import say, signed, word
from frontdesk.model.confirmation import NewValue
from frontdesk.model.delivery import Button, CardFacts, OtherLead, View
from frontdesk.model.join import Join, JoinState
from frontdesk.model.lead import ENDED, State
from frontdesk.model.press import Menu, Move, Press, Target
from frontdesk.rules.rules import Criterion, Rules
from frontdesk.text import one_line

_ROWS_LIMIT: Final = 45  #: of questions: a keyboard has at most 100 buttons (Bot API)


def card_rows(facts: CardFacts, rules: Rules) -> tuple[Row, ...]:
    """The rows of buttons that this view of the lead offers."""
    return tuple(_rows(facts, rules))


def _rows(facts: CardFacts, rules: Rules) -> Iterator[Row]:
    if facts.view is View.PRIVATE:
        yield from contact_rows(facts)
        return
    if facts.menu:
        yield from menu_rows(facts, facts.menu)
        return
    yield from _default(facts)
    if facts.view is View.TRIAGE:
        asked = [criterion for _, criterion in rules.sheet(facts.latest.hook).criteria if criterion.ask]
        yield from (_question(facts, criterion) for criterion in asked[:_ROWS_LIMIT])
    if facts.undo:
        yield (plain(facts, "undo", Move.UNDO),)
    elif facts.view is View.LINE and facts.lead.state in ENDED:
        yield (plain(facts, "history", Move.HISTORY),)
    if facts.view is not View.LINE:
        yield from ((_confirm(facts, new, value),) for new, value in shown_news(facts))
        yield from (_joining(facts, other, other.join) for other in facts.joins if other.join)
        yield _last(facts)


def _default(facts: CardFacts) -> Iterator[Row]:
    """What is meant to happen next, alone in its row."""
    if facts.view is View.SALES:
        yield (plain(facts, "take", Move.CLAIM, "success"),)
    if facts.lead.state is State.SALES_OFFERED and facts.view is View.SALES:
        yield (plain(facts, "pass", Move.NEXT),)
    if facts.view is View.CLAIMED:
        yield (plain(facts, "contacted", Move.CONTACTED, "success"),)
    if facts.view is View.CONTACTED:
        yield plain(facts, "won", Move.WON, "success"), to_menu(facts, Menu.LOST)


def _last(facts: CardFacts) -> Row:
    """What may be wanted of any lead, and the way to the rest."""
    contacts, more = plain(facts, "contacts", Move.CONTACTS), to_menu(facts, Menu.MORE)
    if facts.view in (View.CLAIMED, View.CONTACTED):
        return contacts, plain(facts, "why", Move.WHY), to_menu(facts, Menu.SNOOZE), more
    if facts.view is not View.TRIAGE:
        return contacts, plain(facts, "why", Move.WHY), more
    nurture, spam = plain(facts, "nurture", Move.NURTURE), plain(facts, "spam", Move.SPAM, "danger")
    return contacts, nurture, spam, more


def _confirm(facts: CardFacts, new: NewValue, value: str) -> Button:
    press = _press(facts, Move.CONFIRM, part=new.part, number=new.submission)
    return Button(one_line(say("button_confirm", facts.chat.language, value=value), LABEL_LIMIT), press)


def _joining(facts: CardFacts, other: OtherLead, join: Join) -> Row:
    """Whether two leads are one; asked once more, since there is no Undo."""
    language, number = facts.chat.language, other.number
    if join.state is JoinState.ASKED:
        back = Button(word("button_not_now", language), _press(facts, Move.NOT_NOW, number=number))
        return back, Button(say("button_join", language), _press(facts, Move.JOIN, number=number), "danger")
    ask = say("button_ask_join", language, number=number)
    apart = Button(word("button_apart", language), _press(facts, Move.APART, number=number))
    return Button(ask, _press(facts, Move.ASK_JOIN, number=number)), apart


def _press(facts: CardFacts, move: Move, *, part: str | None = None, number: int | None = None) -> Press:
    return Press(lead=facts.lead.id, move=move, part=part, number=number, revision=facts.lead.revision)


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
