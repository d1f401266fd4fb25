"""CORS: which pages may read what a hook answers; everybody's form is taken all the same."""

import json
from urllib.parse import urlencode

import pytest
import pytest_asyncio

from frontdesk.settings import shipped_folder
from frontdesk.web.cors import allowed
from support.stored import count
from support.world import a_form, a_world
from web.raw import FORM, Answer, one, request

pytestmark = pytest.mark.asyncio(loop_scope="module")

RULES = """
[forms.site]
hosts = ["acme.example", "shop.acme.example:8443", "localhost:3000", "127.0.0.1", "пример.example"]
[forms.keyed]
key = "the-key"
hosts = ["acme.example"]
[forms.server]
key = "servers-key"
"""
OURS = "https://acme.example"
GIVEN = {
    "a host": OURS,
    "a host with its port": "https://shop.acme.example:8443",
    "this machine with its port": "http://localhost:3000",
    "this machine by https": "https://localhost:3000",
    "this machine by number": "http://127.0.0.1",
    "a host in other letters": "https://xn--e1afmkfd.example",
}
REFUSED = {
    "another host": "https://evil.example",
    "null": "null",
    "a star": "*",
    "nothing but blanks": " ",
    "http": "http://acme.example",
    "another port": "https://acme.example:8443",
    "the host without its port": "https://shop.acme.example",
    "this machine with another port": "http://localhost:3001",
    "a name like this machine's": "http://localhost.evil.example:3000",
    "the host as a subdomain": "https://acme.example.evil.example",
    "a subdomain of the host": "https://www.acme.example",
    "the host as an ending": "https://evil-acme.example",
    "the host as a user": "https://acme.example@evil.example",
    "a user of the host": "https://evil@acme.example",
    "a path": "https://acme.example/",
    "a query": "https://acme.example?x",
    "a fragment": "https://acme.example#x",
    "two origins": "https://acme.example https://evil.example",
    "two origins with a comma": "https://acme.example, https://evil.example",
    "no scheme": "acme.example",
    "capitals": "https://ACME.example",
    "a scheme of its own": "file://acme.example",
    "an extension": "chrome-extension://acme.example",
    "an open bracket": "https://[acme.example",
    "letters that look alike": "https://аcme.example",
    "a tab": "https://acme\t.example",
    "long": "https://" + "a" * 5_000 + ".example",
}
LEAVE = {
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "Content-Type, Idempotency-Key",
    "access-control-max-age": "600",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(tmp_path_factory):
    """A desk that some hosts share; all tests here use it."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "rules.toml").write_text((shipped_folder() / "rules.toml").read_text("utf-8") + RULES, "utf-8")
    async with a_world(desk, SMTP="", TELEGRAM_TOKEN="", REPEAT_WINDOW="0s") as running:
        yield running


async def _asked(
    site, method: str, origin: str | None, hook: str = "site", body: str | None = None
) -> Answer:
    given = {"Origin": origin.encode().decode("latin-1")} if origin is not None else {}
    if method == "OPTIONS":
        given |= {
            "Access_Control_Request_Method": "POST",
            "Access_Control_Request_Headers": "idempotency-key",
        }
        return await one(site.service.url, request(method=method, path=f"/hooks/{hook}", media="", **given))
    body = json.dumps(a_form()) if body is None else body
    return await one(site.service.url, request(body, method=method, path=f"/hooks/{hook}", **given))


def _leave(answer: Answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name.startswith("access-control-")}


@pytest.mark.parametrize("origin", GIVEN.values(), ids=GIVEN)
async def test_a_page_of_the_forms_hosts_may_ask_and_read(site, origin):
    asked = await _asked(site, "OPTIONS", origin)
    posted = await _asked(site, "POST", origin)

    assert (asked.status, asked.body) == (204, b"")
    assert _leave(asked) == {"access-control-allow-origin": origin, **LEAVE}
    assert (posted.status, posted.json["status"]) == (200, "accepted")
    assert _leave(posted) == {
        "access-control-allow-origin": origin,
        "access-control-expose-headers": "Retry-After",
    }
    assert asked.headers["vary"] == posted.headers["vary"] == "Origin"


@pytest.mark.parametrize("origin", [o for o in REFUSED.values() if o.isprintable() and o.strip()], ids=str)
async def test_any_other_page_gets_no_leave_and_its_form_is_stored(site, origin):
    stored = count(site, "submissions")

    asked = await _asked(site, "OPTIONS", origin)
    posted = await _asked(site, "POST", origin)

    assert asked.status == 204
    assert (_leave(asked), _leave(posted)) == ({}, {})
    assert asked.headers["vary"] == posted.headers["vary"] == "Origin"
    assert posted.status == 200
    assert count(site, "submissions") == stored + 1


@pytest.mark.parametrize("origin", REFUSED.values(), ids=REFUSED)
async def test_no_other_origin_is_taken_for_one_of_the_hosts(origin):
    hosts = ("acme.example", "shop.acme.example:8443", "localhost:3000")

    assert not allowed(origin, hosts)
    assert not allowed(origin, ())


async def test_a_server_that_sends_no_origin_is_answered_as_before(site):
    answer = await _asked(site, "POST", None)

    assert (answer.status, answer.json["status"]) == (200, "accepted")
    assert (_leave(answer), answer.headers.get("vary")) == ({}, None)


WRONG = {
    "broken JSON": ("site", "{", 400),
    "no key": ("keyed", "{}", 401),
    "a wrong key": ("keyed/other", "{}", 401),
    "a long address": ("site", json.dumps({"email": "a" * 300 + "@a.example"}), 422),
    "too many fields": ("site", json.dumps({f"f{n}": "x" for n in range(300)}), 413),
}


@pytest.mark.parametrize(("hook", "body", "status"), WRONG.values(), ids=WRONG)
async def test_a_page_may_read_why_its_form_was_refused(site, hook, body, status):
    answer = await _asked(site, "POST", OURS, hook, body)

    assert answer.status == status
    assert answer.headers["access-control-allow-origin"] == OURS
    assert answer.headers["vary"] == "Origin"
    assert answer.json.keys() == {"error"}


HOOKS = {
    "a form with a key": ("keyed/the-key", True),
    "its address without the key": ("keyed", True),
    "a form without hosts": ("server/servers-key", False),
    "the open form": ("web", False),
    "no form": ("nobody", False),
    "a form that is no text": ("%FF%00", False),
}


@pytest.mark.parametrize(("hook", "given"), HOOKS.values(), ids=HOOKS)
async def test_each_form_goes_by_its_own_hosts(site, hook, given):
    asked = await _asked(site, "OPTIONS", OURS, hook)

    assert (asked.status, "access-control-allow-origin" in asked.headers) == (204, given)
    assert "access-control-allow-credentials" not in asked.headers


async def test_a_question_without_an_origin_is_told_the_methods(site):
    answer = await _asked(site, "OPTIONS", None)

    assert (answer.status, answer.headers["allow"], _leave(answer)) == (204, "POST, OPTIONS", {})


async def test_a_text_of_any_page_needs_no_question_and_is_stored(site):
    form = request(json.dumps(a_form()), "text/plain;charset=UTF-8", Origin="https://evil.example")

    answer = await one(site.service.url, form)

    assert (answer.status, _leave(answer)) == (200, {})


async def test_a_browsers_form_of_another_host_is_thanked(site):
    given = {"Origin": "https://evil.example", "Accept": "text/html"}

    answer = await one(site.service.url, request(urlencode(a_form()), FORM, path="/hooks/site", **given))

    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["vary"] == "Origin"
