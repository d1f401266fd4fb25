"""Score: what a lead's signals are worth under one set of rules.

Pure, so a stored score can be explained and rehearsed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

from frontdesk.model.score import ANSWERED_YES, Answer, Reason, Score
from frontdesk.model.signals import Keyword, Signals
from frontdesk.model.standing import Standing
from frontdesk.rules.judging import Axis, Group
from frontdesk.rules.rules import Criterion, Rules
from frontdesk.scoring.because import because, capped, faded
from frontdesk.scoring.touches import age, counted, newest_form

_Part = tuple[Criterion, int, int]  #: what a criterion counts, and the most that it can come to count


def score(
    signals: Signals, answers: Mapping[str, Answer], rules: Rules, known: Standing | None = None
) -> Score:
    """Add up the points of every criterion met; `answers` are by criterion id.

    A person's answer outranks the machine's finding. An unknown criterion counts for nothing; open are the
    `ask` criteria that no person has answered. Reachable counts an open one as what it can still bring.
    `known` is what the lead did, and when: without it nothing happened, fades, or came by a form.
    """
    facts: Mapping[str, Any] = rules.facts(signals)
    if rules.windows:
        facts = {**facts, **counted(rules.windows, known)}
    findings = rules.findings(facts)
    reasons: list[Reason] = []
    open_: list[str] = []
    parts: list[_Part] = []
    for place, criterion in rules.sheet(newest_form(known)).criteria:
        answer = answers.get(criterion.id) if answers else None
        is_open = criterion.ask and answer is None
        points = 0
        if findings[place] if answer is None else answer.yes:
            reason = _reason(criterion, answer, facts, signals.matches, known)
            points = reason.points
            reasons.append(reason)
        elif not is_open:
            continue
        if is_open:
            open_.append(criterion.id)
        parts.append((criterion, points, max(criterion.points, 0) if is_open else points))
    return _summed(rules, reasons, open_, parts)


def _summed(rules: Rules, reasons: list[Reason], open_: list[str], parts: list[_Part]) -> Score:
    """The sum of all, with a reason for each group that was bounded."""
    total = sum([points for _, points, _ in parts])
    reachable = sum([most for _, _, most in parts])
    interest = 0
    if rules.weighs_interest:
        interest = sum([points for criterion, points, _ in parts if criterion.axis is Axis.INTEREST])
    for group in rules.groups:
        axis, now, most = _group(group, parts)
        taken = group.bounded(now) - now
        reachable += group.bounded(most) - most
        if taken:
            reasons.append(Reason(group.id, taken, capped(group, now)))
            total += taken
            interest += taken if axis is Axis.INTEREST else 0
    cell = rules.matrix.cell(total - interest, interest) if rules.matrix else None
    return Score(total, tuple(reasons), tuple(open_), reachable, interest, cell)


def _group(group: Group, parts: Iterable[_Part]) -> tuple[Axis, int, int]:
    """The axis of a group, what its criteria count, and the most that they can come to count."""
    axis, now, most = Axis.FIT, 0, 0
    for criterion, points, highest in parts:
        if criterion.group == group.id:
            axis, now, most = criterion.axis, now + points, most + highest
    return axis, now, most


def _reason(
    criterion: Criterion,
    answer: Answer | None,
    facts: Mapping[str, Any],
    matches: Sequence[Keyword],
    known: Standing | None,
) -> Reason:
    """Why the criterion counts, and how much."""
    if answer is None:
        found = _found(criterion.id, criterion.points, because(criterion, facts, matches))
    else:
        found = Reason(criterion.id, criterion.points, ANSWERED_YES, answer.by)
    if criterion.fades is None or known is None:
        return found
    return faded(found, criterion.fades, _age(criterion, answer, known))


@lru_cache(maxsize=5_000)
def _found(id: str, points: int, because: str) -> Reason:
    """What the machine found; most leads have the same few reasons."""
    return Reason(id, points, because)


def _age(criterion: Criterion, answer: Answer | None, known: Standing) -> timedelta:
    """Of an answer: since it was given."""
    return age(criterion, known) if answer is None else max(known.now - answer.at, timedelta())
