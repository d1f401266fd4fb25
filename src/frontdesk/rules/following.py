"""Following: `[[follow_ups]]`, further letters to who was answered and has heard of nobody since."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from frontdesk.rules.agreement import Raw, entries, table_of
from frontdesk.rules.conditions import compile_condition
from frontdesk.rules.expressions import Constant
from frontdesk.rules.follow_up import FollowUp
from frontdesk.rules.grammar import read_condition
from frontdesk.rules.hours import names_days
from frontdesk.rules.pauses import PATTERN, pause
from frontdesk.rules.shape import Problem, found
from frontdesk.rules.tables.following import FollowUpTable
from frontdesk.rules.touching import lately, windows

_NONE: Final = "none"


def follow_ups(listed: list[FollowUpTable], names: Mapping[str, str]) -> tuple[FollowUp, ...]:
    """The series that entries without problems say; `names`: what their conditions may name."""
    return tuple(_follow_up(entry, names) for entry in listed)


def follow_up_problems(raw: Raw) -> Iterator[Problem]:
    """What is wrong with the letters and times of the entries; conditions are looked at with all others."""
    works = names_days(table_of(raw, "hours"))
    seen: dict[str, int] = {}
    for path, entry in entries(raw, "follow_ups"):
        letter, after = entry.get("letter"), entry.get("after")
        if letter == _NONE:
            yield Problem((*path, "letter"), f"expected the name of a letter, found {found(letter)}")
        elif isinstance(letter, str) and letter in seen:
            told = f"expected each letter once, found {found(letter)} in follow_ups[{seen[letter]}] too"
            yield Problem((*path, "letter"), told)
        seen.setdefault(str(letter), int(path[1]) + 1)
        if isinstance(after, str) and after.endswith(("working day", "working days")) and not works:
            told = f'expected a time such as "3d", found {found(after)}: [hours] names no working day'
            yield Problem((*path, "after"), told)
        elif isinstance(after, str) and re.match(PATTERN, after) and pause(after) is None:
            yield Problem((*path, "after"), f"expected at most a year, found {found(after)}")


def _follow_up(entry: FollowUpTable, names: Mapping[str, str]) -> FollowUp:
    after = pause(entry.after)
    assert after is not None  # noqa: S101 - the file was checked
    condition = Constant(True, "truth") if entry.when is None else read_condition(entry.when, names)
    condition = lately(condition, entry.within)
    return FollowUp(
        letter=entry.letter,
        after=after,
        when=entry.when,
        holds=compile_condition(condition),
        windows=windows([condition]),
    )
