"""Message: how much was written, and how many links stand in it."""

import re
from typing import Final

from frontdesk.model.signals import MessageSignal

LIMIT: Final = 20_000  #: characters that are looked at

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DOTTED: Final = re.compile(r"\.[^\W_]")
_LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"']+"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,40}\.){1,3}(?:com|net|org|info|biz|io|ru|pl|de|cz|ua|by|kz|su|eu|uk|xyz|top|site|"
    r"online|shop|club|store|link|click|me|рф)\b(?:/[^\s<>\"']*)?(?![\w@])",
    re.IGNORECASE,
)


def message_signal(text: str) -> MessageSignal:
    """The number of words and of links."""
    text = text[:LIMIT]
    return MessageSignal(words=len(_WORD.findall(text)), links=link_count(text))


def without_links(text: str) -> str:
    """The text without URLs and bare domains."""
    return _LINK.sub(" ", text) if "://" in text or _DOTTED.search(text) else text


def link_count(text: str) -> int:
    """The number of URLs and bare domains; addresses of mail do not count."""
    return len(_LINK.findall(text)) if "://" in text or _DOTTED.search(text) else 0
