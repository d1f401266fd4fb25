"""Config: settings, rules and templates of one desk folder, read and checked together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from frontdesk.app import sending
from frontdesk.app.basis import Basis, DeskFiles
from frontdesk.app.series_letters import letter_faults, written
from frontdesk.app.telegram_mode import webhook_faults
from frontdesk.desk.own import Own
from frontdesk.desk.sender import Sender
from frontdesk.errors import Faults
from frontdesk.intake.forms import ADAPTERS
from frontdesk.lookups import NEEDS
from frontdesk.messages.card import Cards
from frontdesk.messages.files import found_files
from frontdesk.messages.templates import Letters
from frontdesk.rules.faulty import providers_of, sender_of
from frontdesk.rules.places import Path as Place
from frontdesk.rules.places import line, path_text, places
from frontdesk.rules.rules import Form, Rules
from frontdesk.settings import Settings, shipped_folder
from frontdesk.signals.fingerprint import fingerprint
from frontdesk.suggestion import suggestion
from frontdesk.text import one_line


@dataclass(frozen=True, kw_only=True, slots=True)
class Config(Basis):
    """Everything that is read before the service starts."""

    letters: Letters
    cards: Cards
    answers_own: bool = False  #: whether colleagues who fill in a form get a letter, as in the demo

    @property
    def sender(self) -> Sender:
        """Who letters come from: `MAIL_FROM`, else the company at the domain of its site."""
        return _sender(self.settings, self.rules.sender)

    @property
    def own(self) -> Own:
        """Where we read mail ourselves."""
        settings = self.settings
        inboxes = (settings.mail_from, settings.mail_reply_to, settings.alarm_mail)
        given = settings.mail_from and not self.answers_own
        domains = (self.sender.domain if given else None, getattr(settings, "bounce_domain", None))
        return Own.of(
            [*filter(None, inboxes), *self.rules.sender.values()], [each for each in domains if each]
        )


def read_config(desk: Path, variables: Mapping[str, str] | None = None, *, text: str | None = None) -> Config:
    """Read and check a desk folder; `variables` stand in for the environment, `text` for its rules.toml.

    Raises:
        Faults: every fault of settings, rules and templates, each with its place.
    """
    files = DeskFiles(desk, variables, text)
    settings, rules, problems = files.settings, files.rules, files.problems
    folders = [desk / "templates", shipped_folder() / "templates"]
    problems.extend(_providers(files.text))
    if rules:
        problems.extend([*_fetches(rules), *_no_letter(rules, folders), *unread(rules)])
    letters = files.gathered(lambda: _letters(folders, rules, files.text, settings))
    cards = files.gathered(lambda: Cards.load(folders))
    problems.extend([*sending.faults(settings, desk), *webhook_faults(settings)] if settings else ())
    basis = files.basis() if letters and cards else None
    if basis is None or letters is None or cards is None:
        raise Faults(problems)
    return Config(desk=desk, settings=basis.settings, rules=basis.rules, letters=letters, cards=cards)


def unread(rules: Rules) -> Iterator[str]:
    """Why no lead could be read by these rules: a kind of value in them that the signals do not know yet."""
    try:
        fingerprint(rules)
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        told = f"expected rules that signals can be read by, found {type(error).__name__}: {error}"
        yield f"rules.toml: {one_line(told, 300)}; this is a fault of frontdesk: take back what you changed"


def _providers(text: str) -> Iterator[str]:
    """Forms whose provider nobody knows, whatever else is wrong with the file."""
    known = ("auto", *sorted(ADAPTERS))
    for name, provider in providers_of(text).items():
        if provider not in known:
            told = f'expected one of {", ".join(known)}, found "{one_line(provider, 60)}"'
            yield _told(text, ("forms", name, "provider"), told + suggestion(provider, known))


def _fetches(rules: Rules) -> Iterator[str]:
    """Forms whose answers could not be fetched."""
    for name, form in rules.forms.items():
        known = form.provider in (None, "auto", *ADAPTERS)
        if known and form.fetch and (wrong := _wrong_fetch(form)):
            yield _told(rules.text, ("forms", name, "fetch"), wrong)


def _wrong_fetch(form: Form) -> str | None:
    """Why nothing can be fetched with that."""
    needs = NEEDS.get(provider := form.provider_name or "")
    if needs is None:
        return f'expected a form whose provider is one of {", ".join(sorted(NEEDS))}, found "{provider}"'
    given = [name for name in ("token", "url") if form.fetch and getattr(form.fetch, name)]
    return (
        None if given == [needs] else f"expected {{ {needs} }} for {provider}, found {{ {', '.join(given)} }}"
    )


def _sender(settings: Settings, company: Mapping[str, str]) -> Sender:
    """`MAIL_FROM`, else the company of `[sender]` at the domain of its site."""
    host = urlsplit(company.get("site", "")).hostname or "frontdesk.invalid"
    name = company.get("company", "frontdesk").replace('"', "")
    address = settings.mail_from or f'"{name}" <hello@{host.removeprefix("www.")}>'
    return Sender(address=address, reply_to=settings.mail_reply_to)


def _letters(
    folders: Sequence[Path], rules: Rules | None, text: str, settings: Settings | None
) -> Letters | None:
    """Only with `[sender]`: without it every letter would seem to lack something."""
    sender = rules.sender if rules else sender_of(text)
    if sender is None:
        return None
    domain = _sender(settings, sender).domain if settings else None
    language, hours = (rules.language, rules.hours) if rules else ("en", None)
    return Letters.load(folders, sender, language, hours=hours, domain=domain)


def _no_letter(rules: Rules, folders: Sequence[Path]) -> Iterator[str]:
    """Entries that name a letter which stands in no file, whatever else is wrong with the files."""
    for place, told in letter_faults(rules, written(found_files(folders, "letters"))):
        yield _told(rules.text, place, told)


def _told(text: str, place: Place, problem: str) -> str:
    number = line(places(text.removeprefix("\ufeff")), place)
    return f"rules.toml:{number}: {one_line(path_text(place), 120)}: {problem}"
