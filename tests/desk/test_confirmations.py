"""Confirmations: a known person gives another phone or name, and a person says that it is right."""

import pytest

from support.chats import Clock, a_card, a_hot_form, judged, labels, rows, tap, told
from support.world import OLGA, PIOTR, SALES, TRIAGE, VERA, a_form, a_world, until

NEW = {"phone": "+48 700 100 201", "message": "Please use the other number."}


async def a_new_phone(world, **fields: str):
    """The card of somebody who wrote again with another phone."""
    await a_card(world)
    await world.post(a_form(**{**NEW, **fields}))
    return await labels(world, TRIAGE, "wrote again (2)", "is right")


async def test_a_new_phone_is_shown_beside_the_old_one_and_changes_nothing(world):
    card = await a_new_phone(world)

    assert "📞 +48 5•• ••• 200" in card.text
    assert "🆕 📞 +48 7•• ••• 201 (new, unconfirmed)" in card.text
    assert "✓ +48 7•• ••• 201 is right" in [b.text for row in card.rows for b in row]
    assert "+48700100201" not in {row.value for row in await rows(world, "identities")}


async def test_a_confirmed_phone_stands(world):
    card = await a_new_phone(world)

    toast = await world.press(TRIAGE, "is right", OLGA, message=card)

    assert toast == "Noted as right."
    right = await labels(world, TRIAGE, "📞 +48 7•• ••• 201", "Undo")
    assert "unconfirmed" not in right.text
    assert (await told(world))[-1] == ("Olga", "confirm phone")
    [word] = await rows(world, "confirmations")
    assert (word.lead, word.field, word.by) == (1, "phone", "Olga")
    known = await world.lead(1)
    signals = world.service.desk.judge.signals(known)
    assert (word.submission, signals.phone.e164) == (known.submissions[-1].id, "+48700100201")


async def test_undo_brings_the_old_phone_back(world):
    card = await a_new_phone(world)
    await world.press(TRIAGE, "is right", OLGA, message=card)
    right = await labels(world, TRIAGE, "📞 +48 7•• ••• 201", "Undo")

    toast = await world.press(TRIAGE, "Undo", OLGA, message=right)

    assert toast == "Undone."
    await labels(world, TRIAGE, "📞 +48 5•• ••• 200", "is right")
    assert await rows(world, "confirmations") == []


async def test_the_undo_button_goes_after_a_minute(tmp_path, database_url):
    clock = Clock()
    async with a_world(tmp_path, start=False, DATABASE=database_url) as world:
        await world.start(clock=clock)
        card = await a_new_phone(world)
        await world.press(TRIAGE, "is right", OLGA, message=card)
        await labels(world, TRIAGE, "wrote again", "Undo")

        clock.forward(61)

        await until(lambda: "Undo" not in str([m.rows for m in world.chat.messages(TRIAGE.id)]))


async def test_the_same_confirmation_again_is_told_so(world):
    card = await a_new_phone(world)
    data = next(b.callback_data for row in card.rows for b in row if "is right" in b.text)

    said = [await tap(world, TRIAGE, card, data, OLGA) for _ in range(3)]

    assert said == ["Noted as right.", "Already done: Olga.", "Already done: Olga."]
    assert [what for _, what in await told(world)].count("confirm phone") == 1


@pytest.mark.parametrize(
    ("data", "by", "toast"),
    [
        pytest.param("1|1|cp|1|2", OLGA, "has changed", id="a form that is not there"),
        pytest.param("1|1|ce|{0}|2", OLGA, "has changed", id="an address that is not new"),
        pytest.param("1|1|cp|{0}|2", VERA, "does not allow", id="a viewer"),
        pytest.param("1|1|cx|{0}|2", OLGA, "not here", id="no such part"),
    ],
)
async def test_what_is_not_new_cannot_be_confirmed(world, data, by, toast):
    card = await a_new_phone(world)
    newest = (await world.lead(1)).submissions[-1].id

    assert toast in await tap(world, TRIAGE, card, data.format(newest), by)
    assert await rows(world, "confirmations") == []


async def test_a_confirmed_name_is_on_the_card_of_sales_too(world):
    await a_card(world, SALES)
    await world.press(SALES, "Take", PIOTR)
    await world.post(a_hot_form(first_name="Eve", last_name="Nowak"))
    card = await labels(world, SALES, "👤 Eve Nowak (new, unconfirmed)", "Eve Nowak is right")
    assert "Jan Kowalski, CTO" in card.text

    await world.press(SALES, "is right", PIOTR, message=card)

    assert "Eve Nowak, CTO" in (await labels(world, SALES, "Eve Nowak, CTO", "Undo")).text


async def test_a_confirmed_form_still_counts_after_many_others(world):
    card = await a_new_phone(world)
    await world.press(TRIAGE, "is right", OLGA, message=card)

    for n in range(25):
        await world.post(a_form(message=f"Number {n}"))
    await judged(world)

    known = await world.lead(1)
    assert world.service.desk.judge.signals(known).phone.e164 == "+48700100201"


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({"phone": "0048 512-345-200"}, id="the same digits"),
        pytest.param({"first_name": "KOWALSKI", "last_name": "jan"}, id="the same name"),
    ],
)
async def test_what_only_looks_different_asks_nothing(world, form):
    await a_card(world)

    await world.post(a_form(**form))

    assert "unconfirmed" not in (await world.card(TRIAGE, "wrote again (2)")).text


async def test_people_of_one_company_are_named_on_the_next_card(world):
    await a_card(world, SALES)
    await world.press(SALES, "Take", PIOTR)
    await world.card(SALES, "👤 Piotr")

    card = await a_card(world, email="eve@acme-client.example", last_name="Nowak", phone="+48 600 100 200")

    assert "🏢 same company: #1 Jan Kowalski, " in card.text
    assert "(Piotr)" in card.text
