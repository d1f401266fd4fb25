"""Judge: the one way a lead is looked at, whatever the cause: what is known in, a change out.

Pure but for the clock inside `known`; the desk reads before and writes after.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parseaddr
from hashlib import sha256
from typing import Final

from frontdesk.messages.letter import LetterValues, compose, new_message_id
from frontdesk.messages.templates import Letters
from frontdesk.model.change import Change, NewLetter, Step, WantedCard
from frontdesk.model.delivery import View
from frontdesk.model.lead import Known, Lead, Purpose, State
from frontdesk.model.score import MACHINE, Answer, Band, Receipt, Score, Verdict
from frontdesk.model.signals import Signals
from frontdesk.rules.rules import Rules
from frontdesk.scoring.score import score
from frontdesk.scoring.verdict import verdict
from frontdesk.signals.identity import identities
from frontdesk.signals.merge import merged
from frontdesk.signals.reading import SignalReader
from frontdesk.triage.moves import UNDO, Moved, state_of

LETTERS_A_DAY: Final = 1  #: automatic letters to one address
LETTERS_A_WEEK: Final = 3

_VIEWS: Final[Mapping[State, tuple[Purpose, View]]] = {
    State.TRIAGE: (Purpose.TRIAGE, View.TRIAGE),
    State.SALES_OPEN: (Purpose.SALES, View.SALES),
    State.CLAIMED: (Purpose.SALES, View.CLAIMED),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Who letters come from."""

    address: str  #: the From: Acme <hello@acme.example>
    reply_to: str | None = None

    @property
    def domain(self) -> str:
        """The domain that Message-IDs are made in."""
        return parseaddr(self.address)[1].rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Used:
    """Automatic letters to one address."""

    day: int = 0  #: in the last 24 h
    week: int = 0  #: in the last 7 days


@dataclass(frozen=True, kw_only=True, slots=True)
class Judge:
    """Everything a look at a lead needs besides the lead."""

    rules: Rules
    reader: SignalReader
    letters: Letters
    sender: Sender

    def submission(self, known: Known, signals: Signals, used: Used) -> Change:
        """Judge a lead because of its newest submission; `used`: the letters its address got lately."""
        newest = known.submissions[-1]
        cause = f"submission:{newest.id:x}"
        total, decided = self._decide(known.lead, signals, known.answers)
        decided = replace(decided, withheld=decided.withheld or _over_quota(decided, used))
        return Change(
            lead=(after := _stand(known, known.lead, decided, None)),
            before=known.lead,
            at=known.now,
            receipt=self._receipt(known, cause, total, decided),
            steps=(Step(cause=cause, by=MACHINE, what="judged"),),
            letters=self._letters(known, signals, decided),
            cards=self._cards(known, after),
            identities=identities(signals),
            judged=newest.id,
        )

    def press(self, known: Known, signals: Signals, moved: Moved, step: Step, update: int | None) -> Change:
        """Judge a lead because a person's press moved it."""
        answers = {**known.answers, **{answer.criterion: answer for answer in moved.answers}}
        answers = {id_: answer for id_, answer in answers.items() if id_ not in moved.cleared}
        total, decided = self._decide(moved.lead, signals, answers)
        decided = _as_answered(decided, known)
        after = _stand(known, moved.lead, decided, step.by)
        return Change(
            lead=after,
            before=known.lead,
            at=known.now,
            receipt=self._receipt(known, step.cause, total, decided),
            steps=(step,),
            answers=moved.answers,
            cleared=moved.cleared,
            cards=self._cards(known, after),
            update=update,
        )

    def _decide(self, lead: Lead, signals: Signals, answers: Mapping[str, Answer]) -> tuple[Score, Verdict]:
        total = score(signals, answers, self.rules)
        by_hand = (lead.band, lead.band_by) if lead.band and lead.band_by else None
        held_by = lead.quarantined_by
        return total, verdict(signals, total, self.rules, band_by_hand=by_hand, quarantined_by=held_by)

    def _receipt(self, known: Known, cause: str, total: Score, decided: Verdict) -> Receipt:
        return Receipt(
            lead=known.lead.id, cause=cause, rules=self.rules.hash, at=known.now, score=total, verdict=decided
        )

    def _letters(self, known: Known, signals: Signals, decided: Verdict) -> tuple[NewLetter, ...]:
        if not decided.letter:
            return ()
        key, address = f"letter:{known.submissions[-1].id:x}", signals.email.address or ""
        if decided.withheld:
            return (NewLetter.withheld(key, address, decided.letter, decided.withheld),)
        message_id = new_message_id(self.sender.domain)
        letter = NewLetter(
            key=key,
            to=address,
            letter=decided.letter,
            message_id=message_id,
            body=self._body(known, signals, decided.letter, message_id),
            quota=letter_quota(address),
        )
        return (letter,)

    def _body(self, known: Known, signals: Signals, name: str, message_id: str) -> bytes:
        letter = self.letters.render(
            name, signals.language or self.rules.language, self._values(known, signals)
        )
        return compose(
            letter,
            to=signals.email.address or "",
            sender=self.sender.address,
            reply_to=self.sender.reply_to,
            message_id=message_id,
            at=known.now,
        )

    def _values(self, known: Known, signals: Signals) -> LetterValues:
        fields = merged(known.submissions, self.rules.labels, self.rules.forms)
        return LetterValues.of(signals, fields)

    def _cards(self, known: Known, after: Lead) -> tuple[WantedCard, ...]:
        """The card where the lead stands now, and one line where it stood before."""
        now, was = _view(after), _view(known.lead)
        wanted = [(was[0], View.LINE)] if was and (now is None or now[0] is not was[0]) else []
        wanted += [now] if now else []
        by_hand = after.state_by is not None and after.state_revision == after.revision
        until = known.now + UNDO if by_hand else None
        return tuple(
            WantedCard(
                chat=chat.id,
                view=view,
                hot=after.band is Band.QUALIFIED,
                undo_until=until if view in (View.LINE, View.CLAIMED) else None,
            )
            for purpose, view in wanted
            if (chat := self.rules.chat(purpose))
        )


def letter_quota(address: str) -> str:
    """The quota of a mailbox, whatever dots and +tag it was written with; holds no address."""
    local, _, domain = address.lower().rpartition("@")
    mailbox = local.partition("+")[0].replace(".", "") + "@" + domain
    return "letter:" + sha256(mailbox.encode()).hexdigest()[:40]


def _view(lead: Lead) -> tuple[Purpose, View] | None:
    return _VIEWS.get(lead.state) if lead.state else None


def _over_quota(decided: Verdict, used: Used) -> str | None:
    over = used.day >= LETTERS_A_DAY or used.week >= LETTERS_A_WEEK
    return "quota" if over and decided.letter else None


def _as_answered(decided: Verdict, known: Known) -> Verdict:
    """A press sends no letter: the receipt repeats what became of the one for the newest submission."""
    if known.receipt is None:
        return decided
    was = known.receipt.verdict
    return replace(decided, letter=was.letter, letter_because=was.letter_because, withheld=was.withheld)


def _stand(known: Known, lead: Lead, decided: Verdict, by: str | None) -> Lead:
    """The lead after the verdict, one revision on."""
    revision, state = known.lead.revision + 1, state_of(lead, decided)
    lead = replace(lead, revision=revision, band=decided.band, state=state)
    if state is known.lead.state and lead.owner == known.lead.owner:
        return lead
    return replace(lead, state_revision=revision, state_by=by, state_at=known.now)
