"""Reach: entries of a list "the first that holds" which never get their turn.

An entry that is reported can really never be reached; one that is not reported may still depend on what the
signals mean (see `trials`).
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from math import prod
from typing import Any, Final

from frontdesk.rules.conditions import compile_conditions
from frontdesk.rules.expressions import Constant, Expression, facts
from frontdesk.rules.trials import Freed, trials

#: Above so many combinations the entries are looked at in pairs, and a pair with more than the second not.
_LIMIT: Final = 20_000
_LIMIT_PAIR: Final = 1_000


def unreachable(conditions: Sequence[Expression | None]) -> list[int]:
    """The positions that can never be the first that holds; None holds always."""
    free = Freed()
    freed = [Constant(True, "truth") if c is None else free.freed(c) for c in conditions]
    found = _unreached(freed, _LIMIT)
    return sorted(_shadowed(freed)) if found is None else found


def _unreached(conditions: Sequence[Expression], limit: int) -> list[int] | None:
    """The positions that never hold first; None where there is too much to try."""
    several = trials(conditions)
    if prod(map(len, several.values())) > limit:
        return None
    findings, reached = compile_conditions(conditions), set()
    for row in product(*several.values()):
        known = dict(zip(several, row, strict=True))
        if _possible(known):
            reached.add(next((n for n, holds in enumerate(findings(known)) if holds), None))
    return [number for number in range(len(conditions)) if number not in reached]


def _shadowed(conditions: Sequence[Expression]) -> set[int]:
    """Those that a single earlier one covers."""
    found: set[int] = set()
    names = [{fact.name for fact in facts(condition)} for condition in conditions]
    for first, later in combinations(range(len(conditions)), 2):
        if later not in found and names[first] & names[later]:
            pair = _unreached([conditions[first], conditions[later]], _LIMIT_PAIR)
            found.update([later] if pair and 1 in pair else [])
    return found


def _possible(facts: Mapping[str, Any]) -> bool:
    return "score" not in facts or "reachable" not in facts or facts["score"] <= facts["reachable"]
