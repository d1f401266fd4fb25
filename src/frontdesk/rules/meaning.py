"""Meaning: what is wrong with a rules file beyond its shape.

It looks at the raw tables and passes over what has the wrong shape, so that both kinds of faults are
reported in one go.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from frontdesk.model.signals import BARE, KINDS
from frontdesk.rules.conditions import VERDICT_FACTS
from frontdesk.rules.expressions import Expression
from frontdesk.rules.grammar import BadCondition, read_condition, suggestion
from frontdesk.rules.hours import hours_problems
from frontdesk.rules.labels import NAMES, key
from frontdesk.rules.money import money_problems
from frontdesk.rules.places import Path
from frontdesk.rules.reach import unreachable
from frontdesk.rules.secrets import secret_problems
from frontdesk.rules.shape import Problem, found

#: Keys that must not repeat: table, key, and whether large and small letters are the same.
_UNIQUE: Final = (
    ("criteria", "id", False),
    ("team", "name", True),
    ("team", "telegram", False),
    ("chats", "purpose", False),
)

Raw = Mapping[str, Any]


def meaning_problems(raw: Raw, environment: Mapping[str, str]) -> list[Problem]:
    """Every fault that needs more than one key, or the catalogues, to see."""
    return [
        *_conditions(raw),
        *_turns(raw, "bands", "band"),
        *_turns(raw, "letters", "letter"),
        *_repeats(raw),
        *_required(raw),
        *_fields(raw),
        *_hours(raw),
        *(Problem(("money", "rates", name), text) for name, text in money_problems(_table(raw, "money"))),
        *secret_problems(raw, environment),
    ]


def kinds(raw: Raw, table: str) -> dict[str, str]:
    """What a condition in that table may name: signals, the file's keyword groups, parts of the verdict."""
    groups = raw.get("keywords")
    names = dict(KINDS) | {
        f"keywords.{group}": "list" for group in (groups if isinstance(groups, dict) else ())
    }
    if table != "criteria":
        names |= VERDICT_FACTS
    if table == "bands":
        del names["band"]
    return names


def entries(raw: Raw, table: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The entries of a list of tables that are tables, with their paths."""
    listed = raw.get(table)
    for number, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield (table, number), entry


def _conditions(raw: Raw) -> Iterator[Problem]:
    for table in ("criteria", "bands", "letters"):
        names = kinds(raw, table)
        for path, entry in entries(raw, table):
            try:
                _expression(entry, names)
            except BadCondition as bad:
                yield from (Problem((*path, "when"), problem) for problem in bad.problems)


def _expression(entry: Mapping[str, Any], names: Mapping[str, str]) -> Expression | None:
    when = entry.get("when")
    return read_condition(when, names) if isinstance(when, str) else None


def _turns(raw: Raw, table: str, what: str) -> Iterator[Problem]:
    """Every lead gets a band and a letter, and every entry can get its turn."""
    listed = list(entries(raw, table))
    if not listed:
        return
    last = next((number for number, (_, entry) in enumerate(listed) if "when" not in entry), None)
    if last is None:
        path, entry = listed[-1]
        told = f"expected no condition in the last entry, found {found(entry['when'])}"
        yield Problem((*path, "when"), f"{told}: some leads would get no {what}")
        last = len(listed) - 1
    for path, _ in listed[last + 1 :]:
        yield Problem(path, f'can never be reached: {table}[{last + 1}] has no "when"')
    names = kinds(raw, table)
    try:
        conditions = [_expression(entry, names) for _, entry in listed[: last + 1]]
    except BadCondition:
        return
    for number in unreachable(conditions):
        path, entry = listed[number]
        where = (*path, "when") if "when" in entry else path
        yield Problem(where, "can never be reached: whatever the signals, it does not hold first")


def _repeats(raw: Raw) -> Iterator[Problem]:
    for table, what, fold in _UNIQUE:
        seen: dict[Any, str] = {}
        for path, entry in entries(raw, table):
            value = entry.get(what)
            if not isinstance(value, str | int):
                continue
            folded = value.strip().casefold() if fold and isinstance(value, str) else value
            if folded in seen:
                text = f"expected each {what} once, found {found(value)} in {seen[folded]} too"
                yield Problem((*path, what), text)
            seen.setdefault(folded, f"{table}[{int(path[1]) + 1}]")


def _required(raw: Raw) -> Iterator[Problem]:
    required = raw.get("required")
    seen: set[str] = set()
    for number, name in enumerate(required if isinstance(required, list) else ()):
        if not isinstance(name, str):
            continue
        if name not in BARE:
            yield Problem(("required", number), _no_field(name, list(BARE)))
        elif name in seen:
            yield Problem(("required", number), f"expected each field once, found {found(name)} again")
        seen.add(name)


def _fields(raw: Raw) -> Iterator[Problem]:
    """`[fields]` is field = labels, `[forms.NAME.fields]` is label = field."""
    taken: dict[str, str] = {}
    for name, labels in _table(raw, "fields").items():
        if name not in NAMES:
            yield Problem(("fields", name), _no_field(name, NAMES))
        for number, label in enumerate(labels if isinstance(labels, list) else ()):
            other = taken.setdefault(key(label), name) if isinstance(label, str) else name
            if other != name:
                text = f"expected a label of one field, found {found(label)} in fields.{other} too"
                yield Problem(("fields", name, number), text)
    for form, entry in _table(raw, "forms").items():
        for label, field in _table(entry, "fields").items():
            if isinstance(field, str) and field not in NAMES:
                yield Problem(("forms", form, "fields", label), _no_field(field, NAMES))


def _hours(raw: Raw) -> Iterator[Problem]:
    if isinstance(raw.get("hours"), dict):
        texts = {name: value for name, value in raw["hours"].items() if isinstance(value, str)}
        yield from (Problem(("hours", name), text) for name, text in hours_problems(texts))


def _no_field(name: str, names: Any) -> str:
    return f"no field {found(name)}{suggestion(name, sorted(names))}"


def _table(raw: Any, name: str) -> dict[str, Any]:
    table = raw.get(name) if isinstance(raw, dict) else None
    return table if isinstance(table, dict) else {}
