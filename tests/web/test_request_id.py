"""Request ids: one for each request, from the answer through the logs to the mail."""

import json
import re

import pytest

from frontdesk.web.traced import request_id
from support.stored import submission
from support.world import a_form, a_world
from web.raw import one, request
from web.served import a_served

GIVEN = {
    "a UUID": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "as nginx makes them": "7f3c1d9b8a6e4f20b1c2d3e4f5a6b7c8",
    "sixteen characters": "abcdefgh12345678",
    "sixty-four characters": "A" * 64,
}
REFUSED = {
    "none": None,
    "blank": "",
    "short": "abcdefgh1234567",
    "long": "A" * 65,
    "a line end": "0f8fad5b-d9cb-469f\r\nBcc: eve@evil.example",
    "a line end at the end": "0f8fad5b-d9cb-469f\n",
    "an address": "jan.kowalski@acme-client.example",
    "a number of a phone": "+48512345200123456",
    "another script": "идентификатор-запроса-1",
    "digits of another script": "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦",
    "markup": "<script>alert(1)</script>",
    "an option first": "--------------------",
}
OURS = re.compile(r"[0-9a-f]{24}")


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_a_well_formed_id_is_kept(given):
    assert request_id(given) == given


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED)
def test_another_gets_one_of_ours(given):
    assert OURS.fullmatch(request_id(given))


def test_ours_are_well_formed_and_never_the_same():
    made = [request_id(None) for _ in range(10_000)]

    assert len(set(made)) == len(made)
    assert request_id(made[0]) == made[0]


async def test_every_answer_of_a_hook_tells_it(tmp_path):
    async with a_world(tmp_path, SMTP="", TELEGRAM_TOKEN="") as world:
        url, given = world.service.url, GIVEN["a UUID"]
        told = [
            (await one(url, data)).headers.get("x-request-id")
            for data in (
                request(json.dumps(a_form()), X_Request_Id=given),
                request("{", X_Request_Id=given),
                request(json.dumps(a_form()), path="/hooks/nobody", X_Request_Id=given),
                request(method="OPTIONS", Origin="https://evil.example", X_Request_Id=given),
                request(json.dumps(a_form()), X_Request_Id="short"),
            )
        ]

    assert told[:4] == [given] * 4
    assert OURS.fullmatch(told[4])


async def test_the_mail_and_the_stored_form_carry_it(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        given = {"X-Request-Id": GIVEN["a UUID"]}
        async with world.session.post(
            f"{world.service.url}/hooks/web", json=a_form(), headers=given
        ) as response:
            answer = await response.json()
        [mail] = await world.mail("jan@acme-client.example")

        assert f"\r\nX-Request-Id: {GIVEN['a UUID']}\r\n".encode() in mail.raw.partition(b"\r\n\r\n")[0]
        assert submission(world, answer["id"])["noted"] == {"request": GIVEN["a UUID"]}


async def test_a_form_cannot_put_an_id_into_its_mail(tmp_path):
    async with a_world(tmp_path) as world:
        given = {"X-Request-Id": "x\tBcc: eve@evil.example"}
        form = a_form(request="forged-forged-forged", noted={"request": "forged-forged-forged"})
        async with world.session.post(f"{world.service.url}/hooks/web", json=form, headers=given) as response:
            ours = response.headers["X-Request-Id"]
        [mail] = await world.mail("jan@acme-client.example")

    head = mail.raw.partition(b"\r\n\r\n")[0]
    assert f"X-Request-Id: {ours}\r\n".encode() in head + b"\r\n"
    assert b"forged" not in head
    assert b"Bcc" not in head


async def test_accept_judgement_and_delivery_are_logged_under_one_id(tmp_path):
    async with a_world(tmp_path, start=False) as world:
        settings = {"SMTP": world.mailbox.url, "MAIL_FROM": "Acme <hello@acme.example>", "LOG": "json"}
        async with a_served(tmp_path, **settings, DNS="off") as served:
            await served.start()
            given = GIVEN["as nginx makes them"]
            await one(served.url, request(json.dumps(a_form()), X_Request_Id=given))
            await world.mail("jan@acme-client.example")
            served.signal(15)
            _, lines = await served.ended()

    events = [json.loads(line) for line in lines if line.startswith("{")]
    assert [event["event"] for event in events if event.get("request") == given] == [
        "submission accepted",
        "lead judged",
        "delivery sent",
    ]
