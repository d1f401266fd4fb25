"""Series: which letter follows the one that is written now, and whether the next entry has its turn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from frontdesk.model.change import NewLetter
from frontdesk.model.follow_up import NextFollowUp
from frontdesk.model.lead import Known, Lead, State
from frontdesk.model.score import Score, Verdict
from frontdesk.model.signals import Signals
from frontdesk.rules.follow_up import FollowUp
from frontdesk.rules.rules import Rules
from frontdesk.scoring.touches import counted
from frontdesk.scoring.verdict import facts_of
from frontdesk.triage.outcome import UNTAKEN

#: Where leads stand that nobody has in hand.
UNATTENDED: Final = UNTAKEN | {State.NURTURE, State.JUNK}
#: A letter is planned when it is written and goes out a little later: what is so near counts as due.
NEAR: Final = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What the series of a lead comes to at one moment."""

    send: FollowUp | None = None  #: the entry that has its turn now
    planned: NextFollowUp | None = None  #: that one, else the one that comes later; None: the series is over


def first(rules: Rules, lead: Lead, letters: Iterable[NewLetter], submission: int) -> NextFollowUp | None:
    """What follows the answer to an enquiry, if one goes out and nobody has the lead in hand."""
    if not rules.follow_ups or lead.state not in UNATTENDED:
        return None
    # One that a lock keeps back is never due.
    due_at = next((letter.due_at for letter in letters if letter.due_at), None)
    return _planned(rules, lead.id, submission, 1, due_at) if due_at else None


def turn(
    rules: Rules, known: Known, planned: NextFollowUp, judged: tuple[Signals, Score, Verdict], base: datetime
) -> Turn:
    """Which entry has its turn at `known.now`, the letter before having gone out at `base`.

    An entry whose condition does not hold when its time has come is passed over.
    """
    signals, score, decided = judged
    facts = {**facts_of(signals, score, rules), "band": decided.band.value}
    for step in range(planned.step, len(rules.follow_ups) + 1):
        entry = rules.follow_ups[step - 1]
        due_at = entry.after.after(base, rules.hours)
        if due_at > known.now + NEAR:
            return Turn(planned=_step(planned, step, due_at))
        if entry.holds({**facts, **counted(entry.windows, known)}):
            return Turn(send=entry, planned=_step(planned, step, due_at))
    return Turn()


def after(rules: Rules, sent: NextFollowUp, at: datetime) -> NextFollowUp | None:
    """What follows a follow-up that goes out then."""
    return _planned(rules, sent.lead, sent.submission, sent.step + 1, at)


def _planned(rules: Rules, lead: int, submission: int, step: int, since: datetime) -> NextFollowUp | None:
    if step > len(rules.follow_ups):
        return None
    due_at = rules.follow_ups[step - 1].after.after(since, rules.hours)
    return NextFollowUp(lead=lead, submission=submission, step=step, due_at=due_at)


def _step(planned: NextFollowUp, step: int, due_at: datetime) -> NextFollowUp:
    return NextFollowUp(lead=planned.lead, submission=planned.submission, step=step, due_at=due_at)
