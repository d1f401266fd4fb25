"""Joins: two leads with one phone, from the offer on the card to one lead."""

import asyncio

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.store import joins, tables
from support.chats import a_card, a_hot_form, buttons, judged, labels, quiet, rows, tap, told
from support.world import ANN, OLGA, PIOTR, SALES, TRIAGE, VERA, a_form, until

EVE = {"email": "eve@other-client.example", "first_name": "Eve", "last_name": "Nowak"}


async def two(world, **fields: str):
    """Two leads with one phone in triage; the card of the later one."""
    await a_card(world)
    await a_card(world, **EVE, **fields)
    return await labels(world, TRIAGE, "#2 · Eve Nowak", "Join #1")


async def join(world, card) -> str:
    """Both presses on that card; the last toast."""
    await world.press(TRIAGE, "Join #1", OLGA, message=card)
    sure = await labels(world, TRIAGE, "#2 · Eve", "Join for good")
    return await world.press(TRIAGE, "Join for good", OLGA, message=sure)


async def test_the_same_phone_is_said_and_joins_nothing(world):
    later = await two(world)

    assert "same phone as #1 Jan Kowalski" in later.text
    assert [row.joined_into for row in await rows(world, "leads")] == [None, None]


async def test_the_older_lead_says_so_when_its_card_is_shown_next(world):
    await two(world)

    await world.post(a_form(message="One more thing."))

    older = await labels(world, TRIAGE, "#1 · Jan Kowalski", "Join #2")
    assert "same phone as #2 Eve Nowak" in older.text
    assert [row.joined_into for row in await rows(world, "leads")] == [None, None]


async def test_a_joined_lead_becomes_part_of_the_older_one(world):
    card = await two(world)
    await world.mail("jan@acme-client.example")
    await world.mail("eve@other-client.example")

    assert await join(world, card) == "Joined into one lead."

    line = await world.card(TRIAGE, "joined into #1")
    assert (line.message_id, buttons(line)) == (card.message_id, [])
    one = await world.card(TRIAGE, "wrote again (2)")
    assert "#1 · Jan Kowalski" in one.text
    assert "(new, unconfirmed)" in one.text
    known = await world.lead(1)
    assert [each.submission.fields["first_name"] for each in known.submissions] == ["Jan", "Eve"]
    assert [touch.kind for touch in known.touches].count("submission") == 2
    assert {row.lead for row in await rows(world, "identities")} == {1}
    assert {row.lead for row in await rows(world, "deliveries")} == {1}
    assert [row.state for row in await rows(world, "joins")] == ["joined"]
    gone = (await world.lead(2)).lead
    assert (gone.joined_into, gone.state, gone.owner) == (1, None, None)
    assert (await told(world, 1))[-1] == ("Olga", "join #2")
    assert (await told(world, 2))[-1] == ("Olga", "joined into #1")


async def test_a_join_sends_no_letter_and_keeps_its_receipt(world):
    card = await two(world)
    await world.mail("eve@other-client.example")
    before = len(await rows(world, "deliveries"))

    await join(world, card)
    await quiet(world)

    assert (len(await rows(world, "deliveries")), len(world.mailbox.mails)) == (before, 2)
    causes = [row.cause for row in await rows(world, "receipts") if row.lead == 1]
    assert causes[-1].startswith("press:")


async def test_a_form_from_either_address_goes_to_the_one_that_stays_and_is_answered_there(world):
    card = await two(world)
    await join(world, card)
    await world.card(TRIAGE, "joined into #1")

    await world.post(a_form(**EVE, message="One more thing."))

    await world.card(TRIAGE, "wrote again (3)")
    letters = [row.recipient for row in await rows(world, "deliveries")]
    assert letters[-1] == "eve@other-client.example"
    assert len(await rows(world, "leads")) == 2


async def test_answers_and_owner_of_the_later_lead_are_kept(world):
    await a_card(world)
    await world.post(a_hot_form(**EVE))
    hot = await labels(world, SALES, "Eve Nowak", "Take")
    await world.press(SALES, "Take", PIOTR, message=hot)
    asked = await labels(world, SALES, "👤 Piotr", "Join #1")
    await world.press(SALES, "Join #1", PIOTR, message=asked)
    sure = await labels(world, SALES, "👤 Piotr", "Join for good")

    await world.press(SALES, "Join for good", PIOTR, message=sure)

    await world.card(SALES, "joined into #1")
    assert "👤 Piotr" in (await world.card(SALES, "#1 ·")).text
    assert (await world.lead(1)).lead.owner == "Piotr"


async def test_not_the_same_is_remembered(world):
    card = await two(world)

    toast = await world.press(TRIAGE, "Not the same", OLGA, message=card)

    assert toast == "Noted: not the same person."
    await until(lambda: not any("same phone" in message.text for message in world.chat.messages(TRIAGE.id)))
    await world.post(a_form(**EVE, message="One more thing."))
    again = await world.card(TRIAGE, "wrote again (2)")
    assert "same phone" not in again.text
    assert [(row.state, row.by) for row in await rows(world, "joins")] == [("apart", "Olga")]


async def test_back_from_the_question_joins_nothing(world):
    card = await two(world)
    await world.press(TRIAGE, "Join #1", OLGA, message=card)
    sure = await labels(world, TRIAGE, "#2 · Eve", "Join for good")
    assert "Join #2 into #1 for good?" in sure.text

    toast = await world.press(TRIAGE, "Back", OLGA, message=sure)

    assert toast == "Nothing was joined."
    await labels(world, TRIAGE, "#2 · Eve", "Join #1")


@pytest.mark.parametrize(
    ("data", "by", "toast"),
    [
        pytest.param("1|2|jn|1|1", OLGA, "has changed", id="no second press without the first"),
        pytest.param("1|2|aj|7|1", OLGA, "has changed", id="a lead that was not offered"),
        pytest.param("1|2|aj|2|1", OLGA, "has changed", id="itself"),
        pytest.param("1|2|aj|1|1", VERA, "does not allow", id="a viewer"),
        pytest.param("1|2|ap|1|1", VERA, "does not allow", id="a viewer parts nothing"),
    ],
)
async def test_a_join_that_is_not_allowed_changes_nothing(world, data, by, toast):
    card = await two(world)

    assert toast in await tap(world, TRIAGE, card, data, by)

    assert [row.state for row in await rows(world, "joins")] == ["offered"]
    assert [row.joined_into for row in await rows(world, "leads")] == [None, None]


async def test_a_press_on_the_card_of_a_joined_lead_says_so_and_changes_nothing(world):
    card = await two(world)
    await join(world, card)
    before = await world.lead(1), await world.lead(2)

    said = [
        await tap(world, TRIAGE, card, data, OLGA)
        for data in ("1|2|budget|yes|1", "1|2|spam|-|1", "1|2|jn|1|2")
    ]

    assert said == ["This lead is part of #1 now."] * 3
    after = await world.lead(1), await world.lead(2)
    assert [(each.lead, each.answers) for each in after] == [(each.lead, each.answers) for each in before]


async def test_two_who_join_at_once_join_once(world):
    card = await two(world)
    await world.press(TRIAGE, "Join #1", OLGA, message=card)
    await labels(world, TRIAGE, "#2 · Eve", "Join for good")

    said = await asyncio.gather(*(tap(world, TRIAGE, card, "1|2|jn|1|2", who) for who in (OLGA, ANN)))

    assert sorted(said) == ["Joined into one lead.", "This lead is part of #1 now."]
    await quiet(world)
    assert [what for _, what in await told(world, 1)].count("join #2") == 1


async def test_a_lead_known_by_phone_is_offered_when_it_gives_an_address(world):
    await a_card(world, email="")

    await a_card(world, **EVE)

    assert "same phone as #1 Jan Kowalski" in (await labels(world, TRIAGE, "#2 · Eve", "Join #1")).text


async def test_a_known_address_with_a_phone_of_another_lead_is_offered(world):
    await a_card(world)
    await a_card(world, **EVE, phone="+48 600 100 200")

    await world.post(a_form(**EVE))

    card = await labels(world, TRIAGE, "#2 · Eve", "Join #1")
    assert "same phone as #1 Jan Kowalski" in card.text
    assert {row.value for row in await rows(world, "identities") if row.lead == 2} == {
        "eve@other-client.example",
        "+48600100200",
    }


async def test_a_suspected_advert_with_a_known_phone_is_not_offered(world):
    await a_card(world)

    await world.post(a_form(**{**EVE, "first_name": "Win at http://x.example"}))
    await quiet(world)

    assert (await world.lead(2)).lead.state == "quarantined"
    await world.post(a_form(message="One more thing."))
    assert "same phone" not in (await world.card(TRIAGE, "wrote again (2)")).text


async def test_a_number_that_everybody_gives_is_offered_a_few_times_only(world):
    forms = (a_form(email=f"jan{n}@client{n}.example") for n in range(25))
    await asyncio.gather(*(world.post(form) for form in forms))
    await judged(world)

    assert len(await rows(world, "joins")) == joins.OFFERS


async def test_a_form_that_came_while_its_lead_was_joined_is_judged_with_the_other(world):
    card = await two(world)
    await join(world, card)
    await quiet(world)

    def stray(connection):
        form = {"id": 2**63 - 1, "lead": 2, "hook": "web", "received_at": now(), "headers": b"", "body": b""}
        said = b'{"provider":"json","fields":{"email":"eve@other-client.example","message":"Late."}}'
        connection.execute(sa.insert(tables.submissions), [{**form, "normalised": said}])

    await world.service.db.write(stray)
    world.service.desk.wake.ring("judging")

    assert "Late." in (await world.card(TRIAGE, "wrote again (3)")).text
    assert {row.lead for row in await rows(world, "submissions")} == {1}


async def test_what_was_said_of_a_third_lead_goes_on_with_the_one_that_stays(world):
    await two(world)
    await a_card(world, email="tom@third.example", first_name="Tom", last_name="Lis", phone="+48 600 100 200")
    await world.post(a_form(**EVE, phone="+48 600 100 200"))

    await join(world, await labels(world, TRIAGE, "#2 · Eve", "Join #3"))

    handed = await labels(world, TRIAGE, "#3 · Tom", "Join #1")
    assert "same phone as #1 Jan Kowalski" in handed.text
