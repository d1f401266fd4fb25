"""Frozen: dataclasses that nobody changes and that cost little to make.

`dataclass(frozen=True)` sets each value by `object.__setattr__`, which looks its name up. Several dozen of
them are set for every form that is taken, and for every lead that is judged: to set them by the slots
themselves takes a third of that time.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """The class as `dataclass(frozen=True, kw_only=True, slots=True)` makes it, only quicker to call."""
    made = dataclass(frozen=True, kw_only=True, slots=True)(cls)
    made.__init__ = _init(made)  # type: ignore[method-assign]  # the class is new: nobody has derived from it
    return made


def _init(made: type[Any]) -> Callable[..., None]:
    """The same `__init__` as before, with the same parameters and defaults."""
    several = fields(made)
    values: dict[str, Any] = {"MISSING": MISSING}
    for each in several:
        values |= {f"set_{each.name}": getattr(made, each.name).__set__, f"default_{each.name}": each.default}
        values[f"made_{each.name}"] = each.default_factory
    head = ", ".join(_parameter(each) for each in several if each.init)
    steps = [f"set_{each.name}(self, {_value(each)})" for each in several]
    steps += ["self.__post_init__()"] if hasattr(made, "__post_init__") else []
    body = "\n    ".join(steps)
    exec(f"def __init__(self, *, {head}) -> None:\n    {body}", values)  # noqa: S102  # names of our own fields
    init: Callable[..., None] = values["__init__"]
    init.__qualname__, init.__module__ = f"{made.__qualname__}.__init__", made.__module__
    return init


def _parameter(each: Field[Any]) -> str:
    required = each.default is MISSING and each.default_factory is MISSING
    return each.name if required else f"{each.name}=default_{each.name}"


def _value(each: Field[Any]) -> str:
    if not each.init:
        return f"default_{each.name}"
    if each.default_factory is MISSING:
        return each.name
    return f"made_{each.name}() if {each.name} is MISSING else {each.name}"
