"""Desks: a desk on a database alone, without a service around it."""

from dataclasses import replace
from pathlib import Path

from frontdesk.desk.backlog import Backlog
from frontdesk.desk.clock import wall as now
from frontdesk.desk.desk import Desk
from frontdesk.desk.judge import Judge, Sender
from frontdesk.desk.letter_quota import Used
from frontdesk.desk.wake import Wake
from frontdesk.intake.request import Request
from frontdesk.model.change import Change
from frontdesk.model.submission import Submission
from frontdesk.signals.reading import SignalReader
from frontdesk.store.database import Database
from support import shipped
from support.world import SALES, TRIAGE, a_form


def a_desk(db: Database, folder: Path) -> Desk:
    """A desk under the shipped rules, which neither sends nor shows anything."""
    config = shipped.config(folder, {})
    rules = replace(config.rules, chats=(TRIAGE, SALES))
    judge = Judge(
        rules=rules,
        reader=SignalReader(rules=rules),
        letters=config.letters,
        sender=Sender(address="Acme <hello@acme.example>"),
    )
    return Desk(db, judge, Wake(), now)


async def accepted(desk: Desk, **fields: str) -> int:
    """Accept a complete form; the submission's id."""
    request = Request(method="POST", url="http://desk.example/hooks/web", received_at=now())
    filled = {name: value for name, value in a_form(**fields).items() if value}
    extra = {"business": filled.pop("business", "")}
    return await desk.accept("web", request, Submission(provider="json", fields=filled, extra=extra))


async def changes(desk: Desk) -> list[Change]:
    """What judging all that waits would write."""
    waiting = [(each.known, desk.judge.signals(each.known)) for each in await Backlog(desk).waiting()]
    to = {known.lead.id: desk.judge.recipient(known, signals) or "" for known, signals in waiting}
    used = await desk.used(set(to.values()) - {""})
    return [
        desk.judge.submission(known, signals, used.get(to[known.lead.id], Used()))
        for known, signals in waiting
    ]


async def judged(desk: Desk) -> None:
    """Judge all that waits."""
    while found := await changes(desk):
        await desk.record(found)
