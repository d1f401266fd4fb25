"""Outbox: a database with one lead and letters to it, and the loop that sends them."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from frontdesk.delivery.channels.email import EmailChannel
from frontdesk.desk.clock import wall as now
from frontdesk.desk.wake import Wake
from frontdesk.model.mailbox import marks
from frontdesk.store import alarms, suppressions
from frontdesk.store.database import Database
from frontdesk.store.tables import deliveries
from frontdesk.worker.mail import Mail
from frontdesk.worker.mail_plan import MailPlan
from frontdesk.worker.outcomes import Retries
from support.smtp import MailServer
from support.world import until_async

PLAN = MailPlan(
    node="test",
    per_hour=1000,
    per_domain=1000,
    retries=Retries(deferred=(timedelta(milliseconds=50),) * 2, unsure=timedelta(milliseconds=200)),
    poll=timedelta(milliseconds=100),
)
BODY = b"From: hello@acme.example\r\nTo: jan@client.example\r\nSubject: Hello\r\nMessage-ID: %s\r\n\r\nHi\r\n"


class Outbox:
    """A database with one lead, and letters to it."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def put(self, key: str, to: str = "jan@client.example", **values) -> None:
        await self.put_all([key], to, **values)

    async def put_all(self, keys, to: str = "jan@client.example", **values) -> None:
        """One letter for each key; `%s` in the address stands for its key."""
        rows = [self._row(key, to.replace("%s", key), values) for key in keys]
        await self.db.write(lambda c: c.execute(sa.insert(deliveries), rows) and None)

    def _row(self, key, to, values):
        its = marks(b"a secret of the desk", to)
        return {
            "key": key,
            "channel": "email",
            "lead": 1,
            "recipient": to,
            "letter": "full_profile",
            "message_id": f"<{key}@acme.example>",
            "body": BODY % f"<{key}@acme.example>".encode(),
            "state": "due",
            "due_at": now(),
            "created_at": now(),
            "mailbox": its.mailbox,
            "exact": its.exact,
            **values,
        }

    async def row(self, key: str):
        select = sa.select(deliveries).where(deliveries.c.key == key)
        return await self.db.read(lambda c: c.execute(select).one())

    async def count(self, state: str) -> int:
        select = sa.select(sa.func.count()).where(deliveries.c.state == state)
        return await self.db.read(lambda c: c.execute(select).scalar())

    async def reaches(self, key: str, state: str):
        async def look():
            row = await self.row(key)
            return row if row.state == state else None

        return await until_async(look)

    async def suppressed(self) -> dict[str, str]:
        """Address: why it is on the list."""
        return {one.address: one.reason for one in await self.db.read(lambda c: suppressions.listed(c, 100))}

    async def alarms(self) -> dict[str, str]:
        return {alarm.key: alarm.text for alarm in await self.db.read(alarms.open_)}


@asynccontextmanager
async def sending(
    box: Outbox,
    server: MailServer,
    plan: MailPlan = PLAN,
    *,
    url: str | None = None,
    final_s: float = 5,
    timeout_s: float = 2,
    mail: type[Mail] = Mail,
    clock=now,
    signer=None,
):
    """The mail loop, on a wake of its own."""
    wake = Wake()
    channel = EmailChannel(
        url or server.url,
        "Acme <hello@acme.example>",
        timeout=timedelta(seconds=timeout_s),
        final_timeout=timedelta(seconds=final_s),
        signer=signer,
    )
    loop = asyncio.create_task(mail(box.db, channel, wake, clock, plan).run())
    yield wake
    wake.stop()
    await asyncio.wait_for(loop, 5)
    await channel.close()


def retrying(**changes) -> MailPlan:
    """The plan with other retries."""
    return replace(PLAN, retries=replace(PLAN.retries, **changes))
