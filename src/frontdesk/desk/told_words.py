"""Told words: what somebody is told after a press or a command, in words."""

from frontdesk.desk.told import Told
from frontdesk.messages.defuse import short
from frontdesk.messages.words import say
from frontdesk.rules.rules import Rules

_NAME = 60  #: characters of who did it


def told_words(told: Told, rules: Rules, language: str | None = None) -> str:
    """One line; in the person's own language unless another is named."""
    by = short(told.by, _NAME, "none")
    language = language or (told.person.language if told.person else rules.language)
    criterion = rules.criterion(told.criterion)
    return say(
        told.toast,
        language,
        owner=by,
        who=by,
        criterion=criterion.name(language) if criterion else "",
        total=told.score if told.score is not None else "",
    )
