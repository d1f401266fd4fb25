"""Flood: a thousand strangers' addresses in ten minutes trip the budget of letters, and nothing else."""

import asyncio

from support.alarms import alarmed
from support.chats import a_hot_form, shows
from support.stored import count
from support.world import SALES, TRIAGE, a_form, until, until_async

MINUTES, A_MINUTE = 10, 100
OPS = "ops@acme.example"


async def test_a_flood_holds_letters_is_told_once_and_leads_and_cards_go_on(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, letters=60, ALARM_MAIL=OPS, CARD_GAP="1ms") as world:
        statuses = []
        for minute in range(MINUTES):
            forms = [a_stranger(minute * A_MINUTE + number) for number in range(A_MINUTE)]
            for start in range(0, A_MINUTE, 20):
                posts = (world.post(form) for form in forms[start : start + 20])
                statuses += [status for status, _ in await asyncio.gather(*posts)]
            await until(lambda: not count(world, "submissions", "state = 'waiting'"))
            await until(lambda minute=minute: len(shows(world, TRIAGE)) >= 10 * (minute + 1))
            world.clock.forward(60)
        before = len(shows(world, TRIAGE))
        await world.post(a_hot_form(email="hot@acme-client.example", last_name="Nowak"))
        world.clock.forward(60)
        await world.card(SALES, "Nowak")
        await until(lambda: len(shows(world, TRIAGE)) > before)
        [mail] = await world.mail(OPS)
        await until(lambda: count(world, "deliveries", "state = 'sent'") >= 60)

        assert set(statuses) == {200}
        assert count(world, "receipts") == MINUTES * A_MINUTE + 1
        assert len([each for each in world.mailbox.mails if each.recipients != (OPS,)]) == 60
        assert count(world, "deliveries", "state = 'due'") == MINUTES * A_MINUTE + 1 - 60
        assert count(world, "cards", "chat = -1001") == MINUTES * A_MINUTE
        assert len(world.chat.messages(TRIAGE.id)) >= 10 * MINUTES
        [told] = world.posted(TRIAGE)
        assert "since the budget of 60 an hour is used up" in told.params["text"]
        assert world.posted(SALES) == []
        assert mail.subject.startswith("frontdesk: alarm: letters that wait: ")

        await until_async(lambda: _all_out(world))
        world.clock.forward(3700)
        # The mailbox keeps the newest mails only.
        await until(lambda: any("frontdesk: over" in mail.subject for mail in world.mailbox.mails))
        await world.shown(TRIAGE, "✅")
        assert len(world.posted(TRIAGE)) == 1
        assert count(world, "deliveries", "state IN ('sent', 'cancelled')") == MINUTES * A_MINUTE + 1


def a_stranger(number: int) -> dict[str, str]:
    """A form with an address of its own."""
    phone = f"+48 512 {number // 1000:03} {number % 1000:03}"
    return a_form(email=f"stranger@company{number}.example", last_name=f"Nr{number}x", phone=phone)


async def _all_out(world) -> bool:
    """An hour after the other, as the clock has it."""
    world.clock.forward(1800)
    await asyncio.sleep(0.05)
    return not count(world, "deliveries", "state = 'due'")
