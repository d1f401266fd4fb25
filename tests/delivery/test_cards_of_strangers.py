"""Cards of strangers: whatever a form says reaches the chat as text."""

import pytest

from support.chats import a_card, labels, quiet, shows, tap
from support.world import OLGA, SALES, TRIAGE

#: All that our own templates make.
OURS = {"bold", "date_time", "code", "blockquote", "expandable_blockquote"}
HOSTILE = {
    "a tag": "<b>bold</b> <a href='https://evil.example'>x</a>",
    "an end tag": "</b></blockquote></code><b>",
    "a template": "{{777*777}} {% for x in range(9) %}{{x}}{% endfor %} ${777*777} #{777*777}",
    "a mention": "@admin @all_of_you write to @durov",
    "a command": "/start /spam@frontdesk_bot /erase_1",
    "a person's link": "tg://user?id=1 tg://resolve?domain=durov",
    "addresses": "https://evil.com http://1.2.3.4/x evil.com www.evil.com/path ftp://evil.com t.me/evil",
    "hash and cash": "#tag #рус $USD #142",
    "entities": "&lt;b&gt; &#60;b&#62; &amp;amp; &nbsp; &bogus;",
    "bidi": "\u202eevil\u202c \u2066x\u2069 \u200f\u200b\ufeff",
    "controls": "a\x00b\x07c\x1b[31md\x85e\u2028f",
    "markdown": "*bold* _it_ [x](https://evil.com) `code` ||spoiler||",
    "1,000 <": "<" * 1000,
    "20,000 characters": "long words " * 1818,
    "4,000 emoji": "👩‍👩‍👧‍👦" * 570,
    "one long word": "W" * 20_000,
}


def live(message):
    """Every entity that is not of our own making."""
    return [entity for entity in message.entities if entity.type not in OURS]


def hostile_form(value, **more):
    short = value[:2000]
    return {
        "first_name": short,
        "last_name": short,
        "position": short,
        "company": short,
        "business": short,
        "message": value,
        "phone": "+48 512 345 200",
        "email": "jan@acme-client.example",
        value[:200]: value,
        **more,
    }


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
async def test_no_field_of_a_form_makes_anything_live(world, value):
    card = await a_card(world)

    await world.post(hostile_form(value))

    again = await world.card(TRIAGE, "wrote again")
    assert again.message_id == card.message_id
    assert live(again) == []
    assert len(again.text.encode("utf-16-le")) // 2 <= 4096
    assert len(again.entities) <= 100
    assert not set(again.text) & set("\u202e\u2066\u200f\u200b\ufeff\x00\x07\x1b")
    assert "603729" not in again.text
    sent = shows(world, TRIAGE)
    assert [call.params["parse_mode"] for call in sent] == ["HTML", "HTML"]
    assert all('"is_disabled": true' in call.params["link_preview_options"] for call in sent)


async def test_what_a_form_says_is_shown_as_it_was_written(world):
    said = "Is 1 < 2 & \"3\" > 2? <script>alert('x') {{777*777}}"

    card = await a_card(world, message=said)

    assert said in card.text


async def test_a_long_message_is_cut_where_people_see_it(world):
    card = await a_card(world, message="We need a portal. " * 1000)

    assert "…" in card.text


@pytest.mark.parametrize("name", ["a mention", "a command", "addresses", "hash and cash", "entities"])
async def test_nothing_is_live_in_plain_text_either(world, name):
    await a_card(world)
    world.chat.fail_next("editMessageText", 400, "Bad Request: can't parse entities: x")

    await world.post(hostile_form(HOSTILE[name]))

    again = await world.card(TRIAGE, "wrote again")
    assert again.entities == ()


async def test_the_sales_card_and_the_lines_hold_nothing_live_either(world):
    card = await a_card(world)
    await world.post(hostile_form("@admin /start https://evil.com <b> #tag", last_name="Kowalski"))
    await world.card(TRIAGE, "wrote again")

    await tap(world, TRIAGE, card, "1|1|budget|yes|2", OLGA)

    sales = await labels(world, SALES, "Kowalski", "Take")
    line = await world.card(TRIAGE, "sales, 7")
    assert live(sales) == live(line) == []
    await quiet(world)


async def test_a_name_in_a_form_cannot_be_a_button(world):
    card = await a_card(world, company="1|1|spam|-|1", position="🚫 Spam")

    assert sum("Spam" in button.text for row in card.rows for button in row) == 1
    assert all(len((b.callback_data or "").encode()) <= 64 for row in card.rows for b in row)
    assert not any("@" in (b.callback_data or "") for row in card.rows for b in row)
