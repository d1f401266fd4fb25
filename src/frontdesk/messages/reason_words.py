"""Reason words: what a receipt holds of a reason or a condition, in the language of whoever reads it.

Receipts hold it in one form, with signals named as the rules name them; that stays as it is, and only what is
shown becomes words. What has another form, of an older or a newer version, is shown as it is stored.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from frontdesk.messages.signal_words import GRAMMAR_WORDS, SIGNAL_WORDS, VALUE_WORDS
from frontdesk.messages.words import signed, text_in, word
from frontdesk.model.score import ANSWERED_YES, EVERYONE_ELSE
from frontdesk.rules.judging import CELLS

Hide = Callable[[str], str]  #: makes what others wrote fit to be shown

_LONGEST: Final = 500  #: characters of a reason or a condition
_FADED: Final = re.compile(
    r"(?P<told>.*), faded from (?P<points>[+-]\d{1,9}) in (?P<span>\d{1,9}) (?P<unit>[dh])", re.S
)
_CAPPED: Final = re.compile(
    r"(?P<points>[+-]\d{1,9}) together, at (?P<bound>most|least) (?P<left>[+-]\d{1,9})"
)
_WHERE: Final[Mapping[str, str]] = {
    "the message": "message",
    "the kind of business": "business",
    "the position": "position",
    "the company's name": "company",
    "an answer": "answer",
}
#: A value that a signal may tell: a word, or a number.
_VALUE: Final = r"[A-Za-z_]{1,30}(?:[/-][A-Za-z_]{1,30}){0,3}|-?\d{1,16}(?:\.\d{1,16})?(?:e[+-]\d\d)?"
#: One thing that a reason tells, up to the comma after it: a phrase that was found, or a signal.
_PART: Final = re.compile(
    r'(?:"(?P<phrase>.{1,60}?)"(?: as "(?P<words>.{1,60}?)")?'
    rf"(?: in (?P<where>{'|'.join(_WHERE)}))?"
    rf"|(?P<name>[a-z_]{{1,30}}(?:\.[a-z0-9_]{{1,30}})?)(?: (?P<value>{_VALUE}))?"
    r"(?: \((?P<detail>[A-Z]{2,3}|\d{1,9})\))?(?: in (?P<span>\d{1,9})(?P<unit>[hdw]))?)(?:, |\Z)"
)
#: One piece of a condition.
_TOKEN: Final = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*')|(?P<name>[A-Za-z_]\w*(?:\.\w+)*)"""
    r"""|(?P<other>\s+|\d+(?:\.\d+)?|==|!=|<=|>=|[<>()\[\],|+*-])"""
)


def reason_told(because: str, language: str, hide: Hide = str) -> str:
    """Why a criterion counts, in words: `valid number (PL)` for `phone.valid (PL)`.

    `hide` is applied to what forms and rules say word for word, and to all of a text that has another form.
    """
    because = because[:_LONGEST]
    faded = _FADED.fullmatch(because)
    told = _told(faded["told"] if faded else because, language, hide)
    return told + _faded(faded, language) if faded else told


def condition_told(condition: str, language: str, hide: Hide = str) -> str:
    """A condition in words: `valid e-mail and phone` for `email.valid and phone`."""
    condition = condition[:_LONGEST]
    if condition == EVERYONE_ELSE:
        return word("reason_else", language)
    return "".join(pieces) if (pieces := _pieces(condition, language, hide)) else hide(condition)


def _told(because: str, language: str, hide: Hide) -> str:
    if because == ANSWERED_YES:
        return word("why_answered", language)
    if capped := _CAPPED.fullmatch(because):
        text = word(f"reason_at_{capped['bound']}", language)
        return text.format(sum=signed(int(capped["points"])), left=signed(int(capped["left"])))
    parts = _parts(because, language, hide)
    return ", ".join(parts) if parts else condition_told(because, language, hide)


def _parts(because: str, language: str, hide: Hide) -> list[str]:
    """What each part tells; nothing where one cannot be read."""
    told: list[str] = []
    place = 0
    while place < len(because):
        found = _PART.match(because, place)
        if found is None or (found["name"] and found["name"] not in SIGNAL_WORDS):
            return [*told, "…"] if told and because.endswith("…") else []
        told.append(_phrase(found, language, hide) if found["phrase"] else _signal(found, language))
        place = found.end()
    return told


def _phrase(found: re.Match[str], language: str, hide: Hide) -> str:
    """A phrase of the rules, what stood for it, and where."""
    key = "reason_phrase_as" if found["words"] else "reason_phrase"
    told = word(key, language).format(phrase=hide(found["phrase"]), words=hide(found["words"] or ""))
    where = _WHERE.get(found["where"] or "")
    return f"{told} {word(f'where_{where}', language)}" if where else told


def _signal(found: re.Match[str], language: str) -> str:
    told, value, detail = text_in(SIGNAL_WORDS[found["name"]], language), found["value"], found["detail"]
    if value and detail:  # an amount and its currency
        told = f"{told}: {value} {detail}"
    elif value:
        told = f"{told}: {text_in(VALUE_WORDS[value], language) if value in VALUE_WORDS else value}"
    elif detail:
        told = f"{told}: {detail}" if detail.isdigit() else f"{told} ({detail})"
    if not found["span"]:
        return told
    return f"{told} {word('reason_within', language).format(span=_span(found, language))}"


def _faded(found: re.Match[str], language: str) -> str:
    points = signed(int(found["points"]))
    return word("reason_faded", language).format(points=points, span=_span(found, language))


def _span(found: re.Match[str], language: str) -> str:
    return f"{found['span']} {word('span_' + found['unit'], language)}"


def _pieces(condition: str, language: str, hide: Hide) -> list[str]:
    """A condition piece by piece; nothing where a piece is none that a condition may have."""
    told: list[str] = []
    place = 0
    while place < len(condition):
        found = _TOKEN.match(condition, place)
        piece = _piece(found, language, hide) if found else None
        if found is None or piece is None:
            return []
        told.append(piece)
        place = found.end()
    return told


def _piece(found: re.Match[str], language: str, hide: Hide) -> str | None:
    if found["text"]:
        return hide(found["text"])
    name = found["name"]
    if not name or name in CELLS:
        return found[0]
    if row := SIGNAL_WORDS.get(name) or GRAMMAR_WORDS.get(name):
        return text_in(row, language)
    table, _, group = name.partition(".")
    if table != "keywords" or not group:
        return None
    return f'{text_in(GRAMMAR_WORDS["keywords"], language)} "{group}"'
