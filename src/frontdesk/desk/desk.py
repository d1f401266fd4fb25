"""Desk: accept, judge, press; a cause and its effects in one transaction each."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from frontdesk.desk.accept import Ids, arrival
from frontdesk.desk.accepted_log import AcceptedLog
from frontdesk.desk.asking_why import ask_why
from frontdesk.desk.assigning import named
from frontdesk.desk.bindings import Bindings
from frontdesk.desk.judge import Judge
from frontdesk.desk.letter_quota import Mailboxes, Used
from frontdesk.desk.once import WINDOW, claim
from frontdesk.desk.people import People
from frontdesk.desk.secret import Secret
from frontdesk.desk.unsubscribe import BY
from frontdesk.desk.wake import Wake
from frontdesk.errors import Unavailable, Unreadable
from frontdesk.figures import Figures
from frontdesk.intake.request import Request
from frontdesk.model.change import Change, Step
from frontdesk.model.confirmation import NewValue
from frontdesk.model.delivery import Card
from frontdesk.model.join import JoinState
from frontdesk.model.lead import Known, Person
from frontdesk.model.plot import Plot
from frontdesk.model.press import LOST, OVER, SNOOZES, Move, Press
from frontdesk.model.question import Question
from frontdesk.model.signals import Signals
from frontdesk.model.submission import Submission
from frontdesk.store import cards, leads, submissions, suppressions, updates
from frontdesk.store.changes import write_changes
from frontdesk.store.database import Connection, Database
from frontdesk.store.history import write_refusal
from frontdesk.text import cut
from frontdesk.triage.moves import moved
from frontdesk.triage.outcome import UNDO, AskWhy, Look, Moved, Open, Refusal

_NOTHING: Final[Mapping[str, Any]] = {}
#: state of a new submission: the bell of whoever goes on with it
_BELLS: Final = {"waiting": "judging", submissions.THIN: "thin", submissions.CHECKING: "checking"}
WHAT: Final = 40  #: characters of a line of the history
PRESS_TRIES: Final = 20  #: two who press at once: the second looks again


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the presser is told: the key of a toast and what it names."""

    toast: str
    person: Person | None = None
    by: str = ""
    criterion: str = ""
    score: int | None = None
    opens: int | None = None  #: the lead whose private card the presser's client is to ask for
    alert: str = ""  #: plain text to show instead, until the presser closes it
    message: Card | None = None  #: what to post instead, in private
    question: Question | None = None  #: what the presser is to be asked
    plot: Plot | None = None  #: the same with a drawing
    file: tuple[str, bytes] | None = None  #: what to post in private besides: its name and content


class Desk:
    """The one way of a lead; every method is one transaction at most."""

    def __init__(
        self,
        db: Database,
        judge: Judge,
        wake: Wake,
        clock: Callable[[], datetime],
        repeat_window: timedelta = WINDOW,
        mailboxes: Mailboxes | None = None,
        files: Path | None = None,
    ) -> None:
        """`repeat_window`: how long equal content from one form counts as the same submission.

        `mailboxes` under the desk's own secret; by default under the one that is kept in the database.
        `files`: the folder of what people send; None: none are taken.
        """
        self.db, self.judge, self.wake, self.clock = db, judge, wake, clock
        self._mailboxes = mailboxes or Mailboxes(db, Secret(db))
        self._ids, self._repeat_window = Ids(), repeat_window
        self.figures, self._accepted_log = Figures(), AcceptedLog()
        self.people, self.bindings, self.files = People(self), Bindings(self), files

    async def secret(self) -> bytes:
        """What the desk signs and marks addresses with. Raises Unavailable."""
        return await self._mailboxes.secret.read()

    async def accept(
        self,
        hook: str,
        request: Request,
        submission: Submission,
        number: int = 0,
        noted: Mapping[str, Any] = _NOTHING,
    ) -> int:
        """Store a submission, the `number`-th of its request, and what was `noted` of it; its id, committed.

        One that came before is not stored again: the id is that of the first.

        Raises:
            Unreadable: 422, the Idempotency-Key of the request belongs to another body.
            Unavailable: it could not be stored now.
        """
        id_ = self._ids.new(request.received_at)
        known_by = claim(id_, hook, request, submission, number, self._repeat_window)
        came = arrival(id_, hook, request, submission, known_by, noted)
        began = time.perf_counter()
        first = await self.db.append(submissions.append_arrivals, came)
        self.figures.commit_s.took(time.perf_counter() - began)
        if first is None:
            told = "expected the body that it came with first, found another; give it a key of its own"
            raise Unreadable(422, f"Idempotency-Key: {told}")
        if first == id_:
            self.wake.ring(_BELLS[submissions.first_state(submission)])
            self.figures.accepted.add(hook)
        else:
            self.figures.repeated.add(hook)
        self._accepted_log.tell(first, hook, request.id, first=first == id_)
        return first

    async def used(self, addresses: Iterable[str]) -> dict[str, Used]:
        """Address: the automatic letters its mailbox got lately, and whether it wants any."""
        return await self._mailboxes.used(addresses, self.clock())

    async def unsubscribe(self, mailbox: bytes) -> None:
        """Write to a mailbox no more; what waits for it is withheld. Twice is once."""
        at = self.clock()
        await self.db.write(lambda c: suppressions.unsubscribe(c, mailbox, by=BY, at=at))
        self.wake.ring("cards")

    async def record(self, changes: Sequence[Change]) -> Sequence[bool]:
        """Write judgements; False: that lead changed meanwhile, stays waiting and is looked at again."""
        if not changes:
            return ()
        written = await self.db.write(lambda connection: write_changes(connection, changes))
        self.wake.ring("mail", "cards")
        return written

    async def set_aside(self, submission: int, error: str) -> None:
        """A submission that could not be judged waits for the fix, with its error."""
        at = self.clock()
        await self.db.write(lambda connection: submissions.set_unjudged(connection, submission, error, at))

    async def press(self, press: Press, *, chat: int | None, user: int, update: int) -> Told:
        """Apply one press of a button, once, and say what the presser is told.

        `chat`: where the button is; None for a command, which names the lead itself.
        """
        person = self.judge.rules.person(user)
        if person is None:
            await self._settle(update)
            return Told(toast="stranger")
        for _ in range(PRESS_TRIES):
            told = await self._try_press(press, person, chat, update)
            if told:
                self.wake.ring("cards", "mail")
                return told
        raise Unavailable("too many people press at once")

    async def _try_press(self, press: Press, person: Person, chat: int | None, update: int) -> Told | None:
        """One look and one write; None when somebody was quicker."""
        known = await self._known(press.lead, chat, update)
        if known is True:
            return Told(toast="changed", person=person)
        if known is None or not known.submissions:
            await self._settle(update)
            return Told(toast="gone" if chat else "no_such_lead", person=person)
        team = {each.telegram: each for each in self.judge.rules.team if each.telegram}
        rules, news = self.judge.rules, self._news(known, press)
        outcome = moved(known, press, person, self.judge.asked, news, team, rules.hours)
        if isinstance(outcome, Look):
            await self._settle(update)
            return Told(toast=outcome.toast, person=person, opens=press.lead)
        if isinstance(outcome, Open):
            await self._open(known, chat or 0, outcome, person, update)
            return Told(toast=outcome.toast, person=person)
        if isinstance(outcome, AskWhy):
            return await self._ask_why(known, press, person, chat, update)
        if isinstance(outcome, Refusal):
            await self._refuse(known, press, person, update)
            by = named(outcome, self.judge.rules.hours)
            return Told(toast=outcome.toast, person=person, by=by)
        step = Step(
            cause=f"press:{update}",
            by=person.name,
            what=_what(press, outcome.by),
            before=outcome.before,
            reason=outcome.reason,
        )
        change = await self._changed(known, outcome, step, update)
        if (
            change is None
            or not (await self.db.write(lambda connection: write_changes(connection, [change])))[0]
        ):
            return None
        total = change.receipt.score.total if change.receipt else None
        asked = press.criterion or ""
        return Told(toast=outcome.toast, person=person, by=outcome.by, criterion=asked, score=total)

    def _news(self, known: Known, press: Press) -> Sequence[NewValue]:
        """What there is to confirm, where that is what the press is about."""
        if press.move is not Move.CONFIRM:
            return ()
        return self.judge.news(known, self.judge.signals(known))

    async def _changed(self, known: Known, outcome: Moved, step: Step, update: int) -> Change | None:
        """What the press changes; None when one of the leads it joins is not as it was any more."""
        join = outcome.join
        if join is None or join.state is not JoinState.JOINED:
            return self.judge.press(known, self._signals(known, outcome), outcome, step, update)
        both, now = [join.older, join.later], self.clock()
        read = await self.db.read(lambda connection: leads.read_known(connection, both, now))
        same = read.keys() == set(both) and read[known.lead.id].lead == known.lead
        if not same or any(each.lead.joined_into for each in read.values()):
            return None
        return self.judge.join(read[join.older], read[join.later], outcome, step, update)

    def _signals(self, known: Known, outcome: Moved) -> Signals:
        """What the person's words tell, under what is confirmed after the press."""
        confirmed = {part: word for part, word in known.confirmed.items() if part not in outcome.unconfirmed}
        confirmed.update((word.part, word) for word in outcome.confirmed)
        return self.judge.signals(replace(known, confirmed=confirmed))

    async def _known(self, lead: int, chat: int | None, update: int) -> Known | Literal[True] | None:
        """The lead and the others around it, if the chat has a card of it: callback data can be forged.

        True: the update was applied before, by a node that was slow or that died.
        """
        now = self.clock()

        def work(connection: Connection) -> Known | Literal[True] | None:
            if updates.is_settled(connection, update):
                return True
            here = chat is None or any(card.chat == chat for card in cards.of_lead(connection, lead))
            return leads.read_around(connection, lead, now) if here else None

        return await self.db.read(work)

    async def _refuse(self, known: Known, press: Press, person: Person, update: int) -> None:
        now, step = self.clock(), Step(cause=f"press:{update}", by=person.name, what=_what(press))

        def work(connection: Connection) -> None:
            write_refusal(connection, known.lead, step, now)
            cards.redraw_of_others(connection, [known.lead.id], now)
            updates.settle(connection, update)

        await self.db.write(work)

    async def _open(self, known: Known, chat: int, open_: Open, person: Person, update: int) -> None:
        """Show a menu on the card of that chat, for a while."""
        now = self.clock()

        def work(connection: Connection) -> None:
            cards.open_menu(
                connection, chat, known.lead.id, open_.menu, person.name, until=now + UNDO, now=now
            )
            updates.settle(connection, update)

        await self.db.write(work)

    async def _ask_why(
        self, known: Known, press: Press, person: Person, chat: int | None, update: int
    ) -> Told:
        """Ask in that chat, or in private where the press came from none."""
        where = chat or person.telegram
        question = await self.db.write(lambda c: ask_why(c, known, press, person, where, update))
        return Told(toast="ask_why" if question else "changed", person=person, question=question)

    async def _settle(self, update: int) -> None:
        await self.db.write(lambda connection: updates.settle(connection, update))


def _what(press: Press, to: str = "") -> str:
    """What the history calls it; `to`: whom the lead is given to."""
    if press.move is Move.GIVE and to:
        return cut(f"{press.move} {to}", WHAT)
    if press.move is Move.SNOOZE_LEAD:
        name = SNOOZES[press.number or 0] if (press.number or 0) < len(SNOOZES) else "?"
        return "snooze over" if name == OVER else f"snoozed {name}"
    if press.criterion:
        return f"{press.criterion}={press.target}"
    if press.part:
        return f"{press.move} {press.part}"
    if press.move is Move.LOST:
        return f"lost: {LOST[press.number or 0] if (press.number or 0) < len(LOST) else '?'}"
    if press.wanted_band and press.move is Move.BAND:
        return f"band {press.wanted_band}"
    if press.move is Move.RECYCLE:
        return f"recycle in {press.number} d"
    return f"{press.move} #{press.number}" if press.number is not None else str(press.move)
