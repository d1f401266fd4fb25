"""The stand-in Bot API, driven by the real python-telegram-bot."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from telegram import (
    Bot,
    BotCommand,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from frontdesk.demo.chat import ChatRoom, ChatServer, User

# python-telegram-bot warns at every RetryAfter that its number will become a timedelta.
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")

TOKEN = "42:AAF-secret"
TRIAGE, SALES, TOPICS = -1001000000001, -500, -1001000000003
ROOMS = [
    ChatRoom(TRIAGE, "Triage"),
    ChatRoom(SALES, "Sales"),
    ChatRoom(TOPICS, "Topics", (7,)),
    ChatRoom(11, "Olga"),
]
OLGA = User(11, "Olga")


class Clock:
    """The time, as the test sets it."""

    def __init__(self):
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def pass_by(self, **span):
        self.now += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@contextlib.asynccontextmanager
async def serving(**options):
    server = ChatServer(TOKEN, ROOMS, **options)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@pytest.fixture
async def chat(clock):
    async with serving(clock=clock) as server:
        yield server


@pytest.fixture
async def bot(chat):
    async with Bot(TOKEN, base_url=f"{chat.url}/bot") as bot:
        yield bot


@pytest.fixture
async def flooded(clock):
    async with serving(clock=clock, flood=True) as server:
        yield server


def keyboard(*rows):
    return InlineKeyboardMarkup([[InlineKeyboardButton(**button) for button in row] for row in rows])


def one(**button):
    return keyboard([{"text": "Take", **button}])


def _row(name, *values):
    return pytest.param(*values, id=name)


async def test_bot_knows_itself(bot):
    me = await bot.get_me()

    assert (me.id, me.is_bot, me.username) == (42, True, "frontdesk_bot")


async def test_sent_message_stands_in_its_room(chat, bot, clock):
    sent = await bot.send_message(
        TRIAGE,
        "🟡 <b>#142 · Jan</b> &lt;CTO&gt;",
        parse_mode="HTML",
        reply_markup=one(callback_data="1|142|claim", style="success"),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )

    (message,) = chat.messages(TRIAGE)
    assert (message.message_id, message.text) == (sent.message_id, "🟡 #142 · Jan <CTO>")
    assert message.html == "🟡 <b>#142 · Jan</b> &lt;CTO&gt;"
    assert [(each.type, each.offset, each.length) for each in message.entities] == [("bold", 3, 10)]
    assert message.rows[0][0].callback_data == "1|142|claim"
    assert message.rows[0][0].style == "success"
    assert (message.date, message.edited, message.reply_to) == (clock.now, None, None)
    assert sent.text == message.text
    assert sent.date == clock.now
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "1|142|claim"
    assert chat.messages(SALES) == []


async def test_plain_text_is_shown_as_it_is(chat, bot):
    await bot.send_message(TRIAGE, "<b>1 & 2</b>")

    (message,) = chat.messages(TRIAGE)
    assert (message.text, message.html) == ("<b>1 & 2</b>", "&lt;b&gt;1 &amp; 2&lt;/b&gt;")


async def test_reply_names_the_message_it_answers(chat, bot):
    card = await bot.send_message(TRIAGE, "card")

    reply = await bot.send_message(TRIAGE, "wrote again", reply_parameters=ReplyParameters(card.message_id))

    assert reply.reply_to_message.message_id == card.message_id
    assert chat.messages(TRIAGE)[1].reply_to == card.message_id


async def test_reply_to_nothing_is_posted_only_where_that_is_allowed(chat, bot):
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(TRIAGE, "x", reply_parameters=ReplyParameters(99))

    await bot.send_message(
        TRIAGE, "x", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True)
    )

    assert [message.reply_to for message in chat.messages(TRIAGE)] == [None]


async def test_topic_must_exist(chat, bot):
    await bot.send_message(TOPICS, "x", message_thread_id=7)

    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(TOPICS, "x", message_thread_id=8)

    assert [message.topic for message in chat.messages(TOPICS)] == [7]


async def test_edit_replaces_text_and_buttons(chat, bot, clock):
    card = await bot.send_message(TRIAGE, "card", reply_markup=one(callback_data="a"))
    clock.pass_by(seconds=5)

    edited = await bot.edit_message_text("<i>taken</i>", TRIAGE, card.message_id, parse_mode="HTML")

    (message,) = chat.messages(TRIAGE)
    assert (message.text, message.rows, message.edited) == ("taken", (), clock.now)
    assert edited.edit_date == clock.now


async def test_buttons_are_replaced_alone(chat, bot):
    card = await bot.send_message(TRIAGE, "card", reply_markup=one(callback_data="a"))

    await bot.edit_message_reply_markup(TRIAGE, card.message_id, reply_markup=one(callback_data="b"))

    (message,) = chat.messages(TRIAGE)
    assert (message.text, message.rows[0][0].callback_data) == ("card", "b")


async def test_same_contents_are_not_a_modification(bot):
    card = await bot.send_message(TRIAGE, "<b>x</b>", parse_mode="HTML", reply_markup=one(callback_data="a"))

    with pytest.raises(
        BadRequest, match="Message is not modified: specified new message content and reply markup"
    ):
        await bot.edit_message_text(
            "<strong>x</strong> ",
            TRIAGE,
            card.message_id,
            parse_mode="HTML",
            reply_markup=one(callback_data="a"),
        )
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(TRIAGE, card.message_id, reply_markup=one(callback_data="a"))


async def test_deleted_message_is_gone(chat, bot):
    card = await bot.send_message(TRIAGE, "card")

    assert await bot.delete_message(TRIAGE, card.message_id)

    assert chat.messages(TRIAGE) == []
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", TRIAGE, card.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(TRIAGE, card.message_id)


async def test_card_that_a_person_removed_cannot_be_edited(chat, bot):
    card = await bot.send_message(TRIAGE, "card")

    chat.remove(TRIAGE, card.message_id)

    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_reply_markup(TRIAGE, card.message_id)


async def test_message_older_than_two_days_cannot_be_deleted(bot, clock):
    card = await bot.send_message(TRIAGE, "card")
    clock.pass_by(hours=48)

    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(TRIAGE, card.message_id)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        _row("unknown tag", "Привет <x>", 'Unsupported start tag "x" at byte offset 13'),
        _row("never closed", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        _row("nothing", "", "Message text is empty"),
        _row("blanks", " \n ", "Message text is empty"),
        _row("markup only", "<b> </b>", "Message text is empty"),
        _row("4097 characters", "x" * 4097, "Message is too long"),
        _row("32769 bytes", "<b></b>" * 4681 + "xx", "Text is too long"),
    ],
)
@pytest.mark.parametrize("method", ["send", "edit"])
async def test_text_beyond_the_limits_is_refused(chat, bot, method, text, complaint):
    card = await bot.send_message(TRIAGE, "card")

    if method == "send":
        doing = bot.send_message(TRIAGE, text, parse_mode="HTML")
    else:
        doing = bot.edit_message_text(text, TRIAGE, card.message_id, parse_mode="HTML")
    with pytest.raises(BadRequest) as refused:
        await doing

    assert complaint.lower() in refused.value.message.lower()
    assert [message.text for message in chat.messages(TRIAGE)] == ["card"]


@pytest.mark.parametrize(
    "text",
    [
        _row("4096 emoji, which are 8192 UTF-16 units", "🔥" * 4096),
        _row("4096 characters after parsing", "<b>" + "&lt;" * 4096 + "</b>"),
    ],
)
async def test_text_at_the_limit_passes(chat, bot, text):
    await bot.send_message(TRIAGE, text, parse_mode="HTML")

    assert len(chat.messages(TRIAGE)[0].text) == 4096


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        _row("65 bytes", one(callback_data="x" * 65), "Button_data_invalid"),
        _row("33 Cyrillic letters", one(callback_data="я" * 33), "Button_data_invalid"),
        _row("no data", one(callback_data=""), "Text buttons are unallowed in the inline keyboard"),
        _row("no purpose", one(), "Text buttons are unallowed in the inline keyboard"),
        _row("two purposes", one(callback_data="a", url="https://a.pl"), "one thing only"),
        _row("no label", keyboard([{"text": " ", "callback_data": "a"}]), 'Field "text" must be non-empty'),
        _row("unknown style", one(callback_data="a", style="warning"), "Invalid button style specified"),
        _row(
            "nine in a row", keyboard([{"text": "x", "callback_data": "a"}] * 9), "Reply markup is too long"
        ),
        _row(
            "101 buttons",
            keyboard(*[[{"text": "x", "callback_data": "a"}]] * 101),
            "Reply markup is too long",
        ),
        _row("telephone", one(url="tel:+48600100200"), "Wrong HTTP URL"),
        _row("localhost", one(url="http://localhost:8080/"), "Wrong HTTP URL"),
        _row("unbuilt kind", one(switch_inline_query="x"), 'unknown field "switch_inline_query"'),
        _row("too long to copy", one(copy_text=CopyTextButton("x" * 257)), "Button_copy_text_invalid"),
    ],
)
async def test_wrong_buttons_are_refused(chat, bot, markup, complaint):
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(TRIAGE, "card", reply_markup=markup)

    assert complaint.lower() in refused.value.message.lower()
    assert chat.messages(TRIAGE) == []


@pytest.mark.parametrize(
    "markup",
    [
        _row("64 bytes", one(callback_data="я" * 32)),
        _row("eight in a row", keyboard([{"text": "x", "callback_data": "a"}] * 8)),
        _row("100 buttons", keyboard(*[[{"text": "x", "callback_data": "a"}] * 5] * 20)),
        *(_row(style, one(callback_data="a", style=style)) for style in ("primary", "success", "danger")),
        _row("address", one(url="https://wa.me/48600100200")),
        _row("chat of a bot", one(url="tg://resolve?domain=frontdesk_bot")),
        _row("copy", one(copy_text=CopyTextButton("+48600100200"))),
        _row("asks for a reply", ForceReply(selective=True, input_field_placeholder="Why?")),
    ],
)
async def test_buttons_within_the_limits_pass(chat, bot, markup):
    await bot.send_message(TRIAGE, "card", reply_markup=markup)

    assert len(chat.messages(TRIAGE)) == 1


async def test_press_arrives_and_is_answered(chat, bot):
    card = await bot.send_message(TRIAGE, "card", reply_markup=one(callback_data="1|142"))
    query_id = chat.press(TRIAGE, card.message_id, "1|142", user=OLGA)

    (update,) = await bot.get_updates()
    await update.callback_query.answer("Taken", show_alert=True)

    query = update.callback_query
    assert (query.id, query.data, query.from_user.id) == (query_id, "1|142", OLGA.id)
    assert (query.message.message_id, query.message.chat.id) == (card.message_id, TRIAGE)
    answer = await chat.answer(query_id, 1)
    assert (answer.text, answer.show_alert) == ("Taken", True)


@pytest.mark.parametrize(
    ("data", "arrives"),
    [
        _row("other data", "9|9|admin", "9|9|admin"),
        _row("more than 64 bytes", "x" * 5000, "x" * 5000),
        _row("nothing", "", ""),
        _row("no UTF-8", b"\xff\xfe\x00junk", "��\x00junk"),
        _row("half a surrogate pair", "\ud800", "\ud800"),
    ],
)
async def test_forged_press_arrives_as_it_is(chat, bot, data, arrives):
    chat.press(TRIAGE, 999, data, user=User(666, "Mallory"))

    (update,) = await bot.get_updates()

    assert update.callback_query.data == arrives
    assert update.callback_query.message.is_accessible is False


async def test_answer_that_never_comes_is_waited_for_in_vain(chat):
    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)

    with pytest.raises(TimeoutError):
        await chat.answer(query_id, 0.01)


async def test_presser_sees_the_first_answer(chat, bot):
    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)

    await bot.answer_callback_query(query_id, "one")
    await bot.answer_callback_query(query_id, "two")

    assert (await chat.answer(query_id, 1)).text == "one"


async def test_late_or_unknown_query_cannot_be_answered(chat, bot, clock):
    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)
    clock.pass_by(seconds=151)

    for wrong in (query_id, "12345"):
        with pytest.raises(
            BadRequest, match="Query is too old and response timeout expired or query id is invalid"
        ):
            await bot.answer_callback_query(wrong)


async def test_toast_has_at_most_200_characters(chat, bot):
    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)

    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(query_id, "я" * 201)

    assert await bot.answer_callback_query(query_id, "я" * 200)


async def test_updates_come_again_until_their_offset_confirms_them(chat, bot):
    ids = [chat.push_update({"callback_query": _query(n)}) for n in range(3)]

    assert [update.update_id for update in await bot.get_updates(limit=2)] == ids[:2]
    assert [update.update_id for update in await bot.get_updates(offset=ids[1])] == ids[1:]
    assert await bot.get_updates(offset=ids[2] + 1) == ()
    assert chat.pending == 0


async def test_negative_offset_keeps_the_newest(chat, bot):
    ids = [chat.push_update({"callback_query": _query(n)}) for n in range(3)]

    assert [update.update_id for update in await bot.get_updates(offset=-1)] == ids[2:]


async def test_update_keeps_the_id_it_brings(chat, bot):
    chat.push_update({"update_id": 77, "callback_query": _query(1)})
    chat.push_update({"update_id": 77, "callback_query": _query(1)})

    assert [update.update_id for update in await bot.get_updates()] == [77, 77]


async def test_long_poll_ends_with_the_first_update(chat, bot):
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await called(chat, "getUpdates", 1)

    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)

    (update,) = await asyncio.wait_for(poll, 2)
    assert update.callback_query.id == query_id


async def test_long_poll_ends_empty_after_its_time(bot):
    begun = asyncio.get_running_loop().time()

    assert await bot.get_updates(timeout=1) == ()

    assert 0.9 < asyncio.get_running_loop().time() - begun < 2


async def test_second_poll_ends_the_first(chat, bot):
    async with Bot(TOKEN, base_url=f"{chat.url}/bot") as rival:
        first = asyncio.create_task(bot.get_updates(timeout=5))
        await called(chat, "getUpdates", 1)
        second = asyncio.create_task(rival.get_updates(timeout=5))

        with pytest.raises(
            Conflict, match="terminated by other getUpdates request; make sure that only one bot"
        ):
            await asyncio.wait_for(first, 2)

        chat.press(TRIAGE, 1, "a", user=OLGA)
        assert len(await asyncio.wait_for(second, 2)) == 1


async def test_short_poll_disturbs_nobody(chat, bot):
    async with Bot(TOKEN, base_url=f"{chat.url}/bot") as rival:
        first = asyncio.create_task(bot.get_updates(timeout=5))
        await called(chat, "getUpdates", 1)

        assert await rival.get_updates() == ()

        chat.press(TRIAGE, 1, "a", user=OLGA)
        assert len(await asyncio.wait_for(first, 2)) == 1


async def test_only_allowed_updates_are_kept(chat, bot):
    await bot.get_updates(allowed_updates=[Update.CALLBACK_QUERY])

    chat.push_update({"message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}})
    chat.press(TRIAGE, 1, "a", user=OLGA)

    assert [update.message for update in await bot.get_updates()] == [None]


@pytest.mark.parametrize(
    ("kind", "seconds", "waits"),
    [
        _row("press within 150 s", "callback_query", 149, 1),
        _row("press after 150 s", "callback_query", 150, 0),
        _row("message within a day", "message", 86_399, 1),
        _row("message after a day", "message", 86_400, 0),
        _row("member, which nobody asked for", "chat_member", 0, 0),
    ],
)
async def test_updates_wait_as_long_as_telegram_keeps_them(chat, clock, kind, seconds, waits):
    chat.push_update({kind: {}})
    clock.pass_by(seconds=seconds)

    assert chat.pending == waits


async def test_no_webhook_is_set_at_first(chat, bot):
    chat.press(TRIAGE, 1, "a", user=OLGA)
    info = await bot.get_webhook_info()

    assert (info.url, info.pending_update_count) == ("", 1)
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert chat.pending == 0


@pytest.mark.parametrize(
    ("chat_id", "type", "title"),
    [(TRIAGE, "supergroup", "Triage"), (SALES, "group", "Sales"), (11, "private", None)],
    ids=["supergroup", "group", "private"],
)
async def test_chat_tells_what_it_is(bot, chat_id, type, title):
    room = await bot.get_chat(chat_id)

    assert (room.id, room.type, room.title) == (chat_id, type, title)


@pytest.mark.parametrize("chat_id", [-1, "@nobody"], ids=["number", "name"])
async def test_unknown_chat_is_not_found(chat, bot, chat_id):
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(chat_id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.edit_message_text("x", chat_id, 1)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(chat_id)


async def test_commands_are_kept_by_language(chat, bot):
    await bot.set_my_commands([BotCommand("leads", "Open leads")], language_code="en")

    assert chat.commands['{"type": "default"}', "en"] == [{"command": "leads", "description": "Open leads"}]


@pytest.mark.parametrize(
    ("command", "description", "complaint"),
    [("Leads", "x", "Bot_command_invalid"), ("leads", "x" * 257, "Bot_command_description_invalid")],
    ids=["capital letter", "long description"],
)
async def test_wrong_commands_are_refused(bot, command, description, complaint):
    with pytest.raises(BadRequest, match=complaint):
        await bot.set_my_commands([(command, description)])


async def test_wrong_token_is_unauthorized(chat):
    async with aiohttp.ClientSession() as session, session.get(f"{chat.url}/bot42:wrong/getMe") as answer:
        assert answer.status == 401
        assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    async with contextlib.AsyncExitStack() as stack:
        with pytest.raises(InvalidToken):
            await stack.enter_async_context(Bot("42:wrong", base_url=f"{chat.url}/bot"))

    assert chat.calls == []


@pytest.mark.parametrize(
    ("method", "sent", "status", "description"),
    [
        _row("unknown method", "sendPigeon", {}, 404, "Not Found: method not found"),
        _row("misspelt parameter", "getMe", {"x": "1"}, 400, 'Bad Request: getMe has no parameter "x"'),
        _row(
            "parameter of long ago",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "reply_to_message_id": "1"},
            400,
            'Bad Request: sendMessage has no parameter "reply_to_message_id"',
        ),
        _row(
            "unbuilt parameter",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "message_effect_id": "1"},
            400,
            'Bad Request: the stand-in does not know the parameter "message_effect_id" of sendMessage',
        ),
        _row("no chat", "sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
        _row(
            "no number",
            "deleteMessage",
            {"chat_id": str(TRIAGE), "message_id": "1e3"},
            400,
            'Bad Request: message_id: expected a whole number, found "1e3"',
        ),
        _row(
            "other markup",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "parse_mode": "Markdown"},
            400,
            "Bad Request: unsupported parse_mode",
        ),
        _row(
            "broken JSON",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "reply_markup": "{"},
            400,
            "Bad Request: can't parse reply markup JSON object",
        ),
        _row(
            "misspelt option",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "link_preview_options": '{"disabled": true}'},
            400,
            'Bad Request: link_preview_options: unknown field "disabled"',
        ),
    ],
)
async def test_what_the_bot_api_does_not_document_is_refused(chat, method, sent, status, description):
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{chat.url}/bot{TOKEN}/{method}", data=sent) as answer,
    ):
        assert answer.status == status
        assert await answer.json() == {"ok": False, "error_code": status, "description": description}


@pytest.mark.parametrize("way", ["query", "urlencoded", "multipart", "json"])
async def test_every_way_of_sending_parameters_works(chat, way):
    sent = {"chat_id": TRIAGE, "text": "Привет", "reply_markup": {"inline_keyboard": []}}
    plain = {**sent, "chat_id": str(TRIAGE), "reply_markup": '{"inline_keyboard": []}'}
    form = aiohttp.FormData(plain, default_to_multipart=way == "multipart")
    body = {"query": {"params": plain}, "json": {"json": sent}}.get(way, {"data": form})

    async with (
        aiohttp.ClientSession() as session,
        session.request(
            "GET" if way == "query" else "POST", f"{chat.url}/bot{TOKEN}/sendmessage", **body
        ) as answer,
    ):
        assert (await answer.json())["ok"] is True

    assert [message.text for message in chat.messages(TRIAGE)] == ["Привет"]


async def test_calls_are_listed_in_order(chat, bot, clock):
    await bot.send_message(TRIAGE, "one")
    with pytest.raises(BadRequest):
        await bot.send_message(-1, "two")

    assert [call.method for call in chat.calls] == ["getMe", "sendMessage", "sendMessage"]
    assert chat.calls[1].params == {"chat_id": str(TRIAGE), "text": "one"}
    assert chat.calls[1].at == clock.now


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        _row(
            "kicked",
            {"status": 403, "description": "Forbidden: bot was kicked from the supergroup chat"},
            Forbidden,
        ),
        _row("gateway", {"status": 502, "description": "Bad Gateway"}, NetworkError),
        _row("broken", {}, NetworkError),
        _row(
            "too many",
            {
                "status": 429,
                "description": "Too Many Requests: retry after 7",
                "parameters": {"retry_after": 7},
            },
            RetryAfter,
        ),
        _row(
            "migrated",
            {
                "status": 400,
                "description": "Bad Request: group chat was upgraded to a supergroup chat",
                "parameters": {"migrate_to_chat_id": -1009},
            },
            ChatMigrated,
        ),
    ],
)
async def test_scripted_fault_comes_once_and_does_nothing(chat, bot, fault, error):
    chat.fail_next("sendMessage", **fault)

    with pytest.raises(error):
        await bot.send_message(TRIAGE, "one")
    await bot.send_message(TRIAGE, "two")

    assert [message.text for message in chat.messages(TRIAGE)] == ["two"]


async def test_scripted_fault_can_be_for_one_chat_only(chat, bot):
    chat.fail_next(
        "sendMessage", 403, "Forbidden: bot was kicked from the group chat", times=2, chat_id=SALES
    )

    await bot.send_message(TRIAGE, "one")
    for _ in range(2):
        with pytest.raises(Forbidden):
            await bot.send_message(SALES, "two")
    await bot.send_message(SALES, "three")

    assert [message.text for message in chat.messages(SALES)] == ["three"]


async def test_lost_answer_leaves_the_message_posted(chat, bot):
    chat.fail_next("sendMessage", lost=True)

    with pytest.raises(NetworkError):
        await bot.send_message(TRIAGE, "one")

    assert [message.text for message in chat.messages(TRIAGE)] == ["one"]


async def test_server_that_is_down_drops_calls_and_polls(chat, bot):
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await called(chat, "getUpdates", 1)

    chat.down = True

    with pytest.raises(NetworkError):
        await asyncio.wait_for(poll, 2)
    with pytest.raises(NetworkError):
        await bot.send_message(TRIAGE, "one")
    chat.down = False
    await bot.send_message(TRIAGE, "two")
    assert [message.text for message in chat.messages(TRIAGE)] == ["two"]


async def test_group_takes_twenty_messages_and_edits_a_minute(flooded, clock):
    async with Bot(TOKEN, base_url=f"{flooded.url}/bot") as bot:
        card = await bot.send_message(TRIAGE, "card")
        clock.pass_by(seconds=10)
        for n in range(19):
            await bot.edit_message_text(f"card {n}", TRIAGE, card.message_id)

        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(TRIAGE, "one more")
        await bot.send_message(SALES, "elsewhere")
        clock.pass_by(seconds=50)
        await bot.send_message(TRIAGE, "now")

    assert refused.value.retry_after == 50


async def test_private_chat_knows_no_flood_rule_for_groups(flooded):
    async with Bot(TOKEN, base_url=f"{flooded.url}/bot") as bot:
        for n in range(21):
            await bot.send_message(11, str(n))

    assert len(flooded.messages(11)) == 21


async def test_change_is_told_to_those_who_wait(chat, bot):
    seen = chat.version
    waiting = asyncio.create_task(chat.wait_change(seen))

    await bot.send_message(TRIAGE, "card")

    assert await asyncio.wait_for(waiting, 2) > seen
    assert await chat.wait_change(seen) == chat.version


async def test_server_stops_while_a_poll_waits_and_starts_again(clock):
    server = ChatServer(TOKEN, ROOMS, clock=clock)
    await server.start()
    bot = Bot(TOKEN, base_url=f"{server.url}/bot")
    async with bot:
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        await called(server, "getUpdates", 1)
        await asyncio.wait_for(server.stop(), 3)
        await asyncio.wait({poll}, timeout=2)
        assert poll.done()
        assert poll.exception() is None or isinstance(poll.exception(), NetworkError)

    port = int(server.url.rpartition(":")[2])
    await server.start(port=port)
    await server.stop()


def _query(n):
    return {
        "id": str(n),
        "from": {"id": 1, "is_bot": False, "first_name": "A"},
        "chat_instance": "1",
        "data": "x",
    }


async def called(chat, method, times):
    """Wait until the bot has called it that often."""
    async with asyncio.timeout(2):
        while sum(call.method == method for call in chat.calls) < times:
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.01)
