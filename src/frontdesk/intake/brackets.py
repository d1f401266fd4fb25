"""Brackets: names such as `fields[name][value]`, as PHP posts nested values, made nested again."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

LEVELS: Final = 12  #: the values of a contact stand eleven deep

#: Behind a blank a bracket is a remark: "Size [m]".
_NAME: Final = re.compile(r"([^\[\]]*[^\[\]\s])((?:\[[^\[\]]*\])*)")
_NUMBER: Final = re.compile(r"[0-9]{1,6}")
_INNER: Final = re.compile(r"\[([^\[\]]*)\]")


def nested(data: Mapping[str, Any]) -> dict[str, Any]:
    """Names and values as objects within objects; a list comes as an object of numbers.

    A name whose brackets are broken, too deep or in conflict with another name stays as it is.
    """
    found: dict[str, Any] = {}
    for name, value in data.items():
        steps = _steps(name)
        if not _put(found, steps, value):
            found.setdefault(name, value)
    return found


def unfolded(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same, and what is only numbered as lists, as PHP had them before it posted them."""
    return {name: _lists(value) for name, value in nested(data).items()}


def each(value: Any) -> Iterator[Any]:
    """The parts of a list, whether it came as one or as an object of numbers; nothing of anything else."""
    if isinstance(value, list):
        yield from value
    elif isinstance(value, Mapping) and all(name.isdigit() for name in value):
        yield from value.values()


def inside(value: Any, *names: str) -> Any:
    """What stands under these names, one within the other; None when there is nothing."""
    for name in names:
        if isinstance(value, list) and name.isdigit():
            value = value[int(name)] if int(name) < len(value) else None
        else:
            value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _lists(one) for name, one in value.items()}
    if not inner or not all(_NUMBER.fullmatch(name) for name in inner):
        return inner
    return [inner[name] for name in sorted(inner, key=int)]


def _steps(name: str) -> list[str]:
    match = _NAME.fullmatch(name)
    steps = [match[1], *_INNER.findall(match[2])] if match else [name]
    return steps if len(steps) <= LEVELS and all(steps) else [name]


def _put(found: dict[str, Any], steps: list[str], value: Any) -> bool:
    for step in steps[:-1]:
        inner = found.setdefault(step, {})
        if not isinstance(inner, dict):
            return False
        found = inner
    if steps[-1] in found:
        return False
    found[steps[-1]] = value
    return True
