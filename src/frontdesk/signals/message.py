"""Message: how much was written, how loud, and how many links and questions stand in it."""

import re
from itertools import islice
from string import ascii_letters, ascii_lowercase, digits
from typing import Final

from frontdesk.model.signal_parts import MessageSignal

LIMIT: Final = 20_000  #: characters that are looked at
LETTERS: Final = 20  #: of fewer, "OK" and "CRM", the share of capitals says nothing
FIRST: Final = 5  #: links that `first_links` gives

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NO_LETTER: Final = re.compile(r"[\d'’.-]")  #: what words have besides letters
#: The capitals of the Latin, Greek and Cyrillic alphabets; no other that people write here has any.
_CAPITALS: Final = re.compile(f"[{''.join(filter(str.isupper, map(chr, range(0x530))))}]+")
#: Letters and digits as "a", what joins words as "-", the rest of ASCII as blanks.
_SHAPES: Final = bytes(
    97 if code in (ascii_letters + digits).encode() else 45 if code in b"'.-" else 32 for code in range(256)
)
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
    links = link_count(text)
    words, capitals = _ascii(text.encode()) if text.isascii() else _any(text)
    return MessageSignal(
        words=words,
        links=links,
        capitals=capitals,
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


def _ascii(text: bytes) -> tuple[int, float | None]:
    """How many words, and the share of letters that are capitals: what `_any` tells, five times quicker."""
    shapes = b" " + text.translate(_SHAPES)
    # A word begins behind what neither is of a word nor joins two: " a", and " -a" and "--a" as well.
    words = shapes.count(b" a") + shapes.count(b" -a") + shapes.count(b"--a")
    plain = text.translate(None, _NO_LETTERS)
    letters, capitals = len(plain), len(plain.translate(None, ascii_lowercase.encode()))
    return words, round(capitals / letters, 2) if letters >= LETTERS else None


def _any(text: str) -> tuple[int, float | None]:
    words = _WORD.findall(text)
    joined = "".join(words)
    letters = len(joined) - len(_NO_LETTER.findall(joined))
    capitals = len("".join(_CAPITALS.findall(text)))
    return len(words), round(capitals / letters, 2) if letters >= LETTERS else None


_NOTHING: Final = MessageSignal()
