"""The stand-in Bot API, driven by the real python-telegram-bot: messages, buttons and rooms."""

import pytest
from telegram import BotCommand, CopyTextButton, ForceReply, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest

from demo.conftest import SALES, TOPICS, TRIAGE, keyboard, one, row


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
        row("unknown tag", "Привет <x>", 'Unsupported start tag "x" at byte offset 13'),
        row("never closed", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        row("nothing", "", "Message text is empty"),
        row("blanks", " \n ", "Message text is empty"),
        row("markup only", "<b> </b>", "Message text is empty"),
        row("4097 characters", "x" * 4097, "Message is too long"),
        row("32769 bytes", "<b></b>" * 4681 + "xx", "Text is too long"),
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
        row("4096 emoji, which are 8192 UTF-16 units", "🔥" * 4096),
        row("4096 characters after parsing", "<b>" + "&lt;" * 4096 + "</b>"),
    ],
)
async def test_text_at_the_limit_passes(chat, bot, text):
    await bot.send_message(TRIAGE, text, parse_mode="HTML")

    assert len(chat.messages(TRIAGE)[0].text) == 4096


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        row("65 bytes", one(callback_data="x" * 65), "Button_data_invalid"),
        row("33 Cyrillic letters", one(callback_data="я" * 33), "Button_data_invalid"),
        row("no data", one(callback_data=""), "Text buttons are unallowed in the inline keyboard"),
        row("no purpose", one(), "Text buttons are unallowed in the inline keyboard"),
        row("two purposes", one(callback_data="a", url="https://a.pl"), "one thing only"),
        row("no label", keyboard([{"text": " ", "callback_data": "a"}]), 'Field "text" must be non-empty'),
        row("unknown style", one(callback_data="a", style="warning"), "Invalid button style specified"),
        row("nine in a row", keyboard([{"text": "x", "callback_data": "a"}] * 9), "Reply markup is too long"),
        row(
            "101 buttons",
            keyboard(*[[{"text": "x", "callback_data": "a"}]] * 101),
            "Reply markup is too long",
        ),
        row("telephone", one(url="tel:+48600100200"), "Wrong HTTP URL"),
        row("localhost", one(url="http://localhost:8080/"), "Wrong HTTP URL"),
        row("unbuilt kind", one(switch_inline_query="x"), 'unknown field "switch_inline_query"'),
        row("too long to copy", one(copy_text=CopyTextButton("x" * 257)), "Button_copy_text_invalid"),
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
        row("64 bytes", one(callback_data="я" * 32)),
        row("eight in a row", keyboard([{"text": "x", "callback_data": "a"}] * 8)),
        row("100 buttons", keyboard(*[[{"text": "x", "callback_data": "a"}] * 5] * 20)),
        *(row(style, one(callback_data="a", style=style)) for style in ("primary", "success", "danger")),
        row("address", one(url="https://wa.me/48600100200")),
        row("chat of a bot", one(url="tg://resolve?domain=frontdesk_bot")),
        row("copy", one(copy_text=CopyTextButton("+48600100200"))),
        row("asks for a reply", ForceReply(selective=True, input_field_placeholder="Why?")),
    ],
)
async def test_buttons_within_the_limits_pass(chat, bot, markup):
    await bot.send_message(TRIAGE, "card", reply_markup=markup)

    assert len(chat.messages(TRIAGE)) == 1


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
