"""Note files: what somebody sends as a reply to a card is kept, and comes with the private card."""

import pytest

from frontdesk.demo.chat import Document
from frontdesk.model.lead import Chat
from support.chats import a_card
from support.stored import count, rows
from support.talk import marked, said, write
from support.world import OLGA, PIOTR, TRIAGE, VERA, a_world, until

OFFER = Document(name="offer‮.pdf", size=9, sha256="0f" * 32)


@pytest.fixture
async def world(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as running:
        yield running


@pytest.mark.parametrize("caption", ["", "as he asked"])
async def test_a_file_in_a_reply_is_a_note_and_comes_to_whoever_opens_the_lead(world, caption):
    card = await a_card(world)
    sent = write(world, OLGA, caption, TRIAGE, reply_to=card.message_id, document=OFFER)
    assert await marked(world, TRIAGE, sent) == "✍"

    write(world, PIOTR, "/lead 1")

    private = await world.card(Chat.private(PIOTR), "👁")
    assert f"📎 offer[.]pdf {caption}".strip() in private.text
    message = await until(lambda: next((m for m in said(world, PIOTR) if m.document), None))
    assert (message.document.name, message.text) == (OFFER.name, "#1 ✍ Olga")


async def test_asked_again_it_comes_again_and_once_each_time(world):
    card = await a_card(world)
    sent = write(world, OLGA, "", TRIAGE, reply_to=card.message_id, document=OFFER)
    await marked(world, TRIAGE, sent)

    write(world, OLGA, "/lead 1")
    await until(lambda: count(world, "deliveries", "channel = 'telegram' AND state = 'sent'") == 1)
    write(world, OLGA, "/lead 1")
    await world.stop()
    await world.start()

    await until(lambda: count(world, "deliveries", "channel = 'telegram' AND state = 'sent'") == 1)
    assert 1 <= len([m for m in said(world, OLGA) if m.document]) <= 2


async def test_a_viewer_and_a_message_that_answers_nothing_leave_none(world):
    card = await a_card(world)
    write(world, VERA, "", TRIAGE, reply_to=card.message_id, document=OFFER)
    write(world, OLGA, "", TRIAGE, document=OFFER)

    sent = write(world, OLGA, "last", TRIAGE, reply_to=card.message_id)
    await marked(world, TRIAGE, sent)

    assert rows(world, "SELECT text, file_id FROM notes") == [("last", None)]


async def test_a_file_that_telegram_has_no_more_is_said_in_words(world):
    card = await a_card(world)
    sent = write(world, OLGA, "", TRIAGE, reply_to=card.message_id, document=OFFER)
    await marked(world, TRIAGE, sent)
    world.chat.fail_next("sendDocument", 400, "Bad Request: wrong file identifier/HTTP URL specified")

    write(world, OLGA, "/lead 1")

    assert await world.card(Chat.private(OLGA), "Telegram does not take this file")
