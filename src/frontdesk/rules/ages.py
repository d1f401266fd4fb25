"""Ages: times as rules.toml writes them, and how points grow less with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

_AGE: Final = re.compile(r"([1-9][0-9]{0,3}) ?([hdw])")
#: What people write behind a number of them.
UNITS: Final[Mapping[str, timedelta]] = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
#: After so many times even one percent less has brought the most points that there can be to nothing.
_TIMES: Final = 1_000


def age(text: str) -> timedelta | None:
    """`12h`, `30d` or `4w` as a span; None where it is none."""
    found = _AGE.fullmatch(text)
    return int(found[1]) * UNITS[found[2]] if found else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Fades:
    """How the points of a criterion grow less: `by` points, or `percent` of what is left, each `every`."""

    every: timedelta
    by: int = 0
    percent: int = 0
    floor: int = 0  #: what stays, without its sign

    def left(self, points: int, age: timedelta) -> int:
        """What the points are worth at that age, rounded toward zero; never more than at first.

        Whole spans count: one that is not over yet takes nothing away.
        """
        times = max(age, timedelta()) // self.every
        size = abs(points)
        if self.percent:
            # In whole numbers: 100 points less 34 percent are 66, where fractions say 65.
            rest = 0 if times > _TIMES else size * (100 - self.percent) ** times // 100**times
        else:
            rest = size - self.by * times
        rest = max(rest, min(self.floor, size), 0)
        return rest if points > 0 else -rest
