"""Templates: the letters, ready to render."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from frontdesk.errors import Faults, NotFound
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.letter_pages import CompiledLetter
from frontdesk.messages.letter_reader import LetterReader
from frontdesk.model.delivery import Letter


class Letters:
    """Every letter in every language it is written in."""

    def __init__(self, compiled: Mapping[tuple[str, str], CompiledLetter], language: str) -> None:
        self._compiled = compiled
        self._language = language

    @classmethod
    def load(cls, folders: Sequence[Path], sender: Mapping[str, str], language: str = "en") -> "Letters":
        """Read `letters/` of the desk's templates and of the shipped ones behind them, file by file.

        `sender` is `[sender]` of rules.toml; `language` is the desk's.

        Raises:
            Faults: everything that is wrong in any of the files, each with its line.
        """
        reader = LetterReader(folders, sender)
        compiled = reader.read_all()
        if reader.faults:
            raise Faults(reader.faults)
        return cls(compiled, language)

    @property
    def names(self) -> tuple[str, ...]:
        """The letters there are, by name."""
        return tuple(sorted({name for name, _ in self._compiled}))

    def languages(self, name: str) -> tuple[str, ...]:
        """The languages in which that letter is written; empty when there is no such letter."""
        return tuple(sorted(language for other, language in self._compiled if other == name))

    def render(self, name: str, language: str | None, values: LetterValues) -> Letter:
        """The letter in that language, else in the desk's, else in English, else in any it has.

        Raises:
            NotFound: there is no such letter.
        """
        language = self._chosen(name, language)
        compiled = self._compiled[name, language]
        return Letter(
            name=name,
            language=language,
            subject=compiled.subject,
            text=compiled.plain(values),
            html=compiled.page(values),
            attachments=compiled.attachments,
        )

    def _chosen(self, name: str, language: str | None) -> str:
        asked = (language or "").lower().replace("_", "-")
        for each in (asked, asked.partition("-")[0], self._language, "en"):
            if (name, each) in self._compiled:
                return each
        if languages := self.languages(name):
            return languages[0]
        raise NotFound(f'no letter "{name[:60]}"; there are {", ".join(self.names)}')
