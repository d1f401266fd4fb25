"""Rules in force: changed without a restart, on every node, and never half."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from frontdesk.settings import shipped_folder
from support import ready
from support.plain import plain
from support.stored import count, rows
from support.world import World, a_form, a_world, until, until_async

pytestmark = pytest.mark.usefixtures("plain_words")

SHIPPED = (shipped_folder() / "rules.toml").read_text("utf-8")
DEARER = SHIPPED.replace("points = 2", "points = 4", 1)
BROKEN = SHIPPED.replace('when = "phone.valid"', 'when = "phone.vaild"', 1)


def write(world: World, text: str) -> None:
    (world.desk / "rules.toml").write_text(text, "utf-8")


async def total(world: World, number: int) -> int:
    known = await until_async(lambda: judged(world, number))
    return known.receipt.score.total


async def judged(world: World, number: int):
    known = await world.lead(number)
    return known if known and known.receipt else None


@asynccontextmanager
async def two_nodes(tmp_path, url):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        plain(tmp_path / name)
    async with a_world(tmp_path / "one", start=False, DATABASE=url, NODE_BEAT="100ms") as one:
        two = World(tmp_path / "two", DATABASE=url, NODE_BEAT="100ms")
        two.mailbox, two.chat = one.mailbox, one.chat
        yield one, two
        await two.stop()
        if two.session:
            await two.session.close()


async def test_changed_rules_count_for_the_next_form_and_the_old_receipt_stays(world):
    await world.post(a_form())
    before = await total(world, 1)

    write(world, DEARER)
    await until(lambda: count(world, "rules_versions") == 2)
    await until(lambda: world.service.desk.judge.rules.text == DEARER)
    await world.post(a_form(email="next@acme-client.example"))

    assert await total(world, 2) == before + 2
    assert await total(world, 1) == before


async def test_a_bad_file_leaves_the_old_rules_in_force_and_raises_one_alarm(world):
    await world.post(a_form())
    before = await total(world, 1)

    write(world, BROKEN)
    await until(lambda: count(world, "alarms", "key = 'rules' AND cleared_at IS NULL") == 1)
    await world.post(a_form(email="next@acme-client.example"))

    assert await total(world, 2) == before
    [[text]] = rows(world, "SELECT text FROM alarms WHERE key = 'rules'")
    assert "phone.vaild" in text
    assert count(world, "rules_versions") == 1
    write(world, DEARER)
    await until(lambda: count(world, "alarms", "key = 'rules' AND cleared_at IS NOT NULL") == 1)


async def test_an_empty_file_is_a_fault_like_any_other_and_the_next_change_counts(world):
    write(world, "")
    await until(lambda: count(world, "alarms", "key = 'rules' AND cleared_at IS NULL") == 1)

    write(world, DEARER)

    await until(lambda: world.service.desk.judge.rules.text == DEARER)
    await until(lambda: count(world, "alarms", "key = 'rules' AND cleared_at IS NULL") == 0)


async def test_what_old_rules_could_not_judge_is_judged_by_the_new(world):
    await world.post(a_form())
    await total(world, 1)
    unjudged = "UPDATE submissions SET state = 'unjudged', error = 'KeyError: x'"
    await world.service.db.write(lambda c: c.exec_driver_sql(unjudged) and None)

    write(world, DEARER)

    await until(lambda: count(world, "submissions", "state = 'judged' AND error IS NULL") == 1)


@pytest.fixture
def url():
    with ready.database() as made:
        yield made


async def test_one_node_that_sees_a_change_changes_them_all(tmp_path, url):
    async with two_nodes(tmp_path, url) as (one, two):
        await one.start()
        await two.start()

        write(one, DEARER)

        for world in (one, two):
            await until(lambda world=world: world.service.desk.judge.rules.text == DEARER)
        assert count(url, "rules_versions") == 2


async def test_a_node_that_starts_with_an_old_file_goes_by_the_rules_in_force(tmp_path, url):
    async with two_nodes(tmp_path, url) as (one, two):
        await one.start()
        write(one, DEARER)
        await until(lambda: one.service.desk.judge.rules.text == DEARER)

        await two.start()

        assert two.service.desk.judge.rules.text == DEARER
        await asyncio.sleep(0.5)
        assert one.service.desk.judge.rules.text == DEARER


async def test_a_node_that_starts_with_a_new_file_brings_it_into_force(tmp_path, url):
    async with two_nodes(tmp_path, url) as (one, two):
        await one.start()
        write(two, DEARER)

        await two.start()

        await until(lambda: one.service.desk.judge.rules.text == DEARER)


async def test_a_desk_alone_goes_by_its_file_even_if_that_is_an_old_one(world):
    write(world, DEARER)
    await until(lambda: world.service.desk.judge.rules.text == DEARER)
    await world.stop()
    write(world, SHIPPED)

    await world.start()

    assert world.service.desk.judge.rules.text == SHIPPED
    assert count(world, "rules_versions") == 2
