"""Presses: what each button does, who may press it, and what the chats show then."""

import asyncio

import pytest

from support.chats import Clock, a_card, buttons, labels, quiet, rows, shows, tap, told
from support.world import ANN, MARK, OLGA, PIOTR, SALES, STRANGER, TRIAGE, VERA, a_form, a_world, until


async def test_yes_brings_the_points_and_the_card_goes_to_sales(world):
    card = await a_card(world)

    toast = await world.press(TRIAGE, "Budget fits", OLGA)

    assert "7" in toast
    assert "score 7" in (await world.card(SALES, "Kowalski")).text
    line = await world.card(TRIAGE, "sales, 7 · confirmed by Olga")
    assert line.message_id == card.message_id
    assert buttons(line) == ["↩ Undo"]


async def test_no_stays_on_the_card_with_its_author(world):
    card = await a_card(world)

    await tap(world, TRIAGE, card, "1|1|brief|no|1", OLGA)

    answered = await labels(world, TRIAGE, "Kowalski", "✖ Has a brief · Olga")
    assert "has a brief" not in answered.text
    assert answered.message_id == card.message_id


async def test_clear_takes_the_answer_back(world):
    card = await a_card(world)
    await tap(world, TRIAGE, card, "1|1|brief|yes|1", OLGA)
    answered = await labels(world, TRIAGE, "needs +2", "✅ Has a brief · Olga")

    toast = await world.press(TRIAGE, "Clear", OLGA, message=answered)

    assert toast == "Answer taken back."
    cleared = await world.card(TRIAGE, "needs +3")
    assert buttons(cleared) == buttons(card)


async def test_the_answer_of_a_person_outranks_the_finding_of_the_machine(world):
    card = await a_card(world, message="We need SEO promotion for our portal.")
    assert "off-profile −5" in card.text

    toast = await tap(world, TRIAGE, card, "1|1|off_profile|no|1", OLGA)

    assert "The score is now 4" in toast
    answered = await labels(world, TRIAGE, "needs +3", "✖ Off-profile · Olga")
    assert "off-profile −5" not in answered.text


async def test_to_nurture_leaves_one_line(world):
    await a_card(world)

    toast = await world.press(TRIAGE, "To nurture", OLGA)

    assert toast == "Moved to nurture."
    line = await world.card(TRIAGE, "nurture · confirmed by Olga")
    assert buttons(line) == ["↩ Undo"]
    assert world.chat.messages(SALES.id) == []


async def test_spam_leaves_one_line_and_undo_brings_the_card_back(world):
    card = await a_card(world)
    await world.press(TRIAGE, "Spam", OLGA)
    line = await world.card(TRIAGE, "spam · confirmed by Olga")

    toast = await world.press(TRIAGE, "Undo", OLGA, message=line)

    assert toast == "Undone."
    back = await world.card(TRIAGE, "needs +3")
    assert (back.message_id, buttons(back)) == (card.message_id, buttons(card))


async def test_undo_of_an_answer_takes_the_lead_back_from_sales(world):
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    await world.card(SALES, "Kowalski")
    line = await world.card(TRIAGE, "sales, 7")

    await world.press(TRIAGE, "Undo", OLGA, message=line)

    assert "needs +3" in (await world.card(TRIAGE, "needs +3")).text
    assert buttons(await world.card(SALES, "back to triage, 4")) == []


async def test_take_shows_the_owner_in_both_chats(world):
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    sales = await world.card(SALES, "Kowalski")

    await world.press(SALES, "Take", PIOTR)

    assert (await world.card(SALES, "👤 Piotr")).message_id == sales.message_id
    assert buttons(await world.card(TRIAGE, "taken: Piotr")) == []


async def test_undo_of_a_claim_sets_the_lead_free(world):
    await a_card(world, SALES)
    await world.press(SALES, "Take", PIOTR)
    taken = await labels(world, SALES, "👤 Piotr", "Undo")

    await world.press(SALES, "Undo", PIOTR, message=taken)

    assert "Piotr" not in (await labels(world, SALES, "Kowalski", "Take")).text


async def test_spam_in_sales_reaches_the_line_in_triage(world):
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    card = await world.card(SALES, "Kowalski")

    await tap(world, SALES, card, "1|1|spam|-|2", MARK)

    assert "confirmed by Mark" in (await world.card(TRIAGE, "spam")).text
    assert "confirmed by Mark" in (await world.card(SALES, "spam")).text


@pytest.mark.parametrize(
    ("data", "by", "toast"),
    [
        pytest.param("1|1|budget|yes|1", STRANGER, "I do not know you yet", id="a stranger"),
        pytest.param("1|1|budget|yes|1", VERA, "does not allow", id="a viewer"),
        pytest.param("1|1|budget|yes|1", PIOTR, "does not allow", id="sales sort nothing"),
        pytest.param("1|1|claim|-|1", OLGA, "does not allow", id="a secretary takes nothing"),
        pytest.param("1|1|claim|-|1", PIOTR, "has changed", id="nobody takes from triage"),
        pytest.param("1|1|undo|-|1", OLGA, "has changed", id="nothing to undo"),
        pytest.param("1|2|budget|yes|1", OLGA, "not here", id="a lead that is not there"),
        pytest.param("1|1|phone|yes|1", OLGA, "no longer ask", id="a criterion nobody is asked"),
        pytest.param("1|1|nonsense|yes|1", OLGA, "no longer ask", id="a criterion that never was"),
        pytest.param("junk", OLGA, "not here", id="junk"),
        pytest.param("", OLGA, "not here", id="nothing"),
        pytest.param("\N{PILE OF POO}" * 16, OLGA, "not here", id="64 bytes"),
        pytest.param("1|1|budget|yes|1" * 1000, OLGA, "not here", id="16,000 bytes"),
        pytest.param(b"1|1|budget|yes|\xff\xfe", OLGA, "not here", id="no UTF-8"),
        pytest.param("2|1|budget|yes|1", OLGA, "not here", id="another version"),
        pytest.param("1|-1|budget|yes|1", OLGA, "not here", id="a negative lead"),
        pytest.param(f"1|{2**63 - 1}|claim|-|1", OLGA, "not here", id="the largest lead"),
        pytest.param(f"1|{2**63}|claim|-|1", OLGA, "not here", id="a lead too large"),
        pytest.param("1|1' OR 1=1|claim|-|1", OLGA, "not here", id="SQL"),
    ],
)
async def test_a_press_that_is_not_allowed_is_answered_and_changes_nothing(world, data, by, toast):
    card = await a_card(world)
    before = await world.lead(1)

    said = await tap(world, TRIAGE, card, data, by)

    assert toast in said
    await quiet(world)
    after = await world.lead(1)
    assert (after.lead, after.answers) == (before.lead, before.answers)
    assert len(shows(world, TRIAGE)) == 1


async def test_a_press_from_a_chat_without_the_card_changes_nothing(world):
    await a_card(world)
    other = await a_card(world, SALES, email="other@acme-client.example", last_name="Nowak")

    said = await tap(world, SALES, other, "1|1|spam|-|1", MARK)

    assert "not here" in said
    assert (await world.lead(1)).lead.quarantined_by is None


async def test_the_same_press_ten_times_is_one_change(world):
    card = await a_card(world)

    said = await asyncio.gather(*(tap(world, TRIAGE, card, "1|1|brief|yes|1", OLGA) for _ in range(10)))

    assert sum("Noted" in toast for toast in said) == 1
    assert sum("Already done: Olga" in toast for toast in said) == 9
    await quiet(world)
    assert (await world.lead(1)).lead.revision == 2
    assert len(shows(world, TRIAGE)) == 2


async def test_of_two_who_take_at_once_one_is_owner_and_the_other_is_told(world):
    card = await a_card(world, SALES)

    said = await asyncio.gather(*(tap(world, SALES, card, "1|1|claim|-|1", who) for who in (PIOTR, ANN)))

    owner = (await world.lead(1)).lead.owner
    assert sorted(toast == f"Already taken: {owner}." for toast in said) == [False, True]
    assert sorted((await told(world))[1:], key=lambda line: line[0] != owner) == [
        (owner, "claim"),
        (owner, "saw contacts"),
        ({"Piotr": "Ann", "Ann": "Piotr"}[owner], "refused claim"),
    ]


async def test_an_answer_after_a_claim_moves_nothing(world):
    card = await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    await world.card(SALES, "Kowalski")
    await world.press(SALES, "Take", PIOTR)

    said = await tap(world, TRIAGE, card, "1|1|budget|no|1", OLGA)

    assert said == "The card has changed, look again."
    known = await world.lead(1)
    assert (known.lead.owner, known.answers["budget"].yes) == ("Piotr", True)


async def test_undo_is_refused_to_another_and_after_a_minute(tmp_path, database_url):
    clock = Clock()
    async with a_world(tmp_path, DATABASE=database_url, start=False) as world:
        await world.start(clock=clock)
        await a_card(world)
        await world.press(TRIAGE, "Spam", OLGA)
        line = await world.card(TRIAGE, "spam")
        data = line.rows[0][0].callback_data

        other = await tap(world, TRIAGE, line, data, ANN)
        clock.forward(61)
        late = await tap(world, TRIAGE, line, data, OLGA)

        assert (other, late) == ("Your role does not allow this.", "Too late to undo.")
        assert (await world.lead(1)).lead.quarantined_by == "Olga"


async def test_the_undo_button_goes_after_a_minute(tmp_path, database_url):
    clock = Clock()
    async with a_world(tmp_path, DATABASE=database_url, start=False) as world:
        await world.start(clock=clock)
        await a_card(world)
        await world.press(TRIAGE, "Spam", OLGA)
        line = await labels(world, TRIAGE, "spam", "Undo")

        clock.forward(61)

        gone = await until(lambda: [m for m in world.chat.messages(TRIAGE.id) if not m.rows])
        assert [m.message_id for m in gone] == [line.message_id]


async def test_an_undone_step_offers_no_undo(world):
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    await world.card(SALES, "Kowalski")
    await world.press(TRIAGE, "Undo", OLGA, message=await world.card(TRIAGE, "sales, 7"))

    await world.card(SALES, "back to triage")
    await quiet(world)

    assert "↩ Undo" not in [b for c in (TRIAGE, SALES) for m in world.chat.messages(c.id) for b in buttons(m)]


async def test_spam_withholds_an_unsent_letter_and_undo_lets_it_go(tmp_path, database_url):
    retries = "200ms," * 20 + "200ms"
    async with a_world(tmp_path, DATABASE=database_url, start=False, LETTER_RETRIES=retries) as world:
        world.mailbox.down = True
        await world.start()
        await a_card(world)
        await world.press(TRIAGE, "Spam", OLGA)
        line = await world.card(TRIAGE, "spam")
        world.mailbox.down = False
        await asyncio.sleep(0.5)
        [letter] = await rows(world, "deliveries")
        assert (letter.state, letter.reason, world.mailbox.mails) == ("withheld", "person", [])

        await world.press(TRIAGE, "Undo", OLGA, message=line)

        assert len(await world.mail("jan@acme-client.example")) == 1


async def test_a_further_form_of_the_same_person_joins_the_lead(world):
    card = await a_card(world)
    await world.mail("jan@acme-client.example")

    await world.post(a_form(message="One more thing: we also need an app store."))

    again = await world.card(TRIAGE, "wrote again (2)")
    assert (again.message_id, "One more thing" in again.text) == (card.message_id, True)
    await asyncio.sleep(0.2)
    assert len(world.mailbox.mails) == 1
    assert sorted(letter.reason or "" for letter in await rows(world, "deliveries")) == ["", "quota"]


async def test_a_further_form_does_not_take_the_lead_from_its_owner(world):
    await a_card(world, SALES)
    await world.press(SALES, "Take", PIOTR)

    await world.post(a_form(message="buy cheap followers", last_name="Kowalski"))

    assert "👤 Piotr" in (await world.card(SALES, "wrote again")).text


async def test_a_hot_lead_goes_to_sales_without_triage(world):
    card = await a_card(world, SALES)

    assert "score 8" in card.text
    assert buttons(card)[0] == "🙋 Take"
    assert world.chat.messages(TRIAGE.id) == []


@pytest.mark.parametrize(
    ("form", "state"),
    [
        pytest.param({"email": "jan@gmail.com", "company": "", "position": ""}, "nurture", id="nurture"),
        pytest.param(
            {"company": "", "email": "jan@gmail.com", "message": "SEO promotion, logo design", "phone": ""},
            "junk",
            id="junk",
        ),
        pytest.param({"first_name": "Win at http://x.example", "last_name": ""}, "quarantined", id="spam"),
    ],
)
async def test_a_lead_for_nobody_gets_no_card(world, form, state):
    await world.post(a_form(**form))

    await quiet(world)
    assert (await world.lead(1)).lead.state == state
    assert world.chat.messages(TRIAGE.id) == world.chat.messages(SALES.id) == []
