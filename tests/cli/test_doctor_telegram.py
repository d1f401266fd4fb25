"""Doctor, Telegram's part: the bot, its chats, how presses come, who can be written to; with each fault."""

import asyncio
from time import time

import orjson
import pytest

from frontdesk.demo.chat import ChatRoom, ChatServer, User
from frontdesk.model import updates
from frontdesk.settings import shipped_folder
from support.chats import ask
from support.world import until
from web.served import free_port

TOKEN, TRIAGE, SALES = "1:token-of-the-tests", -1001000000001, -1001000000002
PEOPLE = """
[[chats]]
id = -1001000000001
purpose = "triage"
[[chats]]
id = -1001000000002
purpose = "sales"
[[team]]
name = "Olga"
telegram = 11
role = "secretary"
[[team]]
name = "Piotr"
telegram = 12
role = "sales"
"""
CHAT, OTHER = f"chat triage {TRIAGE}", f"chat sales {SALES}"
PARTS = ["token", "privacy mode", "updates", CHAT, OTHER, "Olga", "Piotr"]


class Outside:
    """The stand-in Bot API, and a desk that knows it."""

    def __init__(self, desk, run):
        self._desk, self._run = desk, run
        rooms = [ChatRoom(TRIAGE, "Triage"), ChatRoom(SALES, "Sales", (7,))]
        self.chat = ChatServer(TOKEN, rooms, webhook_delay_s=0.05)
        self.rules(PEOPLE)

    def rules(self, people):
        shipped = (shipped_folder() / "rules.toml").read_text("utf-8")
        (self._desk / "rules.toml").write_text(shipped + people, "utf-8")

    async def doctor(self, *arguments, **settings):
        given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": self.chat.url, **settings}
        lines = [f'FRONTDESK_{name}="{value}"' for name, value in given.items() if value is not None]
        (self._desk / ".env").write_text("\n".join(lines))
        return await asyncio.to_thread(self._run, "doctor", "--telegram", *arguments)

    async def found(self, **settings):
        ended = await self.doctor("--json", **settings)
        found = {one["part"]: one for one in orjson.loads(ended.out)}
        assert ended.code == any(one["state"] == "fault" for one in found.values())
        return found


@pytest.fixture
async def outside(desk, run):
    outside = Outside(desk, run)
    await outside.chat.start()
    for number, name in ((11, "Olga"), (12, "Piotr")):
        outside.chat.write("/start", user=User(number, name))
    outside.chat.members.make(SALES, "administrator", {"can_manage_topics": True})
    yield outside
    await outside.chat.stop()


async def test_all_is_well(outside):
    ended = await outside.doctor()

    assert (ended.code, ended.err) == (0, "")
    heads = [line for line in ended.out.splitlines()[:-2] if line[0] != " "]
    assert [line[9:].split("  ")[0] for line in heads] == PARTS
    assert {line.split()[0] for line in heads} == {"ok"}
    assert ended.out.splitlines()[-1] == "7 ok: cards can go out"


async def test_nothing_is_posted_and_nobody_s_poll_is_ended(outside):
    await outside.doctor()

    asked = {call.method for call in outside.chat.calls}
    assert asked == {"getMe", "getWebhookInfo", "getChat", "getChatMember"}


async def test_beside_mail_both_are_looked_at(outside):
    ended = await outside.doctor("--mail")

    assert ended.code == 1
    assert "FRONTDESK_SMTP is not set" in ended.out
    assert "may write" in ended.out
    assert ended.out.splitlines()[-1].endswith("letters and cards cannot be relied on")


async def _no_topics(outside):
    outside.chat.members.make(SALES, "member", {})


async def _plain_reads_all(outside):
    outside.chat.members.reads_all = True


async def _left(outside):
    outside.chat.members.make(TRIAGE, "left", {})


async def _restricted(outside):
    outside.chat.members.make(TRIAGE, "restricted", {"can_send_messages": False})


async def _restricted_and_gone(outside):
    outside.chat.members.make(TRIAGE, "restricted", {"can_send_messages": True, "is_member": False})


async def _only_administrators(outside):
    outside.chat.members.permit(TRIAGE, {"can_send_messages": False})


async def _unknown(outside):
    outside.chat.fail_next("getChat", 400, "Bad Request: chat not found", chat_id=TRIAGE)


async def _kicked(outside):
    words = "Forbidden: bot was kicked from the supergroup chat"
    outside.chat.fail_next("getChat", 403, words, chat_id=TRIAGE)


async def _upgraded(outside):
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    outside.chat.fail_next("getChat", 400, words, {"migrate_to_chat_id": -100777}, chat_id=TRIAGE)


async def _said_no(outside):
    outside.chat.fail_next("getChatMember", 400, "Bad Request: member list is inaccessible", chat_id=TRIAGE)


async def _no_word(outside):
    outside.chat.fail_next("getChat", 502, chat_id=TRIAGE)


async def _never_opened(outside):
    outside.chat.fail_next("getChat", 400, "Bad Request: chat not found", chat_id=12)


async def _many_wait(outside):
    for _ in range(30):
        outside.chat.write("/leads", user=User(11, "Olga"))


@pytest.mark.parametrize(
    ("spoil", "part", "state", "said", "do"),
    [
        pytest.param(_plain_reads_all, "privacy mode", "warning", "off", "/setprivacy", id="privacy off"),
        pytest.param(_no_topics, OTHER, "warning", "make topics", "Manage topics", id="no topics"),
        pytest.param(_left, CHAT, "fault", "not a member", "add it", id="left"),
        pytest.param(_restricted, CHAT, "fault", "may not write", "allow it", id="restricted"),
        pytest.param(_restricted_and_gone, CHAT, "fault", "not a member", "add it", id="restricted, gone"),
        pytest.param(_only_administrators, CHAT, "fault", "may not write", "administrator", id="mute"),
        pytest.param(_unknown, CHAT, "fault", "number is wrong", "@frontdesk_bot", id="unknown chat"),
        pytest.param(_kicked, CHAT, "fault", "removed", "again", id="kicked"),
        pytest.param(_upgraded, CHAT, "fault", "became -100777", "put -100777 in", id="became a supergroup"),
        pytest.param(_said_no, CHAT, "fault", "inaccessible", "anew", id="something else"),
        pytest.param(_no_word, CHAT, "unknown", "cannot be known", "look again", id="no answer"),
        pytest.param(_never_opened, "Piotr", "warning", "has not opened", "t.me/", id="not opened"),
        pytest.param(_many_wait, "updates", "warning", "32 wait", "running", id="nobody takes updates"),
    ],
)
async def test_a_fault_is_told_with_what_to_do_and_spoils_no_other_part(
    outside, spoil, part, state, said, do
):
    await spoil(outside)

    found = await outside.found()

    assert found[part]["state"] == state
    assert said in found[part]["said"]
    assert do in found[part]["do"]
    assert {one["state"] for name, one in found.items() if name != part} == {"ok"}


@pytest.mark.parametrize(
    ("token", "said"),
    [(None, "is not set"), ("1:wrong", "does not know"), ("no token", "does not know")],
    ids=["none", "wrong", "no token at all"],
)
async def test_without_a_good_token_nothing_else_is_asked(outside, token, said):
    found = await outside.found(TELEGRAM_TOKEN=token)

    assert list(found) == ["token"]
    assert said in found["token"]["said"]
    assert "@BotFather" in found["token"]["do"]


async def test_telegram_out_of_reach_is_a_fault_and_names_no_token(outside):
    ended = await outside.doctor(TELEGRAM_API=f"http://127.0.0.1:{free_port()}")

    assert ended.code == 1
    assert "cannot be reached" in ended.out
    assert TOKEN not in ended.out + ended.err


async def test_a_telegram_that_never_answers_is_left_in_time(outside):
    outside.chat.down = True

    async with asyncio.timeout(20):
        found = await outside.found(TELEGRAM_TIMEOUT="300ms")

    assert found["token"]["state"] == "fault"


async def _set(outside, **said):
    assert (await ask(outside, "setWebhook", **said))[0] == 200


async def test_a_webhook_that_keeps_polling_out_is_a_fault(outside):
    await _set(outside, url="https://elsewhere.invalid/t")

    found = await outside.found()

    assert found["updates"]["state"] == "fault"
    assert "https://elsewhere.invalid/t" in found["updates"]["said"]


HOOKED = {"TELEGRAM_MODE": "webhook", "PUBLIC_URL": "http://127.0.0.1:9"}
OURS = "http://127.0.0.1:9/telegram"
KINDS = [*updates.KINDS]


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        pytest.param({}, "none is set", id="none"),
        pytest.param({"url": "http://127.0.0.1:9/other"}, "leads to", id="elsewhere"),
        pytest.param({"url": OURS, "allowed_updates": ["message"]}, "callback_query", id="too few kinds"),
    ],
)
async def test_a_webhook_that_is_not_as_it_should_be_is_a_fault(outside, hook, said):
    if hook:
        await _set(outside, **hook)

    found = await outside.found(**HOOKED)

    assert found["updates"]["state"] == "fault"
    assert said in found["updates"]["said"]


async def test_a_webhook_as_it_should_be_is_well(outside):
    await outside.chat.stop()
    outside.chat = ChatServer(TOKEN, outside.chat.rooms, webhook_delay_s=0.05)
    await outside.chat.start()
    await _set(outside, url=OURS, allowed_updates=KINDS)

    found = await outside.found(**HOOKED)

    assert found["updates"]["state"] == "ok"
    assert OURS in found["updates"]["said"]


async def test_a_webhook_that_does_not_get_through_is_a_fault_with_telegram_s_words(outside):
    await _set(outside, url=OURS, allowed_updates=KINDS)
    await until(lambda: "last_error_date" in outside.chat.webhook)
    assert outside.chat.webhook["last_error_date"] > time() - 60

    found = await outside.found(**HOOKED)

    assert found["updates"]["state"] == "fault"
    assert "Connection refused" in found["updates"]["said"]
    assert "FRONTDESK_PUBLIC_URL" in found["updates"]["do"]


async def test_a_desk_without_chats_and_people_is_told_what_lacks(outside):
    outside.rules("")

    found = await outside.found()

    assert {part for part, one in found.items() if one["state"] == "fault"} == {
        "chat triage",
        "chat sales",
        "team",
    }
    assert "FRONTDESK_TRIAGE_CHAT" in found["chat triage"]["do"]


async def test_what_chats_are_called_cannot_steer_the_terminal(desk, run):
    outside = Outside(desk, run)
    outside.chat = ChatServer(TOKEN, [ChatRoom(TRIAGE, "\x1b[31mred\n\u202e"), ChatRoom(SALES, "Sales")])
    await outside.chat.start()

    ended = await outside.doctor()

    await outside.chat.stop()
    assert "red" in ended.out
    assert "\x1b" not in ended.out
    assert "\u202e" not in ended.out
