"""Letter file: NAME.LANG.md, its front matter and its body.

---
subject: Thank you for writing to {{ sender.company }}
attachments: brochure.pdf (optional), prices.pdf
---

Hello{% if first_name %} {{ first_name }}{% endif %}, …
"""

import re
from dataclasses import dataclass
from typing import Final

FILE_NAME: Final = re.compile(
    r"(?P<name>[a-z][a-z0-9_-]{0,59})\.(?P<language>[a-z]{2,3}(?:-[a-z0-9]{2,8})?)\.md"
)
_KEYS: Final = ("subject", "attachments")
_LINE: Final = re.compile(r"(?P<key>[A-Za-z_-]+)\s*:\s*(?P<value>.*)")
_FILE: Final = re.compile(r"(?P<name>[^/\\,()]{1,100}?)\s*(?P<optional>\(optional\))?")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that a letter names."""

    name: str
    optional: bool  #: it may be absent: then it is left out, and `attached` is empty
    line: int


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter as it stands in its file. Lines count from 1."""

    subject: str
    subject_line: int
    enclosures: tuple[Enclosure, ...]
    body: str  #: with an empty line for each line above it, so that its lines are those of the file
    problems: tuple[tuple[int, str], ...]  #: line, what is wrong with the front matter


def read_letter(source: str) -> LetterFile:
    """The parts of a letter's file; what is wrong is listed, not raised."""
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if lines[0].rstrip() != "---" or len(ends) < 2:
        return LetterFile("", 1, (), "", ((1, "expected the subject between two lines ---, found none"),))
    reader = _FrontMatter()
    for number, line in enumerate(lines[1 : ends[1]], 2):
        reader.read(number, line)
    if reader.subject is None:
        reader.problems.append((1, "expected a subject, found none"))
    body = "\n" * (ends[1] + 1) + "\n".join(lines[ends[1] + 1 :])
    subject_line, subject = reader.subject or (1, "")
    return LetterFile(subject, subject_line, tuple(reader.enclosures), body, tuple(reader.problems))


class _FrontMatter:
    """Reads `key: value` lines; a list is separated by commas or has a line with a dash for each entry."""

    def __init__(self) -> None:
        self.subject: tuple[int, str] | None = None
        self.enclosures: list[Enclosure] = []
        self.problems: list[tuple[int, str]] = []
        self._key = ""

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
            expected = " or ".join(f"{key}:" for key in _KEYS)
            self.problems.append((number, f"expected {expected}, found {text[:60]!r}"))

    def _take(self, number: int, value: str) -> None:
        if self._key == "attachments":
            for name in value.strip("[]").split(","):
                self._enclose(number, name)
        elif value := _unquoted(value):
            self.subject = (number, value)
        else:
            self.problems.append((number, "expected a subject, found none"))

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


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
