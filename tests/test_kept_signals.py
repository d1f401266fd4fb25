"""Kept signals: a rehearsal by the signals that receipts keep says what one that reads every form says."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from frontdesk.app.rehearser import Rehearsing
from frontdesk.app.rehearsing import rehearse_stored
from frontdesk.desk.clock import wall as now
from frontdesk.desk.desk import Desk
from frontdesk.desk.judge import Judge
from frontdesk.desk.pressing import press_lead
from frontdesk.desk.rescore import Rescored, rescore
from frontdesk.desk.wake import Wake
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.press import Move, Press, Target
from frontdesk.model.rehearsal import Rehearsal
from frontdesk.rules.load import read_rules
from frontdesk.signals.packed import packed, unpacked
from frontdesk.signals.reading import SignalReader
from frontdesk.store import leads as leads_store
from frontdesk.store import submissions as submissions_store
from frontdesk.store.database import Database
from frontdesk.store.tables import leads, receipts, submissions
from support.anything import TEXTS
from support.desks import a_desk, judged
from support.many import a_lead
from support.rehearsals import NEW, SHIPPED
from support.world import OLGA, SALES, TEAM, TRIAGE

LEADS = 180
AT = now() + timedelta(days=10)
FORM = '[forms.shop]\nproduct = "till"\n'
UNDER = SHIPPED.replace("[[letters]]", f"{FORM}\n[[letters]]", 1)
AGES = """[[criteria]]
id = "lately"
name = { en = "lately" }
when = "phone.valid"
points = 2
fades = { every = "7d", by = 1 }
products = ["till"]

[[criteria]]
id = "asked"
name = { en = "asked" }
when = "touches.stage > 0 or touches.submission > 1"
points = 1
within = "30d"

[[criteria]]
id = "phone\""""
WATCHED = UNDER.replace('phrases = "enforce"', 'phrases = "watch"')
#: Rules that read the same signals.
SAME = {
    "the same": UNDER,
    "points, bands, letters": NEW.replace("[[letters]]", f"{FORM}\n[[letters]]", 1),
    "ages and touches": UNDER.replace('[[criteria]]\nid = "phone"', AGES, 1),
    "guards that watch": WATCHED,
}
#: Rules that read other ones.
OTHER = {
    "keywords": UNDER.replace('"logo design",', '"customer portal", "Lager",'),
    "labels": UNDER.replace('budget = ["Бюджет"', 'business = ["Budget"]\nbudget = ["Бюджет"').replace(
        ' "Budżet"', ""
    ),
    "the region of phones": UNDER.replace('phone_region = "PL"', 'phone_region = "DE"'),
    "what a profile needs": UNDER.replace(', "email", "business"]', "]"),
}


def a_judge(folder: Path, text: str) -> Judge:
    rules = replace(read_rules(text, environment={}), chats=(TRIAGE, SALES), team=TEAM)
    return replace(a_desk(None, folder).judge, rules=rules, reader=SignalReader(rules=rules))


def a_form(number: int) -> dict[str, Any]:
    """Some write what people write, some twice, some what nobody would."""
    form = a_lead(number if number % 9 else number - 1).submission
    said = {**form.fields, **form.extra, "Budget": f"{number}00 EUR"}
    if number % 5 == 0:
        said |= {"message": TEXTS[number % len(TEXTS)], "company": TEXTS[(number * 7) % len(TEXTS)]}
    if number % 11 == 0:
        said |= {"phone": TEXTS[(number * 3) % len(TEXTS)], "files": {"filename": "brief.pdf"}}
    if number % 13 == 0:
        said |= {
            "phone": "030 23125 100",
            "message": "Do follow backlink! We boost your rankings, we offer SEO.",
        }
    return {label: value for label, value in said.items() if "\ud800" not in str(value)}


async def varied(db: Database, folder: Path) -> Desk:
    """Leads of all kinds, one that wrote very often, and some whom people have looked at."""
    desk = Desk(db, a_judge(folder, UNDER), Wake(), now)
    for number in range(LEADS):
        await send(desk, a_form(number), "shop" if number % 4 == 0 else "web")
    for number in range(submissions_store.NEWEST + 2):
        await send(desk, {**a_form(1), "message": f"Once more, {number}."})
    await judged(desk)
    here = sa.select(leads.c.id).where(leads.c.state == "triage").order_by(leads.c.id)
    [first, *others] = await db.read(lambda connection: connection.execute(here).scalars().all())
    await press(desk, first, Move.SPAM)
    for lead in others[:30:3]:
        await press(desk, lead, Move.ANSWER, criterion="budget", target=Target.YES)
        if lead % 2:
            await press(desk, lead, Move.NURTURE)
    return desk


async def send(desk: Desk, said: dict[str, Any], hook: str = "web") -> None:
    request = Request(method="POST", url=f"http://desk.example/hooks/{hook}", received_at=now())
    form = normalise("json", list(said.items()), desk.judge.rules.labels)
    await desk.accept(hook, request, form)


async def press(desk: Desk, lead: int, move: Move, **what: object) -> None:
    update = next(_UPDATES)
    wanted = Press(lead=lead, move=move, revision=1, **what)
    told = await press_lead(desk, wanted, chat=TRIAGE.id, user=OLGA.telegram, update=update)
    assert told.toast in ("answered", "spam", "nurture"), told


async def rehearsed(db: Database, url: str, folder: Path, text: str) -> Rehearsal:
    plan = Rehearsing(desk=folder, database=url, text=text, now=AT)
    return await rehearse_stored(db, plan, lambda part, whole: None, processes=1)


async def rescored(desk: Desk) -> Rescored:
    return await rescore(desk, lambda part, whole: None)


async def rows(db: Database, *columns: sa.ColumnElement[Any]) -> list[Any]:
    return list(await db.read(lambda connection: connection.execute(sa.select(*columns)).all()))


async def spoil(db: Database, change: sa.Update | sa.Delete) -> None:
    await db.write(lambda connection: connection.execute(change))


FORGET = sa.update(receipts).values(signals=None, reader=None)
UNREADABLE = sa.update(submissions).values(normalised=b"{")


async def test_by_stored_signals_it_says_what_it_says_by_reading_every_form(db, database_url, tmp_path):
    await varied(db, tmp_path)
    texts = {**SAME, **OTHER}
    stored = {name: await rehearsed(db, database_url, tmp_path, text) for name, text in texts.items()}

    await spoil(db, FORGET)

    for name, text in texts.items():
        anew = await rehearsed(db, database_url, tmp_path, text)
        assert (name, stored[name]) == (name, anew)
        assert (anew.leads > LEADS * 0.8, anew.failed) == (True, 0)
    assert stored["the same"].changing_band == 0
    # Else it would not tell one set of rules from another.
    assert len({repr(replace(report, rules="")) for report in stored.values()}) == len(texts)


async def test_no_form_is_read_where_the_new_rules_would_read_the_same_signals(db, database_url, tmp_path):
    await varied(db, tmp_path)
    before = {name: await rehearsed(db, database_url, tmp_path, text) for name, text in SAME.items()}

    await spoil(db, UNREADABLE)

    for name, text in SAME.items():
        after = await rehearsed(db, database_url, tmp_path, text)
        # One wrote so often that a look takes in a part of its forms only.
        assert (name, after.failed, after.leads) == (name, 1, before[name].leads - 1)


async def test_every_form_is_read_where_the_new_rules_would_read_others(db, database_url, tmp_path):
    await varied(db, tmp_path)

    await spoil(db, UNREADABLE)

    for text in OTHER.values():
        report = await rehearsed(db, database_url, tmp_path, text)
        assert (report.leads, report.failed > LEADS * 0.8) == (0, True)


async def test_signals_that_another_reader_left_are_never_used(db, database_url, tmp_path):
    desk = await a_few(db, tmp_path)
    true = await rehearsed(db, database_url, tmp_path, NEW)
    [[text], *_] = await rows(db, receipts.c.signals)
    lie = packed(replace(unpacked(text), filled=frozenset(), phone=type(unpacked(text).phone)()))
    mine = desk.judge.reader.fingerprint

    for reader, believed in ((mine, True), (mine[::-1], False), (None, False)):
        await spoil(db, sa.update(receipts).values(signals=lie, reader=reader))
        told = await rehearsed(db, database_url, tmp_path, NEW)
        assert (told != true) is believed


BAD = {
    "empty": b"",
    "no JSON": b"{",
    "an empty list": b"[]",
    "null": b"null",
    "numbers": b"[1,2,3,4,5,6,7,8]",
    "too few parts": b"[[],[0],null,[],{},[],[],[]]",
    "keywords that are a list": b"[[],[0,0,0,0,0,0,0,0,0,0,0,0,0],null,[],[],[],[],[]]",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
async def test_signals_that_cannot_be_read_are_read_anew(db, database_url, tmp_path, text):
    await a_few(db, tmp_path)
    before = await rehearsed(db, database_url, tmp_path, NEW)

    await spoil(db, sa.update(receipts).values(signals=text))

    assert await rehearsed(db, database_url, tmp_path, NEW) == before


async def test_a_receipt_that_cannot_be_read_is_left_out_of_a_rehearsal(db, database_url, tmp_path):
    await a_few(db, tmp_path)
    total = '{"score":{"total":"7","reasons":[]},"verdict":{"band":"junk","letter":null,"quarantine":[]}}'

    for lead, body in ((1, b"{"), (2, b"[]"), (3, total.encode())):
        await spoil(db, sa.update(receipts).where(receipts.c.lead == lead).values(body=body))

    report = await rehearsed(db, database_url, tmp_path, NEW)
    assert (report.leads, [one.lead for one in report.unreadable]) == (FEW - 3, [1, 2, 3])
    assert "JSON" in report.unreadable[0].error


async def test_a_rescore_gives_signals_to_leads_judged_before_there_were_any(db, database_url, tmp_path):
    desk = await a_few(db, tmp_path)
    await spoil(db, FORGET)

    first, second = await rescored(desk), await rescored(desk)

    assert (first.scored, first.bands, second.scored) == (FEW, 0, 0)
    kept = [row for row in await rows(db, receipts.c.reader, receipts.c.signals) if row.reader]
    assert {row.reader for row in kept} == {desk.judge.reader.fingerprint}
    assert all(unpacked(row.signals).filled for row in kept)
    assert len(kept) == FEW


async def test_a_rescore_judges_a_lead_anew_whose_receipt_cannot_be_read(db, tmp_path):
    desk = await a_few(db, tmp_path)
    await spoil(db, sa.update(receipts).where(receipts.c.lead == 2).values(body=b"{"))

    done = await rescored(desk)

    assert (done.scored, done.failed) == (1, {})
    known = await db.read(lambda connection: leads_store.read_known(connection, [1, 2], AT))
    assert known[2].receipt_error == ""
    assert known[2].receipt.score == known[1].receipt.score
    assert sorted(row.body == b"{" for row in await rows(db, receipts.c.body)) == [False] * FEW + [True]


FEW = 5


async def a_few(db: Database, folder: Path) -> Desk:
    """Some leads that differ by their addresses only."""
    desk = Desk(db, a_judge(folder, SHIPPED), Wake(), now)
    for number in range(FEW):
        said = {
            "email": f"jan{number}@acme{number}.example",
            "phone": f"+48 512 345 20{number}",
            "Name": "Jan",
        }
        await send(desk, {**said, "company": "Acme", "position": "CTO", "message": "A customer portal."})
    await judged(desk)
    return desk


_UPDATES = count(1)
