"""The stand-in's doors, moves and topics, in the public server's words."""

import pytest
from aiohttp import ClientSession

from frontdesk.demo.chat import ChatRoom, ChatServer, Door, User

GROUP, SUPER, OLGA, NEW = -55, -1001, 11, -10055
KICKED_GROUP = (403, "Forbidden: bot was kicked from the group chat")


@pytest.fixture
async def chat():
    rooms = [ChatRoom(GROUP, "Group"), ChatRoom(SUPER, "Forum", topics=(7,)), ChatRoom(OLGA, "Olga")]
    server = ChatServer("1:t", rooms)
    await server.start()
    yield server
    await server.stop()


async def call(chat, method, **params):
    async with ClientSession() as session, session.post(f"{chat.url}/bot1:t/{method}", data=params) as answer:
        said = await answer.json()
        return answer.status, said.get("description") or said["result"]


async def updates(chat):
    kinds = '["message", "my_chat_member"]'
    return (await call(chat, "getUpdates", allowed_updates=kinds))[1]


DOORS = {
    "kicked from a group": (GROUP, Door.KICKED, KICKED_GROUP),
    "kicked from a supergroup": (
        SUPER,
        Door.KICKED,
        (403, "Forbidden: bot was kicked from the supergroup chat"),
    ),
    "no member": (SUPER, Door.LEFT, (403, "Forbidden: bot is not a member of the supergroup chat")),
    "blocked": (OLGA, Door.BLOCKED, (403, "Forbidden: bot was blocked by the user")),
    "deleted": (GROUP, Door.DELETED, (403, "Forbidden: the group chat was deleted")),
    "muted": (GROUP, Door.MUTED, (400, "Bad Request: not enough rights to send text messages to the chat")),
}


@pytest.mark.parametrize(("room", "door", "refusal"), DOORS.values(), ids=DOORS)
async def test_a_shut_room_takes_no_message_until_it_is_open(chat, room, door, refusal):
    chat.set_door(room, door)

    assert await call(chat, "sendMessage", chat_id=room, text="x") == refusal
    assert await call(chat, "sendChatAction", chat_id=room, action="typing") == refusal
    chat.set_door(room, Door.OPEN)
    assert (await call(chat, "sendMessage", chat_id=room, text="x"))[0] == 200
    assert len(chat.messages(room)) == 1


async def test_the_bot_is_told_what_became_of_it(chat):
    await updates(chat)
    chat.set_door(GROUP, Door.MUTED)
    chat.set_door(GROUP, Door.KICKED)

    first, second = [update["my_chat_member"] for update in await updates(chat)]

    assert first["new_chat_member"]["status"] == "restricted"
    assert first["new_chat_member"]["can_send_messages"] is False
    assert (second["old_chat_member"]["status"], second["new_chat_member"]["status"]) == (
        "restricted",
        "kicked",
    )
    assert second["chat"]["id"] == GROUP


async def test_a_chat_that_is_not_there(chat):
    assert await call(chat, "sendMessage", chat_id=-9, text="x") == (400, "Bad Request: chat not found")


async def test_a_group_that_moved_says_where_and_keeps_its_messages_behind(chat):
    _, sent = await call(chat, "sendMessage", chat_id=GROUP, text="x")
    chat.migrate(GROUP, NEW)

    async with ClientSession() as session:
        url = f"{chat.url}/bot1:t/sendMessage"
        async with session.post(url, data={"chat_id": GROUP, "text": "x"}) as answer:
            said = await answer.json()
    assert said["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert said["parameters"] == {"migrate_to_chat_id": NEW}
    edit = {"chat_id": NEW, "message_id": sent["message_id"], "text": "y"}
    assert await call(chat, "editMessageText", **edit) == (400, "Bad Request: message to edit not found")
    old, new = [update["message"] for update in await updates(chat)]
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (GROUP, NEW)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (NEW, GROUP)


async def test_a_topic_is_opened_written_into_closed_and_deleted(chat):
    _, topic = await call(chat, "createForumTopic", chat_id=SUPER, name="PL site")
    thread = topic["message_thread_id"]
    say = {"chat_id": SUPER, "text": "x"}
    assert (await call(chat, "sendMessage", **say, message_thread_id=thread))[0] == 200

    here = {"chat_id": SUPER, "message_thread_id": thread}
    assert await call(chat, "closeForumTopic", **here) == (200, True)
    assert await call(chat, "sendMessage", **say, message_thread_id=thread) == (
        400,
        "Bad Request: TOPIC_CLOSED",
    )
    assert await call(chat, "reopenForumTopic", **here) == (200, True)
    assert (await call(chat, "sendMessage", **say, message_thread_id=thread))[0] == 200
    assert await call(chat, "deleteForumTopic", **here) == (200, True)
    gone = (400, "Bad Request: message thread not found")
    assert await call(chat, "sendMessage", **say, message_thread_id=thread) == gone


@pytest.mark.parametrize("off", [False, True], ids=["the general topic by its number", "topics switched off"])
async def test_there_is_no_such_thread(chat, off):
    chat.topics(SUPER).forum = not off

    said = await call(chat, "sendMessage", chat_id=SUPER, text="x", message_thread_id=7 if off else 1)

    assert said == (400, "Bad Request: message thread not found")


@pytest.mark.parametrize(
    ("room", "name", "refusal"),
    [
        pytest.param(GROUP, "a", "the chat is not a forum", id="no forum"),
        pytest.param(SUPER, " ", "TOPIC_TITLE_EMPTY", id="no name"),
        pytest.param(SUPER, "a" * 129, "TOPIC_TITLE_INVALID", id="too long a name"),
    ],
)
async def test_a_topic_that_cannot_be_opened(chat, room, name, refusal):
    said = await call(chat, "createForumTopic", chat_id=room, name=name)

    assert said == (400, f"Bad Request: {refusal}")


async def test_an_administrator_without_the_right_makes_and_changes_no_topic(chat):
    chat.members.make(SUPER, "administrator", {})
    here = {"chat_id": SUPER, "message_thread_id": 7}

    made = await call(chat, "createForumTopic", chat_id=SUPER, name="PL site")
    assert made == (400, "Bad Request: not enough rights to create a topic")
    for method in ("closeForumTopic", "reopenForumTopic", "deleteForumTopic"):
        said = await call(chat, method, **here)
        assert said == (400, "Bad Request: not enough rights to manage topics")


async def test_a_topic_that_is_open_cannot_be_opened(chat):
    chat.members.make(SUPER, "creator", {})
    here = {"chat_id": SUPER, "message_thread_id": 7}

    assert await call(chat, "reopenForumTopic", **here) == (400, "Bad Request: TOPIC_NOT_MODIFIED")


async def test_what_stands_in_a_topic_goes_with_it(chat):
    chat.members.make(SUPER, "creator", {})
    await call(chat, "sendMessage", chat_id=SUPER, text="in it", message_thread_id=7)
    await call(chat, "sendMessage", chat_id=SUPER, text="beside it")

    await call(chat, "deleteForumTopic", chat_id=SUPER, message_thread_id=7)

    assert [message.text for message in chat.messages(SUPER)] == ["beside it"]


async def test_what_a_person_writes_in_a_topic_says_so(chat):
    chat.write("/chat", user=User(OLGA, "Olga"), chat_id=SUPER, topic=7)

    said = (await updates(chat))[-1]["message"]
    assert (said["message_thread_id"], said["is_topic_message"]) == (7, True)
    assert said["chat"]["is_forum"] is True
