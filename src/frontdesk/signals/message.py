"""Message: how much was written, how loud, and how many links and questions stand in it."""

import re
from collections.abc import Sequence
from itertools import islice
from string import ascii_letters, ascii_lowercase
from typing import Final

from frontdesk.model.signal_parts import MessageSignal

LIMIT: Final = 20_000  #: characters that are looked at
LETTERS: Final = 20  #: of fewer, "OK" and "CRM", the share of capitals says nothing
FIRST: Final = 5  #: links that `first_links` gives

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NO_LETTER: Final = re.compile(r"[\d'’.-]")  #: what words have besides letters
#: The capitals of the Latin, Greek and Cyrillic alphabets; no other that people write here has any.
_CAPITALS: Final = re.compile(f"[{''.join(filter(str.isupper, map(chr, range(0x530))))}]+")
_NO_LETTERS: Final = bytes(set(range(128)) - set(ascii_letters.encode()))
_QUESTION: Final = re.compile("[?？؟]+")
_DOTTED: Final = re.compile(r"\.[^\W_]")
_LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"']+"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,40}\.){1,3}(?:com|net|org|info|biz|io|ru|pl|de|cz|ua|by|kz|su|eu|uk|xyz|top|site|"
    r"online|shop|club|store|link|click|me|рф)\b(?:/[^\s<>\"']*)?(?![\w@])",
    re.IGNORECASE,
)


def message_signal(text: str) -> MessageSignal:
    """What the message tells by its letters and marks; nothing but zeros where it is blank."""
    if not text:
        return _NOTHING
    text = text[:LIMIT]
    links, words = link_count(text), _WORD.findall(text)
    return MessageSignal(
        words=len(words),
        links=links,
        capitals=_capitals(text, words),
        questions=_questions(text, links),
    )


def without_links(text: str) -> str:
    """The text without URLs and bare domains."""
    return _LINK.sub(" ", text) if "://" in text or _DOTTED.search(text) else text


def link_count(text: str) -> int:
    """The number of URLs and bare domains; addresses of mail do not count."""
    return len(_LINK.findall(text)) if "://" in text or _DOTTED.search(text) else 0


def first_links(text: str) -> list[str]:
    """The first links of a text, in order."""
    return [found[0] for found in islice(_LINK.finditer(text[:LIMIT]), FIRST)]


def _questions(text: str, links: int) -> int:
    if "?" not in text and "？" not in text and "؟" not in text:
        return 0
    return len(_QUESTION.findall(without_links(text) if links else text))


def _capitals(text: str, words: Sequence[str]) -> float | None:
    """The share of letters that are capitals; `words` are those of the text."""
    if text.isascii():
        plain = text.encode().translate(None, _NO_LETTERS)
        letters, capitals = len(plain), len(plain.translate(None, ascii_lowercase.encode()))
        return round(capitals / letters, 2) if letters >= LETTERS else None
    joined = "".join(words)
    letters = len(joined) - len(_NO_LETTER.findall(joined))
    return round(len("".join(_CAPITALS.findall(text))) / letters, 2) if letters >= LETTERS else None


_NOTHING: Final = MessageSignal()
