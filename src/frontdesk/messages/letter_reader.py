"""Letter reader: every letter's file, checked, with everything that is wrong in any of them."""

from collections.abc import Mapping, Sequence
from mimetypes import MimeTypes
from pathlib import Path
from typing import Final

from frontdesk.errors import Faults
from frontdesk.messages import names
from frontdesk.messages.files import found_file, found_files, place
from frontdesk.messages.letter_file import FILE_NAME, LetterFile, read_letter
from frontdesk.messages.letter_pages import (
    BODY,
    HTML,
    LAYOUT_NAMES,
    LETTER_NAMES,
    TEXT,
    CompiledLetter,
    compiled,
)
from frontdesk.model.delivery import Attachment

ATTACHMENTS_LIMIT_MB: Final = 10  #: of one letter: many mailboxes refuse 20 MB
_LAYOUT: Final = "layout.html"
_OTHER_FILES: Final = (_LAYOUT, "README.md")
_TYPES: Final = MimeTypes()


class LetterReader:
    """Reads the letters of some folders; `faults` then lists what is wrong, as "FILE:LINE: what"."""

    def __init__(self, folders: Sequence[Path], sender: Mapping[str, str]) -> None:
        self.faults: list[str] = []
        self._folders, self._sender = folders, sender
        self._layout = self._read_layout()

    def read_all(self) -> dict[tuple[str, str], CompiledLetter]:
        """Every letter that has no fault, by name and language."""
        letters = {}
        for file_name, path in found_files(self._folders, "letters").items():
            if found := FILE_NAME.fullmatch(file_name):
                if letter := self._read(path, found["language"]):
                    letters[found["name"], found["language"]] = letter
            elif file_name not in _OTHER_FILES:
                self._note(path, [(1, f"expected NAME.LANGUAGE.md or {_LAYOUT}, found {file_name}")])
        return letters

    def _note(self, path: Path, problems: Sequence[names.Problem]) -> None:
        self.faults.extend(f"{place(path)}:{line}: {problem}" for line, problem in sorted(problems))

    def _known(self, given: Sequence[str]) -> dict[str, Sequence[str] | None]:
        return {name: tuple(self._sender) if name == "sender" else None for name in given}

    def _read_layout(self) -> str | None:
        path = found_file(self._folders, f"letters/{_LAYOUT}")
        if path is None:
            self.faults.append(f"templates/letters/{_LAYOUT}:1: expected the letters' layout, found none")
            return None
        source = path.read_text("utf-8", "replace")
        problems = names.problems(HTML, source, "the layout", self._known(LAYOUT_NAMES))
        if not problems and len(BODY.findall(source)) != 1:
            problems = [(1, "expected {{ body }} once")]
        self._note(path, problems)
        return None if problems else source

    def _read(self, path: Path, language: str) -> CompiledLetter | None:
        file = read_letter(path.read_text("utf-8", "replace"))
        attachments, missing = self._attachments(file)
        problems = [*file.problems, *self._subject(file), *missing]
        problems += names.problems(TEXT, file.body, "a letter", self._known(LETTER_NAMES))
        self._note(path, problems)
        if problems or self._layout is None:
            return None
        try:
            return compiled(file, self._layout, language, self._sender, attachments)
        except Faults as error:
            self.faults.extend(f"{place(path)}:{problem}" for problem in error.problems)
            return None

    def _subject(self, file: LetterFile) -> list[names.Problem]:
        """A subject may show nothing that came from the form, however clean."""
        found = names.problems(TEXT, file.subject, "a subject", self._known(["sender"]))
        return [(line + file.subject_line - 1, problem) for line, problem in found]

    def _attachments(self, file: LetterFile) -> tuple[tuple[Attachment, ...], list[names.Problem]]:
        attachments, problems = [], []
        for enclosure in file.enclosures:
            path = found_file(self._folders, f"letters/attachments/{enclosure.name}")
            if path is not None:
                attachments.append(_attachment(path))
            elif not enclosure.optional:
                problem = f'expected a file "{enclosure.name}" in attachments/, found none; or add (optional)'
                problems.append((enclosure.line, problem))
        if sum(len(attachment.content) for attachment in attachments) > ATTACHMENTS_LIMIT_MB * 2**20:
            problems.append(
                (file.enclosures[0].line, f"expected at most {ATTACHMENTS_LIMIT_MB} MB to attach")
            )
        return tuple(attachments), problems


def _attachment(path: Path) -> Attachment:
    media_type = _TYPES.guess_type(path.name)[0] or "application/octet-stream"
    return Attachment(name=path.name, content=path.read_bytes(), media_type=media_type)
