"""Weighed: groups, forms and gates from the first form to the receipt."""

import pytest

from frontdesk.model.score import Band
from frontdesk.settings import shipped_folder
from support.stored import count, rows
from support.world import World, a_form, until, until_async

SHIPPED = (shipped_folder() / "rules.toml").read_text("utf-8")
MORE = """
[forms.demo]
product = "crm"
[[groups]]
id = "engagement"
cap = 2
[[criteria]]
id = "again"
name = { en = "wrote again" }
when = "touches.submission > 1"
points = 3
axis = "interest"
group = "engagement"
within = "90d"
[[criteria]]
id = "demo_form"
name = { en = "asked for a demo" }
when = "true"
points = 5
products = ["crm"]
[[gates]]
band = "qualified"
needs = "files"
otherwise = "triage"
"""


@pytest.fixture
async def desk(world: World):
    (world.desk / "rules.toml").write_text(SHIPPED + MORE, "utf-8")
    await until(lambda: world.service.desk.judge.rules.text == SHIPPED + MORE)
    return world


async def judged(world: World, number: int, receipts: int = 1):
    await until(lambda: count(world, "receipts", f"lead = {number}") == receipts)
    known = await until_async(lambda: world.lead(number))
    return known.receipt


async def test_a_second_enquiry_counts_up_to_the_cap_and_stays_in_its_receipt(desk):
    await desk.post(a_form())
    first = await judged(desk, 1)

    await desk.post(a_form(message="Did you get my first message? We are in a hurry."))
    second = await judged(desk, 1, receipts=2)

    assert "again" not in [reason.criterion for reason in first.score.reasons]
    assert [(r.criterion, r.points) for r in second.score.reasons][-2:] == [("again", 3), ("engagement", -1)]
    assert second.score.interest == 2
    assert second.score.total == first.score.total + 2


async def test_a_form_of_the_product_brings_its_points_and_the_gate_is_in_the_receipt(desk):
    await desk.post(a_form(), hook="demo")

    receipt = await judged(desk, 1)

    assert "demo_form" in [reason.criterion for reason in receipt.score.reasons]
    assert (receipt.verdict.band, receipt.verdict.band_because) == (Band.TRIAGE, "score > 6")
    assert [(gate.band, gate.needs) for gate in receipt.verdict.gates] == [(Band.QUALIFIED, "files")]


async def test_a_condition_that_tells_nothing_leaves_the_old_rules_in_force_and_raises_an_alarm(desk):
    spoilt = (SHIPPED + MORE).replace('"touches.submission > 1"', '"email and not email"')

    (desk.desk / "rules.toml").write_text(spoilt, "utf-8")

    await until(lambda: count(desk, "alarms", "key = 'rules' AND cleared_at IS NULL") == 1)
    assert desk.service.desk.judge.rules.text == SHIPPED + MORE
    [[text]] = rows(desk, "SELECT text FROM alarms WHERE key = 'rules'")
    assert "can never hold" in text
