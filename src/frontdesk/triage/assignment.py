"""Assignment: to whom a hot lead is offered, by what it is about and what people have in hand.

Pure: who has what in hand is counted where the offer is written.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from frontdesk.model.lead import Lead, State
from frontdesk.model.offer import Candidate, Load, Seeking
from frontdesk.rules.assignment import LEAST_BUSY, Assignment, Seat
from frontdesk.rules.hours import is_working
from frontdesk.rules.rules import Rules

FREE: Final = frozenset({State.SALES_OPEN, State.SALES_OFFERED})  #: with sales, and nobody has claimed them
_NOTHING: Final = Load()


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """What a lead is about, as far as people are chosen by it."""

    product: str | None
    language: str
    sources: frozenset[str]  #: in small letters


def seeking(rules: Rules, before: Lead, after: Lead, topic: Topic, now: datetime) -> Seeking | None:
    """Whom a lead that comes to sales, or whose offer ended, can be offered to; None where it is not."""
    came = before.sales_at is None or before.state is State.SALES_OFFERED
    if rules.assignment is None or after.state is not State.SALES_OPEN or not came:
        return None
    return _seeking(rules, rules.assignment, topic, now)


def can_take(rules: Rules, topic: Topic, at: datetime) -> bool:
    """Whether anybody could be offered such a lead at that moment, by product, language, source and hours."""
    return any(True for _ in _candidates(rules, topic, at))


def found(rules: Rules, topic: Topic, now: datetime) -> Seeking | None:
    """Whom a lead that was left over can be offered to now; None where that is nobody."""
    if rules.assignment is None or not can_take(rules, topic, now):
        return None
    return _seeking(rules, rules.assignment, topic, now)


def picked(
    sought: Seeking, loads: Mapping[str, Load], away: Collection[str], asked: Collection[str]
) -> Candidate | None:
    """The one it is offered to; None where all were asked, or nobody has room. Always the same of the same.

    `away`: who is not to be asked; `asked`: who was, of this lead.
    """
    able = [
        each
        for each in sought.candidates
        if each.name not in away and each.name not in asked and _has_room(each, loads)
    ]
    # Of two who are alike, the first of the team: `min` keeps the order.
    return min(able, key=lambda each: _turn(sought, loads.get(each.name, _NOTHING)), default=None)


def seats(rules: Rules) -> Iterator[Seat]:
    """Everybody of the team, with what the rules say of whom they are offered."""
    own = {seat.person.name: seat for seat in rules.seats}
    for person in rules.team:
        yield replace(own[person.name], person=person) if person.name in own else Seat(person=person)


def is_theirs(lead: Lead, name: str, now: datetime) -> bool:
    """Whether that person need not wait for the end of an offer to somebody else."""
    return lead.offered_to in (None, name) or lead.offered_until is None or lead.offered_until <= now


def _seeking(rules: Rules, assignment: Assignment, topic: Topic, now: datetime) -> Seeking:
    return Seeking(
        candidates=tuple(_candidates(rules, topic, now)),
        fewest_first=assignment.by == LEAST_BUSY,
        until=now + assignment.offer,
    )


def _candidates(rules: Rules, topic: Topic, now: datetime) -> Iterator[Candidate]:
    for seat in seats(rules):
        if seat.is_offered and _fits(seat, topic) and (seat.hours is None or is_working(seat.hours, now)):
            yield Candidate(name=seat.person.name, capacity=seat.capacity)


def _fits(seat: Seat, topic: Topic) -> bool:
    return (
        (not seat.products or topic.product in seat.products)
        and (not seat.languages or topic.language in seat.languages)
        and (not seat.sources or not topic.sources.isdisjoint(seat.sources))
    )


def _has_room(each: Candidate, loads: Mapping[str, Load]) -> bool:
    return each.capacity is None or loads.get(each.name, _NOTHING).leads < each.capacity


def _turn(sought: Seeking, load: Load) -> tuple[int, int]:
    return (load.leads if sought.fewest_first else 0, load.turn)
