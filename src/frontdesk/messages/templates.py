"""Templates: the letters, ready to render."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from frontdesk.errors import Faults, NotFound
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.letter_delay import Delay, due_at
from frontdesk.messages.letter_pages import CompiledLetter
from frontdesk.messages.letter_reader import Company, LetterReader
from frontdesk.model.delivery import Letter
from frontdesk.rules.hours import Hours


class Letters:
    """Every letter in every language it is written in."""

    def __init__(
        self,
        compiled: Mapping[tuple[str, str], CompiledLetter],
        language: str,
        hours: Hours | None = None,
    ) -> None:
        self._compiled = compiled
        self._language, self._hours = language, hours

    @classmethod
    def load(
        cls,
        folders: Sequence[Path],
        sender: Mapping[str, str],
        language: str = "en",
        *,
        hours: Hours | None = None,
        domain: str | None = None,
    ) -> "Letters":
        """Read `letters/` of the desk's templates and of the shipped ones behind them, file by file.

        `sender` and `hours` are `[sender]` and `[hours]` of rules.toml; `language` is the desk's; `domain` is
        that of the desk's From, which a letter's own From must share.

        Raises:
            Faults: everything that is wrong in any of the files, each with its line.
        """
        reader = LetterReader(folders, Company(sender=sender, hours=hours, domain=domain))
        compiled = reader.read_all()
        if faults := reader.faults:
            raise Faults(faults)
        return cls(compiled, language, hours)

    @property
    def names(self) -> tuple[str, ...]:
        """The letters there are, by name."""
        return tuple(sorted({name for name, _ in self._compiled}))

    def languages(self, name: str) -> tuple[str, ...]:
        """The languages in which that letter is written; empty when there is no such letter."""
        return tuple(sorted(language for other, language in self._compiled if other == name))

    def render(
        self, name: str, language: str | None, values: LetterValues, *, unsubscribe: str | None = None
    ) -> Letter:
        """The letter in that language, else in the desk's, else in English, else in any it has.

        `unsubscribe` is the https address at which its reader can ask for no more.

        Raises:
            NotFound: there is no such letter.
            ValueError: `unsubscribe` is no address.
        """
        if unsubscribe is not None and urlsplit(unsubscribe).scheme not in ("http", "https"):
            raise ValueError(f"letter: expected an address to unsubscribe at, found {unsubscribe[:60]!r}")
        language = self._chosen(name, language)
        compiled = self._compiled[name, language]
        text, html = compiled.render(values, unsubscribe)
        return Letter(
            name=name,
            language=language,
            subject=compiled.head.subject,
            text=text,
            html=html,
            attachments=compiled.head.attachments,
            pictures=compiled.pictures,
            sender=compiled.head.sender,
            reply_to=compiled.head.reply_to,
        )

    def delay(self, name: str, language: str | None) -> Delay | None:
        """How long that letter waits before it goes out; None: not at all.

        Raises:
            NotFound: there is no such letter.
        """
        return self._compiled[name, self._chosen(name, language)].head.delay

    def due_at(self, name: str, language: str | None, now: datetime) -> datetime:
        """When that letter is due if it is written now.

        Raises:
            NotFound: there is no such letter.
        """
        return due_at(self.delay(name, language), self._hours, now)

    def _chosen(self, name: str, language: str | None) -> str:
        asked = (language or "").lower().replace("_", "-")
        for each in (asked, asked.partition("-")[0], self._language, "en"):
            if (name, each) in self._compiled:
                return each
        if languages := self.languages(name):
            return languages[0]
        raise NotFound(f'no letter "{name[:60]}"; there are {", ".join(self.names)}')
