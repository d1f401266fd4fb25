"""Series: a desk under rules with follow-ups, whose clock a test moves, and a mail server that takes all."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from frontdesk.app.config import Config, read_config
from frontdesk.app.service import judge_of
from frontdesk.desk.desk import Desk
from frontdesk.desk.follow_up import FollowUps
from frontdesk.desk.pressing import press_lead
from frontdesk.desk.wake import Wake
from frontdesk.intake.request import Request
from frontdesk.model.delivery import DeliveryState
from frontdesk.model.press import Move, Press
from frontdesk.model.submission import Submission
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rules
from frontdesk.settings import shipped_folder
from frontdesk.signals.reading import SignalReader
from frontdesk.store import deliveries as outbox
from frontdesk.store import follow_ups, leads
from frontdesk.store.database import Database
from frontdesk.store.tables import deliveries, history
from support.desks import judged
from support.rehearsals import SHIPPED
from support.world import OLGA, SALES, TEAM, TRIAGE, a_form

#: In working hours every day but Saturday, Sunday and Wednesday 11 November; in Warsaw, an hour before UTC.
HOURS = 'monday-friday = "09:00-18:00"\nclosed = "2026-11-11"'
SERIES = """
[[follow_ups]]
letter = "still_there"
after = "2 working days"

[[follow_ups]]
letter = "case_study"
after = "3d"

[[follow_ups]]
letter = "last_word"
after = "1w"
"""
NURTURE = {"company": "", "position": ""}
TUESDAY = "2026-11-03 10:00"


@cache
def _config() -> Config:
    """The shipped rules and letters."""
    return read_config(shipped_folder(), {})


@cache
def _read(text: str) -> Rules:
    return read_rules(text, environment={})


def moment(text: str) -> datetime:
    """A time as tests write it: UTC, to the minute."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def rules_of(series: str = SERIES, hours: str = HOURS, shipped: str = SHIPPED) -> str:
    """The shipped rules with these hours and this series."""
    return shipped.replace('monday-friday = "09:00-18:00"', hours) + series


class Office:
    """One desk; `at` is its time."""

    def __init__(self, db: Database, text: str | None = None) -> None:
        self.db, self.at = db, moment(TUESDAY)
        self.desk = self.node(rules_of() if text is None else text)
        self.follow_ups = FollowUps(self.desk)

    def node(self, text: str, **changed: Any) -> Desk:
        """Another node, or the same after its rules changed."""
        rules = replace(_read(text), chats=(TRIAGE, SALES), team=TEAM, **changed)
        judge = replace(judge_of(_config()), rules=rules, reader=SignalReader(rules=rules))
        return Desk(self.db, judge, Wake(), lambda: self.at)

    def under(self, text: str, **changed: Any) -> None:
        """The rules are others from now on."""
        self.desk = self.node(text, **changed)
        self.follow_ups = FollowUps(self.desk)

    async def came(self, *, sent: bool = True, judge: bool = True, **fields: str) -> int:
        """A form of somebody who is worth nurturing; answered, and the answer sent."""
        filled = {name: value for name, value in a_form(**{**NURTURE, **fields}).items() if value}
        extra = {"business": filled.pop("business", "")}
        request = Request(method="POST", url="http://desk.example/hooks/web", received_at=self.at)
        submission = Submission(provider="json", fields=filled, extra=extra)
        id_ = await self.desk.accept("web", request, submission)
        if judge:
            await judged(self.desk)
        if sent:
            await self.mail()
        return id_

    async def mail(self, state: DeliveryState = DeliveryState.SENT) -> int:
        """The server takes all that is due, or does otherwise; how many letters there were."""

        def work(connection: sa.Connection) -> int:
            claimed = outbox.claim_due(connection, self.at, "n", 100)
            if state is DeliveryState.SENT:
                outbox.settle_sent(connection, [(each.id, self.at) for each in claimed], "n")
            else:
                for each in claimed:
                    outbox.settle(connection, each.id, "n", state, at=self.at, reason="the server said so")
            return len(claimed)

        return await self.db.write(work)

    async def look(self, at: str, *, sent: bool = True) -> None:
        """The clock's look at that time; what it writes is sent at once."""
        self.at = moment(at)
        await self.follow_ups.look()
        if sent:
            await self.mail()

    async def letters(self) -> list[str]:
        """Every letter with its state and, where it has one, its reason, in the order they were written."""
        c = deliveries.c
        select = sa.select(c.letter, c.state, c.reason).order_by(c.id)
        rows = await self.db.read(lambda connection: connection.execute(select).all())
        return [f"{row.letter} {row.state}" + (f" {row.reason}" if row.reason else "") for row in rows]

    async def followed(self) -> list[str]:
        """The same of the letters that follow the first answer."""
        return (await self.letters())[1:]

    async def planned(self, lead: int = 1) -> tuple[int, str] | None:
        """Which entry has its turn, and when."""
        found = await self.db.read(lambda connection: follow_ups.of_lead(connection, lead))
        return (found.step, f"{found.due_at:%Y-%m-%d %H:%M}") if found else None

    async def history(self) -> list[tuple[str, str]]:
        """Who did what, oldest first."""
        select = sa.select(history.c.by, history.c.what).order_by(history.c.id)
        return [tuple(row) for row in await self.db.read(lambda c: c.execute(select).all())]

    async def lead(self, number: int = 1) -> Any:
        """What is known about a lead."""
        return (await self.db.read(lambda c: leads.read_known(c, [number], self.at)))[number]

    async def press(self, move: Move, by: Any = OLGA, chat: Any = TRIAGE, lead: int = 1, **what: Any) -> str:
        """One press of a button; its toast."""
        revision = (await self.lead(lead)).lead.revision
        press = Press(lead=lead, move=move, revision=revision, **what)
        update = 100 * lead + revision
        return (await press_lead(self.desk, press, chat=chat.id, user=by.telegram, update=update)).toast
