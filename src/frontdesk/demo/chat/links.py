"""Links: which addresses Telegram takes, and what it turns into a link by itself.

A card that shows a stranger's text must not grow links, mentions or commands; tests look for them here.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from frontdesk.demo.chat.text import Entity, Parsed, units

_USER: Final = re.compile(r"tg://user/?\?id=([1-9]\d{0,18})")
#: Enough of the top-level domains that Telegram links without a scheme.
_DOMAINS: Final = (
    "com|org|net|info|biz|edu|gov|io|ai|app|dev|me|co|tv|cc|eu|su|ru|рф|pl|de|fr|it|es|uk|us|ua|by|kz|cz|sk|at|ch|nl|"
    "be|se|no|fi|dk|lt|lv|ee|pt|gr|tr|il|in|cn|jp|br|ca|au|online|site|shop|store|xyz|top|club|pro|agency|studio|live"
)
_FOUND: Final = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24}\b")),
    ("url", re.compile(r"(?i)(?<![\w@])(?:https?|tg|ftp)://[^\s<>\"]{3,}")),
    (
        "url",
        re.compile(
            rf"(?i)(?<![\w@./-])(?:[\w-]{{1,63}}\.){{1,4}}(?:{_DOMAINS})(?![\w@-])(?:[/?#][^\s<>\"]*)?"
        ),
    ),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[ ()-]{0,2}\d){6,14}(?!\w)")),
)
#: Nothing is looked for inside these.
_CLOSED: Final = frozenset({"code", "pre", "text_link", "text_mention"})


def checked_link(url: str) -> str | None:
    """The address as Telegram keeps it, or None where it drops the link."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", url):
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme in ("tg", "ton"):
        return url if host else None
    return url if parts.scheme in ("http", "https") and host and "." in host.strip(".") else None


def entity_of_link(entity: Entity, href: str) -> Entity | None:
    """A link or the mention of a person; a bad address leaves plain text, without an error."""
    if found := _USER.fullmatch(href):
        return replace(entity, type="text_mention", user_id=int(found[1]))
    url = checked_link(href)
    return replace(entity, url=url) if url else None


def with_found(parsed: Parsed) -> Parsed:
    """The text with what Telegram itself makes live in it."""
    taken = [entity for entity in parsed.entities if entity.type in _CLOSED]
    found: list[Entity] = []
    for entity in _found(parsed.text):
        if not any(entity.offset < other.end and other.offset < entity.end for other in (*taken, *found)):
            found.append(entity)
    both = sorted((*parsed.entities, *found), key=lambda each: (each.offset, -each.length))
    return Parsed(parsed.text, tuple(both))


def _found(text: str) -> Iterator[Entity]:
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            yield Entity(type=kind, offset=units(text[: match.start()]), length=units(match.group()))
