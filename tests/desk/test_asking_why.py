"""Asking why: a reason in words makes the press count, whoever else writes and whatever restarts between."""

import json
from contextlib import asynccontextmanager

import pytest

from frontdesk.store import history, questions
from support.chats import Clock, a_card, labels, quiet, rows, tap
from support.choices import asked_why_lost, question, reply, revision, spoken
from support.talk import marked
from support.world import ANN, MARK, OLGA, PIOTR, SALES, TRIAGE, VERA, a_world, until, until_async


@asynccontextmanager
async def turning(desk, url):
    """A world whose clock can be turned forward, and the clock."""
    clock = Clock()
    async with a_world(desk, start=False, DATABASE=url, SWEEP_EVERY="100ms") as world:
        await world.start(clock=clock)
        yield world, clock


async def state(world):
    """Where the lead stands."""
    return (await world.lead(1)).lead.state


async def steps(world):
    """(what, reason) of its history, newest first."""
    lines = await world.service.db.read(lambda c: history.read_history(c, 1))
    return [(line.what, line.reason) for line in lines]


async def test_the_answer_to_the_question_is_the_reason_and_the_question_goes(world):
    asked = await asked_why_lost(world)
    assert await state(world) == "contacted"

    mine = reply(world, SALES, asked.message_id, " went\u202e to a <b>rival</b>\x00 ", PIOTR)

    assert await world.card(SALES, "lost (other): Piotr")
    assert ("lost: other", "went\u202e to a <b>rival</b>") in await steps(world)
    assert await marked(world, SALES, mine)
    await until(lambda: asked.message_id not in [m.message_id for m in world.chat.messages(SALES.id)])


async def test_a_question_names_whom_it_asks_and_opens_a_line_for_that_person_alone(world):
    asked = await asked_why_lost(world)

    call = next(c for c in world.chat.calls if "force_reply" in c.params.get("reply_markup", ""))
    markup = json.loads(call.params["reply_markup"])
    assert markup["selective"] is True
    assert 0 < len(markup["input_field_placeholder"]) <= 64
    assert f"tg://user?id={PIOTR.telegram}" in asked.html
    assert asked.reply_to == (await world.card(SALES, "☎️ Piotr")).message_id


async def test_only_the_asked_person_answers(world):
    asked = await asked_why_lost(world)

    other = reply(world, SALES, asked.message_id, "no money", MARK)
    await marked(world, SALES, other)

    assert await state(world) == "contacted"
    assert [note.text for note in await rows(world, "notes")] == ["no money"]
    reply(world, SALES, asked.message_id, "no money at all", PIOTR)
    await world.card(SALES, "lost (other): Piotr")


@pytest.mark.parametrize("seconds", [599, 601], ids=["in time", "too late"])
async def test_an_answer_counts_for_ten_minutes(tmp_path, database_url, seconds):
    async with turning(tmp_path, database_url) as (world, clock):
        asked = await asked_why_lost(world)
        clock.forward(seconds - 5 if seconds < 600 else seconds)

        reply(world, SALES, asked.message_id, "no money", PIOTR)

        told = "lost (other): Piotr" if seconds < 600 else "Ten minutes are over"
        assert await world.card(SALES, told)
        assert await state(world) == ("lost" if seconds < 600 else "contacted")
        await until(lambda: asked.message_id not in [m.message_id for m in world.chat.messages(SALES.id)])


async def _is_known(world) -> bool:
    """Whether the message of the question is written down."""
    return all(row.message_id for row in await rows(world, "questions"))


async def test_a_question_that_nobody_answers_is_taken_away(tmp_path, database_url):
    async with turning(tmp_path, database_url) as (world, clock):
        asked = await asked_why_lost(world)
        await until_async(lambda: _is_known(world))
        clock.forward(3_601)

        await until(lambda: asked.message_id not in [m.message_id for m in world.chat.messages(SALES.id)])
        assert await rows(world, "questions") == []
        assert await state(world) == "contacted"


async def test_a_blank_answer_leaves_the_question(world):
    asked = await asked_why_lost(world)

    reply(world, SALES, asked.message_id, " \x00 ", PIOTR)
    assert await world.card(SALES, "Say why")
    reply(world, SALES, asked.message_id, "x" * 4_000, PIOTR)

    await world.card(SALES, "lost (other): Piotr")
    [(_, reason), *_] = await steps(world)
    assert len(reason) == 300


async def test_a_restart_between_question_and_answer_changes_nothing(world):
    asked = await asked_why_lost(world)
    await world.stop()

    reply(world, SALES, asked.message_id, "no money", PIOTR)
    await world.start()

    assert await world.card(SALES, "lost (other): Piotr")
    assert ("lost: other", "no money") in await steps(world)


async def test_a_question_whose_message_nobody_wrote_down_is_answered_all_the_same(world):
    asked = await asked_why_lost(world)
    change = questions.questions.update().values(message_id=None)
    await until_async(lambda: _posted(world))
    await world.service.db.write(lambda c: c.execute(change))

    reply(world, SALES, asked.message_id, "no money", PIOTR)

    assert await world.card(SALES, "lost (other): Piotr")
    await until(lambda: asked.message_id not in [m.message_id for m in world.chat.messages(SALES.id)])


async def _posted(world):
    return [row for row in await rows(world, "questions") if row.message_id]


async def test_a_second_press_takes_the_first_question_back(world):
    first = await asked_why_lost(world)
    await until_async(lambda: _posted(world))
    card = await labels(world, SALES, "☎️ Piotr", "Won")

    await tap(world, SALES, card, f"1|1|lo|5|{await revision(world)}", PIOTR)

    await until(lambda: first.message_id not in [m.message_id for m in world.chat.messages(SALES.id)])
    again = await question(world, SALES)
    reply(world, SALES, again.message_id, "no money", PIOTR)
    assert await world.card(SALES, "lost (other): Piotr")


async def test_what_others_did_meanwhile_stands(world):
    asked = await asked_why_lost(world)
    card = await labels(world, SALES, "☎️ Piotr", "Won")
    await world.press(SALES, "Won", MARK, message=card)

    reply(world, SALES, asked.message_id, "no money", PIOTR)

    assert await world.card(SALES, "card has changed")
    assert await state(world) == "won"
    await until(lambda: asked.message_id not in [m.message_id for m in world.chat.messages(SALES.id)])


ROLES = [
    pytest.param(OLGA, 2, "ask_why", id="a secretary sends to nurture"),
    pytest.param(OLGA, 0, "not_allowed", id="a secretary not to qualified"),
    pytest.param(PIOTR, 2, "not_allowed", id="sales not what is nobody's"),
    pytest.param(MARK, 0, "ask_why", id="a manager anywhere"),
    pytest.param(VERA, 2, "not_allowed", id="a viewer nothing"),
]


@pytest.mark.parametrize(("person", "band", "toast"), ROLES)
async def test_who_overrides_the_band_by_button(world, person, band, toast):
    card = await a_card(world)

    told = await tap(world, TRIAGE, card, f"1|1|bd|{band}|1", person)

    assert ("Say why" in told) is (toast == "ask_why")
    assert ("role" in told) is (toast == "not_allowed")
    assert len(await rows(world, "questions")) == (toast == "ask_why")


async def test_a_band_set_by_button_has_its_reason_and_the_score_stays(world):
    card = await a_card(world)
    await world.press(TRIAGE, "⋯", MARK, message=card)
    more = await labels(world, TRIAGE, "Mark is choosing", "Band")
    await world.press(TRIAGE, "Band", MARK, message=more)
    menu = await labels(world, TRIAGE, "Mark is choosing", "Qualified")
    before = (await world.lead(1)).receipt.score.total

    await world.press(TRIAGE, "Qualified", MARK, message=menu)
    asked = await question(world, TRIAGE)
    reply(world, TRIAGE, asked.message_id, "I know them", MARK)

    await labels(world, SALES, "Kowalski", "Take")
    known = await world.lead(1)
    assert (known.lead.band_by, known.receipt.score.total) == ("Mark", before)
    assert ("band qualified", "I know them") in await steps(world)


async def test_sales_set_the_band_of_their_own_only(world):
    card = await spoken(world)

    assert "role" in await tap(world, SALES, card, f"1|1|bd|2|{await revision(world)}", ANN)
    assert "Say why" in await tap(world, SALES, card, f"1|1|bd|2|{await revision(world)}", PIOTR)
    asked = await question(world, SALES)
    reply(world, SALES, asked.message_id, "not now", PIOTR)

    await world.card(SALES, "nurture · confirmed by Piotr")
    await quiet(world)
    assert await state(world) == "nurture"
