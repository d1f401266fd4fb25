"""Repeat: how often the lead wrote, and how long ago."""

from collections.abc import Sequence
from typing import Final

from frontdesk.model.signal_parts import RepeatSignal
from frontdesk.model.submission import Received

_FIRST: Final = RepeatSignal()


def repeat_signal(submissions: Sequence[Received]) -> RepeatSignal:
    """What the submissions of a lead tell, oldest first."""
    if len(submissions) < 2:
        return _FIRST
    before, newest = submissions[-2:]
    return RepeatSignal(enquiries=len(submissions), days=max((newest.at - before.at).days, 0))
