"""Hostile requests: each is refused or stored, nobody else waits, and what is stored goes all the way."""

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from frontdesk.messages.mail_headers import recipient
from support.postgres import ENGINES, a_database
from support.stored import count, rows
from support.world import SALES, TRIAGE, World, a_form, a_world, until_async
from web.clocks import QuickClock
from web.hostile import table
from web.raw import Answer, request, sent

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOSTILE = table()
CONTROL_EVERY = 10
SOON_S = 2.5  #: a second, on a machine that runs other tests beside


@dataclass(kw_only=True)
class Seen:
    """What came of all the requests."""

    world: World
    answers: dict[str, Answer | None] = field(default_factory=dict)  #: None: closed without one
    took_s: dict[str, float] = field(default_factory=dict)
    controls: list[int] = field(default_factory=list)
    bystander_s: list[float] = field(default_factory=list)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=ENGINES)
async def seen(tmp_path_factory, request):
    """Everything was sent, each on a fresh connection, good forms between, and somebody stood by."""
    desk = tmp_path_factory.mktemp("desk")
    with a_database(request.param) as url:
        async with a_world(desk, start=False, DATABASE=url, CARD_GAP="1ms", REPEAT_WINDOW="0s") as world:
            yield await _seen(world)


async def _seen(world: World) -> Seen:
    requests = {name: data() if callable(data) else data for name, (data, _) in HOSTILE.items()}
    service = await world.start(clock=QuickClock(600))
    seen = Seen(world=world)
    standing = asyncio.create_task(_stand_by(service.url, seen))
    for number, (name, data) in enumerate(requests.items()):
        began = time.monotonic()
        with suppress(TimeoutError):
            found = await sent(service.url, data)
            seen.answers[name] = found[0] if len(found) == 1 else None
        seen.took_s[name] = time.monotonic() - began
        if number % CONTROL_EVERY == 0:
            form = a_form(email=f"control{number}@acme-client.example", phone="")
            [control] = await sent(service.url, request(json.dumps(form)))
            seen.controls.append(control.status)
    with suppress(TimeoutError):
        await until_async(lambda: _at_rest(world), 90)
    standing.cancel()
    with suppress(asyncio.CancelledError):
        await standing
    return seen


async def _stand_by(url: str, seen: Seen) -> None:
    while True:
        began = time.monotonic()
        [answer] = await sent(url, request(method="GET", path="/health/live"))
        assert answer.status == 200
        seen.bystander_s.append(time.monotonic() - began)
        await asyncio.sleep(0.02)


async def _at_rest(world: World) -> bool:
    """Nothing waits any more; the chats' minutes pass quickly, so their loops are told."""
    world.service.desk.wake.ring("cards", "mail")
    await asyncio.sleep(0.02)
    return not (
        count(world, "submissions", "state = 'waiting'")
        or count(world, "deliveries", "state IN ('due', 'claimed')")
        or count(world, "cards", "state IN ('due', 'claimed')")
    )


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_request_gets_the_right_answer_soon(seen, name):
    answer = seen.answers.get(name)

    assert answer is not None, "not exactly one answer"
    assert answer.status in HOSTILE[name][1], answer.body[:300]
    assert seen.took_s[name] < SOON_S


async def test_every_good_form_between_is_taken(seen):
    assert set(seen.controls) == {200}


async def test_a_bystander_never_waits(seen):
    assert max(seen.bystander_s) < SOON_S


async def test_everything_taken_is_stored_and_judged(seen):
    answered = [a.json for a in seen.answers.values() if a and a.status == 200]
    taken = [id for said in answered for id in said.get("ids", [said["id"]] if said.get("id") else [])]

    states = dict(rows(seen.world, "SELECT id, state FROM submissions"))

    assert len(states) == len(taken) + len(seen.controls)
    assert {states[int(id, 16)] for id in taken} == {"judged", "thin"}
    assert count(seen.world, "leads", "id NOT IN (SELECT lead FROM receipts)") == 0


async def test_every_letter_goes_out_to_its_one_recipient(seen):
    wanted = rows(seen.world, "SELECT recipient, message_id FROM deliveries WHERE state != 'withheld'")

    got = [(mail.recipients, mail.header("Message-ID")) for mail in seen.world.mailbox.mails]

    assert count(seen.world, "deliveries", "state NOT IN ('sent', 'withheld')") == 0
    assert sorted(((recipient(to),), id) for to, id in wanted) == sorted(got)
    assert not any("victim@" in to for to, _ in wanted)


async def test_every_lead_that_people_should_see_is_shown(seen):
    state = "state IN ('triage', 'sales_open')"

    wanted = count(seen.world, "leads", state)

    messages = [message for chat in (TRIAGE, SALES) for message in seen.world.chat.messages(chat.id)]
    shown = [message for message in messages if "#" in message.text.partition("\n")[0]]
    assert wanted > 100
    assert len(shown) == wanted
    assert count(seen.world, "cards", "reason IS NOT NULL") == 0
