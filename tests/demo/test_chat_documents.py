"""Files in the stand-in Bot API, sent by the real python-telegram-bot: what it takes, and what it refuses."""

from hashlib import sha256

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError

from frontdesk.demo.chat import ChatRoom, ChatServer, User

TOKEN = "42:AAF-secret"
OLGA = User(11, "Olga")
PDF = b"%PDF-1.7 brief"


@pytest.fixture
async def chat():
    server = ChatServer(TOKEN, [ChatRoom(-500, "Sales")])
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(chat):
    async with Bot(TOKEN, base_url=f"{chat.url}/bot") as bot:
        yield bot


async def test_a_file_stands_in_the_chat_with_its_name_hash_and_caption(chat, bot):
    chat.write("/start", user=OLGA)

    message = await bot.send_document(11, InputFile(PDF, filename="brief.pdf"), caption="#1")

    assert (message.document.file_name, message.document.file_size) == ("brief.pdf", len(PDF))
    [stands] = chat.messages(11)
    assert (stands.text, stands.document.sha256) == ("#1", sha256(PDF).hexdigest())
    assert message.caption == "#1"


async def test_a_chat_that_nobody_opened_cannot_be_written_to(bot):
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_document(11, InputFile(PDF, filename="brief.pdf"))


@pytest.mark.parametrize(
    ("name", "content", "caption", "says"),
    [
        pytest.param("a.pdf", b"", "", "file must be non-empty", id="empty"),
        pytest.param("a.pdf", PDF, "x" * 1025, "caption is too long", id="a long caption"),
        pytest.param("../a.pdf", PDF, "", "expected the bare name", id="a path"),
        pytest.param("<b>a.pdf", PDF, "", "expected the bare name", id="markup"),
        pytest.param("x" * 256, PDF, "", "expected the bare name", id="a long name"),
    ],
)
async def test_what_telegram_would_not_take_as_it_is_is_refused(chat, bot, name, content, caption, says):
    with pytest.raises(BadRequest, match=f"(?i){says}"):
        await bot.send_document(-500, InputFile(content, filename=name), caption=caption)

    assert chat.messages(-500) == []


async def test_a_file_by_an_id_that_was_never_given_is_refused(bot):
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await bot.send_document(-500, "BQACAgIAAxkDAAM")


async def test_a_file_of_more_than_fifty_megabytes_is_too_large(chat, bot):
    with pytest.raises(NetworkError, match=r"(?i)too large"):
        await bot.send_document(-500, InputFile(b"x" * 51_100_000, filename="a.bin"))

    assert chat.messages(-500) == []


async def test_what_is_no_file_may_be_no_larger_than_before(bot):
    with pytest.raises(NetworkError, match=r"(?i)too large"):
        await bot.send_message(-500, "x" * 1_100_000)
