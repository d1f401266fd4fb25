"""Score: what a lead's signals are worth under one set of rules.

Pure, so a stored score can be explained and rehearsed.
"""

from collections.abc import Mapping

from frontdesk.model.score import Answer, Reason, Score
from frontdesk.model.signals import Signals
from frontdesk.rules.rules import Criterion, Rules
from frontdesk.scoring.because import because


def score(signals: Signals, answers: Mapping[str, Answer], rules: Rules) -> Score:
    """Add up the points of every criterion met; `answers` are by criterion id.

    A person's answer outranks the machine's finding. An unknown criterion counts for nothing; open are the
    `ask` criteria that no person has answered. Reachable counts an open one as what it can still bring.
    """
    facts = signals.facts
    findings = zip(rules.criteria, rules.findings(facts), strict=True)
    reasons = tuple(
        reason
        for criterion, finding in findings
        if (reason := _reason(criterion, finding, answers.get(criterion.id), signals))
    )
    total = sum(reason.points for reason in reasons)
    unanswered = [criterion for criterion in rules.criteria if criterion.ask and criterion.id not in answers]
    counted = {reason.criterion: reason.points for reason in reasons}
    more = sum(max(criterion.points, 0) - counted.get(criterion.id, 0) for criterion in unanswered)
    return Score(total, reasons, tuple(criterion.id for criterion in unanswered), total + more)


def _reason(
    criterion: Criterion, finding: bool | None, answer: Answer | None, signals: Signals
) -> Reason | None:
    """Why the criterion counts, or None where it does not."""
    if answer is None:
        if not finding:
            return None
        return Reason(criterion.id, criterion.points, because(criterion, signals.facts, signals.matches))
    return Reason(criterion.id, criterion.points, "answered yes", answer.by) if answer.yes else None
