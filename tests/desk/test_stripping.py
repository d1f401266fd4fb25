"""Stripping: cards of leads that are dealt with say nothing personal after some days, by an edit."""

from contextlib import asynccontextmanager

import pytest

from frontdesk.demo.chat import User
from frontdesk.desk.stripping import strip_cards
from support.chats import Clock, a_card, a_hot_form, labels, quiet, rows, tap
from support.choices import revision, spoken
from support.talk import ask, said
from support.world import MARK, OLGA, PIOTR, SALES, TRIAGE, a_world, until

DAY_S = 24 * 60 * 60
PERSONAL = ("Kowalski", "Acme", "512", "jan@", "portal")


@asynccontextmanager
async def turning(desk, url):
    """A world whose clock can be turned forward, and the clock."""
    clock = Clock()
    async with a_world(desk, start=False, DATABASE=url, SWEEP_EVERY="100ms") as world:
        await world.start(clock=clock)
        yield world, clock


def texts(world, *chats):
    """All that stands in these chats."""
    return [message.text for chat in chats for message in world.chat.messages(chat)]


def is_bare(world, *chats):
    """Whether nothing there says who it was."""
    return not any(word in text for text in texts(world, *chats) for word in PERSONAL)


async def looked(world):
    """Let the clock look once more, and what it asks for be shown."""
    await strip_cards(world.service.desk)
    await quiet(world)


async def ended(world, how):
    """A lead that is dealt with."""
    if how in ("junk", "nurture", "spam"):
        card = await a_card(world)
        if how == "junk":
            await ask(world, MARK, "/band 1 junk no", TRIAGE)
            return await world.card(TRIAGE, "not for us")
        await world.press(TRIAGE, "nurture" if how == "nurture" else "Spam", OLGA, message=card)
        return await world.card(TRIAGE, "nurture" if how == "nurture" else "spam")
    world.chat.write("/start", user=User(PIOTR.telegram, PIOTR.name))
    card = await spoken(world)
    await until(lambda: any("Kowalski" in text for text in texts(world, PIOTR.telegram)))
    moves = {"won": "1|1|won|-", "lost": "1|1|lo|0", "recycled": "1|1|rc|90"}
    await tap(world, SALES, card, f"{moves[how]}|{await revision(world)}", PIOTR)
    return await world.card(SALES, {"recycled": "nurture"}.get(how, how))


@pytest.mark.parametrize("how", ["won", "lost", "recycled", "nurture", "junk", "spam"])
async def test_a_month_after_the_end_the_cards_say_nothing_of_the_person(tmp_path, database_url, how):
    async with turning(tmp_path, database_url) as (world, clock):
        line = await ended(world, how)
        chats = [TRIAGE.id, SALES.id, *([PIOTR.telegram] if how in ("won", "lost", "recycled") else [])]
        assert not is_bare(world, *chats)
        clock.forward(29 * DAY_S)
        await looked(world)
        assert not is_bare(world, *chats)

        clock.forward(2 * DAY_S)

        await until(lambda: is_bare(world, *chats))
        assert any("#1" in text for text in texts(world, *chats))
        here = TRIAGE if how in ("nurture", "junk", "spam") else SALES
        assert line.message_id in [message.message_id for message in world.chat.messages(here.id)]
        assert all(row.stripped for row in await rows(world, "cards") if row.message_id)


async def test_an_open_card_is_never_stripped(tmp_path, database_url):
    async with turning(tmp_path, database_url) as (world, clock):
        await world.post(a_hot_form(last_name="Kowalski"))
        await world.card(SALES, "Kowalski")

        clock.forward(400 * DAY_S)
        await looked(world)

        assert not is_bare(world, SALES.id)
        assert not any(row.stripped for row in await rows(world, "cards"))


async def test_who_asks_for_the_card_later_has_it_whole_for_a_month(tmp_path, database_url):
    async with turning(tmp_path, database_url) as (world, clock):
        await ended(world, "won")
        clock.forward(31 * DAY_S)
        await until(lambda: is_bare(world, TRIAGE.id, SALES.id, PIOTR.telegram))

        world.chat.write("/start lead_1", user=User(PIOTR.telegram, PIOTR.name))

        await until(lambda: any("+48512345200" in message.text for message in said(world, PIOTR)))
        clock.forward(29 * DAY_S)
        await looked(world)
        assert not is_bare(world, PIOTR.telegram)
        clock.forward(2 * DAY_S)
        await until(lambda: is_bare(world, PIOTR.telegram))


async def test_a_lead_that_comes_back_has_its_card_back(tmp_path, database_url):
    async with turning(tmp_path, database_url) as (world, clock):
        await ended(world, "won")
        clock.forward(31 * DAY_S)
        await until(lambda: is_bare(world, SALES.id))

        await ask(world, MARK, "/undo 1", SALES)

        await labels(world, SALES, "Kowalski", "Won")
