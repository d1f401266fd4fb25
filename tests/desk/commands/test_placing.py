"""Placing: what an admin binds a chat or a topic to, beside rules.toml, which wins."""

from dataclasses import replace

import pytest

from frontdesk.demo.chat import User
from frontdesk.desk.alarms import Alarms
from frontdesk.model.lead import Chat, Purpose
from support.chats import a_hot_form
from support.forum import ADA, BY_SOURCE, SPARE, a_forum
from support.talk import ask, said, write
from support.world import MARK, OLGA, SALES, TRIAGE, a_form, until

GROUP = Chat(id=SPARE, purpose=Purpose.SALES)


@pytest.fixture
async def world(tmp_path, database_url):
    """A desk whose rules name a triage chat only."""
    async with a_forum(tmp_path, TRIAGE, DATABASE=database_url, NODE_BEAT="200ms") as running:
        yield running


async def tell(world, text, chat, topic=None, by=ADA):
    """Write it there; what the bot says then, in the same topic."""
    before = {message.message_id for message in said(world, chat)}
    world.chat.write(text, user=User(by.telegram, by.name), chat_id=chat.id, topic=topic)

    def new():
        fresh = [message for message in said(world, chat) if message.message_id not in before]
        return next((message for message in fresh if "·" not in message.text.splitlines()[0]), None)

    answer = await until(new)
    assert answer.topic == topic
    return answer.text


def a_topic(world, chat=TRIAGE) -> int:
    return world.chat.topics(chat.id).open("Made by hand").id


async def test_a_group_becomes_the_chat_of_sales_and_has_the_leads_that_waited(world):
    await world.post(a_hot_form(last_name="Waits"))
    await until(lambda: not world.service.desk.judge.rules.chat(Purpose.SALES))

    assert "hot leads" in await tell(world, "/chat sales", GROUP)

    await world.card(GROUP, "Waits")
    await world.post(a_hot_form(last_name="Nowak", email="n@acme-client.example"))
    await world.card(GROUP, "Nowak")


async def test_what_was_bound_stands_after_a_restart_and_ends_with_off(world):
    await tell(world, "/chat sales", GROUP)
    await world.stop()
    await world.start()

    assert f"{SPARE}: hot leads (here) · Ada" in await tell(world, "/chat", GROUP)
    assert "Nothing is bound" in await tell(world, "/chat off", GROUP)
    assert world.service.desk.judge.rules.chat(Purpose.SALES) is None
    assert "Nothing was bound" in await tell(world, "/chat off", GROUP)


async def test_a_topic_becomes_the_place_of_the_cards_of_its_chat(world):
    topic = a_topic(world)

    await tell(world, "/chat triage", TRIAGE, topic)
    await world.post(a_form())

    assert (await world.card(TRIAGE, "Kowalski")).topic == topic


async def test_a_topic_has_the_leads_of_its_source_only(world):
    topic = a_topic(world)

    assert "leads of google" in await tell(world, "/chat source Google", TRIAGE, topic)
    await world.post(a_form(utm_source="google"))
    await world.post(a_form(last_name="Nowak", email="n@acme-client.example"))

    assert (await world.card(TRIAGE, "Kowalski")).topic == topic
    assert (await world.card(TRIAGE, "#2 · Jan Nowak")).topic is None


async def test_alarms_come_to_the_topic_that_was_bound_to_them(world):
    topic = a_topic(world)
    await tell(world, "/chat alarms", TRIAGE, topic)

    await Alarms(world.service.db, world.service.desk.clock).set("mail", "the mail server says no")

    assert (await world.card(TRIAGE, "the mail server says no")).topic == topic


async def test_a_message_in_another_chat_is_bound_while_the_team_stays_whole(world):
    await tell(world, "/chat sales", GROUP)
    world.service.desk.people.seat()

    assert len(world.service.desk.judge.rules.team) == len(world.service.desk.people.written) == 6


REFUSED = {
    "a chat of rules.toml is what that says": ("/chat sales", TRIAGE, "rules.toml says"),
    "only one chat is for triage": ("/chat triage", GROUP, "Another chat has this"),
    "a source needs a topic": ("/chat source web", GROUP, "in a topic"),
    "off does not undo rules.toml": ("/chat off", TRIAGE, "rules.toml says"),
    "an unknown word": ("/chat everything", GROUP, "/chat triage | sales"),
    "a source without a name": ("/chat source", GROUP, "/chat triage | sales"),
}


@pytest.mark.parametrize(("text", "chat", "told"), REFUSED.values(), ids=REFUSED)
async def test_what_cannot_be_bound_is_refused(world, text, chat, told):
    assert told in await tell(world, text, chat)
    assert world.service.desk.bindings.kept == ()


async def test_a_topic_of_a_chat_for_triage_is_not_for_sales(world):
    assert "for something else" in await tell(world, "/chat sales", TRIAGE, a_topic(world))


@pytest.mark.parametrize("person", [MARK, OLGA], ids=["a manager", "a secretary"])
async def test_only_an_admin_binds(world, person):
    write(world, person, "/chat sales", GROUP)

    assert "role does not allow" in (await ask(world, person, "/chat sales")).text
    assert said(world, GROUP) == []
    assert world.service.desk.bindings.kept == ()


async def test_in_private_it_lists_and_binds_nothing(world):
    await tell(world, "/chat sales", GROUP)

    assert "hot leads" in (await ask(world, ADA, "/chat")).text
    assert "group or the topic" in (await ask(world, ADA, "/chat alarms")).text


async def test_rules_win_where_they_name_what_was_bound(tmp_path, database_url):
    async with a_forum(tmp_path, BY_SOURCE, DATABASE=database_url, NODE_BEAT="200ms") as world:
        await tell(world, "/chat sales", GROUP)
        await world.stop()
        world._chats = (TRIAGE, SALES, replace(GROUP, purpose=Purpose.ALARMS))
        await world.start()

        chats = world.service.desk.judge.rules.chats
        assert {chat.id: chat.purpose for chat in chats}[GROUP.id] is Purpose.ALARMS
        assert "not used" in await tell(world, "/chat", GROUP)


async def test_an_answer_to_a_command_comes_to_the_topic_it_was_written_in(world):
    assert "Ann" not in await tell(world, "/help", TRIAGE, a_topic(world), by=OLGA)
