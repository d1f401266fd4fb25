"""Rehearsals: ten leads whose every figure was worked out by hand, and the rules they are rehearsed under."""

from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from frontdesk.desk.desk import Desk
from frontdesk.desk.pressing import press_lead
from frontdesk.model.press import Move, Press, Target
from frontdesk.settings import shipped_folder
from frontdesk.store.database import Database
from frontdesk.store.tables import leads
from support.desks import a_desk, accepted, judged
from support.world import OLGA, TEAM, TRIAGE

SHIPPED = (shipped_folder() / "rules.toml").read_text("utf-8")
MORE = """
[[criteria]]
id = "million"
name = { en = "a million" }
when = "budget.amount >= 1000000"
points = 5

[[criteria]]
id = "firm"
name = { en = "firm" }
when = "company and position"
points = 1

[[criteria]]
id = "greeted"
name = { en = "greeted" }
when = "first_name"
points = 1

"""
FIRST = '[[letters]]\nletter = "full_profile"'
LETTER = f'[[letters]]\nletter = "ask_details"\nwhen = "keywords.off_profile"\n\n{FIRST}'
#: The shipped rules, but: a phone is worth 2, off-profile only -1, three more criteria, triage by the score.
NEW = (
    SHIPPED.replace('when = "phone.valid"\npoints = 1', 'when = "phone.valid"\npoints = 2')
    .replace("points = -5", "points = -1")
    .replace('when = "reachable > 6"', 'when = "score > 4"')
    .replace("# ── Bands:", f"{MORE}# ── Bands:")
    .replace(FIRST, LETTER)
)
TEN = (
    {},
    {"budget": "40000 EUR"},
    {"phone": "", "email": "three@gmail.com"},
    {"position": "", "email": "four@gmail.com"},
    {"message": "We want SEO promotion."},
    {"phone": "", "email": "six@gmail.com", "company": "", "message": "Just SEO promotion, please."},
    {},
    {},
    {},
    {"budget": "40000 EUR"},
)


async def ten_leads(db: Database, folder: Path) -> Desk:
    """Ten leads under the shipped rules, four of which ended.

    Before → after: 1: 4, triage → 7, qualified. 2: 7, qualified → 10; won. 3: 2, nurture → 4. 4: 1, nurture →
    3; won. 5: -1, triage → 6, another letter. 6: -5, junk → 0, nurture. 7: 7, qualified, by Olga's answer →
    10. 8: 4, triage → 7, qualified; Olga says spam. 9: 4, nurture by Olga's hand → 7. 10: 7, qualified → 10;
    lost.
    """
    desk = a_desk(db, folder)
    desk.judge = replace(desk.judge, rules=replace(desk.judge.rules, team=TEAM))
    for number, fields in enumerate(TEN, 1):
        own = {"email": f"n{number}@acme-client.example", "phone": f"+48 512 345 2{number:02}"}
        await accepted(desk, **{**own, **fields})
        await judged(desk)
    await _press(desk, 7, Move.ANSWER, criterion="budget", target=Target.YES)
    await _press(desk, 8, Move.SPAM)
    await _press(desk, 9, Move.NURTURE)
    for number, state in ((2, "won"), (4, "won"), (10, "lost")):
        await stand(db, number, state)
    return desk


async def stand(db: Database, lead: int, state: str | None, **columns: object) -> None:
    """Have a lead stand there, as people will say one day."""
    row = sa.update(leads).where(leads.c.id == lead).values(state=state, **columns)
    await db.write(lambda connection: connection.execute(row))


async def _press(desk: Desk, lead: int, move: Move, **what: object) -> None:
    press = Press(lead=lead, move=move, revision=1, **what)
    told = await press_lead(desk, press, chat=TRIAGE.id, user=OLGA.telegram, update=lead)
    assert told.toast in ("answered", "spam", "nurture"), told
