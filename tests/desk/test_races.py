"""Races: two who look at one lead at the same time and both want to change it."""

import asyncio
import threading

import sqlalchemy as sa

from frontdesk.desk.pressing import press_lead
from frontdesk.model.press import Move, Press
from frontdesk.store.tables import leads
from support.chats import a_card, told
from support.plays import Stage
from support.races import race
from support.world import ANN, PIOTR, SALES

RACES = 20
LOOKED_S = 0.3  #: what both need for a look, and more; were it too short, the test would only see less


async def test_who_writes_second_looks_again_and_is_told_who_was_first(world):
    await a_card(world, SALES)
    desk, press, written = world.service.desk, Press(lead=1, move=Move.CLAIM, revision=1), threading.Event()

    def hold(connection: sa.Connection) -> None:
        connection.execute(sa.select(leads.c.id).where(leads.c.id == 1).with_for_update())
        written.wait(5)

    holding = asyncio.ensure_future(world.service.db.write(hold))
    people = (PIOTR, ANN)
    taking = [
        asyncio.ensure_future(
            press_lead(desk, press, chat=SALES.id, user=person.telegram, update=100 + number)
        )
        for number, person in enumerate(people)
    ]
    await asyncio.sleep(LOOKED_S)
    written.set()
    first, second = sorted(await asyncio.gather(*taking), key=lambda one: one.toast)
    await holding

    owner = (await world.lead(1)).lead.owner
    assert (first.toast, second.toast, second.by) == ("claimed", "claimed_already", owner)
    taken = [(who, what) for who, what in await told(world) if "claim" in what]
    assert sorted(what for _, what in taken) == ["claim", "refused claim"]
    assert (owner, "claim") in taken


async def test_a_lead_that_two_take_at_once_on_two_nodes_has_one_owner(tmp_path, database_url):
    stage = Stage(database_url, tmp_path)

    won = [await race(stage) for _ in range(RACES)]

    await stage.close()
    assert len(won) == RACES
