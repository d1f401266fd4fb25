"""Touched: a touch that is stored counts when its lead is judged next, whoever wrote it."""

from dataclasses import replace

import pytest

from frontdesk.desk.clock import wall as now
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.rules.load import read_rules
from frontdesk.signals.reading import SignalReader
from frontdesk.store import leads, touches
from support.desks import a_desk, accepted, judged
from support.rehearsals import SHIPPED

RULES = SHIPPED.replace(
    '[[criteria]]\nid = "phone"',
    """[[criteria]]
id = "engaged"
name = { en = "engaged" }
when = "KIND"
points = 3
axis = "interest"
[[criteria]]
id = "phone"
""".rstrip(),
    1,
)
#: touches of a lead that sent one form, got its letter and answered it, when a second form of it is judged
TOUCHES = {
    "touches.replied": ("replied", True),
    "touches.replied > 1": ("replied", False),
    "touches.sent": ("sent", True),
    "touches.refused": ("sent", False),
    "touches.submission > 1": ("sent", True),
    "touches.stage": ("replied", True),
    "touches.answer": ("replied", False),
}


@pytest.mark.parametrize(("when", "kind", "counts"), [(w, *how) for w, how in TOUCHES.items()], ids=TOUCHES)
async def test_a_stored_touch_counts_for_interest(db, tmp_path, when, kind, counts):
    desk = a_desk(db, tmp_path)
    rules = read_rules(RULES.replace("KIND", when), environment={})
    desk.judge = replace(desk.judge, rules=rules, reader=SignalReader(rules=rules))
    await accepted(desk)
    await judged(desk)
    touch = Touch(kind=TouchKind(kind), at=now(), key=f"{kind}:1", source="email")

    await db.write(lambda connection: touches.add(connection, [(1, touch)]))
    await accepted(desk, message="One more thing.")
    await judged(desk)

    known = (await db.read(lambda connection: leads.read_known(connection, [1], now())))[1]
    told = {reason.criterion: reason.because for reason in known.receipt.score.reasons}
    assert ("engaged" in told) is counts
    assert known.receipt.score.interest == (3 if counts else 0)
