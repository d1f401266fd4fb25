"""Letter pages: one letter in one language, laid out and compiled, so that only values are left to render.

Markdown becomes HTML and the layout's styles go into the tags here, once, when the file is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from css_inline import CSSInliner, InlineError
from jinja2 import Environment, Template, TemplateError, meta

from frontdesk.errors import Faults
from frontdesk.messages import names
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.letter_filters import filters
from frontdesk.messages.letter_head import Head
from frontdesk.messages.letter_links import Addresses
from frontdesk.messages.letter_trials import TRIALS
from frontdesk.messages.letter_values import days, fixed_values, spoken_values
from frontdesk.messages.markdown import laid_out
from frontdesk.messages.speech import speech
from frontdesk.messages.tags import Tags
from frontdesk.model.delivery import Attachment
from frontdesk.rules.hours import Hours

BODY: Final = re.compile(r"\{\{-?\s*body\s*-?\}\}")
_INLINER: Final = CSSInliner(load_remote_stylesheets=False)
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_TIMED: Final = frozenset({"now", "hours", "call_day", "call_when", "next_working_day"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What all letters of one language stand in."""

    language: str
    layout: str
    sender: Mapping[str, str]  #: `[sender]` of rules.toml
    hours: Hours | None
    files: Mapping[str, Path]  #: letters/attachments, by name
    text: Environment
    html: Environment


@dataclass(frozen=True, kw_only=True, slots=True)
class CompiledLetter:
    """One letter in one language: its templates, and all that they show but a visitor's values."""

    language: str
    head: Head
    pictures: tuple[Attachment, ...]
    text: Template
    html: Template
    fixed: Mapping[str, Any]
    hours: Hours | None
    timed: bool  #: it says something of days or hours

    def render(self, values: LetterValues, unsubscribe: str | None) -> tuple[str, str]:
        """The text part and the HTML part, every value in it escaped."""
        context = self._context(values, unsubscribe)
        text = _EMPTY_LINES.sub("\n\n", self.text.render(context)).strip() + "\n"
        if unsubscribe:
            text += f"\n{self.fixed['unsubscribe_words']}: {unsubscribe}\n"
        return text, self.html.render(context)

    def _context(self, values: LetterValues, unsubscribe: str | None) -> dict[str, Any]:
        spoken = speech(self.language)
        return {
            **self.fixed,
            **spoken_values(spoken, values, self.language),
            **(days(spoken, self.hours, values.now) if self.timed else {}),
            "unsubscribe": unsubscribe,
        }


@cache
def environments(language: str) -> tuple[Environment, Environment]:
    """The Jinja of text parts and of HTML parts, with the filters of that language."""
    spoken = speech(language)
    more = filters(spoken) if spoken else {}
    return names.environment(autoescape=False, filters=more), names.environment(autoescape=True, filters=more)


def compiled(body: str, head: Head, around: Surroundings) -> CompiledLetter:
    """The letter, laid out, compiled and tried; the names it uses were checked before.

    Raises:
        Faults: it links nowhere or shows foreign pictures; "LINE: what" each.
        TemplateError, ValueError, TypeError, LookupError, ArithmeticError, InlineError: it cannot be laid out
            or rendered (`FAILURES`).
    """
    letter = _laid_out(body, head, around)
    for values, unsubscribe in TRIALS:
        letter.render(values, unsubscribe)
    return letter


#: What a template may fail with.
FAILURES: Final = (TemplateError, ValueError, TypeError, LookupError, ArithmeticError, InlineError)


def _laid_out(body: str, head: Head, around: Surroundings) -> CompiledLetter:
    tags, sender = Tags(), SimpleNamespace(**around.sender)
    addresses = Addresses(around.text, tags, sender, around.files)
    masked = tags.masked(around.text, body)
    loops = (tags.statements("for"), tags.statements("endfor"))
    pages = laid_out(masked, addresses.picture, number=addresses.number, loops=loops)
    addresses.look_at(pages.links)
    if addresses.problems:
        raise Faults([f"{line}: {problem}" for line, problem in addresses.problems])
    html = _INLINER.inline(_in_layout(pages.html, around, tags))
    attached = [attachment.name for attachment in head.attachments]
    return CompiledLetter(
        language=around.language,
        head=head,
        pictures=tuple(addresses.pictures.values()),
        text=names.template(around.text, tags.unmasked(pages.text)),
        html=names.template(around.html, tags.unmasked(html)),
        fixed=fixed_values(around.language, head.subject, sender, attached),
        hours=around.hours,
        timed=bool(_TIMED & meta.find_undeclared_variables(around.text.parse(body))),
    )


def _in_layout(html: str, around: Surroundings, tags: Tags) -> str:
    """The letter's HTML in the layout, still masked."""
    before, after = BODY.split(around.layout)
    return tags.masked(around.html, before) + html + tags.masked(around.html, after)
