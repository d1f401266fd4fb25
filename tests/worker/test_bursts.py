"""Bursts: a flood of leads becomes one live message, hot ones keep their cards, and nobody is lost."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from frontdesk.demo.chat import User
from frontdesk.desk.alarms import Alarms
from frontdesk.desk.private import show_lead
from frontdesk.model.lead import Chat
from support.flood import a_flood, forms, least_gap, most_in_a_minute
from support.world import MARK, OLGA, SALES, TRIAGE, VERA

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOT = frozenset({5, 20, 41})


@pytest.fixture
async def flood(db, tmp_path):
    """Two chats that no flood has reached yet."""
    async with a_flood(db, tmp_path) as world:
        yield world


def keeps_the_limits(flood, *chats: Chat) -> bool:
    calls = [flood.shows(chat) for chat in chats or (TRIAGE, SALES)]
    return all(most_in_a_minute(each) <= 20 and least_gap(each) >= SECOND for each in calls)


def waiting(flood) -> int:
    """How many leads the live message says wait for a card."""
    found = re.search(r"Without a card yet: (\d+)", flood.live()[-1])
    return int(found[1]) if found else 0


def edits(flood, text: str) -> list:
    """When messages with that text were edited."""
    calls = [c for c in flood.shows(TRIAGE) if c.method == "editMessageText"]
    return [c.at for c in calls if text in c.params["text"]]


async def test_a_flood_breaks_no_limit_and_everybody_is_told_of(flood):
    await flood.come(forms(60, 60, HOT))
    await flood.pass_(5 * SECOND)
    shown_soon = len(flood.cards()) + waiting(flood)
    await flood.pass_(14 * MINUTE)

    assert keeps_the_limits(flood)
    assert shown_soon >= 57 - 15  # the live message may be 15 s old
    assert len(flood.cards()) == 57
    assert len(flood.live()) == 1
    assert "60 leads in 1 min · 🔥 3 hot (own cards) · 🟡 57 to triage · ⚪ 0 nurture" in flood.live()[0]


async def test_hot_leads_have_their_own_cards_at_once(flood):
    await flood.come(forms(60, 30, HOT))
    await flood.pass_(5 * SECOND)

    late = [flood.posted_at(SALES, f"#{n + 1} ") - flood.accepted[n + 1] for n in HOT]
    assert max(late) <= 3 * SECOND


async def test_a_hot_lead_in_the_chat_of_the_flood_is_not_held_up(db, tmp_path):
    both = replace(SALES, id=TRIAGE.id)
    async with a_flood(db, tmp_path, TRIAGE, both) as flood:
        await flood.come(forms(60, 30, HOT))
        await flood.pass_(5 * SECOND)

        late = [flood.posted_at(TRIAGE, f"#{n + 1} ") - flood.accepted[n + 1] for n in HOT]
        assert max(late) <= 3 * SECOND


async def test_six_cards_that_wait_are_no_burst_and_seven_are(flood):
    await flood.come(forms(6, 0))
    await flood.pass_(10 * SECOND)
    assert (len(flood.cards()), flood.live()) == (6, [])
    await flood.pass_(2 * MINUTE)

    await flood.come(forms(8, 0, first=6))
    await flood.pass_(10 * SECOND)
    assert len(flood.live()) == 1


async def test_after_twelve_messages_in_a_minute_two_cards_are_a_burst(flood):
    await flood.come(forms(12, 24))
    await flood.pass_(2 * SECOND)
    assert (len(flood.cards()), flood.live()) == (12, [])

    await flood.come(forms(3, 0, first=12))
    await flood.pass_(3 * SECOND)

    assert len(flood.live()) == 1


async def test_the_live_message_is_edited_at_most_every_15_seconds(flood):
    await flood.come(forms(100, 90))
    await flood.pass_(3 * MINUTE)

    times = edits(flood, "📥")
    assert len(times) > 4
    assert min(later - first for first, later in pairwise(times)) >= 15 * SECOND


async def test_the_cards_wait_until_two_quiet_minutes_are_over(flood):
    await flood.come(forms(60, 60))
    shown = len(flood.cards())
    await flood.pass_(MINUTE)
    assert len(flood.cards()) == shown

    await flood.pass_(3 * MINUTE)

    assert "The burst is over" in flood.live()[0]
    assert shown + 12 < len(flood.cards()) < 60
    await flood.pass_(6 * MINUTE)
    assert len(flood.cards()) == 60
    assert not any(row for m in flood.server.messages(TRIAGE.id) if "📥" in m.text for row in m.rows)


async def test_a_tap_brings_the_five_best_cards_and_a_second_no_more(flood):
    await flood.come(forms(40, 20))
    await flood.come(forms(5, 0, first=40, budget="20000 EUR", company="Best Ltd"))
    await flood.pass_(16 * SECOND)
    before = len(flood.cards())

    toasts = [await flood.press(TRIAGE, "Next 5", OLGA), await flood.press(TRIAGE, "Next 5", MARK)]
    await flood.pass_(20 * SECOND)

    assert toasts == ["next_cards", "next_coming"]
    assert len(flood.cards()) == before + 5
    assert len(flood.live()) == 1
    assert keeps_the_limits(flood)


async def test_a_viewer_presses_nothing(flood):
    await flood.come(forms(20, 1))
    await flood.pass_(5 * SECOND)
    before = len(flood.cards())

    assert await flood.press(TRIAGE, "Next 5", VERA) == "not_allowed"
    await flood.pass_(20 * SECOND)

    assert len(flood.cards()) == before


async def test_a_press_shows_at_once_while_cards_wait(flood):
    await flood.come(forms(60, 30))
    await flood.pass_(20 * SECOND)
    began = flood.time.now

    await flood.press(TRIAGE, "To nurture", OLGA)
    await flood.pass_(20 * SECOND)

    assert min(edits(flood, "confirmed by Olga")) - began <= 2 * SECOND


async def test_another_node_goes_on_with_the_same_message_within_the_same_limits(flood):
    await flood.come(forms(60, 30))
    before = [m.message_id for m in flood.server.messages(TRIAGE.id) if "📥" in m.text]

    for number, node in enumerate(("two", "three")):
        await flood.loops(node)
        await flood.come(forms(20, 20, first=60 + 20 * number))
    await flood.pass_(14 * MINUTE)

    assert [m.message_id for m in flood.server.messages(TRIAGE.id) if "📥" in m.text] == before
    assert keeps_the_limits(flood)
    assert len(flood.cards()) == len(set(flood.cards())) == 100


async def test_a_live_message_that_telegram_refuses_hides_no_card(flood):
    await flood.come(forms(1, 0))
    await flood.pass_(0 * SECOND)
    flood.server.fail_next("sendMessage", 400, "Bad Request: message is too long", chat_id=TRIAGE.id, times=1)
    await flood.come(forms(19, 0, first=1))
    await flood.pass_(MINUTE)
    refused = [call.params["text"] for call in flood.shows(TRIAGE)][1]
    await flood.pass_(3 * MINUTE)

    assert "📥" in refused
    assert len(flood.cards()) == 20
    assert keeps_the_limits(flood)


async def test_a_deleted_live_message_is_posted_anew(flood):
    await flood.come(forms(20, 10))
    await flood.pass_(5 * SECOND)
    [live] = [m for m in flood.server.messages(TRIAGE.id) if "📥" in m.text]
    flood.server.remove(TRIAGE.id, live.message_id)

    await flood.come(forms(10, 10, first=20))
    await flood.pass_(30 * SECOND)

    assert len(flood.live()) == 1


async def test_an_alarm_comes_in_the_middle_of_a_burst_and_no_limit_is_broken(flood):
    await flood.come(forms(60, 60, HOT))
    raised = flood.time.now
    await Alarms(flood.desk.db, flood.time).set("letters", "12 letters wait")
    await flood.pass_(12 * SECOND)

    assert flood.posted_at(TRIAGE, "12 letters wait") - raised <= 10 * SECOND
    assert waiting(flood) > 6
    assert keeps_the_limits(flood)


async def test_a_group_that_moves_in_a_burst_has_the_live_message_in_the_new_one(flood):
    await flood.come(forms(60, 60, HOT))
    await flood.pass_(5 * SECOND)
    left = waiting(flood)
    new = replace(TRIAGE, id=-1_000_000_000_777)

    flood.server.migrate(TRIAGE.id, new.id)
    await flood.pass_(MINUTE)

    assert len(flood.live(new)) == 1
    assert left > 6
    assert keeps_the_limits(flood, new)


async def test_a_minute_of_429_is_obeyed_and_the_burst_goes_on(flood):
    wait = {"retry_after": 40}
    await flood.come(forms(20, 10))
    flood.server.fail_next(
        "editMessageText", 429, "Too Many Requests: retry after 40", wait, chat_id=TRIAGE.id, times=1
    )
    await flood.come(forms(20, 20, first=20))
    await flood.pass_(6 * MINUTE)

    times = [call.at for call in flood.shows(TRIAGE)]
    assert any(later - first >= 40 * SECOND for first, later in pairwise(times))
    assert len(flood.cards()) == 40
    assert keeps_the_limits(flood)


async def test_a_private_chat_keeps_its_pace_over_two_nodes(db, tmp_path):
    async with a_flood(db, tmp_path) as flood:
        own = Chat.private(OLGA)
        flood.server.write("/start", user=User(OLGA.telegram, OLGA.name))
        await flood.come(forms(30, 0))
        for number in range(1, 31):
            await show_lead(flood.desk, number, user=OLGA.telegram, update=number)

        for node in ("two", "three"):
            await flood.private(OLGA, node)
            await flood.pass_(10 * SECOND)
        await flood.pass_(2 * MINUTE)

        assert len(flood.shows(own)) == 30
        assert keeps_the_limits(flood, own)
