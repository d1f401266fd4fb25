"""Basis: settings and rules of one desk folder, read and checked; what needs no template needs no more."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from re import match
from typing import TypeVar

from frontdesk.errors import Faults
from frontdesk.model.lead import Chat, Purpose
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rules
from frontdesk.settings import Settings, desk_file, environment, read_settings

Read = TypeVar("Read")


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """What leads are judged by, and where everything is."""

    desk: Path
    settings: Settings
    rules: Rules

    @property
    def files(self) -> Path:
        """The folder of the files that people send."""
        return self.desk / self.settings.files


class DeskFiles:
    """What the files of a desk folder say, and every fault of them so far."""

    def __init__(
        self, desk: Path, variables: Mapping[str, str] | None = None, text: str | None = None
    ) -> None:
        """`variables` stand in for the environment, `text` for its rules.toml.

        Raises:
            Faults: there is no such folder, or its `.env` cannot be read.
        """
        check_folder(desk)
        self.desk, self.problems = desk, list[str]()
        given = _environment(desk) if variables is None else variables
        self.settings = self.gathered(lambda: read_settings(given))
        if variables is None:
            self.problems = [_placed(desk, problem, given) for problem in self.problems]
        found = self.gathered(lambda: _rules_text(desk)) if text is None else text
        self.text = found or ""
        self.rules = (
            self.gathered(lambda: read_rules(self.text, environment=given)) if found is not None else None
        )

    def gathered(self, read: Callable[[], Read]) -> Read | None:
        """What that reads; None, and its faults among the problems, where it cannot."""
        try:
            return read()
        except Faults as faults:
            self.problems.extend(faults.problems)
        return None

    def basis(self) -> Basis:
        """Both, with the chats that the settings name where the rules name none.

        Raises:
            Faults: every problem that was found.
        """
        settings, rules = self.settings, self.rules
        if self.problems or settings is None or rules is None:
            raise Faults(self.problems)
        rules = replace(rules, chats=rules.chats or tuple(_plain_chats(settings, rules)))
        return Basis(desk=self.desk, settings=settings, rules=rules)


def read_basis(desk: Path) -> Basis:
    """Settings and rules of a desk folder, whose templates may be out of order.

    Raises:
        Faults: every fault of the two, each with its place.
    """
    return DeskFiles(desk).basis()


def settings_of(desk: Path) -> Settings:
    """The settings of a desk folder alone, whose rules and templates may be out of order.

    Raises:
        Faults: every fault of the settings, each with its place.
    """
    check_folder(desk)
    given = _environment(desk)
    try:
        return read_settings(given)
    except Faults as faults:
        raise Faults([_placed(desk, problem, given) for problem in faults.problems]) from faults


def check_folder(desk: Path) -> None:
    """Raises Faults where there is no such folder."""
    if not desk.is_dir():
        hint = "" if desk.exists() else f"; `frontdesk init {desk}` makes one"
        raise Faults([f"{desk}: expected a desk folder, found {'a file' if desk.exists() else 'none'}{hint}"])


def _environment(desk: Path) -> dict[str, str]:
    try:
        return environment(desk)
    except (OSError, UnicodeDecodeError) as error:
        raise Faults([f"{desk / '.env'}: expected a UTF-8 text, found: {error}"]) from error


def _placed(desk: Path, problem: str, given: Mapping[str, str]) -> str:
    """A fault of a setting with its line, when it was set in `.env`."""
    name, file = problem.partition(":")[0], desk / ".env"
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    for number, text in enumerate(lines, 1):
        if match(rf"\s*(?:export\s+)?{name}\s*=", text) and given.get(name, "") in text:
            return f".env:{number}: {problem}"
    return problem


def _rules_text(desk: Path) -> str:
    path = desk_file(desk, "rules.toml")
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Faults([f"{path}: expected a UTF-8 text, found: {error}"]) from error


def _plain_chats(settings: Settings, rules: Rules) -> Iterator[Chat]:
    """The two chats of the settings, where rules.toml names none."""
    if settings.triage_chat is not None:
        yield Chat(id=settings.triage_chat, purpose=Purpose.TRIAGE, language=rules.language)
    if settings.sales_chat is not None:
        yield Chat(id=settings.sales_chat, purpose=Purpose.SALES, language=rules.language)
