"""Follow-up: one further letter, and when it goes out."""

from dataclasses import dataclass

from frontdesk.rules.expressions import Condition
from frontdesk.rules.pauses import Pause
from frontdesk.rules.touching import Window


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """One entry of `[[follow_ups]]`."""

    letter: str
    after: Pause  #: since the letter before it
    when: str | None
    holds: Condition  #: of signals, of the verdict's facts, and of those of `windows`
    windows: tuple[Window, ...] = ()  #: the facts over touches that the condition names
