"""Asking: the service as a whole fetches answers and checks captchas on the way of a lead."""

import asyncio
import json

import pytest

from frontdesk.desk.node import Part
from frontdesk.settings import shipped_folder
from support.outside import Reply, an_outside
from support.stored import count, rows, submission
from support.world import TRIAGE, a_form, a_world, until

RULES = """
[forms.meta]
secret = "app-secret"
key = "k"
fetch = { token = "env:PAGE_TOKEN" }
[forms.site]
captcha = { kind = "hcaptcha", secret = "env:SITE_SECRET" }
"""


@pytest.fixture
async def outside():
    async with an_outside() as server:
        yield server


def a_desk(tmp_path, url, outside, **given):
    text = (shipped_folder() / "rules.toml").read_text("utf-8") + RULES.replace('secret = "app-secret"\n', "")
    text = text.replace("env:PAGE_TOKEN", "page-token").replace("env:SITE_SECRET", "site-secret")
    (tmp_path / "rules.toml").write_text(text, "utf-8")
    return a_world(tmp_path, DATABASE=url, META_API=outside.url, CAPTCHA_API=outside.url, **given)


def _notice(*ids: str):
    changes = [{"field": "leadgen", "value": {"leadgen_id": id_, "form_id": "5"}} for id_ in ids]
    return {"object": "page", "entry": [{"id": "1", "changes": changes}]}


async def test_a_notice_becomes_leads_with_letters_and_cards(tmp_path, database_url, outside):
    outside.lead("1", email="jan@acme-client.example", full_name="Jan Kowalski", phone_number="+48512345200")
    outside.lead("2", email="eve@other-client.example", full_name="Eve Adams")
    async with a_desk(tmp_path, database_url, outside) as world:
        status, answer = await world.post(_notice("1", "2"), "meta/k")
        await world.mail("jan@acme-client.example")
        await world.mail("eve@other-client.example")

        assert (status, len(answer["ids"])) == (200, 2)
        assert count(world, "submissions", "state = 'judged'") == 2


@pytest.mark.parametrize("answer", [{"success": True}, {"success": False}], ids=["solved", "failed"])
async def test_a_captcha_lets_a_letter_out_or_keeps_it(tmp_path, database_url, outside, answer):
    outside.says("/siteverify", answer)
    async with a_desk(tmp_path, database_url, outside) as world:
        _, told = await world.post(a_form(**{"h-captcha-response": "markedtoken"}), "site")
        await until(lambda: count(world, "submissions", "state = 'judged'"))

        state = rows(world, "SELECT state FROM leads")
        assert state == [("triage" if answer["success"] else "quarantined",)]
        assert "markedtoken" not in json.dumps(submission(world, told["id"]))


async def test_a_card_is_marked_when_the_captcha_could_not_be_checked(tmp_path, database_url, outside):
    outside.says("/siteverify", Reply(data={}, after=asyncio.Event()))
    async with a_desk(tmp_path, database_url, outside, CAPTCHA_TIMEOUT="100ms") as world:
        await world.post(a_form(**{"h-captcha-response": "x"}), "site")

        card = await world.card(TRIAGE, "Kowalski")
        assert "⚠️ captcha not checked" in card.text


async def test_what_a_door_took_in_is_checked_once_a_worker_comes(tmp_path, database_url, outside):
    outside.says("/siteverify", {"success": True})
    async with a_desk(tmp_path, database_url, outside) as world:
        await world.stop()
        await world.start(part=Part.WEB)
        await world.post(a_form(**{"h-captcha-response": "x"}), "site")
        assert rows(world, "SELECT state FROM submissions") == [("checking",)]
        await world.stop()

        await world.start(part=Part.WORKER)
        await until(lambda: count(world, "submissions", "state = 'judged'"))
