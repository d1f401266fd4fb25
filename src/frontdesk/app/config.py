"""Config: settings, rules and templates of one desk folder, read and checked together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from frontdesk.desk.judge import Sender
from frontdesk.errors import Faults
from frontdesk.messages.card import Cards
from frontdesk.messages.templates import Letters
from frontdesk.model.lead import Chat, Purpose
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rules
from frontdesk.settings import Settings, desk_file, environment, read_settings, shipped_folder

Read = TypeVar("Read")


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Everything that is read before the service starts."""

    desk: Path
    settings: Settings
    rules: Rules
    letters: Letters
    cards: Cards

    @property
    def sender(self) -> Sender:
        """Who letters come from: `MAIL_FROM`, else the company at the domain of its site."""
        given = self.settings.mail_from
        if given:
            return Sender(address=given, reply_to=self.settings.mail_reply_to)
        host = urlsplit(self.rules.sender.get("site", "")).hostname or "frontdesk.invalid"
        company = self.rules.sender.get("company", "frontdesk").replace('"', "")
        address = f'"{company}" <hello@{host.removeprefix("www.")}>'
        return Sender(address=address, reply_to=self.settings.mail_reply_to)


def read_config(desk: Path, variables: Mapping[str, str] | None = None) -> Config:
    """Read and check a desk folder; `variables` stand in for the environment.

    Raises:
        Faults: every fault of settings, rules and templates, each with its place.
    """
    if not desk.is_dir():
        raise Faults(
            [f"{desk}: expected the desk folder, found no such folder; `frontdesk init {desk}` makes it"]
        )
    problems: list[str] = []
    given = environment(desk) if variables is None else variables
    folders = [desk / "templates", shipped_folder() / "templates"]
    settings = _gathered(problems, lambda: read_settings(given))
    rules = _gathered(problems, lambda: _rules(desk, given))
    letters = _gathered(problems, lambda: _letters(folders, rules))
    cards = _gathered(problems, lambda: Cards.load(folders))
    if rules and letters:
        problems.extend(_no_letter(rules, letters))
    if problems or settings is None or rules is None or letters is None or cards is None:
        raise Faults(problems)
    rules = replace(rules, chats=rules.chats or tuple(_plain_chats(settings, rules)))
    return Config(desk=desk, settings=settings, rules=rules, letters=letters, cards=cards)


def _gathered(problems: list[str], read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except Faults as faults:
        problems.extend(faults.problems)
    return None


def _rules(desk: Path, variables: Mapping[str, str]) -> Rules:
    path = desk_file(desk, "rules.toml")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Faults([f"{path}: expected a UTF-8 text, found: {error}"]) from error
    return read_rules(text, environment=variables)


def _letters(folders: Sequence[Path], rules: Rules | None) -> Letters | None:
    """Only with rules: without `[sender]` every letter would seem to lack something."""
    return Letters.load(folders, rules.sender, rules.language) if rules else None


def _no_letter(rules: Rules, letters: Letters) -> Iterator[str]:
    for number, entry in enumerate(rules.letters, 1):
        if entry.letter != "none" and entry.letter not in letters.names:
            there = ", ".join(sorted(letters.names))
            yield f'rules.toml: letters[{number}].letter: no template "{entry.letter}"; there is {there}'


def _plain_chats(settings: Settings, rules: Rules) -> Iterator[Chat]:
    """The two chats of the settings, where rules.toml names none."""
    if settings.triage_chat is not None:
        yield Chat(id=settings.triage_chat, purpose=Purpose.TRIAGE, language=rules.language)
    if settings.sales_chat is not None:
        yield Chat(id=settings.sales_chat, purpose=Purpose.SALES, language=rules.language)
