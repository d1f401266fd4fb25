"""Letter reader: every letter's file, checked, with everything that is wrong in any of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from frontdesk.errors import Faults
from frontdesk.messages import names
from frontdesk.messages.files import found_file, found_files, place
from frontdesk.messages.letter_file import FILE_NAME, read_letter, text_of
from frontdesk.messages.letter_head import HeadReader
from frontdesk.messages.letter_pages import (
    BODY,
    FAILURES,
    CompiledLetter,
    Surroundings,
    compiled,
    environments,
)
from frontdesk.messages.letter_parts import Fault, Parts, Whole, without_includes
from frontdesk.messages.letter_values import LAYOUT_NAMES, TEXTS, letter_names
from frontdesk.rules.hours import Hours

_LAYOUT: Final = "layout.html"
_OTHER_FILES: Final = (_LAYOUT, "README.md")


@dataclass(frozen=True, kw_only=True, slots=True)
class Company:
    """Whose letters they are."""

    sender: Mapping[str, str]  #: `[sender]` of rules.toml
    hours: Hours | None = None
    domain: str | None = None  #: of MAIL_FROM; None: letters are not held to it


class LetterReader:
    """Reads the letters of some folders; `faults` then lists what is wrong, as "FILE:LINE: what"."""

    def __init__(self, folders: Sequence[Path], company: Company) -> None:
        self._faults: dict[str, None] = {}  # once each, though many letters share a part
        self._folders, self._company = folders, company
        self._files = found_files(folders, "letters/attachments")
        self._parts = found_files(folders, "letters/parts")
        self._layout = self._read_layout()

    @property
    def faults(self) -> list[str]:
        """What is wrong, file by file."""
        return list(self._faults)

    def read_all(self) -> dict[tuple[str, str], CompiledLetter]:
        """Every letter that has no fault, by name and language."""
        for file_name, path in self._parts.items():
            self._look_at_part(file_name, path)
        letters = {}
        for file_name, path in found_files(self._folders, "letters").items():
            if found := FILE_NAME.fullmatch(file_name):
                if letter := self._read(path, found["language"]):
                    letters[found["name"], found["language"]] = letter
            elif file_name not in _OTHER_FILES:
                self._note(path, [(1, f"expected NAME.LANGUAGE.md or {_LAYOUT}, found {file_name}")])
        return letters

    def _note(self, path: Path, problems: Sequence[names.Problem]) -> None:
        self._note_all(Fault(path, line, problem) for line, problem in sorted(problems))

    def _note_all(self, faults: Iterator[Fault]) -> None:
        self._faults |= {f"{place(fault.path)}:{fault.line}: {fault.problem}": None for fault in faults}

    def _read_layout(self) -> str | None:
        path = found_file(self._folders, f"letters/{_LAYOUT}")
        if path is None:
            self._faults[f"templates/letters/{_LAYOUT}:1: expected the letters' layout, found none"] = None
            return None
        source = path.read_text("utf-8", "replace")
        known = {name: tuple(self._company.sender) if name == "sender" else None for name in LAYOUT_NAMES}
        problems = names.problems(environments("")[1], source, "the layout", known)
        if not problems and len(BODY.findall(source)) != 1:
            problems = [(1, "expected {{ body }} once")]
        self._note(path, problems)
        return None if problems else source

    def _look_at_part(self, file_name: str, path: Path) -> None:
        """A part is looked at alone, so that a fault stands in its own file, included or not."""
        if found := FILE_NAME.fullmatch(file_name):
            source = text_of(path.read_text("utf-8", "replace"))
            self._note(path, self._problems(source, found["language"]))
        else:
            self._note(path, [(1, f"expected NAME.LANGUAGE.md, found {file_name}")])

    def _problems(self, body: str, language: str) -> list[names.Problem]:
        jinja, _ = environments(language)
        known = letter_names(self._company.sender, language)
        return names.problems(jinja, without_includes(body), "a letter", known, TEXTS)

    def _read(self, path: Path, language: str) -> CompiledLetter | None:
        file = read_letter(path.read_text("utf-8", "replace"))
        text, html = environments(language)
        head = HeadReader(text, self._company.sender, self._company.domain, self._company.hours, self._files)
        front = head.read(file)
        whole = Parts(self._parts, language).put_into(file.body, path)
        problems = [*file.problems, *head.problems, *self._problems(file.body, language)]
        self._note(path, problems)
        self._note_all(iter(whole.faults))
        if problems or whole.faults or self._layout is None or self._faulty(whole):
            return None
        around = Surroundings(
            language=language,
            layout=self._layout,
            sender=self._company.sender,
            hours=self._company.hours,
            files=self._files,
            text=text,
            html=html,
        )
        try:
            return compiled(whole.body, front, around)
        except Faults as error:
            self._note_all(whole.fault(*_line_and_problem(problem)) for problem in error.problems)
        except FAILURES as error:
            self._note(path, [(file.subject.line, f"cannot be laid out: {error}")])
        return None

    def _faulty(self, whole: Whole) -> bool:
        """Whether a part in it had a fault of its own."""
        places = {f"{place(path)}:" for path, _ in whole.origins}
        return any(fault.startswith(tuple(places)) for fault in self._faults)


def _line_and_problem(told: str) -> tuple[int, str]:
    line, _, problem = told.partition(": ")
    return int(line), problem
