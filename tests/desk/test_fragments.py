"""Fragments: a reply that begins with + offers the answer it gives as a button, and is a note too."""

import pytest

from frontdesk.desk.fragments import answer_in
from frontdesk.model.press import Target
from frontdesk.model.signals import Signals
from support import shipped
from support.chats import a_card, labels, quiet, rows
from support.choices import reply, spoken
from support.talk import marked
from support.world import OLGA, PIOTR, SALES, TRIAGE, VERA, until

YES, NO = Target.YES, Target.NO


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return shipped.config(tmp_path_factory.mktemp("desk"), {}).rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(" budget 40k", ("budget", YES), id="a budget that fits"),
        pytest.param("есть ТЗ", ("brief", YES), id="a brief in Russian"),
        pytest.param("budżet 40 tys.", ("budget", YES), id="a budget in Polish"),
        pytest.param("бюджет 500 тыс", ("budget", YES), id="a budget in Russian"),
        pytest.param("budget 300 EUR", ("budget", NO), id="a budget that is too small"),
        pytest.param("they said 40 000 EUR", ("budget", YES), id="an amount alone"),
        pytest.param("40k", ("budget", YES), id="thousands in a word"),
        pytest.param("call +48 600 100 200 at 15:00", None, id="a phone number and a time"),
        pytest.param("call on 2026-11-25", None, id="a date"),
        pytest.param("no brief", ("brief", NO), id="denied in English"),
        pytest.param("нет ТЗ", ("brief", NO), id="denied in Russian"),
        pytest.param("nie ma briefu", ("brief", NO), id="denied in Polish, inflected"),
        pytest.param("BUDGET", ("budget", YES), id="a name alone, in capitals"),
        pytest.param("бюджета хватит", ("budget", YES), id="inflected in Russian"),
        pytest.param("off-profile", ("off_profile", YES), id="with a hyphen"),
        pytest.param("call after lunch", None, id="nothing of the kind"),
        pytest.param("phone is right", None, id="what nobody is asked"),
        pytest.param("", None, id="blank"),
        pytest.param("has the", None, id="words that say nothing"),
        pytest.param("{0} %s <b>", None, id="markup"),
        pytest.param("x" * 100_000 + " budget", None, id="far behind"),
    ],
)
def test_a_few_words_name_the_answer(rules, text, expected):
    found = answer_in(text, rules, Signals(), "web")

    assert (found and (found[0].id, found[1])) == expected


async def test_a_fragment_is_kept_and_its_button_is_an_ordinary_answer(world):
    card = await a_card(world)

    mine = reply(world, TRIAGE, card.message_id, "+ budget 40k", OLGA)

    offered = await labels(world, TRIAGE, "answer the card too", "Budget fits +3")
    assert offered.reply_to == card.message_id
    assert await marked(world, TRIAGE, mine)
    assert [note.text for note in await rows(world, "notes")] == ["+ budget 40k"]
    assert "score is now 7" in await world.press(TRIAGE, "Budget fits", OLGA, message=offered)
    await labels(world, SALES, "Kowalski", "Take")
    assert (await world.lead(1)).answers["budget"].by == "Olga"
    assert "Already" in await world.press(TRIAGE, "Budget fits", OLGA, message=offered)
    await quiet(world)
    assert len([m for m in world.chat.messages(TRIAGE.id) if "Kowalski" in m.text]) == 1


@pytest.mark.parametrize(
    ("text", "by"),
    [
        pytest.param("budget 40k", OLGA, id="without a plus"),
        pytest.param("+ call after lunch", OLGA, id="about nothing"),
        pytest.param("+ budget 40k", PIOTR, id="by sales, who answer nothing"),
    ],
)
async def test_nothing_is_offered_where_a_press_would_do_nothing(world, text, by):
    card = await a_card(world)

    mine = reply(world, TRIAGE, card.message_id, text, by)

    assert await marked(world, TRIAGE, mine)
    await quiet(world)
    assert len(world.chat.messages(TRIAGE.id)) == 1
    assert len(await rows(world, "notes")) == 1


async def test_after_the_claim_a_fragment_is_a_note_only(world):
    card = await spoken(world)
    before = len(world.chat.messages(SALES.id))

    mine = reply(world, SALES, card.message_id, "+ budget 40k", OLGA)

    assert await marked(world, SALES, mine)
    await quiet(world)
    assert len(world.chat.messages(SALES.id)) == before


async def test_a_viewers_fragment_is_nothing(world):
    card = await a_card(world)

    reply(world, TRIAGE, card.message_id, "+ budget 40k", VERA)
    sign = reply(world, TRIAGE, card.message_id, "a note", OLGA)
    await marked(world, TRIAGE, sign)

    assert await until(lambda: len(world.chat.messages(TRIAGE.id)) == 1)
    assert [note.by for note in await rows(world, "notes")] == ["Olga"]
