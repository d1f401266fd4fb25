"""Changing: commands that change a lead do it once, as a press would, within the roles, with Undo."""

import pytest

from frontdesk.demo.chat import User
from support.chats import Clock, a_card, a_hot_form, judged, labels, quiet, rows, told
from support.stored import rows as stored
from support.talk import ask, marked, said, write
from support.world import ANN, MARK, OLGA, PIOTR, SALES, TRIAGE, VERA, a_world, until


async def hot(world):
    """A lead in sales that nobody has taken."""
    await world.post(a_hot_form())
    await world.card(SALES, "Kowalski")


async def lead(world):
    """How the lead stands."""
    return (await world.lead(1)).lead


async def test_a_lead_is_taken_by_a_command_as_by_its_button(world):
    await hot(world)

    answer = await ask(world, PIOTR, "/take 1", SALES)

    assert "yours" in answer.text
    assert (await lead(world)).owner == "Piotr"
    assert ("Piotr", "claim") in await told(world)
    await world.card(SALES, "👤 Piotr")
    assert "Already taken: Piotr" in (await ask(world, ANN, "/take 1")).text


async def test_a_command_that_comes_twice_is_done_once(world):
    await hot(world)
    message = {
        "message_id": 77,
        "date": 0,
        "text": "/take 1",
        "from": User(PIOTR.telegram, PIOTR.name).json(),
        "chat": {"id": SALES.id, "type": "supergroup", "title": "Sales"},
    }
    world.chat.push_update({"update_id": 500, "message": message})
    await world.card(SALES, "yours")

    world.chat.push_update({"update_id": 500, "message": message})
    await ask(world, PIOTR, "/undo 1")
    world.chat.push_update({"update_id": 500, "message": message})
    await ask(world, PIOTR, "/help")

    assert (await lead(world)).owner is None
    assert [what for _, what in await told(world)].count("claim") == 1


async def test_a_lead_is_given_to_somebody_by_name(world):
    await hot(world)
    await ask(world, PIOTR, "/take 1")

    answer = await ask(world, PIOTR, "/give 1 ann", SALES)

    assert "Given to Ann" in answer.text
    assert (await lead(world)).owner == "Ann"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("/give 1 Nobody", "nobody of this name", id="a name that nobody has"),
        pytest.param("/give 1 Olga", "takes no leads", id="to a secretary"),
        pytest.param("/give 1", "/give 142 Ann", id="no name"),
        pytest.param("/give Ann", "/give 142 Ann", id="no number"),
        pytest.param("/take 9", "no lead with this number", id="no such lead"),
        pytest.param("/take <b>", "/take 142", id="markup"),
        pytest.param("/take 1 2", "/take 142", id="two numbers"),
        pytest.param("/band 1 nurture", "Say why", id="no reason"),
        pytest.param("/band 1 hot because", "/band 142", id="no such band"),
        pytest.param("/undo x", "/undo 142", id="no number to undo"),
    ],
)
async def test_a_command_that_means_nothing_changes_nothing_and_says_how(world, text, answer):
    await hot(world)
    await ask(world, MARK, "/take 1")
    before = await lead(world)

    assert answer in (await ask(world, MARK, text)).text

    assert await lead(world) == before


async def test_a_band_set_by_hand_leaves_the_score_and_tells_the_reason(world):
    await a_card(world)
    score = (await world.lead(1)).receipt.score

    answer = await ask(world, MARK, "/band 1 qualified they called us <b>themselves</b>", TRIAGE)

    assert "Band set" in answer.text
    known = await world.lead(1)
    assert (known.lead.state, known.lead.band_by) == ("sales_open", "Mark")
    assert known.receipt.score == score
    assert known.receipt.verdict.band_by == "Mark"
    await world.card(SALES, "Kowalski")
    past = (await ask(world, OLGA, "/history 1")).text
    assert "Mark: band qualified: they called us <b>themselves<[/]b>" in past


async def test_a_band_set_by_hand_comes_off_by_undo(world):
    await a_card(world)
    await ask(world, OLGA, "/band 1 junk a test of ours")
    assert (await lead(world)).state == "junk"

    assert "Undone" in (await ask(world, OLGA, "/undo 1")).text

    assert ((await lead(world)).state, (await lead(world)).band_by) == ("triage", None)


async def test_only_who_leads_undoes_by_command_after_the_minute(tmp_path, database_url):
    clock = Clock()
    async with a_world(tmp_path, start=False, DATABASE=database_url) as world:
        await world.start(clock=clock)
        await hot(world)
        await ask(world, PIOTR, "/take 1")
        clock.forward(3_600)

        assert "Too late" in (await ask(world, PIOTR, "/undo 1")).text
        assert "Undone" in (await ask(world, MARK, "/undo 1")).text

        assert (await lead(world)).owner is None


@pytest.mark.parametrize("text", ["/take 1", "/note 1 text", "/band 1 junk why", "/give 1 Ann", "/undo 1"])
async def test_a_viewer_changes_nothing(world, text):
    await hot(world)
    await quiet(world)
    before = await told(world)

    assert "role" in (await ask(world, VERA, text)).text

    assert await told(world) == before


async def test_a_reply_to_a_card_is_a_note_and_its_edit_changes_it(world):
    card = await a_card(world)

    number = write(world, OLGA, "call <b>after</b> lunch", TRIAGE, card.message_id)

    assert await marked(world, TRIAGE, number) == "✍"
    assert "Olga: ✍ call <b>after<[/]b> lunch" in (await ask(world, OLGA, "/history 1")).text
    world.chat.reword(TRIAGE.id, number, "call at 10")
    await ask(world, OLGA, "/help")
    past = (await ask(world, OLGA, "/history 1")).text
    assert "call at 10" in past
    assert "lunch" not in past


async def test_nobody_edits_the_note_of_another(world):
    card = await a_card(world)
    number = write(world, OLGA, "call after lunch", TRIAGE, card.message_id)
    await marked(world, TRIAGE, number)
    reply = {"message_id": card.message_id, "from": {"is_bot": True, "username": "frontdesk_bot"}}
    message = {
        "message_id": number,
        "text": "forged",
        "from": User(ANN.telegram, ANN.name).json(),
        "chat": {"id": TRIAGE.id, "type": "supergroup"},
        "reply_to_message": reply,
    }

    world.chat.push_update({"edited_message": message})

    await ask(world, OLGA, "/help")
    assert "call after lunch" in (await ask(world, OLGA, "/history 1")).text


async def test_a_note_by_command_is_marked_and_edited_too(world):
    await a_card(world)
    number = write(world, OLGA, "/note 1 call after lunch", TRIAGE)
    assert await marked(world, TRIAGE, number)

    world.chat.reword(TRIAGE.id, number, "/note 1 call at 10")

    await ask(world, OLGA, "/help")
    assert "✍ call at 10" in (await ask(world, OLGA, "/history 1")).text


async def test_a_note_stands_on_the_private_card_and_a_reply_to_that_is_one(world):
    await hot(world)
    await ask(world, PIOTR, "/start")
    await ask(world, PIOTR, "/take 1")
    card = await _private(world, "Kowalski")

    number = write(world, PIOTR, "asks for @references and +48 600 100 200", None, card.message_id)

    assert await marked(world, PIOTR, number) == "✍"
    shown = await _private(world, "✍ Piotr: asks for [@]references")
    assert shown.message_id == card.message_id


async def _private(world, text):
    """Wait for Piotr's own card with that text."""

    def look():
        return next((m for m in said(world, PIOTR) if "👁" in m.text and text in m.text), None)

    return await until(look)


async def test_a_note_leaves_undo_where_it_was(world):
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    write(world, OLGA, "/note 1 they said so", TRIAGE)
    await judged(world)

    assert "Undone" in (await ask(world, OLGA, "/undo 1")).text
    assert not (await world.lead(1)).answers


async def test_a_viewers_reply_is_no_note(world):
    card = await a_card(world)

    write(world, VERA, "nothing", TRIAGE, card.message_id)
    await ask(world, OLGA, "/help")

    assert "nothing" not in (await ask(world, OLGA, "/history 1")).text
    assert not world.chat.marks(TRIAGE.id)


async def test_a_reply_to_a_person_is_not_stored(world):
    await a_card(world)
    first = write(world, OLGA, "who calls them?", TRIAGE)

    update = world.chat.write("I do", user=User(PIOTR.telegram, "Piotr"), chat_id=TRIAGE.id, reply_to=first)
    await ask(world, OLGA, "/help")

    assert update not in {row.id for row in await rows(world, "updates")}


async def test_notes_go_with_a_lead_that_is_joined(world):
    await a_card(world)
    await a_card(world, last_name="Kowalska", email="ala@acme-client.example")
    write(world, OLGA, "/note 2 the same man", TRIAGE)
    card = await labels(world, TRIAGE, "#2", "Join #1")
    await world.press(TRIAGE, "Join #1", OLGA, message=card)
    card = await labels(world, TRIAGE, "#2", "Join for good")
    await world.press(TRIAGE, "Join for good", OLGA, message=card)

    await judged(world)

    assert stored(world, "SELECT lead FROM notes") == [(1,)]
