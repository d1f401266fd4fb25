"""Embed: the script that is served, and what it gives away."""

import gzip
import json
import re

import pytest
import pytest_asyncio

from frontdesk.desk.clock import wall as now
from frontdesk.desk.secret import Secret
from frontdesk.intake.shown import FIELD, shown_for
from frontdesk.settings import desk_file, shipped_folder
from support.stored import submission
from support.world import a_form, a_world
from web.raw import Answer, one, request

pytestmark = pytest.mark.asyncio(loop_scope="module")

RULES = """
[forms.site]
hosts = ["acme.example", "пример.example"]
language = "pl"
[forms.keyed]
key = "the.key~of-ours"
hosts = ["acme.example"]
[forms.server]
key = "servers-key"
[forms.signed]
secret = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ="
provider = "standard_webhooks"
hosts = ["acme.example"]
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(tmp_path_factory):
    """A desk with forms for pages and forms for servers; all tests here share it."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "rules.toml").write_text((shipped_folder() / "rules.toml").read_text("utf-8") + RULES, "utf-8")
    async with a_world(desk, SMTP="", TELEGRAM_TOKEN="", REPEAT_WINDOW="0s") as running:
        yield running


async def _script(site, name: str, method: str = "GET", **headers: str) -> Answer:
    asked = request(method=method, path=f"/embed/{name}", media="", **headers)
    return await one(site.service.url, asked)


def _facts(answer: Answer) -> dict:
    return json.loads(re.search(r"\((\{.*\})\);\s*$", answer.body.decode())[1])


async def test_the_script_comes_as_one_that_any_page_may_load(site):
    answer = await _script(site, "web.js")

    assert answer.status == 200
    wanted = {
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "cross-origin",
    }
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert "__FORM__" not in answer.body.decode()


#: What strict pages forbid, what could turn text into markup or code, and what browsers of 2017 cannot read.
NEVER = {
    "eval": r"\beval\b|\bFunction\(|setTimeout\(['\"`]",
    "markup": r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc",
    "handlers in markup": r"['\"`]on[a-z]+['\"`]",
    "inline styles": r"['\"`]style['\"`]|cssText",
    "cookies": r"document\.cookie|localStorage",
    "a later language": r"\?\.[a-z(\[]|\?\?|\.\.\.|catch \{|\*\*=|\bBigInt\b|\.flat\(|replaceAll",
}


@pytest.mark.parametrize("pattern", NEVER.values(), ids=NEVER)
async def test_the_script_keeps_to_what_the_strictest_pages_and_older_browsers_allow(site, pattern):
    script = (await _script(site, "web.js")).body.decode()

    assert '"use strict"' in script
    assert re.findall(pattern, script.partition("words")[0]) == []


async def test_the_script_weighs_little_on_the_wire(site):
    plain, packed = await _script(site, "web.js"), await _script(site, "web.js", Accept_Encoding="gzip")

    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < 6_000
    assert gzip.decompress(packed.body).splitlines()[:-1] == plain.body.splitlines()[:-1]


async def test_a_form_is_told_by_its_own_facts(site):
    facts = _facts(await _script(site, "site.js"))

    assert (facts["name"], facts["path"], facts["url"]) == ("site", "site", None)
    assert facts["hosts"] == ["acme.example", "xn--e1afmkfd.example"]
    assert facts["words"]["sending"] == "Wysyłanie…"


@pytest.mark.parametrize(
    ("query", "word"),
    [("ru", "Отправляем…"), ("en-GB", "Sending…"), ("de", "Wysyłanie…"), ("", "Wysyłanie…")],
)
async def test_a_page_may_ask_for_another_language(site, query, word):
    facts = _facts(await _script(site, f"site.js?lang={query}"))

    assert facts["words"]["sending"] == word


async def test_a_key_stands_in_the_address(site):
    assert _facts(await _script(site, "keyed.js"))["path"] == "keyed/the.key~of-ours"


NOT_THERE = {
    "no such form": "nobody.js",
    "a provider without a table": "tilda.js",
    "a form of a server": "server.js",
    "a form that signs": "signed.js",
    "another case": "WEB.js",
    "no ending": "web",
    "another ending": "web.css",
    "a path": "..%2Fhooks%2Fweb.js",
    "markup": "%3Cscript%3E.js",
    "no text": "%FF%00.js",
    "a part of the key": "server/servers-key.js",
}


@pytest.mark.parametrize("name", NOT_THERE.values(), ids=NOT_THERE)
async def test_no_other_script_is_there(site, name):
    answer = await _script(site, name)

    assert (answer.status, answer.json) == (404, {"error": "not found"})


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("POST", 404), ("DELETE", 404)])
async def test_a_script_is_only_read(site, method, status):
    assert (await _script(site, "web.js", method)).status == status


async def test_every_script_brings_a_token_of_its_form_and_moment(site):
    secret, before = await Secret(site.service.db).read(), now()
    shown = _facts(await _script(site, "site.js"))["time"]

    assert shown_for(secret, "site", shown, now()) is not None
    assert shown_for(secret, "web", shown, now()) is None
    assert int(shown.partition(".")[0]) in (int(before.timestamp()), int(now().timestamp()))


@pytest.mark.parametrize("hook", ["web", "site"])
async def test_a_token_that_comes_back_becomes_a_fact_and_no_answer(site, hook):
    shown = _facts(await _script(site, f"{hook}.js"))["time"]

    status, answer = await site.post({**a_form(), FIELD: shown}, hook)

    extra = submission(site, answer["id"])["extra"]
    assert status == 200
    assert 0 <= extra["_fd_shown_s"] < 5
    assert FIELD not in extra


FORGED = {
    "of another form": lambda shown: shown,
    "of another moment": lambda shown: f"{int(shown.partition('.')[0]) - 9}.{shown.partition('.')[2]}",
    "without a signature": lambda shown: shown.partition(".")[0],
    "of a list": lambda shown: [shown, shown],
    "of an object": lambda shown: {"a": shown},
    "of a number": lambda shown: 1_700_000_000,
    "none": lambda shown: None,
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
async def test_a_forged_token_says_nothing_and_its_form_is_stored(site, forged):
    shown = _facts(await _script(site, "site.js"))["time"]

    status, answer = await site.post({**a_form(), FIELD: forged(shown)}, "web")

    assert status == 200
    assert submission(site, answer["id"])["extra"].keys() <= {"business", "_fd_time.a"}


@pytest.mark.parametrize("label", ["_fd_shown_s", " _fd_shown_s", "_fd_shown_s[]"])
async def test_nobody_can_send_the_fact_itself(site, label):
    _, answer = await site.post({**a_form(), label: 0.1})

    assert "_fd_shown_s" not in submission(site, answer["id"])["extra"]


async def test_the_script_of_the_desk_folder_is_served_first(tmp_path):
    own = tmp_path / "templates/pages/embed.js"
    own.parent.mkdir(parents=True)
    own.write_text("alert(__FORM__);", "utf-8")

    assert desk_file(tmp_path, "templates/pages/embed.js") == own
    async with a_world(tmp_path, SMTP="", TELEGRAM_TOKEN="") as world:
        answer = await one(world.service.url, request(method="GET", path="/embed/web.js"))
    assert answer.body.startswith(b'alert({"name":"web"')
