"""Full chats: cards, edits, alarms, reminders and answers together keep what Telegram takes."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa

from frontdesk.demo.chat import User
from frontdesk.desk.alarms import Alarms
from frontdesk.desk.replies import Replies
from frontdesk.errors import Deferred
from frontdesk.messages.plain_card import plain_card
from frontdesk.store.tables import cards
from support.flood import a_flood, forms, least_gap, most_in_a_minute
from support.world import OLGA, SALES, TRIAGE

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOT = frozenset({5, 20, 41, 55})


@pytest.fixture
async def flood(db, tmp_path):
    """Two chats that no flood has reached yet."""
    async with a_flood(db, tmp_path) as world:
        yield world


class Talk:
    """Answers to what people write, in the time of a flood."""

    def __init__(self, flood) -> None:
        self.flood, self.tasks = flood, []
        self.replies = Replies(flood.desk, SECOND, flood.time.sleep)

    def answer(self, chat: int, text: str) -> None:
        """Begin to answer."""
        self.flood.time.starts()
        self.tasks.append(asyncio.create_task(self._answered(chat, text)))

    async def _answered(self, chat: int, text: str) -> None:
        try:
            await self.replies.sent(chat, lambda: self.flood.channel.send(chat, plain_card([text]), None))
        finally:
            self.flood.time.ends()

    async def done(self) -> list[BaseException | None]:
        """What came of each."""
        return await asyncio.gather(*self.tasks, return_exceptions=True)


def keeps_the_limits(flood, *chats) -> bool:
    calls = [flood.shows(chat) for chat in chats or (TRIAGE, SALES)]
    return all(most_in_a_minute(each) <= 20 and least_gap(each) >= SECOND for each in calls)


async def test_answers_alarms_and_presses_in_a_flood_over_two_nodes(flood):
    talk, alarms = Talk(flood), Alarms(flood.desk.db, flood.time)
    for number in range(6):
        await flood.come(forms(15, 10, frozenset({3}), first=15 * number))
        await alarms.set("letters", f"{number + 2} letters wait")
        await alarms.set(f"thin:{number}", f"form {number} tells nothing")
        await flood.press(TRIAGE, "Budget", OLGA)
        if number == 3:
            await flood.loops("two")
        talk.answer(TRIAGE.id, f"answer {number}")
    await flood.pass_(3 * MINUTE)

    assert await talk.done() == [None] * 6
    assert keeps_the_limits(flood)
    shows = [call for chat in (TRIAGE, SALES) for call in flood.shows(chat)]
    assert {json.loads(call.params["link_preview_options"])["is_disabled"] for call in shows} == {True}
    assert all(flood.posted_at(TRIAGE, f"answer {number}") for number in range(6))
    hot = [flood.posted_at(SALES, f"#{n} ") - flood.accepted[n] for n in (4, 19, 34, 49, 64, 79)]
    assert max(hot) <= 3 * SECOND


async def test_a_hot_card_finds_room_in_a_chat_full_of_alarms(db, tmp_path):
    both = replace(SALES, id=TRIAGE.id)
    async with a_flood(db, tmp_path, TRIAGE, both) as flood:
        alarms = Alarms(db, flood.time)
        for number in range(40):
            await alarms.set(f"thin:{number}", f"form {number} tells nothing")
        flood.wake.ring("cards")
        await flood.pass_(50 * SECOND)
        alone = len(flood.shows(TRIAGE))

        await flood.come(forms(1, 1, frozenset({0})))
        await flood.pass_(4 * SECOND)

        assert alone <= 16
        assert flood.posted_at(TRIAGE, "Lead0x") - flood.accepted[1] <= 3 * SECOND
        await flood.pass_(3 * MINUTE)
        assert keeps_the_limits(flood, TRIAGE)
        assert flood.posted_at(TRIAGE, "form 39 tells")


@pytest.mark.parametrize("chat", [TRIAGE.id, OLGA.telegram], ids=["group", "private"])
@pytest.mark.parametrize("after_s", [7, 120])
async def test_an_answer_waits_for_as_long_as_its_chat_asked_to(flood, after_s, chat):
    if chat > 0:
        flood.server.write("/start", user=User(OLGA.telegram, OLGA.name))
    talk, words = Talk(flood), f"Too Many Requests: retry after {after_s}"
    flood.server.fail_next("sendMessage", 429, words, {"retry_after": after_s}, chat_id=chat, times=1)

    talk.answer(chat, "one")
    await flood.pass_(2 * SECOND)
    talk.answer(chat, "two")
    await flood.come(forms(1, 1))
    await flood.pass_(5 * MINUTE)

    times = [
        c.at for c in flood.server.calls if c.method == "sendMessage" and c.params["chat_id"] == str(chat)
    ]
    assert await talk.done() == [None, None]
    assert all(at - times[0] >= timedelta(seconds=after_s) - SECOND / 2 for at in times[1:])
    assert times[1] - times[0] <= timedelta(seconds=after_s + 3)
    assert all(b - a >= SECOND for a, b in pairwise(times))


async def test_nobody_waits_for_an_answer_that_comes_too_late(flood):
    talk = Talk(flood)
    wait = {"retry_after": 1_000}
    flood.server.fail_next("sendMessage", 429, "Too Many Requests: retry after 1000", wait, chat_id=TRIAGE.id)

    talk.answer(TRIAGE.id, "one")
    await flood.pass_(MINUTE)

    [error] = await talk.done()
    assert isinstance(error, Deferred)


async def test_after_two_hours_without_telegram_all_cards_come_the_newest_hot_first(flood):
    await flood.halt()
    flood.server.down = True
    await flood.loops("one")
    await flood.come(forms(40, 7_200, HOT - {41, 55} | {30}))

    flood.server.down = False
    back = flood.time.now
    await flood.pass_(15 * MINUTE)

    order = [line.split("·")[0] for line in flood.cards(SALES)]
    assert order == sorted(order, key=lambda line: -int("".join(filter(str.isdigit, line))))
    assert len(order) == 3
    assert len(flood.cards()) == 37
    assert flood.posted_at(SALES, "#31 ") - back <= 20 * SECOND
    assert len(flood.live()) == 1
    assert keeps_the_limits(flood)


async def test_a_card_that_was_asked_for_and_came_is_asked_for_no_more(flood):
    await flood.come(forms(20, 10))
    await flood.pass_(10 * SECOND)
    before = len(flood.cards())
    assert await flood.press(TRIAGE, "Next 5", OLGA) == "next_cards"
    await flood.pass_(MINUTE)

    asked = sa.select(cards.c.lead).where(cards.c.asked)

    assert len(flood.cards()) >= before + 5
    assert await flood.desk.db.read(lambda connection: connection.execute(asked).all()) == []
