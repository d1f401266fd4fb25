"""Follow-up: one further letter, and when it goes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.rules.pauses import Pause
from frontdesk.rules.touching import Window


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """One entry of `[[follow_ups]]`."""

    letter: str
    after: Pause  #: since the letter before it
    when: str | None
    #: facts (signals, the verdict's, and those of `windows`) -> true, false or None (unknown)
    holds: Callable[[Mapping[str, Any]], bool | None]
    windows: tuple[Window, ...] = ()  #: the facts over touches that the condition names
