"""Reading: lists, one lead, search, figures and rules, in private and in groups, without contacts."""

import pytest

from frontdesk.demo.chat import User
from support.chats import a_card, a_hot_form, buttons, judged, quiet, rows
from support.talk import ask, said, write
from support.world import ANN, MARK, OLGA, PIOTR, SALES, TRIAGE, VERA, a_form, button, until

HIDDEN = User(1087968824, "Group")
DIGITS, MAIL = "512345200", "jan@acme-client.example"


def _user(person):
    return User(person.telegram, person.name)


async def two(world):
    """A lead in triage and a hot one."""
    await a_card(world)
    await world.post(
        a_hot_form(email="eva@other-client.example", last_name="Nowak", company="Beta", phone="")
    )
    await world.card(SALES, "Nowak")


@pytest.mark.parametrize(
    ("text", "there", "away"),
    [
        pytest.param("/leads", ("#1", "#2"), (), id="all"),
        pytest.param("/leads open", ("#1", "#2"), (), id="open"),
        pytest.param("/leads hot", ("#2",), ("#1",), id="hot"),
        pytest.param("/leads today", ("#1", "#2"), (), id="today"),
        pytest.param("/leads mine", ("None",), ("#1", "#2"), id="mine, which are none"),
        pytest.param("/leads source web", ("#1", "#2"), (), id="of a form"),
        pytest.param("/leads source nowhere", ("Write it so",), ("#1",), id="of no form"),
        pytest.param("/find kowal", ("#1",), ("#2",), id="by name"),
        pytest.param("/find BETA", ("#2",), ("#1",), id="by company"),
        pytest.param("/find acme-client.example", ("#1",), ("#2",), id="by domain"),
        pytest.param("/find 5200", ("#1",), ("#2",), id="by the last digits"),
        pytest.param(f"/find {MAIL}", ("#1",), ("#2",), id="by address"),
        pytest.param("/find ab", ("at least 3",), ("#1",), id="too short"),
        pytest.param("/find %%%", ("None",), ("#1",), id="marks of SQL"),
    ],
)
async def test_a_list_names_the_leads_that_were_asked_for(world, text, there, away):
    await two(world)

    answer = (await ask(world, OLGA, text)).text

    assert all(part in answer for part in there), answer
    assert not any(part in answer for part in away), answer
    assert DIGITS not in answer.replace(" ", "")


async def test_a_list_is_turned_by_its_buttons_in_the_same_message(world):
    for number in range(12):
        await world.post(
            a_form(email=f"jan{number}@client{number}.example", phone="", last_name=f"K{number}")
        )
    await judged(world)

    first = await ask(world, VERA, "/leads")
    assert "#12" in first.text
    assert "#2 " not in first.text
    query = world.chat.press(VERA.telegram, first.message_id, button(first, "▶"), user=_user(VERA))
    await world.chat.answer(query, 5)

    second = await until(lambda: next((m for m in said(world, VERA) if "#2 " in m.text), None))
    assert second.message_id == first.message_id
    assert buttons(second) == ["◀"]


@pytest.mark.parametrize("text", ["/find 5200", f"/find {MAIL}"], ids=["digits", "address"])
async def test_a_viewer_cannot_search_by_contacts(world, text):
    await two(world)

    assert "role" in (await ask(world, VERA, text)).text


@pytest.mark.parametrize("text", ["/lead 1", "/lead_1", "/leads", "/find kowalski", "/history 1", "/why 1"])
async def test_an_answer_in_a_group_holds_no_contacts(world, text):
    await two(world)
    write(world, PIOTR, "/note 1 Call +48 512 345 200 or jan@acme-client.example", TRIAGE)
    await quiet(world)

    answer = (await ask(world, PIOTR, text, TRIAGE)).text

    assert "#1" in answer
    assert "345" not in answer
    assert "jan@" not in answer


async def test_figures_tell_what_came_and_who_did_what(world):
    await two(world)
    await world.press(SALES, "Take", PIOTR, message=await world.card(SALES, "Nowak"))

    week = (await ask(world, MARK, "/stats")).text
    persons = (await ask(world, MARK, "/stats month person")).text
    sources = (await ask(world, MARK, "/stats source")).text

    assert "came 2" in week
    assert "taken 1" in week
    assert "Piotr: 👤 taken 1" in persons
    assert "web: 👤 taken 1" in sources
    assert "Write it so" in (await ask(world, MARK, "/stats year")).text


async def test_the_rules_are_told_in_words(world):
    answer = (await ask(world, VERA, "/rules")).text

    assert "+3 budget fits · people answer it" in answer
    assert "score > 6" in answer


async def test_health_tells_what_waits(world):
    answer = (await ask(world, MARK, "/health")).text

    assert "letters to send: 0" in answer
    assert "No alarm stands." in answer


async def test_help_names_what_the_person_may_write(world):
    seller, viewer = (await ask(world, ANN, "/help")).text, (await ask(world, VERA, "/help")).text

    assert "/take" in seller
    assert "/link" not in seller
    assert "/take" not in viewer
    assert "/stats" in viewer


async def test_an_unknown_command_gets_one_line_and_buttons_in_private(world):
    answer = await ask(world, OLGA, "/dance")

    assert "/help" in answer.text
    assert buttons(answer) == ["My leads", "Open leads", "Hot leads"]


@pytest.mark.parametrize(
    "text",
    ["/dance", "/leads@other_bot", "/mute 2h", "hello all", "/Leads"],
    ids=["unknown", "for another bot", "for private chats", "no command", "capitals"],
)
async def test_what_is_not_for_the_bot_in_a_group_is_neither_answered_nor_stored(world, text):
    await a_card(world)
    before = len(said(world, TRIAGE))

    number = world.chat.write(text, user=_user(OLGA), chat_id=TRIAGE.id)
    await ask(world, OLGA, "/rules", TRIAGE)  # what came before it was looked at

    assert len(said(world, TRIAGE)) == before + 1
    assert number not in {row.id for row in await rows(world, "updates")}


async def test_who_hides_in_a_group_is_asked_to_write_openly(world):
    await a_card(world)

    world.chat.write("/take 1", user=HIDDEN, chat_id=TRIAGE.id)

    assert await world.card(TRIAGE, "from your own account")
    assert (await world.lead(1)).lead.owner is None


async def test_a_group_gets_four_answers_a_minute_and_the_rest_in_private(world):
    await ask(world, OLGA, "/help")
    for _ in range(4):
        await ask(world, OLGA, "/rules", TRIAGE)

    write(world, OLGA, "/rules", TRIAGE)

    assert await until(lambda: any("score > 6" in m.text for m in said(world, OLGA)))
    assert sum("score > 6" in m.text for m in said(world, TRIAGE)) == 4


async def test_the_menus_are_set_for_private_chats_and_groups_in_every_language(world):
    await ask(world, OLGA, "/help")
    menus = world.chat.commands

    assert {language for _, language in menus} == {"", "en", "ru", "pl"}
    named = {scope: {one["command"] for one in menus[scope, language]} for scope, language in menus}
    private = next(names for scope, names in named.items() if "private" in scope)
    group = next(names for scope, names in named.items() if "group" in scope)
    assert "mute" in private - group
    assert {"leads", "take", "note"} <= group
    assert "link" not in private | group
