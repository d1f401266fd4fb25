"""Touches: how many there are of a kind, and how old is what a criterion stands on.

Counted anew from what is known and the time of the look; nothing of it is ever stored.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from frontdesk.model.standing import Standing
from frontdesk.model.touch import TouchKind
from frontdesk.rules.rules import Criterion
from frontdesk.rules.touching import Window


def newest_form(known: Standing | None) -> str:
    """The form that the newest enquiry came by; empty where there is none."""
    return known.submissions[-1].hook if known and known.submissions else ""


def counted(windows: Iterable[Window], known: Standing | None) -> Mapping[str, int]:
    """Each fact over touches: how many there are within its time."""
    if known is None:
        return {window.name: 0 for window in windows}
    return {window.name: _count(known, window) for window in windows}


def age(criterion: Criterion, known: Standing) -> timedelta:
    """The age of the newest touch that the criterion names, else of the newest enquiry; never negative."""
    since = known.now - criterion.within if criterion.within else None
    newest = max((at for kind in criterion.touches for at in _times(known, kind, since)), default=None)
    if newest is None:
        newest = max(_times(known, TouchKind.SUBMISSION, None), default=known.now)
    return max(known.now - newest, timedelta())


def _count(known: Standing, window: Window) -> int:
    since = known.now - window.within if window.within else None
    return sum(1 for _ in _times(known, window.kind, since))


def _times(known: Standing, kind: TouchKind, since: datetime | None) -> Iterable[datetime]:
    """When touches of that kind happened, those before `since` left out.

    Submissions are read themselves: the touch of the one that is being judged is not written yet.
    """
    if kind is TouchKind.SUBMISSION:
        times: Iterable[datetime] = (received.at for received in known.submissions)
    else:
        times = (touch.at for touch in known.touches if touch.kind is kind)
    return times if since is None else (at for at in times if at >= since)
