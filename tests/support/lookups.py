"""Lookups: a desk that asks a stand-in outside, with time in a test's hands."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from frontdesk.desk.desk import Desk
from frontdesk.intake.request import Request
from frontdesk.lookups import fetchers
from frontdesk.lookups.captcha import Captchas
from frontdesk.lookups.client import Client
from frontdesk.model.captcha import with_token
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Captcha, Fetch, Form
from frontdesk.store.database import Database
from frontdesk.worker.answers import Answers
from frontdesk.worker.captchas import CaptchaLane
from frontdesk.worker.fetching import Fetching, FetchPlan
from support.books import Hands, a_desk
from support.outside import Outside, an_outside

TOKEN, KEY, SECRET = "markedpagetoken", "markedwebhookkey", "markedcaptchasecret"
RETRIES = (timedelta(seconds=10), timedelta(minutes=1))
WAIT = timedelta(seconds=5)


class Asking:
    """One node that asks; several may share a database."""

    def __init__(self, db: Database, folder: Path, outside: Outside, clock: Hands, limit: timedelta) -> None:
        self.db, self.outside, self.clock = db, outside, clock
        self.desk: Desk = a_desk(db, folder, clock)
        url = f"{outside.url}/rest/1/{KEY}"
        self.forms(
            Form(name="meta", fetch=Fetch(token=TOKEN)),
            Form(name="bitrix24", fetch=Fetch(url=url)),
            Form(name="linkedin"),
            Form(name="site", captcha=Captcha(kind="turnstile", secret=SECRET)),
        )
        self.client = Client()
        found = fetchers(self.client, outside.url, limit)
        captchas = Captchas(self.client, outside.url, limit)
        plan = FetchPlan(at_once=4, limit=limit, retries=RETRIES, poll=timedelta(milliseconds=20))
        self.answers = Fetching(self.desk, Answers(self.desk, found), plan)
        self.captchas = Fetching(self.desk, CaptchaLane(self.desk, captchas, limit, WAIT), plan)

    def forms(self, *forms: Form) -> None:
        """Let these be the forms of the rules."""
        judge = self.desk.judge
        rules = replace(judge.rules, forms={form.name: form for form in forms})
        self.desk.judge = replace(judge, rules=rules)

    async def accept(self, hook: str, submission: Submission) -> int:
        """A submission comes in now; its id."""
        request = Request(method="POST", url=f"http://desk/hooks/{hook}", received_at=self.clock())
        return await self.desk.accept(hook, request, submission)

    async def notice(self, id: str = "77", hook: str = "meta", **extra: Any) -> int:
        """A notice with an id only comes in."""
        return await self.accept(hook, Submission(provider=hook, submission_id=id, extra=extra, thin=True))

    async def puzzled(self, token: str | None = "markedtoken") -> int:
        """The form of a site with a captcha comes in."""
        form = Submission(provider="json", fields={"email": "jan@acme-client.example"})
        return await self.accept("site", with_token(form, token))

    async def row(self, id: int) -> Any:
        """How a submission stands."""
        columns = "state, tries, error, normalised, lead, due_at"
        return (await self.rows(f"SELECT {columns} FROM submissions WHERE id = {id}"))[0]

    async def rows(self, query: str) -> list[Any]:
        """What a query finds."""
        return await self.db.read(lambda c: list(c.execute(sa.text(query)).all()))


@asynccontextmanager
async def an_asking(db: Database, folder: Path, limit: timedelta = timedelta(seconds=20)) -> Any:
    """A node and whom it asks."""
    async with an_outside() as outside:
        asking = Asking(db, folder, outside, Hands(), limit)
        try:
            yield asking
        finally:
            await asking.client.close()
