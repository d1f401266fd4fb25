"""Judge: the one way a lead is looked at, whatever the cause: what is known in, a change out.

Pure but for the clock inside `known`; the desk reads before and writes after.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from frontdesk.desk.assigning import sought
from frontdesk.desk.decide import decide
from frontdesk.desk.letter_quota import Used, locked
from frontdesk.desk.own import NOTHING, OWN_ADDRESS, Own
from frontdesk.desk.sender import Sender as Sender
from frontdesk.desk.series import first
from frontdesk.desk.wanted import answered, looks, staged, wanted_cards
from frontdesk.desk.writing import Writing
from frontdesk.messages.templates import Letters
from frontdesk.model.change import Change, NewLetter, Step
from frontdesk.model.confirmation import NewValue
from frontdesk.model.lead import Known, Lead
from frontdesk.model.offer import Seeking
from frontdesk.model.score import MACHINE, Answer, Receipt, Score, Verdict
from frontdesk.model.signals import Signals
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.rules.rules import Rules
from frontdesk.scoring.verdict import QUARANTINED, verdict
from frontdesk.signals.email import address_of, email_signal
from frontdesk.signals.identity import identities
from frontdesk.signals.merge import merged, text_of
from frontdesk.signals.news import news
from frontdesk.signals.reading import SignalReader
from frontdesk.triage.joins import joined
from frontdesk.triage.moves import stand
from frontdesk.triage.outcome import Moved


@dataclass(frozen=True, kw_only=True, slots=True)
class Judge:
    """Everything a look at a lead needs besides the lead."""

    rules: Rules
    reader: SignalReader
    letters: Letters
    sender: Sender
    own: Own = NOTHING  #: where we read mail ourselves

    @property
    def _writing(self) -> Writing:
        return Writing(letters=self.letters, sender=self.sender, language=self.rules.language)

    @property
    def asked(self) -> frozenset[str]:
        """The criteria that people may answer."""
        return frozenset(criterion.id for criterion in self.rules.criteria if criterion.ask)

    def signals(self, known: Known) -> Signals:
        """What all that the person wrote tells, under what people confirmed."""
        return self.reader.read(known)

    def fields(self, known: Known) -> dict[str, str]:
        """The form fields as cards and letters show them."""
        return merged(known.submissions, self.rules.labels, self.rules.forms, known.confirmed)

    def news(self, known: Known, signals: Signals) -> tuple[NewValue, ...]:
        """What later submissions say otherwise of who the person is."""
        return news(known.submissions, signals, self.rules, known.confirmed)

    def recipient(self, known: Known, signals: Signals) -> str | None:
        """Whom an answer to the newest submission goes to: the address it gave itself, else the known one."""
        if len(known.submissions) < 2:
            return signals.email.address
        return address_of(_address_field(known)) or signals.email.address

    def submission(self, known: Known, signals: Signals, used: Used) -> Change:
        """Judge a lead because of its newest submission; `used`: the letters its recipient got lately."""
        newest, to = known.submissions[-1], self.recipient(known, signals)
        cause = f"submission:{newest.id:x}"
        total, decided = self._decide_letter(known, known.lead, signals, used)
        after = stand(known, known.lead, decided, None)
        letters = self._letters(known, signals, decided, to or "", used)
        touch = Touch(kind=TouchKind.SUBMISSION, at=newest.at, key=cause, source=newest.hook)
        return Change(
            lead=after,
            before=known.lead,
            at=known.now,
            receipt=self._receipt(known, signals, cause, total, decided),
            signals=signals,
            steps=(Step(cause=cause, by=MACHINE, what="judged"),),
            letters=letters,
            follow_up=first(self.rules, after, letters, newest.id),
            stops=bool(self.rules.follow_ups and known.lead.state),
            cards=wanted_cards(self.rules, known, after, score=total.total),
            identities=identities(signals),
            claims=tuple(_claims(self.news(known, signals))),
            company=signals.company.domain,
            touches=(touch, *staged(known, after, MACHINE)),
            seeking=self._sought(known, after, signals),
            judged=newest.id,
        )

    def release(self, known: Known, signals: Signals, moved: Moved, step: Step, used: Used) -> Change:
        """Judge a lead that a person let out of quarantine, with the letter that was kept back there."""
        change = self.press(known, signals, moved, step, None)
        if known.receipt is None or known.receipt.verdict.withheld != QUARANTINED:
            return change
        total, decided = self._decide_letter(known, moved.lead, signals, used)
        letters = self._writing.letters_for(
            known, self.fields(known), signals, decided, self.recipient(known, signals) or "", used
        )
        letters = tuple(replace(letter, instead=True) for letter in letters)
        follow_up = first(self.rules, change.lead, letters, known.submissions[-1].id)
        receipt = self._receipt(known, signals, step.cause, total, decided)
        return replace(change, letters=letters, receipt=receipt, follow_up=follow_up)

    def follow_up(
        self, known: Known, signals: Signals, step: Step, name: str, used: Used
    ) -> tuple[Change, NewLetter] | None:
        """Judge a lead because the letter `name` is to follow the answer to its newest submission.

        Every lock of the answer holds for that letter. None: the rules answer such a lead with no letter.
        """
        _, decided = self._decide_letter(known, known.lead, signals, used)
        if decided.letter is None:
            return None
        decided, to = replace(decided, letter=name), self.recipient(known, signals) or ""
        [letter] = self._letters(known, signals, decided, to, used)
        letter = replace(letter, key=step.cause)
        return replace(self._again(known, signals, step), letters=(letter,)), letter

    def press(self, known: Known, signals: Signals, moved: Moved, step: Step, update: int | None) -> Change:
        """Judge a lead because a person's press moved it."""
        answers = {**known.answers, **{answer.criterion: answer for answer in moved.answers}}
        answers = {id_: answer for id_, answer in answers.items() if id_ not in moved.cleared}
        noted = (*(answer.criterion for answer in moved.answers), *moved.cleared)
        total, decided = self._decide(known, moved.lead, signals, answers)
        decided = _as_answered(decided, known)
        after = stand(known, moved.lead, decided, step.by)
        return Change(
            lead=after,
            before=known.lead,
            at=known.now,
            receipt=self._receipt(known, signals, step.cause, total, decided),
            signals=signals,
            steps=(step, *looks(self.rules, known, after, step)),
            answers=moved.answers,
            cleared=moved.cleared,
            confirmed=moved.confirmed,
            unconfirmed=moved.unconfirmed,
            joins=(moved.join,) if moved.join else (),
            cards=wanted_cards(self.rules, known, after, moved, score=total.total),
            touches=(*answered(known, noted, step), *staged(known, after, step.by)),
            seeking=self._sought(known, after, signals),
            update=update,
        )

    def by_itself(self, known: Known, lead: Lead, step: Step) -> Change:
        """Judge a lead that no person moved; `lead`: as it stands from now on."""
        return self.press(known, self.signals(known), Moved(lead=lead, toast=""), step, None)

    def rescored(self, known: Known, signals: Signals) -> Change:
        """Judge a lead because the rules changed; no letter follows, and what people decided stays."""
        cause = f"rules:{self.rules.hash[:12]}:{known.lead.revision + 1}"
        return self._again(known, signals, Step(cause=cause, by=MACHINE, what="rescored"))

    def aged(self, known: Known, signals: Signals, cause: str) -> Change | None:
        """Judge a lead because time has passed; None where that makes no other score and no other band."""
        change = self._again(known, signals, Step(cause=cause, by=MACHINE, what="aged"))
        was, now = known.receipt, change.receipt
        if was and now and (was.score.total, was.verdict.band) == (now.score.total, now.verdict.band):
            return None
        return change

    def _again(self, known: Known, signals: Signals, step: Step) -> Change:
        total, decided = self.decided(known, signals)
        after = stand(known, known.lead, decided, None)
        return Change(
            lead=after,
            before=known.lead,
            at=known.now,
            receipt=self._receipt(known, signals, step.cause, total, _as_answered(decided, known)),
            signals=signals,
            steps=(step,),
            cards=wanted_cards(self.rules, known, after, score=total.total),
            touches=tuple(staged(known, after, MACHINE)),
            seeking=self._sought(known, after, signals),
        )

    def decided(self, known: Known, signals: Signals) -> tuple[Score, Verdict]:
        """What the lead is worth and what to do with it, as it stands; quotas are not looked at."""
        return self._decide(known, known.lead, signals, known.answers)

    def join(self, older: Known, later: Known, moved: Moved, step: Step, update: int | None) -> Change:
        """Judge the older of two leads with all that the later one brings; no letter follows."""
        known = joined(older, later)
        brought = tuple(answer for id_, answer in later.answers.items() if id_ not in older.answers)
        step = replace(step, what=f"join #{later.lead.id}")
        change = self.press(known, self.signals(known), replace(moved, lead=known.lead), step, update)
        answers = tuple(replace(answer, revision=change.lead.revision) for answer in brought)
        return replace(change, answers=answers, joined=later.lead)

    def _decide_letter(self, known: Known, lead: Lead, signals: Signals, used: Used) -> tuple[Score, Verdict]:
        """As `_decide`, and whether a letter for the newest submission may go out now."""
        total, decided = self._decide(known, lead, signals, known.answers)
        if len(known.submissions) > 1 and _address_field(known) not in ("", signals.email.address):
            decided = replace(decided, withheld=self._withheld(known, lead, signals, total))
        if decided.letter and not decided.withheld and self.own.holds(self.recipient(known, signals) or ""):
            decided = replace(decided, withheld=OWN_ADDRESS)
        if decided.letter and not decided.withheld:
            decided = replace(
                decided, withheld=locked(used, self._writing.due_at(decided.letter, signals, known.now))
            )
        return total, decided

    def _decide(
        self, known: Known, lead: Lead, signals: Signals, answers: Mapping[str, Answer]
    ) -> tuple[Score, Verdict]:
        return decide(self.rules, known, lead, signals, answers)

    def _letters(
        self, known: Known, signals: Signals, decided: Verdict, address: str, used: Used
    ) -> tuple[NewLetter, ...]:
        return self._writing.letters_for(known, self.fields(known), signals, decided, address, used)

    def _receipt(self, known: Known, signals: Signals, cause: str, total: Score, decided: Verdict) -> Receipt:
        return Receipt(
            lead=known.lead.id,
            cause=cause,
            rules=self.rules.hash,
            reader=signals.reader,
            at=known.now,
            score=total,
            verdict=decided,
        )

    def _withheld(self, known: Known, lead: Lead, signals: Signals, total: Score) -> str | None:
        """Why no letter may go to the address as the newest submission has it."""
        own = replace(signals, email=email_signal(_address_field(known), known.domains))
        held_by, released = lead.quarantined_by, bool(lead.released_by)
        return verdict(own, total, self.rules, quarantined_by=held_by, released=released).withheld

    def _sought(self, known: Known, after: Lead, signals: Signals) -> Seeking | None:
        return sought(self.rules, known, after, signals, signals.language or self.rules.language)


def _address_field(known: Known) -> str:
    """The e-mail field of the newest submission."""
    return text_of(known.submissions[-1].submission.fields.get("email"))


def _claims(found: Iterable[NewValue]) -> Iterator[tuple[str, str]]:
    """What it would be known by, were it confirmed."""
    for new in found:
        if new.part == "phone":
            yield ("phone", "+" + "".join(filter(str.isdigit, new.value)))
        elif new.part == "email":
            yield ("email", new.value.lower())


def _as_answered(decided: Verdict, known: Known) -> Verdict:
    """A press sends no letter: the receipt repeats what became of the one for the newest submission."""
    if known.receipt is None:
        return decided
    was = known.receipt.verdict
    return replace(decided, letter=was.letter, letter_because=was.letter_because, withheld=was.withheld)
