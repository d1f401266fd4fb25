"""Private cards: contacts and files reach those who may see them, in their own chats, and nobody else."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from aiohttp import FormData

from frontdesk.app.judging import judge_of
from frontdesk.demo.chat import User
from frontdesk.desk.clock import wall as now
from frontdesk.desk.desk import Desk
from frontdesk.desk.private import show_lead
from frontdesk.desk.wake import Wake
from frontdesk.model.lead import Chat, Role
from frontdesk.store.database import Database
from frontdesk.worker.handing import TRIES
from support.chats import Clock, FastClock, a_card, a_hot_form, count, judged, quiet, rows, tap, told
from support.stored import rows as found
from support.uploads import place
from support.world import ANN, MARK, OLGA, PIOTR, SALES, STRANGER, TRIAGE, VERA, World, a_form, a_world, until

PDF = b"%PDF-1.7\n" + b"brief " * 100 + b"\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
PHONE, MAIL = "+48512345200", "jan@acme-client.example"


async def posted(world, *files, form=None):
    """Post a form with files (name, bytes); wait until its lead is judged."""
    body = FormData(quote_fields=False)
    for name, value in (form or a_form()).items():
        body.add_field(name, value)
    for name, content in files or (("brief.pdf", PDF),):
        body.add_field("brief", content, filename=name, content_type="application/octet-stream")
    async with world.session.post(f"{world.service.url}/hooks/web", data=body) as response:
        assert response.status == 200
    await judged(world)


def write(world, person, text, chat_id=None):
    """Write to the bot as that person."""
    return world.chat.write(text, user=User(person.telegram, person.name), chat_id=chat_id)


async def opened(world, person):
    """That person has started the bot."""
    write(world, person, "/start")
    await world.card(Chat.private(person), "/lead 142")


def cards(world, person):
    """The cards in that person's own chat."""
    return [message for message in messages(world, person) if "👁" in message.text]


def documents(world, person):
    """Name and hash of every file there."""
    return [(m.document.name, m.document.sha256) for m in messages(world, person) if m.document]


def messages(world, person):
    """What stands in that person's own chat, if there is one."""
    rooms = {room.id for room in world.chat.rooms}
    return world.chat.messages(person.telegram) if person.telegram in rooms else []


def hashed(content):
    return sha256(content).hexdigest()


async def settled(world, *states):
    """Wait until the files of all chats are in these states."""
    query = "SELECT state FROM deliveries WHERE channel = 'telegram' ORDER BY id"
    await until(lambda: found(world, query) == [(state,) for state in states])


async def test_who_takes_a_lead_gets_its_contacts_and_files_in_private(world):
    await opened(world, PIOTR)
    await posted(world, ("brief.pdf", PDF), ("plan.png", PNG), form=a_hot_form(city="Gdynia"))

    await world.card(SALES, "Kowalski")
    await world.press(SALES, "Take", PIOTR)

    card = await world.card(Chat.private(PIOTR), "Kowalski")
    for text in (PHONE, MAIL, "Acme Sp. z o.o.", "40000 EUR", "city: Gdynia", "taken: Piotr", "brief[.]pdf"):
        assert text in card.text
    await settled(world, "sent", "sent")
    assert documents(world, PIOTR) == [("brief.pdf", hashed(PDF)), ("plan.png", hashed(PNG))]
    assert (await told(world))[1:] == [("Piotr", "claim"), ("Piotr", "saw contacts")]
    await quiet(world)
    for message in (*world.chat.messages(SALES.id), *world.chat.messages(TRIAGE.id)):
        assert message.document is None
        assert "345" not in message.text


@pytest.mark.parametrize("person", [OLGA, PIOTR, MARK], ids=lambda person: person.role.value)
@pytest.mark.parametrize("text", ["/start lead_1", "/lead 1", "/lead_1", "/lead #1", "/lead@frontdesk_bot 1"])
async def test_who_may_see_contacts_gets_them_by_asking(tmp_path, person, text):
    async with a_world(tmp_path) as world:
        await posted(world)

        write(world, person, text)

        assert PHONE in (await world.card(Chat.private(person), "Kowalski")).text
        await settled(world, "sent")
        assert documents(world, person) == [("brief.pdf", hashed(PDF))]
        assert (await told(world))[1:] == [(person.name, "saw contacts")]


@pytest.mark.parametrize(
    ("person", "answer"),
    [
        pytest.param(VERA, "Your role does not allow this", id="a viewer"),
        pytest.param(STRANGER, "I do not know you", id="a stranger"),
    ],
)
async def test_who_may_not_see_contacts_is_refused_and_gets_nothing(world, person, answer):
    await posted(world)

    write(world, person, "/start lead_1")

    refusal = await world.card(Chat.private(person), answer)
    await quiet(world)
    assert messages(world, person) == [refusal]
    assert await count(world, "deliveries", "due") == 0
    assert {card.chat for card in await rows(world, "cards")} == {TRIAGE.id}
    assert ("Vera", "refused contacts") in await told(world) or person is STRANGER


async def test_the_button_of_a_groups_card_opens_the_private_card(world):
    card = await a_card(world)

    piotr = User(PIOTR.telegram, PIOTR.name)
    query = world.chat.press(TRIAGE.id, card.message_id, "1|1|contacts|-|1", user=piotr)

    answer = await world.chat.answer(query)
    assert answer.url == "https://t.me/frontdesk_bot?start=lead_1"
    assert "Contacts" in str(card.rows[-1][0].text)
    assert await tap(world, TRIAGE, card, "1|1|contacts|-|1", VERA) == "Your role does not allow this."
    assert (await told(world))[1:] == [("Vera", "refused contacts")]


async def test_who_asks_again_within_a_minute_gets_no_second_copy(tmp_path, database_url):
    clock = Clock()
    async with a_world(tmp_path, DATABASE=database_url, start=False) as world:
        await world.start(clock=clock)
        await posted(world)
        write(world, OLGA, "/lead 1")
        await settled(world, "sent")

        clock.forward(50)
        write(world, OLGA, "/start lead_1")
        await world.card(Chat.private(OLGA), "less than a minute")
        await quiet(world)

        assert len(cards(world, OLGA)) == len(documents(world, OLGA)) == 1
        assert [by for by, what in await told(world) if what == "saw contacts"] == ["Olga", "Olga"]

        clock.forward(61)
        write(world, OLGA, "/lead 1")
        await until(lambda: len(documents(world, OLGA)) == 2)
        assert len(cards(world, OLGA)) == 2


@pytest.mark.parametrize(
    ("status", "said"),
    [
        pytest.param(403, "Forbidden: bot can't initiate conversation with a user", id="not begun"),
        pytest.param(403, "Forbidden: bot was blocked by the user", id="blocked"),
        pytest.param(400, "Bad Request: chat not found", id="never seen"),
    ],
)
async def test_an_owner_who_has_not_opened_the_bot_holds_up_nothing(tmp_path, database_url, status, said):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        await opened(world, PIOTR)
        world.chat.fail_next("sendMessage", status, said, chat_id=PIOTR.telegram)
        await posted(world, form=a_hot_form())
        await world.card(SALES, "Kowalski")
        await world.press(SALES, "Take", PIOTR)
        await settled(world, "held")

        card = await world.card(SALES, "Piotr has not opened the bot")
        assert "👤 Piotr" in card.text
        write(world, MARK, "/lead 1")
        assert await world.card(Chat.private(MARK), PHONE)
        [mine] = [card for card in await rows(world, "cards") if card.chat == PIOTR.telegram]
        assert (mine.state, mine.reason.startswith("has not opened the bot: ")) == ("held", True)
        assert cards(world, PIOTR) == []

        write(world, PIOTR, "/start")
        assert await world.card(Chat.private(PIOTR), PHONE)
        await settled(world, "sent", "sent")
        assert documents(world, PIOTR) == [("brief.pdf", hashed(PDF))]
        await until(lambda: "has not opened" not in world.chat.messages(SALES.id)[-1].text)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        pytest.param("<b>../../x", "x", id="a path behind a tag"),
        pytest.param("..\\..\\C:evil?.pdf", "C_evil_.pdf", id="another system's path"),
        pytest.param("<i>%41|*.pdf", "_i__41__.pdf", id="markup and escapes"),
        pytest.param("a\u202efdp.x.pdf", "afdp.x.pdf", id="turned round"),
    ],
)
async def test_the_name_of_a_file_does_no_harm(tmp_path, sent, shown):
    async with a_world(tmp_path) as world:
        await posted(world, (sent, PDF))

        write(world, OLGA, "/lead 1")

        await settled(world, "sent")
        assert documents(world, OLGA) == [(shown, hashed(PDF))]


async def asked_unsent(world):
    """Somebody asked, that was committed, and the desk died before anything was sent."""
    await posted(world)
    await world.stop()
    config = world.config()
    db = Database(world.variables["FRONTDESK_DATABASE"], desk=world.desk)
    await show_lead(Desk(db, judge_of(config), Wake(), now), 1, user=PIOTR.telegram, update=500)
    await db.close()
    write(world, PIOTR, "hello there")


async def test_what_was_committed_before_a_kill_is_sent_after_it(world):
    await asked_unsent(world)
    assert messages(world, PIOTR) == []

    await world.start()

    assert await world.card(Chat.private(PIOTR), PHONE)
    await settled(world, "sent")
    await quiet(world)
    assert len(cards(world, PIOTR)) == len(documents(world, PIOTR)) == 1


async def test_a_file_that_a_dead_node_had_in_hand_goes_out_once_more(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, UNSURE_RETRY="300ms") as world:
        await asked_unsent(world)
        db = Database(world.variables["FRONTDESK_DATABASE"], desk=world.desk)
        claim = "UPDATE deliveries SET state = 'claimed', claimed_by = 'dead' WHERE channel = 'telegram'"
        await db.write(lambda connection: connection.exec_driver_sql(claim))
        await db.close()

        await world.start()

        await settled(world, "sent")
        assert len(documents(world, PIOTR)) == 1


@pytest.mark.parametrize(("times", "ends"), [(1, "sent"), (2, "held")])
async def test_a_file_whose_answer_is_lost_goes_out_once_more_only(tmp_path, database_url, times, ends):
    async with a_world(tmp_path, DATABASE=database_url, UNSURE_RETRY="300ms") as world:
        await opened(world, OLGA)
        await posted(world)
        world.chat.fail_next("sendDocument", lost=True, times=times)

        write(world, OLGA, "/lead 1")

        await settled(world, ends)
        assert len(documents(world, OLGA)) == 2


async def test_a_file_waits_while_telegram_is_too_busy(world):
    await posted(world)
    wait = {"retry_after": 1}
    world.chat.fail_next("sendDocument", 429, "Too Many Requests: retry after 1", wait)

    write(world, OLGA, "/lead 1")

    await settled(world, "sent")
    asked = [call.at for call in world.chat.calls if call.method == "sendDocument"]
    assert len(asked) == 2
    assert asked[1] - asked[0] >= timedelta(seconds=0.99)


async def test_a_file_is_not_given_up_because_telegram_asks_to_wait(tmp_path):
    async with a_world(tmp_path, start=False) as world:
        await world.start(clock=FastClock(20))
        await posted(world)
        wait = {"retry_after": 1}
        world.chat.fail_next("sendDocument", 429, "Too Many Requests: retry after 1", wait, times=TRIES)

        write(world, OLGA, "/lead 1")

        await settled(world, "sent")
        assert len(documents(world, OLGA)) == 1


async def test_spam_withholds_letters_and_not_the_file_that_a_colleague_asked_for(world):
    await a_card(world)
    await posted(world, form=a_form(message="And a file."))
    wait = {"retry_after": 1}
    world.chat.fail_next("sendDocument", 429, "Too Many Requests: retry after 1", wait)
    write(world, OLGA, "/lead 1")
    await settled(world, "due")

    await world.press(TRIAGE, "Spam", OLGA)

    await settled(world, "sent")
    assert len(documents(world, OLGA)) == 1


async def test_a_file_that_is_no_longer_there_is_said_in_words(world):
    await posted(world, ("brief.pdf", PDF), ("plan.png", PNG))
    place(world.desk, PDF).unlink()

    write(world, OLGA, "/lead 1")

    assert await world.card(Chat.private(OLGA), "#1 · brief[.]pdf: this file is no longer there")
    await settled(world, "refused", "sent")
    assert documents(world, OLGA) == [("plan.png", hashed(PNG))]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        pytest.param(400, "Bad Request: file must be non-empty", id="a bad file"),
        pytest.param(413, "Request Entity Too Large", id="too large"),
    ],
)
async def test_a_file_that_telegram_refuses_is_said_in_words(tmp_path, status, said):
    async with a_world(tmp_path) as world:
        await posted(world)
        world.chat.fail_next("sendDocument", status, said)

        write(world, OLGA, "/lead 1")

        assert await world.card(Chat.private(OLGA), "Telegram does not take this file")
        await settled(world, "refused")


async def test_what_is_no_command_is_not_kept_and_a_group_is_told_no_contacts(world):
    await a_card(world)
    before = len(await rows(world, "updates"))

    write(world, OLGA, "/lead 1", chat_id=TRIAGE.id)
    write(world, OLGA, "jan's number is +48512345200")
    write(world, OLGA, "his number is +48512345200", chat_id=TRIAGE.id)
    write(world, OLGA, "/lead 77")

    assert await world.card(Chat.private(OLGA), "no lead with this number")
    assert len(await rows(world, "updates")) == before + 2
    answer = await world.card(TRIAGE, "/lead_1")
    assert "345" not in answer.text
    assert len(world.chat.messages(TRIAGE.id)) == 2
    assert len(messages(world, OLGA)) == 1


async def test_a_quarantined_lead_has_its_card_and_files_by_asking(world):
    await posted(world, form=a_form(website_hp="https://acme.example"))
    assert world.chat.messages(TRIAGE.id) == []

    write(world, OLGA, "/lead 1")

    card = await world.card(Chat.private(OLGA), PHONE)
    assert "🚫 spam (honeypot)" in card.text
    await settled(world, "sent")


async def test_a_look_takes_nobodys_undo_away(world):
    await a_card(world, SALES)
    await world.press(SALES, "Take", PIOTR)
    card = await world.card(SALES, "👤 Piotr")
    write(world, MARK, "/lead 1")
    await world.card(Chat.private(MARK), PHONE)

    assert await tap(world, SALES, card, "1|1|undo|-|2", PIOTR) == "Undone."


async def test_a_private_card_follows_its_lead_in_place(world):
    await posted(world)
    write(world, OLGA, "/lead 1")
    await settled(world, "sent")
    [card] = cards(world, OLGA)

    await world.press(TRIAGE, "To nurture", OLGA)

    assert (await world.card(Chat.private(OLGA), "nurture")).message_id == card.message_id
    assert len(cards(world, OLGA)) == 1


async def test_of_a_lead_that_writes_again_the_owner_gets_the_new_file_only(world):
    await opened(world, PIOTR)
    await posted(world, form=a_hot_form())
    await world.card(SALES, "Kowalski")
    await world.press(SALES, "Take", PIOTR)
    await settled(world, "sent")

    await posted(world, ("plan.png", PNG), form=a_hot_form(message="One more thing."))

    await settled(world, "sent", "sent")
    assert documents(world, PIOTR) == [("brief.pdf", hashed(PDF)), ("plan.png", hashed(PNG))]
    assert len(cards(world, PIOTR)) == 1


class Demoted(World):
    """A world in which Piotr may see no contacts any more."""

    def config(self, text=None):
        config = super().config(text)
        viewer = replace(PIOTR, role=Role.VIEWER)
        team = [viewer if person == PIOTR else person for person in config.rules.team]
        return replace(config, rules=replace(config.rules, team=tuple(team)))


async def test_who_may_see_no_contacts_any_more_gets_not_even_what_was_on_its_way(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        await asked_unsent(world)
        demoted = Demoted(tmp_path, DATABASE=database_url)
        demoted.mailbox, demoted.chat = world.mailbox, world.chat
        await demoted.start()

        await settled(world, "cancelled")
        await asyncio.sleep(0.3)

        assert messages(world, PIOTR) == []
        await demoted.stop()
        await demoted.session.close()


async def test_only_so_many_files_are_handed_over(world):
    files = [(f"part{number}.pdf", PDF + str(number).encode()) for number in range(6)]
    await posted(world, *files)
    more = [(f"more-{name}", PDF + name.encode()) for name, _ in files]
    await posted(world, *more, form=a_form(message="And six more."))

    write(world, ANN, "/lead 1")

    await until(lambda: len(documents(world, ANN)) == 10)
    await settled(world, *["sent"] * 10)
    assert [name for name, _ in documents(world, ANN)][:5] == [
        "part2.pdf", "part3.pdf", "part4.pdf", "part5.pdf", "more-part0.pdf",
    ]  # fmt: skip


async def test_the_private_card_has_the_history_and_ways_to_write(world):
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)

    write(world, OLGA, "/lead 1")

    card = await world.card(Chat.private(OLGA), "Olga: budget: yes")
    assert "saw contacts" not in card.text
    links = [button.url for row in card.rows for button in row if button.url]
    assert links == ["https://t.me/+48512345200", "https://wa.me/48512345200"]
    copies = [button.copy_text for row in card.rows for button in row if button.copy_text]
    assert copies == ["+48512345200", "jan@acme-client.example"]
