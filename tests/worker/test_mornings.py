"""Mornings: nothing sounds in the quiet time, and its leads are told once when it ends."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from frontdesk.app.config import Config
from frontdesk.demo.chat import User
from frontdesk.desk.clock import wall as now
from frontdesk.model.lead import Chat
from support.chats import Clock, a_hot_form, judged, rows, shows, tap
from support.world import ANN, MARK, OLGA, SALES, TRIAGE, World, a_form, until, until_async
from test_erasing import eraser_of

QUICK = {"SWEEP_EVERY": "50ms", "POLL": "50ms"}
SILENT = "disable_notification"


class Night(Clock):
    """The time, which began at five to nine in Warsaw on a Monday; work begins at nine."""

    def __init__(self) -> None:
        super().__init__()
        self._shift = datetime(2026, 11, 23, 7, 55, tzinfo=UTC) - now()

    def __call__(self) -> datetime:
        return super().__call__() + self._shift


class Asleep(World):
    """A world whose chats are quiet outside the working hours."""

    def config(self, text: str | None = None) -> Config:
        config = super().config(text)
        chats = tuple(replace(chat, quiet=None) for chat in config.rules.chats)
        return replace(config, rules=replace(config.rules, chats=chats))


@asynccontextmanager
async def night(folder, url, **variables):
    """A world shortly before work begins, and its clock."""
    world, clock = Asleep(folder, DATABASE=url, **{**QUICK, **variables}), Night()
    await world.start_peers()
    try:
        await world.start(clock=clock)
        yield world, clock
    finally:
        await world.close()


async def come(world: World, count: int, hot: int = 0) -> None:
    """So many leads, the first of them hot."""
    for n in range(count):
        form = a_hot_form if n < hot else a_form
        message = {} if n < hot else {"message": f"{'abcdefghij'[n % 10] * 5} {n}"}
        own = {"email": f"lead{n}@firm{n}.example", "phone": "", "company": f"Firm {n}"}
        await world.post(form(**own, **message, last_name=f"Lead{n}x"))
    await judged(world)


def digests(world):
    return [m for m in world.chat.messages(SALES.id) if "🌅" in m.text]


async def erased(world, address, at):
    await (await eraser_of(world)).erase(("email", address), by="Olga", now=at)
    world.service.desk.wake.ring("cards")


async def _is_over(world):
    """Whether the digest was looked at anew, and nothing follows."""
    [post] = await rows(world, "posts")
    return post.state == "over" and post.revision > 0


async def test_at_night_nothing_is_held_back_but_the_sound(tmp_path, database_url):
    async with night(tmp_path, database_url) as (world, clock):
        await come(world, 2, hot=1)
        await world.card(SALES, "#1")
        card = await world.card(TRIAGE, "#2")
        assert {call.params.get(SILENT) for chat in (SALES, TRIAGE) for call in shows(world, chat)} == {
            "true"
        }

        clock.forward(600)
        await world.post(a_form(email="day@firm.example", last_name="Dayx", phone="", message="By day."))
        await world.card(TRIAGE, "Dayx")

        assert SILENT not in shows(world, TRIAGE)[-1].params
        assert card.message_id


async def test_what_goes_to_a_person_at_night_makes_no_sound_either(tmp_path, database_url):
    async with night(tmp_path, database_url) as (world, _):
        await come(world, 1)
        world.chat.write("/lead 1", user=User(OLGA.telegram, OLGA.name))

        await world.card(Chat.private(OLGA), "#1")

        assert shows(world, Chat.private(OLGA))[-1].params[SILENT] == "true"


async def test_in_the_morning_the_sales_chat_is_told_once_with_the_hot_ones_first(tmp_path, database_url):
    async with night(tmp_path, database_url) as (world, clock):
        await come(world, 3)
        await world.post(a_hot_form(email="hot@hot.example", phone="", company="Hot Ltd", last_name="Hotx"))
        await judged(world)
        assert not any("🌅" in m.text for m in world.chat.messages(SALES.id))

        clock.forward(340)
        digest = await world.card(SALES, "🌅")
        await asyncio.sleep(0.3)

        lines = digest.text.splitlines()
        assert lines[0] == "🌅 4 leads came overnight: 1 hot"
        assert lines[1].startswith("#4 Hot Ltd")
        assert lines[1].endswith("🔥 /lead_4")
        assert len(lines) == 5
        assert SILENT not in shows(world, SALES)[-1].params
        assert sum("🌅" in m.text for m in world.chat.messages(SALES.id)) == 1


async def test_who_is_erased_goes_from_the_digest_of_the_night(tmp_path, database_url):
    async with night(tmp_path, database_url) as (world, clock):
        await come(world, 2)
        clock.forward(340)
        digest = await world.card(SALES, "🌅")
        assert "Firm 0" in digest.text

        await erased(world, "lead0@firm0.example", clock())

        await until(lambda: "Firm 0" not in digests(world)[0].text)
        assert "Firm 1" in digests(world)[0].text


async def test_a_digest_that_somebody_deleted_does_not_come_again(tmp_path, database_url):
    async with night(tmp_path, database_url) as (world, clock):
        await come(world, 2)
        clock.forward(340)
        digest = await world.card(SALES, "🌅")
        world.chat.remove(SALES.id, digest.message_id)

        await erased(world, "lead0@firm0.example", clock())

        await until_async(lambda: _is_over(world))
        assert digests(world) == []


async def test_a_restart_tells_no_second_time(tmp_path, database_url):
    async with night(tmp_path, database_url) as (world, clock):
        await come(world, 1)
        clock.forward(340)
        await world.card(SALES, "🌅")
        await world.stop()

        await world.start(clock=clock)
        await asyncio.sleep(0.5)

        assert sum("🌅" in m.text for m in world.chat.messages(SALES.id)) == 1


async def test_a_night_without_leads_is_not_told(tmp_path, database_url):
    async with night(tmp_path, database_url) as (world, clock):
        await world.post(a_form(website_hp="https://acme.example"))
        await judged(world)

        clock.forward(340)
        await until(lambda: world.service)
        while not await rows(world, "posts"):
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)

        assert world.chat.messages(SALES.id) == []


async def test_a_long_night_is_turned_page_by_page_in_one_message(tmp_path, database_url):
    async with night(tmp_path, database_url) as (world, clock):
        await come(world, 30)
        clock.forward(340)
        digest = await world.card(SALES, "🌅")
        assert [button.text for button in digest.rows[0]] == ["1 / 2", "2 ›"]
        assert len(digest.text.splitlines()) == 26

        data = digest.rows[0][1].callback_data
        assert await tap(world, SALES, digest, data, ANN) == "Page 2."
        second = await world.card(SALES, "/lead_30")
        assert await tap(world, SALES, digest, data, MARK) == "Page 2."

        assert second.message_id == digest.message_id
        assert len(second.text.splitlines()) == 6


async def test_a_forged_page_says_so(tmp_path, database_url):
    async with night(tmp_path, database_url) as (world, _):
        await come(world, 1)
        card = await world.card(TRIAGE, "#1")

        assert await tap(world, TRIAGE, card, "1|0|pg|3|20261123", OLGA) == "This lead is not here any more."
        assert "changed" in await tap(world, TRIAGE, card, "1|0|all_spam|-|0", OLGA)


@pytest.mark.parametrize("text", ["/lead_2", "/lead 2", "/lead_2@frontdesk_bot"])
async def test_a_number_in_a_group_is_answered_there_and_posts_no_second_card(tmp_path, database_url, text):
    async with night(tmp_path, database_url) as (world, _):
        await come(world, 2)
        await world.card(TRIAGE, "#2")

        world.chat.write(text, user=User(OLGA.telegram, OLGA.name), chat_id=TRIAGE.id)

        answer = await world.card(TRIAGE, "/lead_2")
        assert "345" not in answer.text
        assert len(world.chat.messages(TRIAGE.id)) == 3


async def test_a_number_in_a_group_brings_the_card_that_waits_there(tmp_path, database_url):
    async with night(tmp_path, database_url, BURST_CARDS="3", CARD_GAP="1s") as (world, _):
        await come(world, 9)
        live = await world.card(TRIAGE, "📥")
        number = next(n for n in range(1, 10) if f"/lead_{n}" in live.text)

        world.chat.write(f"/lead_{number}", user=User(OLGA.telegram, OLGA.name), chat_id=TRIAGE.id)

        card = await world.card(TRIAGE, f"#{number} · Jan Lead{number - 1}x")
        assert card.rows
