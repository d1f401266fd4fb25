"""The promise: a 200 is on disk, a trap tells nobody, and a crowd from one address stops nothing."""

import asyncio
import json

from support.stored import count, rows, submission
from support.world import TRIAGE, a_form, a_world, until
from web.raw import one, request


async def test_the_row_is_in_the_file_when_the_answer_comes(world):
    for number in range(20):
        form = a_form(email=f"a{number}@acme-client.example")

        _, answer = await world.post(form)

        assert submission(world, answer["id"])["fields"]["email"] == form["email"]


async def test_a_robot_in_the_trap_is_answered_like_anybody_and_nobody_hears_of_it(world):
    good = await one(world.service.url, request(json.dumps(a_form())))
    trapped = a_form(email="robot@acme-client.example", website_hp="x", company="Robots Ltd")
    trap = await one(world.service.url, request(json.dumps(trapped)))
    await world.card(TRIAGE, "Kowalski")
    await until(lambda: not count(world, "submissions", "state = 'waiting'"))
    await asyncio.sleep(0.3)

    own = ("date", "x-request-id")
    kept = {name: value for name, value in trap.headers.items() if name not in own}
    assert kept == {name: value for name, value in good.headers.items() if name not in own}
    assert (trap.status, trap.json.keys(), trap.json["status"]) == (200, good.json.keys(), "accepted")
    [[state]] = rows(
        world,
        "SELECT leads.state FROM leads JOIN submissions ON lead = leads.id WHERE submissions.id = :id",
        id=int(trap.json["id"], 16),
    )
    assert state == "quarantined"
    assert [mail.recipients for mail in world.mailbox.mails] == [("jan@acme-client.example",)]
    assert not any("Robots" in message.text for message in world.chat.messages(TRIAGE.id))


async def test_a_crowd_of_forms_from_one_address_stops_nobody_else(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        crowd = (a_form(message=f"form {number}") for number in range(60))
        answers = await asyncio.gather(*(world.post(form) for form in crowd))
        await world.post(a_form(email="other@acme-client.example"))

        assert {status for status, _ in answers} == {200}
        await world.mail("other@acme-client.example")
        await until(lambda: count(world, "submissions", "state = 'judged'") == 61)
