"""Truths: conditions that hold for every lead or for none, so that they tell nothing.

Both are certain where they are said. A condition too large to be tried is taken apart: a part that can never
hold makes every `and` around it one that cannot.
"""

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Final

from frontdesk.rules.conditions import compile_condition
from frontdesk.rules.expressions import Every, Expression, Some, facts
from frontdesk.rules.trials import Freed, leaves, trials

#: Above so many combinations nothing is tried.
_LIMIT: Final = 5_000


def constant(condition: Expression) -> bool | None:
    """True: it holds for every lead. False: it can hold for none. None: that depends."""
    freed = _flat(Freed().freed(condition))
    if _always(freed):
        return True
    return False if _never(freed) else None


def _always(condition: Expression) -> bool:
    if isinstance(condition, Every):
        return all(_always(part) for part in condition.parts)
    if isinstance(condition, Some):
        return any(_tried(part) == {True} for part in _apart(condition))
    return _tried(condition) == {True}


def _never(condition: Expression) -> bool:
    if isinstance(condition, Some):
        return all(_never(part) for part in condition.parts)
    if isinstance(condition, Every):
        return any(True not in _tried(part) for part in _apart(condition))
    return True not in _tried(condition)


def _tried(condition: Expression) -> set[bool | None]:
    """All that it can say; everything where there is too much to try."""
    several = trials([condition])
    if prod(map(len, several.values())) > _LIMIT:
        return {True, False, None}
    holds = compile_condition(condition)
    return {holds(dict(zip(several, row, strict=True))) for row in product(*several.values())}


def _flat(condition: Expression) -> Expression:
    """With the parts of an `and` within an `and` side by side, and of an `or` within an `or`."""
    if not isinstance(condition, Every | Some):
        return condition
    kind, several = type(condition), list[Expression]()
    for part in map(_flat, condition.parts):
        several.extend(part.parts if isinstance(part, kind) else [part])
    return kind(tuple(several))


def _apart(condition: Every | Some) -> list[Expression]:
    """The parts of a condition, those together that share a signal."""
    together: list[tuple[set[str], list[Expression]]] = []
    for part in condition.parts:
        names = {fact.name for leaf in leaves(part) for fact in facts(leaf)}
        mine = [pair for pair in together if pair[0] & names]
        together = [pair for pair in together if not pair[0] & names]
        together.append((names.union(*(seen for seen, _ in mine)), [*_listed(mine), part]))
    return [several[0] if len(several) == 1 else type(condition)(tuple(several)) for _, several in together]


def _listed(groups: Sequence[tuple[set[str], list[Expression]]]) -> list[Expression]:
    return [part for _, several in groups for part in several]
