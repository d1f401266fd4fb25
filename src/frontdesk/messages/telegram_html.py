"""Telegram HTML: whether the Bot API will take a text, and what of it can be read.

Stricter than the server where that saves a mistake: a reference it does not know would show as it stands.
"""

import re
from html import unescape
from typing import Final

TEXT_LIMIT: Final = 4096  #: UTF-16 units after parsing: never more than the characters Telegram counts
ENTITY_LIMIT: Final = 100  #: the rest is ignored (Bot API)
#: tag: its attributes and what they may hold.
_TAGS: Final[dict[str, dict[str, str]]] = {
    **{
        name: {} for name in ("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "pre")
    },
    "a": {"href": r"(?:https?|tg)://[^\s\"]+"},
    "blockquote": {"expandable": ""},
    "code": {"class": r"language-[\w+#-]+"},
    "span": {"class": "tg-spoiler"},
    "tg-emoji": {"emoji-id": r"[1-9]\d{0,18}"},
    "tg-time": {"unix": r"[1-9]\d{0,9}", "format": r"r|w?[dD]?[tT]?"},
}
_NEEDED: Final = {"a": "href", "span": "class", "tg-emoji": "emoji-id", "tg-time": "unix"}
_MARKS: Final = re.compile(
    r"<(/?)([^\s<>/]*)([^<>]*)>|&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9A-Fa-f]{1,6});|[<&\0]"
)
_ATTRIBUTE: Final = re.compile(r"\s+([a-z-]+)(?:=\"([^\"]*)\")?")
#: Neither may hold anything but `<pre><code>`.
_CLOSED: Final = frozenset({"code", "pre"})


def check(text: str) -> str:
    """The plain text that readers will see.

    Raises:
        ValueError: Telegram would refuse or cut it; says why, and at which byte.
    """
    parts: list[str] = []
    open_tags: list[str] = []
    entities = end = 0
    for mark in _MARKS.finditer(text):
        parts.append(text[end : mark.start()])
        end = mark.end()
        if mark[2] is None:
            parts.append(_reference(text, mark))
        elif mark[1]:
            _close(text, mark, open_tags)
        else:
            _open(text, mark, open_tags)
            entities += 1
    if open_tags:
        raise ValueError(f'no end tag for "{open_tags[-1]}" at byte offset {len(text.encode())}')
    plain = "".join((*parts, text[end:]))
    _measure(plain, entities)
    return plain


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _measure(plain: str, entities: int) -> None:
    if not plain.strip():
        raise ValueError("nothing to read")
    if units(plain) > TEXT_LIMIT:
        raise ValueError(f"{units(plain)} UTF-16 units of text, the limit is {TEXT_LIMIT}")
    if entities > ENTITY_LIMIT:
        raise ValueError(f"{entities} entities, the limit is {ENTITY_LIMIT}")


def _reference(text: str, mark: re.Match[str]) -> str:
    if len(mark[0]) == 1:
        raise _wrong(text, mark, {"<": "unclosed tag", "&": "unknown reference"}.get(mark[0], "a NUL"))
    return unescape(mark[0])


def _open(text: str, mark: re.Match[str], open_tags: list[str]) -> None:
    name, rest = mark[2], mark[3]
    if name not in _TAGS:
        raise _wrong(text, mark, f'unsupported tag "{name}"')
    if _CLOSED.intersection(open_tags) and (open_tags[-1], name) != ("pre", "code"):
        raise _wrong(text, mark, f'"{name}" inside "{open_tags[-1]}"')
    if name == "blockquote" and name in open_tags:
        raise _wrong(text, mark, "a quotation inside a quotation")
    if rest or name in _NEEDED:
        _attributes(text, mark, name, rest)
    open_tags.append(name)


def _attributes(text: str, mark: re.Match[str], name: str, rest: str) -> None:
    seen, at = set(), 0
    while found := _ATTRIBUTE.match(rest, at):
        allowed = _TAGS[name].get(found[1])
        if allowed is None or not re.fullmatch(allowed, unescape(found[2] or "")):
            raise _wrong(text, mark, f'"{name}" takes no {found[0].strip()}')
        seen.add(found[1])
        at = found.end()
    if rest[at:].strip():
        raise _wrong(text, mark, f'unreadable attribute in "{name}"')
    needed = _NEEDED.get(name)
    if needed and needed not in seen:
        raise _wrong(text, mark, f'"{name}" needs {needed}')


def _close(text: str, mark: re.Match[str], open_tags: list[str]) -> None:
    if not open_tags:
        raise _wrong(text, mark, f'unexpected end tag "{mark[2]}"')
    if mark[2] != open_tags[-1] or mark[3].strip():
        raise _wrong(text, mark, f'expected "</{open_tags[-1]}>", found "{mark[0]}"')
    open_tags.pop()


def _wrong(text: str, mark: re.Match[str], what: str) -> ValueError:
    return ValueError(f"{what} at byte offset {len(text[: mark.start()].encode())}")
