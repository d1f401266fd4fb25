"""Rules: rules.toml after it was read and checked. `load.read_rules` makes one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from frontdesk.model.lead import Chat, Person, Purpose
from frontdesk.model.money import Money
from frontdesk.model.retention import Retention
from frontdesk.model.score import Band
from frontdesk.model.signals import Signals
from frontdesk.model.touch import TouchKind
from frontdesk.rules.ages import Fades
from frontdesk.rules.assignment import Assignment, Seat, SlaStep
from frontdesk.rules.expressions import Condition, Findings
from frontdesk.rules.follow_up import FollowUp
from frontdesk.rules.hours import Hours
from frontdesk.rules.judging import EVERYWHERE, Axis, Gate, Group, Matrix, Scope
from frontdesk.rules.labels import Labels
from frontdesk.rules.touching import Window


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """One keyword phrase in its dictionary form."""

    text: str
    language: str | None = None  #: None: told by its script, else the desk's language


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """One entry of `[[criteria]]`."""

    id: str
    names: Mapping[str, str]  #: language: name
    when: str  #: the condition as written
    points: int
    ask: bool = False  #: people may answer it
    signals: tuple[str, ...] = ()  #: the signals that `when` names, in order
    group: str | None = None
    axis: Axis = Axis.FIT
    scope: Scope = EVERYWHERE  #: of other leads it says nothing: it neither counts nor is asked
    within: timedelta | None = None
    fades: Fades | None = None
    touches: tuple[TouchKind, ...] = ()  #: what its age goes by; none: the newest enquiry

    def name(self, language: str) -> str:
        """The name in that language, else in English, else in any."""
        return _in(language, self.names, self.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class BandRule:
    """One entry of `[[bands]]`, or cells of the matrix; the first whose condition holds."""

    band: Band
    when: str | None
    holds: Condition
    scope: Scope = EVERYWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterRule:
    """One entry of `[[letters]]`; the first whose condition holds."""

    letter: str  #: "none": no letter
    when: str | None
    holds: Condition


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetch:
    """With what the answers to a form's notices are fetched; which of the two, its provider says."""

    token: str | None = field(default=None, repr=False)
    url: str | None = field(default=None, repr=False)  #: an address that is a secret itself


@dataclass(frozen=True, kw_only=True, slots=True)
class Captcha:
    """The puzzle beside a form."""

    kind: str  #: turnstile, hcaptcha or recaptcha
    secret: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """One `[forms.NAME]`."""

    name: str
    provider: str | None = None
    language: str | None = None
    phone_region: str | None = None
    product: str | None = None
    hosts: tuple[str, ...] = ()
    secrets: tuple[str, ...] = field(default=(), repr=False)  #: any of them may have signed
    key: str | None = field(default=None, repr=False)  #: only /hooks/NAME/KEY is open
    labels: Labels | None = None  #: the desk's labels with this form's `fields`
    watched: bool = True  #: silence and vanished fields raise an alarm
    fetch: Fetch | None = None
    captcha: Captcha | None = None

    @property
    def provider_name(self) -> str | None:
        """The provider that the form names, else its own name, which may be that of one."""
        return self.name if self.provider in (None, "auto") else self.provider


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """How many forms within ten minutes nobody minds."""

    source_form: int = 10  #: from one source to one form
    source: int = 20  #: from one source
    form: int = 10_000  #: to one form


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What counts for leads of one form."""

    criteria: tuple[tuple[int, Criterion], ...]  #: with the place of each one's finding
    bands: tuple[BandRule, ...]
    gates: tuple[Gate, ...]


#: Open without configuration: a site's own form.
OWN_FORM: Final = Form(name="web")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """The judgement in force: all that rules.toml says."""

    text: str = field(repr=False)  #: the file, word for word
    hash: str  #: hex SHA-256 of `text`
    language: str
    phone_region: str | None
    required: tuple[str, ...]  #: fields of a complete profile
    sender: Mapping[str, str]
    labels: Labels = field(repr=False)
    keywords: Mapping[str, tuple[Phrase, ...]]
    criteria: tuple[Criterion, ...]
    facts: Callable[[Signals], dict[str, Any]] = field(repr=False)  #: those that its conditions name
    findings: Findings = field(repr=False)  #: one for each criterion
    bands: tuple[BandRule, ...]
    letters: tuple[LetterRule, ...]
    follow_ups: tuple[FollowUp, ...] = ()  #: a series: each counts from the letter before it
    forms: Mapping[str, Form]
    guards: Mapping[str, str]  #: guard: enforce, watch or off
    rates: Rates = Rates()
    letters_per_hour: int = 60
    letters_per_domain_minute: int = 3
    chats: tuple[Chat, ...] = ()
    team: tuple[Person, ...] = ()
    seats: tuple[Seat, ...] = ()  #: of the team, in its order
    assignment: Assignment | None = None  #: None: a hot lead is for anybody at once
    sla: tuple[SlaStep, ...] = ()  #: of each concern in the order of time
    hours: Hours | None = None
    retention: Retention = field(default_factory=Retention)
    money: Money | None = None
    groups: tuple[Group, ...] = ()
    matrix: Matrix | None = None
    gates: tuple[Gate, ...] = ()
    windows: tuple[Window, ...] = ()  #: the facts over touches that the criteria name
    weighs_interest: bool = False  #: a criterion tells how much the lead wants
    _sheets: dict[str, Sheet] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def is_timed(self) -> bool:
        """Whether a score becomes another by time alone."""
        return any(criterion.within or criterion.fades for criterion in self.criteria)

    def sheet(self, form: str) -> Sheet:
        """What counts for leads whose newest enquiry came by that form."""
        found = self._sheets.get(form)
        if found is None:
            product = self.forms[form].product if form in self.forms else None
            found = self._sheets[form] = Sheet(
                criteria=tuple((n, c) for n, c in enumerate(self.criteria) if c.scope.holds(form, product)),
                bands=tuple(rule for rule in self.bands if rule.scope.holds(form, product)),
                gates=tuple(gate for gate in self.gates if gate.scope.holds(form, product)),
            )
        return found

    def name(self, id: str, language: str) -> str:
        """What people see of a reason: the name of the criterion or group of that id, else the id."""
        criterion = self.criterion(id)
        if criterion:
            return criterion.name(language)
        names = next((group.names for group in self.groups if group.id == id), {})
        return _in(language, names, id)

    def gate_name(self, needs: str, language: str) -> str:
        """What people see of a gate with that condition: its name, else the condition."""
        names = next((gate.names for gate in self.gates if gate.needs == needs), {})
        return _in(language, names, needs)

    def form(self, name: str) -> Form | None:
        """The form of that name; None when there is none."""
        return self.forms.get(name) or (OWN_FORM if name == OWN_FORM.name else None)

    def criterion(self, id: str) -> Criterion | None:
        """The criterion of that id, or None."""
        return next((criterion for criterion in self.criteria if criterion.id == id), None)

    def person(self, telegram: int) -> Person | None:
        """Who in the team has that Telegram account, or None."""
        mine = (person for person in self.team if person.telegram and person.telegram == telegram)
        return next(mine, None)

    def chat(self, purpose: Purpose) -> Chat | None:
        """The chat for that purpose, or None."""
        return next((chat for chat in self.chats if chat.purpose == purpose), None)


def _in(language: str, names: Mapping[str, str], otherwise: str) -> str:
    """The name in that language, else in English, else in any."""
    return names.get(language) or names.get("en") or next(iter(names.values()), otherwise)
