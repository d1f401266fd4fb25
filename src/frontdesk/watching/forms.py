"""Forms: the forms behind each hook, by their own names, and what their last submissions had."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from frontdesk.model.submission import Submission
from frontdesk.text import one_line
from frontdesk.watching.drift import BEFORE_MIN, Seen, fields_of, seen

FORMS: Final = 50  #: of one hook; names are whatever a sender makes them
NAME_CHARS: Final = 100
RESTED: Final = timedelta(weeks=8)  #: a form that brought nothing for so long is no more, and makes room


@dataclass(frozen=True, kw_only=True, slots=True)
class Came:
    """A submission, as far as habits go by it."""

    hook: str
    form: str  #: the form's own name on one line, cut; blank where it has none
    at: datetime
    fields: frozenset[str] | None  #: None: it is too large to look at, or cannot be read


@dataclass(frozen=True, kw_only=True, slots=True)
class FormSeen:
    """One form of a hook."""

    hook: str
    form: str
    last_at: datetime
    seen: Seen


@dataclass(frozen=True, kw_only=True, slots=True)
class Learnt:
    """What is new after some submissions."""

    seen: Sequence[FormSeen]
    dropped: Sequence[FormSeen]  #: that had to make room


def came(hook: str, at: datetime, submission: Submission) -> Came:
    """What habits keep of a submission: names and times, no answer."""
    form = one_line(submission.form or "", NAME_CHARS)
    return Came(hook=hook, form=form, at=at, fields=fields_of(submission))


def learnt(forms: Iterable[FormSeen], news: Iterable[Came]) -> Learnt:
    """What the forms of some hooks have become by further submissions, oldest first.

    A name that is new gets room where one is that hardly ever came, or not for long; else it is left out.
    """
    kept = {(form.hook, form.form): form for form in forms}
    before = dict(kept)
    for one in news:
        if one.fields is None or not _room(kept, one):
            continue
        known = kept.get((one.hook, one.form))
        now = seen(known.seen if known else Seen(), one.fields)
        kept[one.hook, one.form] = FormSeen(hook=one.hook, form=one.form, last_at=one.at, seen=now)
    return Learnt(
        seen=[form for key, form in kept.items() if before.get(key) is not form],
        dropped=[form for key, form in before.items() if key not in kept],
    )


def _room(kept: dict[tuple[str, str], FormSeen], one: Came) -> bool:
    """Make room for a form, if that may be; whether there is some."""
    if (one.hook, one.form) in kept:
        return True
    beside = [form for form in kept.values() if form.hook == one.hook]
    if len(beside) < FORMS:
        return True
    weak = [form for form in beside if form.seen.count < BEFORE_MIN or one.at - form.last_at > RESTED]
    if weak:
        least = min(weak, key=lambda form: (form.seen.count, form.last_at))
        del kept[least.hook, least.form]
    return bool(weak)
