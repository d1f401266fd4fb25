"""Markup: Telegram's HTML, refused with the public server's words and byte offsets.

The stand-in judges by itself, so that a mistake in the cards cannot hide behind the same mistake here.
Rules: which tags there are, that only four named references count, that unknown attributes are ignored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from frontdesk.demo.chat.errors import ApiError, bad
from frontdesk.demo.chat.links import entity_of_link
from frontdesk.demo.chat.references import reference
from frontdesk.demo.chat.text import Entity, Parsed, cleaned, trimmed, units

#: tag: type of its entity; a link and a span are looked at more closely.
TAGS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
#: tag: the attribute that the server reads, and what its value starts with.
_READ: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "a": (("href", ""),),
    "code": (("class", "language-"),),
    "span": (("class", "tg-"),),
    "tg-emoji": (("emoji-id", ""),),
    "blockquote": (("expandable", ""),),
    "tg-time": (("unix", ""), ("format", "")),
}
_PLAIN: Final = re.compile(r"[^<&]+")
_SPACE: Final = re.compile(r"[ \t\r\n\v]*")
_NAME: Final = re.compile(r"[^ \t\r\n\v>]*")
_ATTRIBUTE: Final = re.compile(r"[^ \t\r\n\v=>/\"']*")
_TOKEN: Final = re.compile(r"[A-Za-z0-9.-]*")
_DATE_FORMAT: Final = re.compile(r"r|w?[dD]?[tT]?")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def parse_html(source: str) -> Parsed:
    """The text and the entities of Telegram's HTML.

    Raises:
        ApiError: 400, "can't parse entities: …", as the public server says it.
    """
    if "\0" in source:
        raise bad("can't parse entities: Text must not contain null bytes")
    return _Reader(source).read()


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    name: str
    offset: int
    part: int  #: index into the parts of the text
    values: dict[str, str] = field(default_factory=dict)


class _Reader:
    """One pass over the markup. `at` counts characters; complaints name bytes."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> Parsed:
        while self.at < len(self.source):
            match self.source[self.at]:
                case "<":
                    self._tag()
                case "&":
                    text, self.at = reference(self.source, self.at)
                    self._put(text)
                case _:
                    self._put(self._take(_PLAIN))
        if self.open:
            raise _refused(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        text = "".join(self.parts)
        if _SURROGATE.search(text):
            raise _refused(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        # A language counts for a block only.
        entities = (replace(each, language=None) if each.type == "code" else each for each in self.entities)
        return trimmed(text, tuple(entities))

    def _put(self, text: str) -> None:
        text = cleaned(text)
        self.parts.append(text)
        self.length += units(text)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        text = found.group() if found else ""
        self.at += len(text)
        return text

    def _here(self) -> str:
        """The next character, blank at the end."""
        return self.source[self.at : self.at + 1]

    def _refused_at(self, complaint: str, at: int) -> ApiError:
        return _refused(
            f"{complaint} at byte offset {len(self.source[:at].encode('utf-8', 'surrogatepass'))}"
        )

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._here() == "/":
            self.at += 1
            self._end(begin)
        else:
            self._start(begin)

    def _start(self, begin: int) -> None:
        name = self._take(_NAME).lower()
        if not self._here():
            raise self._refused_at("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._refused_at(f'Unsupported start tag "{name}"', begin)
        opened = _Open(name, self.length, len(self.parts))
        self._take(_SPACE)
        while self._here() != ">":
            self._attribute(opened, begin)
            self._take(_SPACE)
        self.at += 1
        if name == "span" and opened.values.get("class") != "spoiler":
            raise self._refused_at('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(opened)

    def _attribute(self, opened: _Open, begin: int) -> None:
        name = self._take(_ATTRIBUTE)
        if not name:
            raise self._refused_at(f'Empty attribute name in the tag "{opened.name}"', begin)
        self._take(_SPACE)
        value = ""
        if assigned := self._here() == "=":
            self.at += 1
            self._take(_SPACE)
        if not self._here():
            raise self._refused_at(f'Unclosed start tag "{opened.name}"', begin)
        if assigned:
            value = self._value()
        if not self._here():
            raise self._refused_at("Unclosed start tag", begin)
        for known, prefix in _READ.get(opened.name, ()):
            if name == known and value.startswith(prefix):
                opened.values[name] = value.removeprefix(prefix)

    def _value(self) -> str:
        if (quote := self._here()) not in ("'", '"'):
            return self._token()
        self.at += 1
        value = ""
        while (character := self._here()) and character != quote:
            if character == "&":
                text, self.at = reference(self.source, self.at)
                value += text
            else:
                value += self._take(re.compile(f"[^&{quote}]+"))
        self.at += 1
        return value

    def _token(self) -> str:
        begin = self.at
        value = self._take(_TOKEN).lower()
        if self._here() not in ("", " ", "\t", "\r", "\n", "\v", ">"):
            raise self._refused_at("Unexpected end of name token", begin)
        return value

    def _end(self, begin: int) -> None:
        if not self.open:
            raise self._refused_at("Unexpected end tag", begin)
        name = self._take(_NAME).lower()
        self._take(_SPACE)
        if self._here() != ">":
            raise self._refused_at("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if name not in ("", opened.name):
            complaint = self._refused_at("Unmatched end tag", begin).description
            raise ApiError(400, f'{complaint}, expected "</{opened.name}>", found "</{name}>"')
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity = Entity(type=TAGS[opened.name], offset=opened.offset, length=self.length - opened.offset)
        last = self.entities[-1] if self.entities else None
        if opened.name == "a":
            linked = entity_of_link(entity, opened.values.get("href") or "".join(self.parts[opened.part :]))
            self.entities.extend([linked] if linked else [])
        elif opened.name == "pre" and last and _is_language(last, entity):
            self.entities[-1] = replace(last, type="pre")
        elif opened.name != "tg-time" or _is_date(opened.values):
            self.entities.append(replace(entity, **_details(opened)))


def _details(opened: _Open) -> dict[str, Any]:
    """What an entity carries besides its place."""
    values = opened.values
    match opened.name:
        case "code" if "class" in values:
            return {"language": values["class"]}
        case "blockquote" if "expandable" in values:
            return {"type": "expandable_blockquote"}
        case "tg-emoji":
            if not re.fullmatch(r"[1-9]\d{0,18}", values.get("emoji-id", "")):
                raise _refused("Invalid custom emoji identifier specified")
            return {"custom_emoji_id": values["emoji-id"]}
        case "tg-time":
            return {"unix_time": int(values["unix"]), "date_time_format": values.get("format", "")}
    return {}


def _is_date(values: Mapping[str, str]) -> bool:
    """The server refuses a wrong format, and drops a date that is no number."""
    if not _DATE_FORMAT.fullmatch(values.get("format", "")):
        raise _refused("Invalid date format specified")
    return bool(re.fullmatch(r"[1-9][0-9]{0,9}", values.get("unix", "")))


def _is_language(code: Entity, pre: Entity) -> bool:
    """`<pre><code class="language-…">` is one block of code."""
    same = (code.offset, code.length) == (pre.offset, pre.length)
    return code.type == "code" and code.language is not None and same


def _refused(complaint: str) -> ApiError:
    return bad(f"can't parse entities: {complaint}")
