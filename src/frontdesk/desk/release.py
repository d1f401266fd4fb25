"""Release: the way out of quarantine, for the operator and for whoever presses a button."""

from dataclasses import replace
from datetime import datetime

from frontdesk.desk.desk import Desk
from frontdesk.desk.letter_quota import Used
from frontdesk.desk.pressing import PRESS_TRIES
from frontdesk.errors import Unavailable
from frontdesk.model.change import Step
from frontdesk.model.lead import Known
from frontdesk.model.mail_domain import fresh
from frontdesk.store import leads, submissions
from frontdesk.store.changes import write_changes
from frontdesk.store.database import Connection
from frontdesk.triage.outcome import Moved, Refusal
from frontdesk.triage.quarantine import released


async def release(desk: Desk, lead: int, by: str) -> Moved | Refusal | None:
    """Let a lead out of quarantine: it is judged as if the guards had said nothing.

    Its last letter, which was kept back, goes out, and its card is shown; once, however often this is asked
    for. None: there is no such lead, or nothing of it was judged yet.

    Raises:
        Unavailable: the database does not answer, or others change the lead all the time.
    """
    for _ in range(PRESS_TRIES):
        known = await desk.db.read(lambda connection: known_to(connection, lead, desk.clock()))
        outcome = released(known, by) if known else None
        if known is None or outcome is None or isinstance(outcome, Refusal):
            return outcome
        if await let_out(desk, known, outcome, by):
            return outcome
    raise Unavailable("too many people change this lead at once")


async def let_out(desk: Desk, known: Known, outcome: Moved, by: str, update: int | None = None) -> bool:
    """Write a release down, with the Telegram update that asked for it; False where somebody was quicker."""
    known = replace(known, domains=fresh(known.domains, known.now))
    signals = desk.judge.signals(known)
    to = desk.judge.recipient(known, signals)
    used = await desk.used({to} if to else ())
    cause = f"release:{known.lead.revision + 1}" if update is None else f"press:{update}"
    step = Step(cause=cause, by=by, what="release")
    change = desk.judge.release(known, signals, outcome, step, next(iter(used.values()), Used()))
    change = replace(change, update=update)
    [done] = await desk.db.write(lambda connection: write_changes(connection, [change]))
    if done:
        desk.wake.ring("mail", "cards")
    return done


def known_to(connection: Connection, lead: int, now: datetime) -> Known | None:
    """The lead up to the last submission that was judged: one that waits gets its own look."""
    last = submissions.last_judged(connection, lead)
    if last is None:
        return None
    return leads.read_known(connection, [lead], now, {lead: last}).get(lead)
