"""The main job, end to end, on real servers."""

from support.world import OLGA, PIOTR, SALES, TRIAGE, a_form


async def test_a_form_becomes_a_letter_and_a_card_and_is_taken_by_sales(world):
    status, answer = await world.post(a_form())
    assert (status, answer["status"]) == (200, "accepted")

    [mail] = await world.mail("jan@acme-client.example")
    assert "45" in mail.text
    assert "Jan" in mail.text

    card = await world.card(TRIAGE, "Kowalski")
    assert "needs +3" in card.text
    assert "4" in card.text

    toast = await world.press(TRIAGE, "udget", OLGA)
    assert "7" in toast
    sales = await world.card(SALES, "Kowalski")
    assert "7" in sales.text
    line = await world.card(TRIAGE, "sales, 7")
    assert line.message_id == card.message_id

    await world.press(SALES, "Take", PIOTR)
    taken = await world.card(SALES, "Piotr")
    assert taken.message_id == sales.message_id
    assert len(world.mailbox.mails) == 1
