"""Looking: what the desk would make of a form, without keeping it: `score`, `signals`, `preview`, `check`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdesk.errors import Unreadable
from frontdesk.intake.body import measure
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.model.lead import Known, Lead
from frontdesk.model.score import Answer, Receipt, Score, Verdict
from frontdesk.model.signals import Signals
from frontdesk.model.submission import Received
from frontdesk.rules.rules import Rules
from frontdesk.scoring.score import score
from frontdesk.scoring.touches import newest_form
from frontdesk.scoring.verdict import verdict
from frontdesk.signals.merge import merged
from frontdesk.signals.reading import SignalReader

PERSON = "person"  #: who gave the answers of an input line


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """A form and everything that was found out about it."""

    known: Known
    signals: Signals
    score: Score
    verdict: Verdict

    def fields(self, rules: Rules) -> dict[str, str]:
        """The form's fields as letters and cards read them."""
        return merged(self.known.submissions, rules.labels, rules.forms, self.known.confirmed)

    def receipt(self, rules: Rules) -> Receipt:
        """The receipt that the desk would store."""
        return Receipt(
            lead=self.known.lead.id,
            cause=f"submission:{self.known.submissions[-1].id:x}",
            rules=rules.hash,
            at=self.known.now,
            score=self.score,
            verdict=self.verdict,
        )


class Looking:
    """Reads forms as the desk would; keep one, its word lists take a moment to load."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self._reader = rules, SignalReader(rules=rules)

    def look(self, line: Mapping[str, Any], now: datetime) -> Looked:
        """Judge one form: its fields under any label, plus `id` and `answers` ({criterion: true or false}).

        Raises:
            Unreadable: it is no form, or its answers name no criterion.
        """
        fields = {name: value for name, value in line.items() if name not in ("id", "answers")}
        measure(fields)
        submission = normalise("line", flat(fields), self.rules.labels)
        received = Received(id=0, hook="web", at=now, submission=submission)
        answers = self._answers(line.get("answers"), now)
        lead = Lead(id=1, created_at=now)
        return self.known(Known(lead=lead, submissions=(received,), answers=answers, now=now))

    def known(self, known: Known) -> Looked:
        """Judge a lead by all that is known about it."""
        signals = self._reader.read(known)
        total = score(signals, known.answers, self.rules, known)
        form, released = newest_form(known), bool(known.lead.released_by)
        decided = verdict(signals, total, self.rules, released=released, form=form)
        return Looked(known=known, signals=signals, score=total, verdict=decided)

    def _answers(self, given: Any, now: datetime) -> dict[str, Answer]:
        if given is None:
            return {}
        if not isinstance(given, dict) or not all(isinstance(yes, bool) for yes in given.values()):
            raise Unreadable(422, "answers: expected {criterion: true or false}")
        unknown = [id_ for id_ in given if self.rules.criterion(id_) is None]
        if unknown:
            raise Unreadable(422, f'answers: no criterion "{unknown[0]}"')
        return {id_: Answer(criterion=id_, yes=yes, by=PERSON, at=now) for id_, yes in given.items()}
