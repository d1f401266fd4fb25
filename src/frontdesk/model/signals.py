"""Signals: named facts about a lead, as conditions, letters and cards read them.

The dataclasses are the catalogue: a condition may name exactly what `CATALOGUE` lists.
`None` means that nobody said: unknown.
"""

from collections.abc import Callable, Mapping
from dataclasses import field, fields
from functools import cached_property, lru_cache
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin

from frontdesk.model.frozen import frozen
from frontdesk.model.signal_parts import (
    BudgetSignal,
    CompanySignal,
    CountrySignal,
    DeadlineSignal,
    HourSignal,
    MessageSignal,
    PositionSignal,
    ProfileSignal,
    RepeatSignal,
    SourceSignal,
    signal,
)

#: A form field by its bare name is true when it is not blank. It is never unknown.
BARE: Final[Mapping[str, str]] = {
    "first_name": "a first name was given, alone or within a full name",
    "last_name": "a last name was given, alone or within a full name",
    "email": "the e-mail field is filled",
    "phone": "the phone field is filled",
    "company": "the company field is filled",
    "position": "the position field is filled",
    "business": "the kind of business was named",
    "message": "a message was written",
    "country": "a country was named",
    "budget": "a budget was named",
    "deadline": "a deadline was named",
}


@frozen
class EmailSignal:
    """What the e-mail field tells."""

    address: str | None = signal("the address, normalised; unknown when it is not valid", default=None)
    valid: bool | None = signal("it can be written to; unknown when the field is blank", default=None)
    kind: str | None = signal("corporate, free or disposable", default=None)
    role: bool | None = signal("a shared mailbox such as info@ or sales@", default=None)
    suggestion: str | None = signal("what was probably meant: gmail.com for gmial.com", default=None)
    deliverable: bool | None = signal(
        "its domain takes mail, as DNS has it; unknown when DNS could not say", default=None
    )
    also: tuple[str, ...] = signal("further addresses in the same field", default=())

    @property
    def corporate(self) -> bool | None:
        """Neither a free nor a disposable provider; unknown without a valid address."""
        return None if self.kind is None else self.kind == "corporate"


@frozen
class PhoneSignal:
    """What the phone field tells, or the message where the field is blank."""

    valid: bool | None = signal("a usable number; unknown when none was given", default=None)
    e164: str | None = signal("the number as +48600100200", default=None)
    extension: str | None = signal("the extension, digits only", default=None)
    also: tuple[str, ...] = signal("further numbers in the same field, as E.164", default=())
    region: str | None = signal("the number's country, as PL", default=None)
    kind: str | None = signal("mobile, fixed_line, toll_free …", default=None)
    zone: str | None = signal(
        "the number's time zone, as Europe/Warsaw; unknown where it may be one of several", default=None
    )
    mismatch: bool | None = signal("its country is not the one the form names", default=None)
    in_message: bool | None = signal(
        "the field is blank, and the number stands in the message; unknown without a number", default=None
    )


@frozen
class NameSignal:
    """What the name fields tell."""

    first: str | None = signal("the first name, cleaned", default=None)
    last: str | None = signal("the last name, cleaned", default=None)
    greeting: str | None = signal("the name to greet in a letter; unknown where none is safe", default=None)
    spam: bool = signal("the name is an advert or an attack", default=False)


@frozen
class Suspicion:
    """One thing a guard noticed."""

    guard: str  #: honeypot, too_fast, links, phrases, repeated_text, rate, disposable, nonsense …
    because: str  #: what it saw, for people: shown as text, never as markup


@frozen
class Keyword:
    """One phrase of `[keywords]` that was found."""

    group: str
    phrase: str  #: as the rules have it
    words: tuple[str, ...]  #: what stood for it, as written: forms of its words, nothing else
    where: str  #: the field: message, business …; "" for the answer to a further question


class _Remembering:
    """A class without slots: it gives those derived from it the `__dict__` that `cached_property` needs."""


@frozen
class Signals(_Remembering):
    """Everything that is known about a lead; `facts` is the flat view conditions read."""

    filled: frozenset[str] = frozenset()  #: the names of `BARE` that are not blank
    email: EmailSignal = EmailSignal()
    phone: PhoneSignal = PhoneSignal()
    name: NameSignal = NameSignal()
    message: MessageSignal = field(default_factory=MessageSignal)
    budget: BudgetSignal = field(default_factory=BudgetSignal)
    deadline: DeadlineSignal = field(default_factory=DeadlineSignal)
    source: SourceSignal = field(default_factory=SourceSignal)
    profile: ProfileSignal = field(default_factory=ProfileSignal)
    repeat: RepeatSignal = field(default_factory=RepeatSignal)
    company: CompanySignal = field(default_factory=CompanySignal)
    position: PositionSignal = field(default_factory=PositionSignal)
    country: CountrySignal = field(default_factory=CountrySignal)
    hour: HourSignal = field(default_factory=HourSignal)
    language: str | None = None  #: en, ru, pl, de …
    files: tuple[str, ...] = ()  #: names or addresses of files that were sent
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: group: phrases found
    matches: tuple[Keyword, ...] = ()  #: the same phrases, and what stood for each where
    spam: tuple[Suspicion, ...] = ()
    unchecked: tuple[str, ...] = ()  #: what a guard could not look at, in words
    reader: str = field(default="", compare=False)  #: fingerprint of what read them

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Every signal by the name that conditions use; keyword groups as `keywords.GROUP`."""
        facts = _ALL(self)
        for group, phrases in self.keywords.items():
            facts[f"keywords.{group}"] = phrases
        return facts


#: part: the class that tells it.
CLASSES: Final[Mapping[str, type]] = {
    "email": EmailSignal,
    "phone": PhoneSignal,
    "name": NameSignal,
    "message": MessageSignal,
    "budget": BudgetSignal,
    "deadline": DeadlineSignal,
    "source": SourceSignal,
    "profile": ProfileSignal,
    "repeat": RepeatSignal,
    "company": CompanySignal,
    "position": PositionSignal,
    "country": CountrySignal,
    "hour": HourSignal,
}

#: part: names of its signals.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    part: (*(f.name for f in fields(cls)), *(("corporate",) if cls is EmailSignal else ()))
    for part, cls in CLASSES.items()
}


#: What is told beside a signal, of another one: the country of a number, the currency of an amount.
DETAILS: Final[Mapping[str, str]] = {"phone.valid": "phone.region", "budget.amount": "budget.currency"}


@lru_cache(maxsize=64)
def facts_reader(names: frozenset[str]) -> Callable[[Signals], dict[str, Any]]:
    """A function that reads these facts of one `Signals` and no others, as `Signals.facts` has them.

    Names of something else are left out. It is one dict display, made once for one set of rules: to collect
    the values of every lead by their names takes many times as long.
    """
    read = [f"{name!r}: {code}" for name in sorted(names) if (code := _code(name))]
    made: Callable[[Signals], dict[str, Any]] = eval(  # noqa: S307 - of nothing but names from our catalogue
        f"lambda signals: {{{', '.join(read)}}}", {"__builtins__": {}, "reasons": _reasons}
    )
    return made


def _code(name: str) -> str | None:
    """How a fact is read; a group of keywords is one of `[keywords]`, whose names are letters and digits."""
    part, _, own = name.partition(".")
    if name in BARE:
        return f"{name!r} in signals.filled"
    if part == "keywords":
        return f"signals.keywords.get({own!r})"
    if name == "spam.reasons":
        return "reasons(signals)"
    return f"signals.{name}" if name in ("language", "files") or own in PARTS.get(part, ()) else None


def _reasons(signals: Signals) -> tuple[str, ...]:
    return tuple([suspicion.guard for suspicion in signals.spam])


#: All facts but those of keyword groups.
_ALL: Final = facts_reader(
    frozenset(f"{part}.{name}" for part, names in PARTS.items() for name in names)
    .union(BARE)
    .union(("language", "files", "spam.reasons"))
)

#: Every name a condition may use (but `keywords.GROUP`, which `[keywords]` makes): what it means.
CATALOGUE: Final[Mapping[str, str]] = {
    **BARE,
    "language": "the language to write in: the form's setting, its own field, its text, else the page",
    "files": "the files that were sent; empty when none",
    **{f"{part}.{f.name}": f.metadata["doc"] for part, cls in CLASSES.items() for f in fields(cls)},
    "spam.reasons": "the guards that noticed something, those that only watch too",
    "email.corporate": "`email.kind` is corporate: neither a free nor a disposable provider",
}

_KINDS: Final[Mapping[type, str]] = {
    bool: "truth",
    int: "number",
    float: "number",
    str: "text",
    tuple: "list",
}


def _kind(hint: Any) -> str:
    """What a signal holds; unknown apart."""
    known = next((each for each in get_args(hint) if each is not NoneType), hint)
    plain = known if isinstance(hint, UnionType) else hint
    return _KINDS[get_origin(plain) or plain]


#: What each name holds: "truth", "number", "text" or "list".
KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(BARE, "truth"),
    "language": "text",
    "files": "list",
    "spam.reasons": "list",
    "email.corporate": "truth",
    **{f"{part}.{f.name}": _kind(f.type) for part, cls in CLASSES.items() for f in fields(cls)},
}
