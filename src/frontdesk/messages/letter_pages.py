"""Letter pages: one letter in one language, laid out and compiled, so that only values are left to render.

Markdown becomes HTML and the layout's styles go into the tags here, once, when the file is read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Final

from css_inline import CSSInliner, InlineError
from jinja2 import Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes

from frontdesk.errors import Faults
from frontdesk.messages import names
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.letter_file import LetterFile
from frontdesk.messages.markdown import Link, address_fault, laid_out
from frontdesk.messages.tags import Tags
from frontdesk.messages.unsubscribe_page import line_words
from frontdesk.messages.words import FIELD_NAMES, field_name
from frontdesk.model.delivery import Attachment
from frontdesk.text import clean, one_line

SUBJECT_LIMIT: Final = 150  #: characters
#: What a letter may show; the first two come from the form.
LETTER_NAMES: Final = ("company", "first_name", "sender", "attached", "missing")
#: What the layout around the letters may show; `{{ body }}` stands in it once.
LAYOUT_NAMES: Final = ("body", "language", "sender", "subject", "unsubscribe", "unsubscribe_words")
BODY: Final = re.compile(r"\{\{-?\s*body\s*-?\}\}")
TEXT: Final = names.environment(autoescape=False)
HTML: Final = names.environment(autoescape=True)
_INLINER: Final = CSSInliner(load_remote_stylesheets=False)
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
#: What every letter is tried with when it is read.
_TRIALS: Final = (
    LetterValues(),
    LetterValues(greeting="Maria", company="Acme", missing=("company",)),
    LetterValues(greeting="Maria", missing=tuple(FIELD_NAMES), unsubscribe="https://desk.example/u/1"),
)


@dataclass(frozen=True, slots=True)
class CompiledLetter:
    """One letter in one language: its templates, and all that they show but a visitor's values."""

    language: str
    subject: str
    attachments: tuple[Attachment, ...]
    text: Template
    html: Template
    fixed: Mapping[str, Any]

    def plain(self, values: LetterValues) -> str:
        """The text part."""
        text = _EMPTY_LINES.sub("\n\n", self.text.render(self._context(values))).strip() + "\n"
        return f"{text}\n{line_words(self.language)}:\n{values.unsubscribe}\n" if values.unsubscribe else text

    def page(self, values: LetterValues) -> str:
        """The HTML part, every value in it escaped."""
        return self.html.render(self._context(values))

    def _context(self, values: LetterValues) -> dict[str, Any]:
        missing = [name for field in values.missing if (name := field_name(field, self.language))]
        return {
            **self.fixed,
            "first_name": values.greeting,
            "company": values.company,
            "missing": missing,
            "unsubscribe": values.unsubscribe,
        }


def compiled(
    file: LetterFile,
    layout: str,
    language: str,
    sender: Mapping[str, str],
    attachments: tuple[Attachment, ...],
) -> CompiledLetter:
    """The letter, laid out, compiled and tried; the names it uses were checked before.

    Raises:
        Faults: it cannot be laid out, links nowhere, or cannot be rendered; "LINE: what" each.
    """
    table = SimpleNamespace(**sender)
    tags = Tags()
    try:
        subject = one_line(clean(TEXT.from_string(file.subject).render(sender=table)), SUBJECT_LIMIT)
        pages = laid_out(tags.masked(TEXT, file.body))
        if problems := [*_pictures(pages.pictures), *_addresses(pages.links, tags, table)]:
            raise Faults(problems)
        letter = CompiledLetter(
            language=language,
            subject=subject,
            attachments=attachments,
            text=TEXT.from_string(tags.unmasked(pages.text)),
            html=HTML.from_string(tags.unmasked(_INLINER.inline(_around(pages.html, layout, tags)))),
            fixed={
                "language": language,
                "subject": subject,
                "sender": table,
                "unsubscribe_words": line_words(language),
                "attached": [attachment.name for attachment in attachments],
            },
        )
        for values in _TRIALS:
            letter.plain(values)
            letter.page(values)
    except (TemplateError, ValueError, TypeError, LookupError, ArithmeticError, InlineError) as error:
        raise Faults([f"{file.subject_line}: cannot be laid out: {error}"]) from error
    return letter


def _around(html: str, layout: str, tags: Tags) -> str:
    """The letter's HTML in the layout, still masked."""
    before, after = BODY.split(layout)
    return tags.masked(HTML, before) + html + tags.masked(HTML, after)


def _pictures(lines: tuple[int, ...]) -> Iterator[str]:
    for line in lines:
        yield f"{line}: a letter must not hold a picture: mail programs hide it or tell who opened it"


def _addresses(links: tuple[Link, ...], tags: Tags, sender: SimpleNamespace) -> Iterator[str]:
    for link in links:
        if fault := _address_fault(link.address, tags, sender):
            yield f"{link.line}: {fault}"


def _address_fault(address: str, tags: Tags, sender: SimpleNamespace) -> str | None:
    """A link leads where the owner wants, never where a visitor wrote."""
    try:
        trees = [TEXT.parse(source) for source in tags.sources(address)]
    except TemplateSyntaxError:
        return f"a link must hold nothing but sender, found {tags.unmasked(address)}"
    if {name.name for tree in trees for name in tree.find_all(nodes.Name)} - {"sender"}:
        return f"a link must hold nothing but sender, found {tags.unmasked(address)}"
    try:
        return address_fault(TEXT.from_string(tags.unmasked(address)).render(sender=sender))
    except UndefinedError:
        return None  # it stands behind `{% if … is defined %}`, or was a fault before
