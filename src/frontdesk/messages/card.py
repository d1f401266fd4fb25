"""Card: a lead as a message in a chat, with its buttons.

The wording is in `templates/cards/`, one file a view; nothing a form sent is ever template source or markup.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Final

from jinja2 import Environment, Template, TemplateError

from frontdesk.errors import Faults
from frontdesk.messages import names
from frontdesk.messages.card_examples import EXAMPLES
from frontdesk.messages.card_facts import context
from frontdesk.messages.card_rows import card_rows
from frontdesk.messages.card_there import look_at
from frontdesk.messages.defuse import defused
from frontdesk.messages.files import found_file, place
from frontdesk.messages.telegram_html import check
from frontdesk.model.delivery import TEMPLATED, Card, CardFacts, View
from frontdesk.rules.rules import Rules
from frontdesk.text import cut

_PLAIN_LIMIT: Final = 2000  #: characters of a card that had to be shown without markup
_TAG: Final = re.compile(r"<[^>]*>")
_CODE: Final = re.compile(r"<code>([^<]+)<")
_EMPTY_LINES: Final = re.compile(r"\n\s+")


class Cards:
    """The cards' templates, read and checked."""

    def __init__(self, templates: Mapping[View, Template]) -> None:
        self._templates = templates

    @classmethod
    def load(cls, folders: Sequence[Path]) -> "Cards":
        """Read `cards/VIEW.html` from the first folder that has it.

        Raises:
            Faults: every template that is missing, unreadable or not what Telegram takes.
        """
        faults: list[str] = []
        templates = {view: _template(_environment(), folders, view, faults) for view in TEMPLATED}
        if faults:
            raise Faults(faults)
        return cls({view: template for view, template in templates.items() if template})

    def render(self, facts: CardFacts, rules: Rules) -> Card:
        """The card in the chat's language. What Telegram would refuse is shown without markup instead."""
        text = _tidy(self._templates[facts.view].render(context(facts, rules)))
        rows, later = card_rows(facts, rules), look_at(facts)
        try:
            plain = check(text)
        except ValueError:
            plain = cut(defused(unescape(_TAG.sub("", text))), _PLAIN_LIMIT)
            return Card(text=escape(plain, quote=False), plain=plain, rows=rows, look_at=later)
        for code in _CODE.findall(text):
            # What stood in <code> would be live without it.
            plain = plain.replace(unescape(code), defused(unescape(code)))
        return Card(text=text, plain=plain, rows=rows, look_at=later)


@cache
def _environment() -> Environment:
    return names.environment(autoescape=True)


def _template(
    environment: Environment, folders: Sequence[Path], view: View, faults: list[str]
) -> Template | None:
    path = found_file(folders, f"cards/{view.value}.html")
    if path is None:
        faults.append(f"templates/cards/{view.value}.html:1: expected a template, found none")
        return None
    source = path.read_text("utf-8", "replace")
    known = {name: tuple(value) if name == "word" else None for name, value in EXAMPLES[0].items()}
    problems = names.problems(environment, source, "a card", known)
    if not problems:
        try:
            return _tried(names.template(environment, source))
        except (TemplateError, ValueError, TypeError, ArithmeticError, LookupError) as error:
            problems = [(getattr(error, "lineno", None) or 1, str(error))]
    faults.extend(f"{place(path)}:{line}: {problem}" for line, problem in problems)
    return None


def _tried(template: Template) -> Template:
    for example in EXAMPLES:
        check(_tidy(template.render(example)))
    return template


def _tidy(text: str) -> str:
    return _EMPTY_LINES.sub("\n", text).strip()
