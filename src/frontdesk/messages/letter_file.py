"""Letter file: NAME.LANG.md, its front matter and its body.

---
subject: Thank you for writing to {{ sender.company }}
from: Anna Nowak <anna@acme.example>
reply_to: sales@acme.example
attachments: brochure.pdf (optional), prices.pdf
delay: 10m
---

{{ greeting }} …
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from frontdesk.suggestion import suggestion

FILE_NAME: Final = re.compile(
    r"(?P<name>[a-z][a-z0-9_-]{0,59})\.(?P<language>[a-z]{2,3}(?:-[a-z0-9]{2,8})?)\.md"
)
#: Keys that hold one text.
_TEXTS: Final = ("subject", "from", "reply_to", "delay")
_KEYS: Final = (*_TEXTS, "attachments")
_LINE: Final = re.compile(r"(?P<key>[A-Za-z_-]+)\s*:\s*(?P<value>.*)")
_FILE: Final = re.compile(r"(?P<name>[^/\\,()]{1,100}?)\s*(?P<optional>\(optional\))?")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that a letter names."""

    name: str
    optional: bool  #: it may be absent: then it is left out, and `attached` is empty
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """What stands behind a key of the front matter."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter as it stands in its file. Lines count from 1."""

    texts: Mapping[str, Text]  #: by key; `subject` is there where there are no problems
    enclosures: tuple[Enclosure, ...]
    body: str  #: with an empty line for each line above it, so that its lines are those of the file
    problems: tuple[tuple[int, str], ...]  #: line, what is wrong with the front matter

    @property
    def subject(self) -> Text:
        """The subject; empty where there is none."""
        return self.texts.get("subject", Text("", 1))


def read_letter(source: str) -> LetterFile:
    """The parts of a letter's file; what is wrong is listed, not raised."""
    lines = text_of(source).split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if lines[0].rstrip() != "---" or len(ends) < 2:
        return LetterFile({}, (), "", ((1, "expected the subject between two lines ---, found none"),))
    front = _FrontMatter()
    for number, line in enumerate(lines[1 : ends[1]], 2):
        front.read(number, line)
    if "subject" not in front.texts:
        front.problems.append((1, "expected a subject, found none"))
    body = "\n" * (ends[1] + 1) + "\n".join(lines[ends[1] + 1 :])
    return LetterFile(front.texts, tuple(front.enclosures), body, tuple(front.problems))


def text_of(source: str) -> str:
    """The text of a file, whatever system it was written on."""
    return source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@dataclass(slots=True)
class _FrontMatter:
    """Reads `key: value` lines; a list is separated by commas or has a line with a dash for each entry."""

    texts: dict[str, Text] = field(default_factory=dict)
    enclosures: list[Enclosure] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    _key: str = ""

    def read(self, number: int, line: str) -> None:
        """Take in one line."""
        text = line.strip()
        if not text or text.startswith("#"):
            return
        if text.startswith("- ") and self._key == "attachments":
            self._enclose(number, text[2:])
        elif (found := _LINE.fullmatch(text)) and found["key"] in _KEYS:
            self._key = found["key"]
            self._take(number, found["value"])
        else:
            self.problems.append((number, _unknown(found["key"] if found else "", text)))

    def _take(self, number: int, value: str) -> None:
        if self._key == "attachments":
            for name in value.strip("[]").split(","):
                self._enclose(number, name)
        elif self._key in self.texts:
            self.problems.append((number, f"expected one {self._key}, found another"))
        elif value := _unquoted(value):
            self.texts[self._key] = Text(value, number)
        else:
            self.problems.append((number, f"expected a text behind {self._key}:, found none"))

    def _enclose(self, number: int, text: str) -> None:
        if not (text := _unquoted(text.strip())):
            return
        found = _FILE.fullmatch(text)
        if not found or found["name"].startswith("."):
            self.problems.append(
                (number, f"expected the name of a file in attachments/, found {text[:60]!r}")
            )
            return
        self.enclosures.append(Enclosure(found["name"], bool(found["optional"]), number))


def _unknown(key: str, text: str) -> str:
    near = suggestion(key.lower().replace("-", "_"), _KEYS)
    return f"expected {', '.join(f'{key}:' for key in _KEYS[:-1])} or {_KEYS[-1]}:, found {text[:60]!r}{near}"


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
