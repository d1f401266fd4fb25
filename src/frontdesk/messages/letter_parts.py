"""Letter parts: what several letters share, and `{% include "NAME" %}` that puts it in.

A part is Markdown under letters/parts/NAME.LANG.md, put in before anything is laid out, so that it may hold
whatever a letter may. A line of the whole remembers its own file and line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from frontdesk.messages.letter_file import FILE_NAME, text_of
from frontdesk.suggestion import suggestion

DEPTH_LIMIT: Final = 4  #: parts within parts
_LINES_LIMIT: Final = 5_000  #: of a letter with all its parts
_INCLUDE: Final = re.compile(
    r"(?P<indent>[ \t]*)\{%-?\s*include\s+([\"'])(?P<name>[^\"'%]{1,60})\2\s*-?%\}[ \t]*"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where."""

    path: Path
    line: int  #: counted from 1
    problem: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A letter's body with its parts in it."""

    body: str
    origins: tuple[tuple[Path, int], ...]  #: the file and line of each line
    faults: tuple[Fault, ...] = ()

    def fault(self, line: int, problem: str) -> Fault:
        """A fault at a line of the body, where it was written."""
        path, own = self.origins[min(max(line, 1), len(self.origins)) - 1]
        return Fault(path, own, problem)


class Parts:
    """The parts of some letters in one language."""

    def __init__(self, files: Mapping[str, Path], language: str) -> None:
        """`files` are those of letters/parts, by name."""
        found = ((FILE_NAME.fullmatch(name), path) for name, path in files.items())
        self._paths = {file["name"]: path for file, path in found if file and file["language"] == language}
        self._language = language

    def put_into(self, body: str, path: Path) -> Whole:
        """The body of the letter in that file with every part where it is included."""
        lines: list[tuple[str, Path, int]] = []
        faults: list[Fault] = []
        self._add(body, (path,), "", lines, faults)
        origins = tuple((path, line) for _, path, line in lines)
        return Whole("\n".join(text for text, _, _ in lines), origins, tuple(faults))

    def _add(
        self,
        body: str,
        within: tuple[Path, ...],
        indent: str,
        lines: list[tuple[str, Path, int]],
        faults: list[Fault],
    ) -> None:
        for number, text in enumerate(body.split("\n"), 1):
            found = _INCLUDE.fullmatch(text)
            if not found:
                lines.append((indent + text if text else "", within[-1], number))
                continue
            part = self._paths.get(found["name"])
            if problem := self._problem(found["name"], part, within, len(lines)):
                faults.append(Fault(within[-1], number, problem))
            elif part:
                source = text_of(part.read_text("utf-8", "replace")).rstrip("\n")
                self._add(source, (*within, part), indent + found["indent"], lines, faults)

    def _problem(self, name: str, part: Path | None, within: tuple[Path, ...], lines: int) -> str | None:
        if part is None:
            near = suggestion(name, self._paths)
            return f"expected a part parts/{name}.{self._language}.md, found none{near}"
        if part in within:
            return f'"{name}" would include itself without end'
        if len(within) > DEPTH_LIMIT or lines > _LINES_LIMIT:
            return f"expected at most {DEPTH_LIMIT} parts within each other, and {_LINES_LIMIT} lines"
        return None


def without_includes(body: str) -> str:
    """The body with an empty line for each part, so that it can be looked at alone."""
    return "\n".join("" if _INCLUDE.fullmatch(line) else line for line in body.split("\n"))
