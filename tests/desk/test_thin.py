"""Thin: answers that are late are an alarm for each form, and the alarm goes when they are there."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.tick import Tick, TickPlan
from frontdesk.lookups import way_out
from frontdesk.rules.rules import Fetch, Form
from frontdesk.store import alarms, lookups
from support.lookups import TOKEN, an_asking
from support.outside import Reply

OVERDUE = timedelta(minutes=10)
PLAN = TickPlan(
    sweep_every=timedelta(minutes=1),
    audit_every=timedelta(hours=1),
    overdue=OVERDUE,
    judge_retries=(),
    node_timeout=timedelta(seconds=30),
    mail=True,
)


@pytest.fixture
async def node(db, tmp_path):
    async with an_asking(db, tmp_path) as node:
        yield node


async def swept(node) -> dict[str, str]:
    """The alarms after a sweep."""
    await Tick(node.desk, PLAN).sweeps["thin"]()
    return {alarm.key: alarm.text for alarm in await node.db.read(alarms.open_)}


async def test_no_alarm_before_they_are_late(node):
    await node.notice(hook="linkedin")
    node.clock.at += OVERDUE

    assert await swept(node) == {}


async def test_each_form_has_one_alarm_which_says_what_to_do(node):
    node.outside.says("/v24.0/77", Reply(status=403, data={}))
    node.outside.says("/v24.0/78", Reply(status=403, data={}))
    for hook, id_ in (("meta", "77"), ("meta", "78"), ("linkedin", "1"), ("amocrm", "2")):
        await node.notice(id_, hook)
    await node.answers.once()
    node.clock.at += OVERDUE + timedelta(seconds=1)

    told = await swept(node)

    assert set(told) == {"thin:meta", "thin:linkedin", "thin:amocrm"}
    since = "answers not fetched: 2, the first since 2026-11-20 09:30 UTC: Meta answered 403: "
    assert told["thin:meta"].startswith(f"form meta: {since}")
    assert told["thin:meta"].endswith("`frontdesk leads retry` tries again")
    assert "Campaign Manager" in told["thin:linkedin"]
    assert "Incoming" in told["thin:amocrm"]
    assert TOKEN not in str(told)


async def test_the_alarm_goes_when_the_answers_are_there_and_those_of_other_forms_stay(node):
    node.outside.says("/v24.0/77", Reply(status=401, data={}))
    await node.notice()
    await node.notice(hook="linkedin")
    await node.answers.once()
    node.clock.at += OVERDUE + timedelta(seconds=1)
    assert set(await swept(node)) == {"thin:meta", "thin:linkedin"}

    node.outside.lead("77", email="jan@acme-client.example")
    await node.db.write(lookups.again)
    await node.answers.once()

    assert set(await swept(node)) == {"thin:linkedin"}


async def test_other_alarms_are_left_alone(node):
    await node.db.write(lambda c: alarms.raise_(c, "thinking", "x", node.clock()))
    await node.db.write(lambda c: alarms.raise_(c, "thin:gone", "x", node.clock()))

    assert set(await swept(node)) == {"thinking"}


async def test_a_name_of_sixty_characters_has_its_alarm(node):
    await node.notice(hook="f" * 60)
    node.clock.at += OVERDUE + timedelta(seconds=1)

    assert [len(key) for key in await swept(node)] == [60]


async def test_the_desk_stays_ready_and_sound(node):
    from frontdesk.desk.tick import audited

    await node.notice(hook="linkedin")
    node.clock.forward(days=3)

    found = await audited(
        node.db, node.desk.judge.rules, node.clock(), overdue=OVERDUE, node_timeout=timedelta(seconds=30)
    )

    assert (found.sound, found.submissions["thin"], found.accepted) == (True, 1, 1)
    assert await node.db.read(lambda c: c.execute(sa.text("SELECT count(*) FROM leads")).scalar_one()) == 0


WAYS = {
    "no fetcher": (("hubspot", Form(name="x"), None), "nothing can fetch"),
    "nothing to fetch with": (
        ("meta", Form(name="x"), None),
        'give [forms.x] in rules.toml fetch = { token = "env:NAME" }',
    ),
    "no such form any more": (
        ("bitrix24", None, None),
        'give its table in rules.toml fetch = { url = "env:NAME" }',
    ),
    "not tried yet": (("meta", Form(name="x", fetch=Fetch(token="t")), None), "no `frontdesk serve`"),
    "refused": (
        ("meta", Form(name="x", fetch=Fetch(token="t")), "no"),
        "no; `frontdesk leads retry` tries again",
    ),
}


@pytest.mark.parametrize(("given", "told"), WAYS.values(), ids=WAYS)
def test_there_is_a_way_out_of_each(given, told):
    assert told in way_out(*given)
