"""Meaning: what is wrong with a rules file beyond its shape.

It looks at the raw tables and passes over what has the wrong shape, so that both kinds of faults are
reported in one go.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from frontdesk.model.signals import BARE, KINDS
from frontdesk.rules.agreement import Raw, agreement_problems, all_cells, entries, table_of
from frontdesk.rules.assigning import assigning_problems
from frontdesk.rules.conditions import VERDICT_FACTS
from frontdesk.rules.expressions import Comparison, Constant, Every, Expression, Fact
from frontdesk.rules.following import follow_up_problems
from frontdesk.rules.grammar import BadCondition, read_condition
from frontdesk.rules.hours import hours_problems
from frontdesk.rules.labels import NAMES, key
from frontdesk.rules.quiet import quiet_fault
from frontdesk.rules.reach import unreachable
from frontdesk.rules.secrets import secret_problems
from frontdesk.rules.shape import Problem, found
from frontdesk.rules.touching import TOUCHES
from frontdesk.rules.truths import constant
from frontdesk.rules.values import misspelt
from frontdesk.suggestion import suggestion

#: Keys that must not repeat: table, key, and whether large and small letters are the same.
_UNIQUE: Final = (
    ("criteria", "id", False),
    ("groups", "id", False),
    ("team", "name", True),
    ("team", "telegram", False),
    ("chats", "purpose", False),
)

#: Tables with conditions, and the key of these.
_CONDITIONS: Final = {
    "criteria": "when",
    "bands": "when",
    "letters": "when",
    "follow_ups": "when",
    "gates": "needs",
}
#: Tables whose conditions are looked at once the lead has its band.
_BANDED: Final = ("letters", "follow_ups")
#: Keys that leave some leads to the entries after.
_NEEDING: Final = {"when", "forms", "products"}
#: What it means that a condition never holds, and that it always does.
_SAME: Final = {
    "criteria": ("it would never count", "it would tell nothing"),
    "gates": ("nobody would pass", "everybody would pass"),
    "follow_ups": ("it would never go out", "leave it out"),
}
#: Keys with which a condition that always holds still tells leads apart.
_NARROWER: Final = ("forms", "products", "within", "fades")


def meaning_problems(raw: Raw, environment: Mapping[str, str]) -> list[Problem]:
    """Every fault that needs more than one key, or the catalogues, to see."""
    return [
        *_conditions(raw),
        *agreement_problems(raw),
        *_turns(raw, "bands", "band"),
        *_turns(raw, "letters", "letter"),
        *follow_up_problems(raw),
        *assigning_problems(raw),
        *_repeats(raw),
        *_required(raw),
        *_fields(raw),
        *_hours(raw),
        *_quiet(raw),
        *secret_problems(raw, environment),
    ]


def kinds(raw: Raw, table: str) -> dict[str, str]:
    """What a condition in that table may name: signals, the file's keyword groups, parts of the verdict."""
    names = dict(KINDS) | {f"keywords.{group}": "list" for group in table_of(raw, "keywords")}
    if table == "criteria":
        return names | dict.fromkeys(TOUCHES, "number")
    if table == "follow_ups":
        names |= dict.fromkeys(TOUCHES, "number")
    unknown = () if table in _BANDED else ("band",)
    if "matrix" not in raw:
        unknown = (*unknown, "cell")
    return names | {name: kind for name, kind in VERDICT_FACTS.items() if name not in unknown}


def _conditions(raw: Raw) -> Iterator[Problem]:
    for table, what in _CONDITIONS.items():
        names = kinds(raw, table)
        for path, entry in entries(raw, table):
            try:
                condition = _expression(entry, names, what)
            except BadCondition as bad:
                yield from (Problem((*path, what), problem) for problem in bad.problems)
                continue
            if condition is not None:
                told = list(misspelt(condition)) or list(_tells_nothing(table, entry, condition))
                yield from (Problem((*path, what), problem) for problem in told)


def _tells_nothing(table: str, entry: Mapping[str, Any], condition: Expression) -> Iterator[str]:
    """A condition that is the same for every lead; of bands and letters `_turns` tells it."""
    if table not in _SAME:
        return
    holds = constant(condition)
    if holds is False:
        yield f"can never hold, whatever the signals: {_SAME[table][0]}"
    elif holds and not any(key in entry for key in _NARROWER):
        yield f"holds for every lead: {_SAME[table][1]}"


def _expression(entry: Mapping[str, Any], names: Mapping[str, str], what: str = "when") -> Expression | None:
    when = entry.get(what)
    return read_condition(when, names) if isinstance(when, str) else None


def _scoped(entry: Mapping[str, Any], names: Mapping[str, str]) -> Expression | None:
    """The condition with the forms and products of the entry; None holds always."""
    found = [_expression(entry, names)] if isinstance(entry.get("when"), str) else []
    for what in ("forms", "products"):
        listed = entry.get(what)
        if isinstance(listed, list) and listed and all(isinstance(name, str) for name in listed):
            fact = Fact(f"the {what} of a lead", "text")
            found.append(Comparison("in", fact, Constant(tuple(listed), "list")))
    several = tuple(part for part in found if part)
    return Every(several) if len(several) > 1 else next(iter(several), None)


def _turns(raw: Raw, table: str, what: str) -> Iterator[Problem]:
    """Every lead gets a band and a letter, and every entry can get its turn."""
    listed = list(entries(raw, table))
    if not listed:
        if table == "bands" and raw.get(table, []) == [] and not all_cells(raw):
            yield Problem((table,), "expected one [[bands]] or more, found nothing")
        return
    last = next((n for n, (_, entry) in enumerate(listed) if not _NEEDING & entry.keys()), None)
    if last is None:
        path, entry = listed[-1]
        key = next(key for key in ("when", "forms", "products") if key in entry)
        what_it_is = "condition" if key == "when" else key
        told = f"expected no {what_it_is} in the last entry, found {found(entry[key])}"
        yield Problem((*path, key), f"{told}: some leads would get no {what}")
        last = len(listed) - 1
    for path, _ in listed[last + 1 :]:
        yield Problem(path, f'can never be reached: {table}[{last + 1}] has no "when"')
    names = kinds(raw, table)
    try:
        conditions = [_scoped(entry, names) for _, entry in listed[: last + 1]]
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
            yield Problem(("required", number), _no_field(name, BARE))
        elif name in seen:
            yield Problem(("required", number), f"expected each field once, found {found(name)} again")
        seen.add(name)


def _fields(raw: Raw) -> Iterator[Problem]:
    """`[fields]` is field = labels, `[forms.NAME.fields]` is label = field."""
    taken: dict[str, str] = {}
    for name, labels in table_of(raw, "fields").items():
        if name not in NAMES:
            yield Problem(("fields", name), _no_field(name, NAMES))
        for number, label in enumerate(labels if isinstance(labels, list) else ()):
            other = taken.setdefault(key(label), name) if isinstance(label, str) else name
            if other != name:
                text = f"expected a label of one field, found {found(label)} in fields.{other} too"
                yield Problem(("fields", name, number), text)
    for form, entry in table_of(raw, "forms").items():
        for label, field in table_of(entry, "fields").items():
            if isinstance(field, str) and field not in NAMES:
                yield Problem(("forms", form, "fields", label), _no_field(field, NAMES))


def _hours(raw: Raw) -> Iterator[Problem]:
    if isinstance(raw.get("hours"), dict):
        yield from (Problem(("hours", name), text) for name, text in hours_problems(raw["hours"]))


def _quiet(raw: Raw) -> Iterator[Problem]:
    for path, chat in entries(raw, "chats"):
        if text := quiet_fault(chat):
            yield Problem((*path, "quiet"), text)


def _no_field(name: str, names: Iterable[str]) -> str:
    return f"no field {found(name)}{suggestion(name, sorted(names))}"
