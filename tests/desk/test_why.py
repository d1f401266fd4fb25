"""Why: a press of the button or a command in private tells a lead's score in words, and changes nothing."""

import time

import pytest
import sqlalchemy as sa

from frontdesk.demo.chat import User
from frontdesk.messages.telegram_html import units
from frontdesk.store.tables import receipts
from support.chats import a_card, buttons, count, judged, labels, quiet, rows, tap, told
from support.world import OLGA, PIOTR, SALES, STRANGER, TRIAGE, VERA, a_form, until

WHY = "1|1|why|-|1"


async def pressed(world, chat, message, by, data=None):
    """Press Why on a card; the whole answer."""
    data = data or WHY
    query = world.chat.press(chat.id, message.message_id, data, user=User(by.telegram, by.name))
    return await world.chat.answer(query, 5)


async def asked(world, person, text):
    """Write to the bot; the text that comes back."""
    rooms = {room.id for room in world.chat.rooms}
    before = len(world.chat.messages(person.telegram)) if person.telegram in rooms else 0
    world.chat.write(text, user=User(person.telegram, person.name))
    return (await until(lambda: world.chat.messages(person.telegram)[before:]))[0].text


async def test_the_button_answers_with_an_alert_within_a_second(world):
    card = await a_card(world)
    began = time.monotonic()

    answer = await pressed(world, TRIAGE, card, OLGA)

    assert time.monotonic() - began < 1
    assert answer.show_alert
    assert answer.text.splitlines() == [
        "#1: 4, needs +3 · triage",
        "company and position +2 · phone +1 · corporate e-mail +1",
        "❔ budget fits +3 · off-profile −5 · has a brief +1",
        "In full: write /why_1 to me.",
    ]
    assert units(answer.text) <= 200


async def test_every_card_of_a_group_has_the_button_but_a_line_has_not(world):
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    sales = await labels(world, SALES, "Kowalski", "Why")
    line = await world.card(TRIAGE, "sales, 7")
    assert (await pressed(world, SALES, sales, PIOTR)).text.startswith(
        "#1: 7 · qualified\nbudget fits +3 (Olga)"
    )

    await world.press(SALES, "Take", PIOTR, message=sales)

    taken = await labels(world, SALES, "👤 Piotr", "Why")
    assert buttons(taken)[-4:] == ["👁 Contacts", "❔ Why", "😴", "⋯"]
    assert "❔ Why" not in buttons(line)


async def test_it_changes_nothing_of_the_lead_and_an_undo_still_takes_back_what_was_before(world):
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    sales = await world.card(SALES, "Kowalski")
    line = await world.card(TRIAGE, "sales, 7")
    before = [await rows(world, table) for table in ("leads", "receipts", "touches", "answers")]
    steps = await told(world)

    for person in (OLGA, PIOTR, VERA):
        assert (await pressed(world, SALES, sales, person)).show_alert

    await judged(world)
    assert [await rows(world, table) for table in ("leads", "receipts", "touches", "answers")] == before
    assert await told(world) == steps
    assert await world.press(TRIAGE, "Undo", OLGA, message=line) == "Undone."


async def test_a_press_is_settled_and_has_no_further_answer_after_a_restart(world):
    card = await a_card(world)
    await pressed(world, TRIAGE, card, OLGA)

    assert await count(world, "updates", "done") == 1
    assert await count(world, "updates", "waiting") == 0


@pytest.mark.parametrize(
    ("by", "chat", "data", "toast"),
    [
        pytest.param(STRANGER, TRIAGE, WHY, "I do not know you yet", id="a stranger"),
        pytest.param(OLGA, SALES, WHY, "not here any more", id="a chat that has no card of it"),
        pytest.param(OLGA, TRIAGE, "1|7|why|-|1", "not here any more", id="a lead that is not there"),
    ],
)
async def test_who_may_not_see_the_card_is_told_no_reason(world, by, chat, data, toast):
    card = await a_card(world)

    answer = await pressed(world, chat, card, by, data)

    assert toast in answer.text
    assert "phone" not in answer.text
    assert not answer.show_alert


async def test_a_viewer_reads_the_reasons(world):
    card = await a_card(world)

    assert "phone +1" in (await pressed(world, TRIAGE, card, VERA)).text


@pytest.mark.parametrize("text", ["/why 1", "/why_1", "/why #1"])
async def test_all_of_it_comes_in_private(world, text):
    await a_card(world, message="We want SEO promotion.")

    said = await asked(world, OLGA, text)

    assert said.startswith("❔ #1 · score −1, needs +8\n+1  phone: valid number (PL) (machine)\n")
    assert '−5  off-profile: "SEO promotion" in the message (machine)\n' in said
    assert "open: budget fits +3, off-profile −5, has a brief +1; can reach 8\n" in said
    assert "letter: full_profile (complete profile)\n" in said
    call = [call for call in world.chat.calls if call.method == "sendMessage"][-1]
    assert call.params["parse_mode"] == "HTML"


async def test_a_reason_that_is_stored_in_another_form_comes_word_for_word(world):
    await a_card(world)

    def rewrite(connection):
        stored = connection.execute(sa.select(receipts.c.body)).scalar_one()
        said = stored.replace(b"phone.valid (PL)", b"said on the telephone")
        connection.execute(sa.update(receipts).values(body=said))

    await world.service.db.write(rewrite)

    assert "+1  phone: said on the telephone (machine)" in await asked(world, OLGA, "/why 1")


async def test_asking_in_private_shows_no_contacts_and_is_not_written_down_as_if_it_did(world):
    await a_card(world)

    said = await asked(world, PIOTR, "/why 1")

    assert not any(contact in said for contact in ("512", "jan@", "Kowalski"))
    assert await told(world) == [("machine", "judged")]


async def test_only_who_may_see_contacts_reads_what_guards_saw_of_the_visitor(world):
    await world.post(a_form(first_name="visit http://evil.example now"))
    await judged(world)

    named, quoted = await asked(world, VERA, "/why 1"), await asked(world, OLGA, "/why 1")

    assert "quarantined: links\n" in named + "\n"
    assert "quarantined: links (" in quoted


@pytest.mark.parametrize(
    ("person", "text", "answer"),
    [
        pytest.param(OLGA, "/why 9", "There is no lead with this number.", id="no such lead"),
        pytest.param(STRANGER, "/why 1", "I do not know you yet", id="a stranger"),
        pytest.param(OLGA, "/why", "/why 142", id="no number"),
    ],
)
async def test_a_question_that_has_no_answer_is_answered_in_words(world, person, text, answer):
    await a_card(world)

    assert answer in await asked(world, person, text)


async def test_a_lead_that_was_joined_points_to_the_one_that_it_is_part_of(world):
    await a_card(world)
    second = await a_card(world, email="eve@acme-client.example", first_name="Eve", last_name="Lis")
    card = await labels(world, TRIAGE, "#2 · Eve", "Join #1")
    await world.press(TRIAGE, "Join #1", OLGA, message=card)
    sure = await labels(world, TRIAGE, "#2 · Eve", "Join for good")
    await world.press(TRIAGE, "Join for good", OLGA, message=sure)

    assert await tap(world, TRIAGE, second, "1|2|why|-|1", OLGA) == "This lead is part of #1 now."
    assert (await asked(world, OLGA, "/why 2")).startswith("❔ #1 · ")
    await quiet(world)


async def test_an_answer_that_telegram_does_not_take_with_markup_comes_without(world):
    await a_card(world)
    await asked(world, OLGA, "/start")
    world.chat.fail_next("sendMessage", 400, description="Bad Request: can't parse entities: unsupported")

    said = await asked(world, OLGA, "/why 1")

    assert said.startswith("❔ #1 · score 4, needs +3")
    assert "+1  phone: valid number (PL) (machine)" in said
    assert "<" not in said
