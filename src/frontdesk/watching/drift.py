"""Drift: fields that nearly every submission of a form had, and that its newest ones all lack.

Labels are what strangers sent: they are kept on one line, cut, and only so many of a form.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Final

from frontdesk.model.submission import Submission
from frontdesk.text import one_line

BEFORE: Final = 50  #: submissions before the newest ones, by which a field is judged
BEFORE_MIN: Final = 20  #: so many at least
WINDOW: Final = 2 * BEFORE  #: submissions of a form that are looked at; after `BEFORE` it is the new habit
SHARE: Final = 0.9  #: of them had the field
LEAST: Final = 5  #: no fewer of the newest ones are told of
ODDS: Final = 1e-6  #: of one look at one field; a year has thousands of them
LABELS: Final = 100  #: of one form; those that come most often are kept
LABEL_CHARS: Final = 60
#: What a visit brings along, and no form asks for.
_BROUGHT: Final = frozenset({"page_url", "referrer", "ip", "utm"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """Which fields the last submissions of a form had."""

    count: int = 0  #: submissions looked at, at most `WINDOW`
    #: field: one bit for each submission that had it, the newest is 1
    fields: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Vanished:
    """A field that the newest submissions lack."""

    field: str  #: a canonical name, or a label in quotation marks
    newest: int  #: submissions that all lack it
    had: int  #: submissions that had it …
    before: int  #: … of so many just before those


def fields_of(submission: Submission) -> frozenset[str]:
    """What a form asked for and somebody filled in, at most `LABELS`; a label such as "_id" is none."""
    labels = (f'"{one_line(label, LABEL_CHARS)}"' for label in submission.extra if label[:1] != "_")
    names = [name for name in submission.fields if name not in _BROUGHT]
    return frozenset([*names, *labels][:LABELS])


def seen(before: Seen, fields: Iterable[str]) -> Seen:
    """The same after one more submission with these fields."""
    mask = (1 << WINDOW) - 1
    bits = {name: old << 1 & mask for name, old in before.fields.items()}
    for name in fields:
        bits[name] = bits.get(name, 0) | 1
    kept = {name: old for name, old in bits.items() if old}
    if len(kept) > LABELS:
        kept = dict(sorted(kept.items(), key=_worth, reverse=True)[:LABELS])
    return Seen(count=min(before.count + 1, WINDOW), fields=kept)


def vanished(seen: Seen) -> list[Vanished]:
    """The fields that vanished, as named; one that came back, or that stayed away for long, is none."""
    found = (_look(name, bits, seen.count) for name, bits in sorted(seen.fields.items()))
    return [one for one in found if one]


def _worth(item: tuple[str, int]) -> tuple[int, int]:
    """What comes often is kept, else what came lately."""
    bits = item[1]
    return bits.bit_count(), -(bits & -bits)


def _look(name: str, bits: int, count: int) -> Vanished | None:
    newest = (bits & -bits).bit_length() - 1
    before = min(count - newest, BEFORE)
    had = (bits >> newest & (1 << before) - 1).bit_count()
    if before < BEFORE_MIN or newest >= BEFORE or had < SHARE * before or newest < _enough(had, before):
        return None
    return Vanished(field=name, newest=newest, had=had, before=before)


def _enough(had: int, before: int) -> int:
    """How many in a row must lack a field before it is no chance."""
    lacks = (before - had + 1) / (before + 2)  # Laplace: 50 of 50 is not yet always
    return max(LEAST, int(log(ODDS) / log(lacks)) + 1)
