"""Shapes: an e-mail address or a phone number told by its look, where the label explains nothing.

A guess is only made where a wrong one is hardly possible: a person's own address or number, alone in its
answer. Whoever else's it is, and whatever else the digits may be, the label or the digits' own look says.
"""

import re
from typing import Final

from frontdesk.intake.numbers import is_international, is_phone, looks_dialled
from frontdesk.rules.wordings.builders import HEADS
from frontdesk.rules.wordings.folded import parted, words
from frontdesk.rules.wordings.joined import (
    ENVELOPES,
    FIGURES,
    MAIL_WORDS,
    NAMELESS,
    OTHERS,
    PHONE_WORDS,
    UNLABELLED,
)
from frontdesk.text import clean, shown

LIMIT: Final = 320  #: characters of an answer; a longer one is neither

_LOCAL: Final = re.compile(r"[\w#$*+^~][\w#$*+^~.'-]{0,63}")
_FILES: Final = frozenset(("png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "ico", "css", "js"))


def shaped(label: str, value: object) -> str | None:
    """What the answer under a label that `Labels.field` does not know must be: "email", "phone" or None.

    An e-mail address is one and nothing else. A phone number is one and nothing else, and either begins with
    "+" or "00" or stands under a label that names nothing, such as "Question 4" or "field_7". Neither is
    guessed where the label says that it is somebody else's; no number where it says another kind of number.
    """
    text = _text(value)
    if "@" in text:
        said = words(parted(label))
        return "email" if _is_address(text) and not _is_others(said) else None
    if not is_phone(text):
        return None
    said = words(parted(label))
    if _is_others(said) or _is_figure(said):
        return None
    return "phone" if is_international(text) or (_is_nameless(said) and looks_dialled(text)) else None


def _text(value: object) -> str:
    """The answer as clean text, "" where it is too long or no single text or whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if 0 < value < 10**15 else ""
    if not isinstance(value, str) or len(value) > LIMIT:
        return ""
    return shown(clean(value)).strip()


def _is_address(text: str) -> bool:
    local, _, domain = text.rpartition("@")
    *names, ending = domain.lower().split(".")
    if not _LOCAL.fullmatch(local) or local.endswith((".", "'")) or ".." in local:
        return False
    if len(ending) < 2 or ending in _FILES or not (ending.isalpha() or ending.startswith("xn--")):
        return False
    return bool(names) and all(map(_is_host_name, (*names, ending)))


def _is_host_name(name: str) -> bool:
    return len(name) <= 63 and name.strip("-") == name and name.replace("-", "").isalnum()


def _is_others(said: list[str]) -> bool:
    """The label speaks of somebody else, or is a part of another e-mail, such as "From" or "email_to"."""
    if OTHERS.search(" ".join(said)):
        return True
    rest = {word for word in said if word in ENVELOPES or not (word in MAIL_WORDS or word in HEADS)}
    return bool(rest) and rest <= ENVELOPES


def _is_figure(said: list[str]) -> bool:
    """The label asks for another kind of number; "phone with the country's code" does not."""
    return PHONE_WORDS.isdisjoint(said) and bool(FIGURES.search(" ".join(said)))


def _is_nameless(said: list[str]) -> bool:
    """The label is what a form builder calls a field that its owner gave no name."""
    if said and any(said[: len(phrase)] == phrase for phrase in UNLABELLED.get(said[0], ())):
        return True
    return all(word in NAMELESS or any(map(str.isdigit, word)) for word in said)
