"""Load: the text of rules.toml → Rules, or every fault in it with its line."""

import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from frontdesk.errors import Faults
from frontdesk.model.lead import Chat
from frontdesk.model.money import Money
from frontdesk.model.retention import Retention
from frontdesk.model.signals import DETAILS, facts_reader
from frontdesk.rules.assigning import assigning
from frontdesk.rules.conditions import compile_condition, compile_conditions
from frontdesk.rules.expressions import Constant, Expression, facts
from frontdesk.rules.following import follow_ups
from frontdesk.rules.forms import form
from frontdesk.rules.grammar import read_condition
from frontdesk.rules.hours import hours
from frontdesk.rules.labels import Labels
from frontdesk.rules.meaning import kinds, meaning_problems
from frontdesk.rules.places import line, path_text, places
from frontdesk.rules.quiet import quiet_span
from frontdesk.rules.rules import (
    BandRule,
    Criterion,
    LetterRule,
    Phrase,
    Rates,
    Rules,
)
from frontdesk.rules.schema import File
from frontdesk.rules.shape import shape_problems
from frontdesk.rules.touching import lately, windows
from frontdesk.rules.weighing import cells, described, gates, groups, matrix, scope
from frontdesk.text import one_line

LIMIT_CHARACTERS: Final = 1_000_000

_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
#: What people do most often, by what the reader of TOML says of it.
_HINTS: Final[Mapping[str, str]] = {
    "Invalid value": "; text stands in quotation marks",
    "Unclosed array": "; a comma stands between entries, and ] at the end",
    "Expected '=' after a key in a key/value pair": "; a line is `key = value`, or begins with #",
}
_ALWAYS: Final = Constant(True, "truth")


def read_rules(text: str, *, name: str = "rules.toml", environment: Mapping[str, str]) -> Rules:
    """The rules that a file says; `env:NAME` is looked up in `environment`.

    Raises:
        Faults: the file is wrong; every fault at once, as `rules.toml:24: criteria[3].points: expected …`.
    """
    raw = _toml(text, name)
    problems = {*shape_problems(raw), *meaning_problems(raw, environment)}
    if problems:
        at = places(_plain(text))
        lines = sorted((line(at, path), one_line(path_text(path), 120), told) for path, told in problems)
        raise Faults([f"{name}:{number}: {path}: {told}" for number, path, told in lines])
    return _rules(text, raw, environment)


def _toml(text: str, name: str) -> dict[str, Any]:
    if len(text) > LIMIT_CHARACTERS:
        raise Faults([f"{name}:1: expected at most {LIMIT_CHARACTERS} characters, found {len(text)}"])
    try:
        return tomllib.loads(_plain(text))
    except tomllib.TOMLDecodeError as error:
        told = str(error)
        place = _PLACE.search(told)
        number = place[1] if place and place[1] else text.count("\n") + 1
        mistake = _PLACE.sub("", told)
        mistake += _HINTS.get(mistake, "")
        raise Faults([f"{name}:{number}: expected TOML, found a mistake: {mistake}"]) from error
    except (RecursionError, ValueError) as error:  # lists within lists; a number of 5,000 digits
        raise Faults([f"{name}:1: expected TOML, found a value that is too deep or too long"]) from error


def _plain(text: str) -> str:
    """Without the mark that some Windows editors put before the first character."""
    return text.removeprefix("\ufeff")


def _rules(text: str, raw: Mapping[str, Any], environment: Mapping[str, str]) -> Rules:
    file = File.model_validate(raw)
    labels = Labels.shipped().extended(file.fields)
    return Rules(
        text=text,
        hash=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        **_desk(file),
        labels=labels,
        forms={name: form(name, entry, labels, environment) for name, entry in file.forms.items()},
        keywords=_keywords(file),
        facts=facts_reader(_named(file, raw)),
        **_scoring(file, kinds(raw, "criteria")),
        **_deciding(file, raw),
        **_limits(file),
        chats=_chats(file),
        **assigning(file),
    )


def _desk(file: File) -> dict[str, Any]:
    """Whose desk it is: what every lead is read and answered with."""
    return {
        "language": file.language,
        "phone_region": file.phone_region,
        "required": tuple(file.required),
        "sender": file.sender,
        "hours": hours(file.hours) if file.hours else None,
        "money": Money(currency=file.money.currency, rates=file.money.rates) if file.money else None,
    }


def _named(file: File, raw: Mapping[str, Any]) -> frozenset[str]:
    """What the conditions of all tables name, with what is told beside it."""
    several: dict[str, list[str | None]] = {
        "criteria": [entry.when for entry in file.criteria],
        "bands": [entry.when for entry in file.bands],
        "gates": [entry.needs for entry in file.gates],
        "letters": [entry.when for entry in file.letters],
        "follow_ups": [entry.when for entry in file.follow_ups],
    }
    conditions = [(kinds(raw, table), when) for table, whens in several.items() for when in whens if when]
    named = {fact.name for names, when in conditions for fact in facts(read_condition(when, names))}
    return frozenset(named.union(detail for name, detail in DETAILS.items() if name in named))


def _scoring(file: File, names: Mapping[str, str]) -> dict[str, Any]:
    """What a lead's signals are worth."""
    read = [read_condition(entry.when, names) for entry in file.criteria]
    conditions = [lately(each, entry.within) for each, entry in zip(read, file.criteria, strict=True)]
    return {
        "criteria": _criteria(file, read),
        "findings": compile_conditions(conditions),
        "windows": windows(conditions),
        "weighs_interest": any(entry.axis == "interest" for entry in file.criteria),
        "groups": groups(file),
        "matrix": matrix(file),
    }


def _deciding(file: File, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What becomes of a lead with such a score."""
    return {
        "bands": (*cells(file), *_bands(file, kinds(raw, "bands"))),
        "gates": gates(file, kinds(raw, "gates")),
        "letters": _letters(file, kinds(raw, "letters")),
        "follow_ups": follow_ups(file.follow_ups, kinds(raw, "follow_ups")),
    }


def _limits(file: File) -> dict[str, Any]:
    """What holds a lead back, and its letter."""
    guards = file.guards
    return {
        "guards": {name: mode for name, mode in guards if isinstance(mode, str)},
        "rates": Rates(source_form=guards.rate_source_form, source=guards.rate_source, form=guards.rate_form),
        "letters_per_hour": file.budgets.letters_per_hour,
        "letters_per_domain_minute": file.budgets.letters_per_domain_minute,
        "retention": Retention(**{name: timedelta(days=n) if n else None for name, n in file.retention}),
    }


def _keywords(file: File) -> dict[str, tuple[Phrase, ...]]:
    return {
        group: tuple(Phrase(text=phrase.phrase, language=phrase.language) for phrase in phrases)
        for group, phrases in file.keywords.items()
    }


def _criteria(file: File, conditions: list[Expression]) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            id=entry.id,
            names=entry.name,
            when=entry.when,
            points=entry.points,
            ask=entry.ask,
            **described(entry, condition),
        )
        for entry, condition in zip(file.criteria, conditions, strict=True)
    )


def _bands(file: File, names: Mapping[str, str]) -> tuple[BandRule, ...]:
    return tuple(
        BandRule(
            band=entry.band,
            when=entry.when,
            holds=compile_condition(_condition(entry.when, names)),
            scope=scope(entry),
        )
        for entry in file.bands
    )


def _letters(file: File, names: Mapping[str, str]) -> tuple[LetterRule, ...]:
    return tuple(
        LetterRule(
            letter=entry.letter, when=entry.when, holds=compile_condition(_condition(entry.when, names))
        )
        for entry in file.letters
    )


def _condition(when: str | None, names: Mapping[str, str]) -> Expression:
    return _ALWAYS if when is None else read_condition(when, names)


def _chats(file: File) -> tuple[Chat, ...]:
    return tuple(
        Chat(
            id=chat.id,
            purpose=chat.purpose,
            language=chat.language or file.language,
            mask=chat.mask,
            quiet=quiet_span(chat.quiet) if chat.quiet else None,
            fallback=chat.fallback,
            topics=chat.topics,
        )
        for chat in file.chats
    )
