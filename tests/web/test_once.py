"""Once: a form that comes again is answered like the first time, and nothing else happens."""

import asyncio
import json

import pytest

from support.stored import count
from support.world import TRIAGE, World, a_form, a_world, until
from web.raw import Answer, one, request

REPEATS = {
    "id": ({"submission_id": "f7"}, {}),
    "key": ({}, {"Idempotency_Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}),
    "content": ({}, {}),
}


async def sent(world: World, form: dict[str, str], **headers: str) -> Answer:
    return await one(world.service.url, request(json.dumps(form), **headers))


async def judged(world: World) -> None:
    """Wait until all that came is judged, and nothing is left to send."""
    await until(lambda: not count(world, "submissions", "state = 'waiting'"))
    await world.card(TRIAGE, "Kowalski")
    await until(lambda: not count(world, "deliveries", "state IN ('due', 'claimed')"))
    await until(lambda: not count(world, "cards", "state IN ('due', 'claimed')"))


def told(answer: Answer) -> tuple[int, bytes, dict[str, str]]:
    own = ("date", "x-request-id")
    return answer.status, answer.body, {n: value for n, value in answer.headers.items() if n not in own}


@pytest.mark.parametrize(("marks", "headers"), REPEATS.values(), ids=REPEATS)
async def test_fifty_at_once_are_one_submission_one_lead_one_mail_and_one_card(world, marks, headers):
    form = a_form(**marks)

    answers = await asyncio.gather(*(sent(world, form, **headers) for _ in range(50)))
    await judged(world)
    later = await sent(world, form, **headers)
    await judged(world)

    assert told(later)[0] == 200
    assert all(told(answer) == told(later) for answer in answers)
    assert (count(world, "submissions"), count(world, "leads")) == (1, 1)
    assert [mail.recipients for mail in world.mailbox.mails] == [("jan@acme-client.example",)]
    [card] = world.chat.messages(TRIAGE.id)
    assert "wrote again" not in card.text


async def test_another_body_under_a_used_key_is_refused_in_one_sentence(world):
    first = await sent(world, a_form(), Idempotency_Key="k")

    refused = await sent(world, a_form(message="Something else."), Idempotency_Key="k")

    assert (refused.status, refused.json.keys()) == (422, {"error"})
    assert refused.json["error"].startswith("Idempotency-Key: ")
    assert told(await sent(world, a_form(), Idempotency_Key="k")) == told(first)
    assert count(world, "submissions") == 1


async def test_other_words_of_one_person_are_never_dropped_and_the_card_says_so(world):
    first = await sent(world, a_form())
    second = await sent(world, a_form(message="And please call me after six."))

    await world.card(TRIAGE, "wrote again")
    await judged(world)
    assert first.json["id"] != second.json["id"]
    assert (count(world, "submissions"), count(world, "leads")) == (2, 1)
    assert len(world.chat.messages(TRIAGE.id)) == 1


async def test_the_next_person_s_form_counts_though_the_page_sends_the_same_id_for_all(world):
    await sent(world, a_form(submission_id="1"))
    await sent(world, a_form(submission_id="1", email="ala@acme-client.example", last_name="Nowak"))

    await world.mail("jan@acme-client.example")
    await world.mail("ala@acme-client.example")
    assert count(world, "submissions") == 2


@pytest.mark.parametrize(("marks", "headers"), REPEATS.values(), ids=REPEATS)
async def test_a_repeat_is_known_after_a_restart(world, marks, headers):
    first = await sent(world, a_form(**marks), **headers)
    await world.stop()
    await world.start()

    assert told(await sent(world, a_form(**marks), **headers)) == told(first)
    assert count(world, "submissions") == 1


@pytest.mark.parametrize(("window", "stored"), [("0s", 2), ("1m", 1)])
async def test_the_operator_says_how_long_equal_content_is_the_same(tmp_path, database_url, window, stored):
    async with a_world(tmp_path, DATABASE=database_url, REPEAT_WINDOW=window) as world:
        await sent(world, a_form())
        await sent(world, a_form())

        assert count(world, "submissions") == stored
