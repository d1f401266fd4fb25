"""Sales: desks and worlds whose rules offer hot leads and remind people of what waits."""

from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from frontdesk.app.config import Config
from frontdesk.desk.desk import Desk
from frontdesk.desk.judge import Judge, Sender
from frontdesk.desk.pressing import press_lead
from frontdesk.desk.wake import Wake
from frontdesk.intake.request import Request
from frontdesk.model.lead import Lead, Person
from frontdesk.model.press import Move, Press
from frontdesk.model.submission import Submission
from frontdesk.rules.assignment import Assignment, Concern, Seat, SlaStep
from frontdesk.rules.hours import Hours
from frontdesk.signals.reading import SignalReader
from frontdesk.store import leads
from frontdesk.store.database import Database
from support import desks, shipped
from support.chats import Clock, a_hot_form
from support.world import ANN, PIOTR, SALES, TEAM, TRIAGE, World

TEN_MINUTES = timedelta(minutes=10)


def assignment(by: str = "round-robin") -> Assignment:
    """Ten minutes each."""
    return Assignment(by=by, offer=TEN_MINUTES)


def steps(*of: tuple[str, int], concern: Concern = Concern.CLAIM) -> tuple[SlaStep, ...]:
    """Steps of roles after so many minutes."""
    return tuple(
        SlaStep(concern=concern, role=role, after=timedelta(minutes=minutes)) for role, minutes in of
    )


class Office:
    """A desk on a database alone, with a clock that a test turns forward."""

    def __init__(
        self,
        db: Database,
        folder: Path,
        *,
        seats: Sequence[Seat] = (),
        by: str | None = "round-robin",
        hours: Hours | None = None,
        sla: tuple[SlaStep, ...] = (),
        team: Sequence[Person] = TEAM,
    ) -> None:
        self.db, self.clock, self._update = db, Clock(), 1_000
        config = shipped.config(folder, {})
        rules = replace(
            config.rules,
            chats=(TRIAGE, SALES),
            team=tuple(team),
            seats=tuple(seats),
            assignment=assignment(by) if by else None,
            guards={**config.rules.guards, "repeated_text": "off"},
            hours=hours,
            sla=sla,
        )
        judge = Judge(
            rules=rules,
            reader=SignalReader(rules=rules),
            letters=config.letters,
            sender=Sender(address="Acme <hello@acme.example>"),
        )
        self.desk = Desk(db, judge, Wake(), self.clock)

    async def hot(self, number: int = 1) -> Lead:
        """The number-th hot lead of the desk."""
        form = a_hot_form(email=f"jan{number}@client{number}.example", phone=f"+48 512 345 {200 + number}")
        extra = {name: form.pop(name) for name in ("business", "budget")}
        request = Request(method="POST", url="http://desk.example/hooks/web", received_at=self.clock())
        await self.desk.accept("web", request, Submission(provider="json", fields=form, extra=extra))
        await desks.judged(self.desk)
        return await self.lead(number)

    async def lead(self, number: int = 1) -> Lead:
        """A lead as stored."""
        found = await self.db.read(lambda c: leads.standing(c, number))
        assert found
        return found

    async def press(self, move: Move, by: Person, number: int = 1, *, names: int | None = None) -> str:
        """The toast of a press on the sales card, and who it tells of. `names`: as `Press.number`."""
        self._update += 1
        revision = (await self.lead(number)).revision
        press = Press(lead=number, move=move, number=names, revision=revision)
        told = await press_lead(self.desk, press, chat=SALES.id, user=by.telegram, update=self._update)
        return f"{told.toast}: {told.by}" if told.by else told.toast

    def later(self, minutes: float) -> None:
        """It is that much later."""
        self.clock.forward(minutes * 60)


class SalesWorld(World):
    """A world whose rules offer leads, or remind."""

    rules: dict[str, Any]

    def config(self, text: str | None = None) -> Config:
        """As of any world, with these rules; it is always at work unless they say otherwise."""
        config = super().config(text)
        return replace(config, rules=replace(config.rules, **{"hours": None, **self.rules}))


@asynccontextmanager
async def a_sales_world(folder: Path, url: str, **rules: Any) -> Any:
    """A running world with such rules, and its clock."""
    world, clock = SalesWorld(folder, DATABASE=url, SWEEP_EVERY="100ms"), Clock()
    world.rules = rules
    await world.start_peers()
    try:
        await world.start(clock=clock)
        yield world, clock
    finally:
        await world.close()


def since(clock: Clock) -> datetime:
    """A moment before everything that a test did."""
    return clock() - timedelta(days=30)


SELLERS = (PIOTR, ANN)
