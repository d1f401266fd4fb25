"""Every provider's sample posted to a running desk: stored as expected, answered as its sender needs."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from frontdesk.intake.forms import ADAPTERS
from frontdesk.settings import shipped_folder
from support.postgres import ENGINES, a_database
from support.stored import count, submission
from support.world import a_world
from web.raw import sent

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAYLOADS = Path(__file__).parents[1] / "payloads"
REQUESTS = sorted(PAYLOADS.glob("*/*.http"))
SECRET = "frontdesk-test-secret"
SIGNED_AT = datetime.fromtimestamp(1_795_167_000, UTC)
SIGNED = (
    *("typeform", "tally", "framer", "formspree", "calendly", "wpforms", "webflow", "netlify", "hubspot"),
    *("meta", "linkedin", "standard_webhooks", "svix", "google_ads", "bitrix24", "cf7", "zapier", "make"),
    "yandex_forms",
)


def _forms():
    for name in ADAPTERS:
        yield f"[forms.{name}]" + (f'\nsecret = "{SECRET}"' if name in SIGNED else "")
    # The first version of this one does not sign.
    yield '[forms.plain]\nprovider = "webflow"'


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=ENGINES)
async def site(tmp_path_factory, request):
    """A desk with a form of every provider, at the time that the samples were signed."""
    desk = tmp_path_factory.mktemp("desk")
    rules = (shipped_folder() / "rules.toml").read_text("utf-8") + "\n" + "\n".join(_forms())
    (desk / "rules.toml").write_text(rules, "utf-8")
    with a_database(request.param) as url:
        async with a_world(desk, start=False, DATABASE=url, PUBLIC_URL="https://frontdesk.example") as world:
            await world.start(clock=lambda: SIGNED_AT)
            yield world


def _raw(path):
    """The sample as it was sent, on a connection that ends."""
    raw = path.read_bytes().replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
    return raw.replace(b"/hooks/webflow ", b"/hooks/plain ") if "v1" in path.stem else raw


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
async def test_a_sample_is_stored_and_answered_as_its_sender_needs(path, site):
    expected = json.loads(path.with_suffix(".expected.json").read_text())
    before = count(site, "submissions")

    [answer] = await sent(site.service.url, _raw(path))

    assert answer.status == 200
    if response := expected.get("response"):
        assert (
            answer.json == response["json"]
            if "json" in response
            else answer.body == response["body"].encode()
        )
    elif expected["test_ping"]:
        assert answer.json == {"id": None, "status": "test"}
    elif answer.headers["content-type"].startswith("application/json"):
        assert answer.json["status"] == "accepted"
        stored = submission(site, answer.json["id"])
        assert {name: stored[name] for name in ("provider", "form", "submission_id", "fields")} == {
            name: expected[name] for name in ("provider", "form", "submission_id", "fields")
        }
    assert count(site, "submissions") == before + (not expected["test_ping"])
