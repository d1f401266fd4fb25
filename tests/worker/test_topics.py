"""Topics: a card is in the topic of its source and stays there; trouble with topics loses nothing."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.clock import wall as now
from frontdesk.store import alarms, nodes, topics
from frontdesk.worker.topics import RESTS
from support.chats import Clock, a_hot_form, quiet, rows, tap
from support.forum import BY_SOURCE, a_forum
from support.sales import steps
from support.world import OLGA, SALES, TRIAGE, a_form, until, until_async

MANAGE = f"topics:{TRIAGE.id}"


@pytest.fixture
async def clock():
    return Clock()


@pytest.fixture
async def world(tmp_path, database_url, clock):
    async with a_forum(tmp_path, BY_SOURCE, SALES, clock=clock, DATABASE=database_url) as running:
        yield running


async def came(world, name, source=None, **fields):
    """A form comes; the topic of its card."""
    said = {**fields, **({"utm_source": source} if source else {})}
    await world.post(a_form(last_name=name, email=f"{name}@acme-client.example", **said))
    return await world.shown(name)


def made(world) -> list[str]:
    return [call.params["name"] for call in world.chat.calls if call.method == "createForumTopic"]


async def standing(world) -> dict[str, str]:
    return {alarm.key: alarm.text for alarm in await world.service.db.read(alarms.open_)}


async def until_alarm(world) -> str:
    async def look():
        return (await standing(world)).get(MANAGE)

    return await until_async(look)


def said_of(world, name) -> int:
    return sum(name in message.text.splitlines()[0] for message in world.chat.messages(TRIAGE.id))


async def test_each_source_has_one_topic_named_after_it(world):
    assert await came(world, "Kowalski", "google") == "google"
    assert await came(world, "Nowak") == "web"
    assert await came(world, "Lis", "Google") == "google"

    assert made(world) == ["google", "web"]


async def test_a_card_stays_in_its_topic_and_after_a_restart_no_topic_is_made_again(world):
    await came(world, "Kowalski", "google")
    await world.stop()
    await world.start()
    await world.post(a_form(last_name="Kowalski", email="Kowalski@acme-client.example", utm_source="bing"))
    assert await came(world, "Nowak", "google") == "google"
    await quiet(world)

    assert said_of(world, "Kowalski") == 1
    assert await world.shown("Kowalski") == "google"
    assert made(world) == ["google"]


async def test_a_name_is_cleaned_before_it_is_a_topic(world):
    topic = await came(world, "Kowalski", "#5\u202e <b>@all</b>\n" + "x" * 300)

    assert topic is not None
    assert topic.startswith("5 <b>@all</b> xxx")
    assert len(topic) <= 128


async def test_a_stranger_cannot_make_topics_without_end(world):
    def full(connection):
        for number in range(topics.LIMIT):
            place = topics.Place(chat=TRIAGE.id, name=f"s{number}")
            topics.hand_made(connection, TRIAGE.id, place.name, 1_000 + number, world.service.desk.clock())

    await world.service.db.write(full)

    assert await came(world, "Kowalski", "one-more") == "Other leads"
    assert await came(world, "Nowak", "and-another") == "Other leads"
    assert made(world) == ["Other leads"]


async def test_a_closed_topic_is_opened_again(world):
    await came(world, "Kowalski", "google")
    for topic in world.chat.topics(TRIAGE.id).all():
        topic.closed = True

    assert await came(world, "Nowak", "google") == "google"
    assert made(world) == ["google"]
    assert await standing(world) == {}


async def test_a_topic_that_nobody_may_open_again_is_done_without_and_one_alarm_says_so(world):
    await came(world, "Kowalski", "google")
    for topic in world.chat.topics(TRIAGE.id).all():
        topic.closed, topic.own = True, False

    assert await came(world, "Nowak", "google") is None
    assert "Manage topics" in await until_alarm(world)
    calls = len([c for c in world.chat.calls if c.method == "reopenForumTopic"])
    assert await came(world, "Lis", "google") is None
    assert len([c for c in world.chat.calls if c.method == "reopenForumTopic"]) == calls == 1


async def test_a_deleted_topic_is_made_anew_once(world):
    await came(world, "Kowalski", "google")
    world.chat.topics(TRIAGE.id).delete(world.topics()["google"])
    assert await came(world, "Nowak", "google") == "google"
    world.chat.topics(TRIAGE.id).delete(world.topics()["google"])

    assert await came(world, "Lis", "google") is None
    assert made(world) == ["google", "google"]
    assert await until_alarm(world)


async def test_topics_that_are_switched_off_and_on_again_cost_no_card_and_no_second_topic(world, clock):
    await came(world, "Kowalski", "google")
    world.chat.topics(TRIAGE.id).forum = False
    assert await came(world, "Nowak", "google") is None
    assert await came(world, "Lis", "bing") is None
    assert await until_alarm(world)
    tried = len(made(world))

    world.chat.topics(TRIAGE.id).forum = True
    clock.forward(RESTS.total_seconds() + 60)
    assert await came(world, "Wilk", "google") == "google"

    assert tried == 3
    assert list(world.topics()) == ["google"]
    assert [said_of(world, name) for name in ("Kowalski", "Nowak", "Lis", "Wilk")] == [1, 1, 1, 1]


async def test_the_alarm_is_over_when_all_topics_can_be_used(world, clock):
    world.chat.members.make(TRIAGE.id, "administrator", {})
    assert await came(world, "Kowalski", "google") is None
    await until_alarm(world)
    world.chat.members.make(TRIAGE.id, "administrator", {"can_manage_topics": True})
    clock.forward(RESTS.total_seconds() + 60)

    assert await came(world, "Nowak", "google") == "google"

    async def over():
        return MANAGE not in await standing(world)

    await until_async(over)


async def test_without_the_right_the_chat_is_asked_once_and_every_card_comes(world):
    world.chat.members.make(TRIAGE.id, "administrator", {})

    for name in ("Kowalski", "Nowak", "Lis"):
        assert await came(world, name, name) is None

    assert len(made(world)) == 1
    assert [each.doubts for each in await rows(world, "cards")] == [0, 0, 0]


async def test_a_lost_answer_to_the_making_of_a_topic_costs_at_most_one_more(world):
    world.chat.fail_next("createForumTopic", lost=True)

    assert await came(world, "Kowalski", "google") == "google"
    assert made(world) == ["google", "google"]
    assert said_of(world, "Kowalski") == 1


async def test_a_topic_that_another_node_is_making_is_waited_for(world):
    db, at = world.service.db, world.service.desk.clock()

    def theirs(connection):
        nodes.beat(connection, "other", "", "worker", at)
        return topics.placed(connection, TRIAGE.id, "google", at, "other", always=("Digest", "Other leads"))

    place = await db.write(theirs)
    await world.post(a_form(last_name="Kowalski", email="k@acme-client.example", utm_source="google"))
    await until_async(lambda: _reason(world, "another node"))
    thread = world.chat.topics(TRIAGE.id).open("google", own=True).id
    await db.write(lambda c: topics.made(c, place, thread))

    assert await world.shown("Kowalski") == "google"
    assert made(world) == []


async def _reason(world, text):
    return any(text in (card.reason or "") for card in await rows(world, "cards"))


async def test_of_two_nodes_one_makes_a_topic(world):
    db, at = world.service.db, world.service.desk.clock()

    def claim(node):
        def work(connection):
            nodes.beat(connection, node, "", "worker", at)
            always = ("Digest", "Other leads")
            return topics.placed(connection, TRIAGE.id, "x", at, node, always=always)

        return db.write(work)

    places = await asyncio.gather(claim("a"), claim("b"))

    assert sorted((place.makes, place.waits) for place in places) == [(False, True), (True, False)]


async def test_a_reminder_is_in_the_topic_of_its_card_and_answers_it(tmp_path, database_url, clock):
    sold = replace(SALES, topics=BY_SOURCE.topics)
    rules = {"sla": steps(("manager", 5)), "hours": None}
    async with a_forum(
        tmp_path, TRIAGE, sold, clock=clock, rules=rules, DATABASE=database_url, SWEEP_EVERY="100ms"
    ) as world:
        await world.post(a_hot_form(utm_source="google"))
        card = await world.card(SALES, "Kowalski")

        clock.forward(6 * 60)
        reminder = await world.card(SALES, "⏰")

        assert world.topic_of(reminder, SALES) == world.topic_of(card, SALES) == "google"
        assert reminder.reply_to == card.message_id
        assert list(world.topics(SALES)) == ["google"]


async def test_digests_and_alarms_have_a_topic_in_the_language_of_the_chat(tmp_path, database_url):
    russian, clock = replace(BY_SOURCE, language="ru"), Clock()
    night = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)  # work begins at eight
    clock.ahead = night - now()
    async with a_forum(
        tmp_path, russian, SALES, clock=clock, DATABASE=database_url, SWEEP_EVERY="100ms"
    ) as world:
        await world.post(a_form(website_hp="https://acme.example"))
        await Alarms(world.service.db, clock).set("mail", "the mail server says no")
        alarm = await world.card(TRIAGE, "the mail server says no")
        clock.forward(3600)
        digest = await until(
            lambda: next(
                (m for m in world.chat.messages(TRIAGE.id) if m.message_id != alarm.message_id), None
            )
        )

        assert world.topic_of(alarm) == world.topic_of(digest) == "Дайджест"
        assert made(world) == ["Дайджест"]


async def test_an_edit_and_a_press_need_no_topic(world):
    await came(world, "Kowalski", "google")
    card = await world.card(TRIAGE, "Kowalski")
    for topic in world.chat.topics(TRIAGE.id).all():
        topic.closed = True

    await tap(world, TRIAGE, card, "1|1|brief|yes|1", OLGA)

    await until(lambda: "Olga" in str(world.chat.messages(TRIAGE.id)[0]))
    assert len(world.chat.messages(TRIAGE.id)) == 1
