"""Hooks: what a form, a browser and a wrong address are answered."""

import json
from urllib.parse import urlencode

import pytest
import pytest_asyncio

from frontdesk.settings import shipped_folder
from support.postgres import ENGINES, a_database
from support.stored import count, submission
from support.world import a_form, a_world
from web.raw import FORM, Answer, multipart, one, request

pytestmark = pytest.mark.asyncio(loop_scope="module")

RULES = """
[forms.site]
hosts = ["acme.example"]
[forms.tilda]
key = "the-key"
"""

ASKED = {
    "first_name": "Jürgen",
    "last_name": "Żółć-Иванов",
    "email": "jan@acme-client.example",
    "phone": "+48 512 345 200",
    "company": "Acme & Söhne",
    "message": "Первая строка\nзаказ = 50 %",
}
LABELS = {
    "en": ("First name", "Last name", "E-mail", "Phone", "Company", "Message"),
    "ru": ("Имя", "Фамилия", "Электронная почта", "Телефон", "Компания", "Сообщение"),
    "pl": ("Imię", "Nazwisko", "Adres e-mail", "Telefon", "Firma", "Wiadomość"),
    "de": ("Vorname", "Nachname", "E-Mail-Adresse", "Telefonnummer", "Firma", "Nachricht"),
}
BOX = 'Content-Disposition: form-data; name="{}"'


def _as_json(form):
    return request(json.dumps(form))


def _as_form(form):
    return request(urlencode(form), FORM)


def _as_parts(form):
    parts = ((BOX.format(name), value.encode()) for name, value in form.items())
    return request(multipart(*parts), "multipart/form-data; boundary=b")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=ENGINES)
async def site(tmp_path_factory, request):
    """A desk with its own form, one that names its host and one with a key; all tests here share it."""
    desk = tmp_path_factory.mktemp("desk")
    rules = (shipped_folder() / "rules.toml").read_text("utf-8") + RULES
    (desk / "rules.toml").write_text(rules, "utf-8")
    with a_database(request.param) as url:
        async with a_world(desk, DATABASE=url) as running:
            yield running


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("sender", [_as_json, _as_form, _as_parts], ids=["json", "urlencoded", "multipart"])
async def test_a_form_in_any_language_and_shape_is_stored_under_the_canonical_fields(site, sender, language):
    form = dict(zip(LABELS[language], ASKED.values(), strict=True))

    answer = await one(site.service.url, sender(form))

    assert (answer.status, answer.json["status"]) == (200, "accepted")
    assert answer.json.keys() == {"id", "status"}
    assert submission(site, answer.json["id"])["fields"] == ASKED


async def _posted(site, target: str | None, hook: str = "site") -> Answer:
    form = a_form() if target is None else a_form(_next=target)
    browser = {"Accept": "text/html,application/xhtml+xml;q=0.9"}
    return await one(site.service.url, request(urlencode(form), FORM, path=f"/hooks/{hook}", **browser))


async def test_a_browser_gets_the_thank_you_page(site):
    answer = await _posted(site, None, "web")

    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"Thank you" in answer.body
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "target",
    ["https://acme.example/thanks", "http://acme.example", "https://acme.example/?a=b#c"],
    ids=["page", "bare host", "query"],
)
async def test_a_browser_is_sent_on_to_a_host_of_the_form(site, target):
    answer = await _posted(site, target)

    assert (answer.status, answer.headers["location"]) == (303, target)


ELSEWHERE = {
    "another host": "https://evil.example/",
    "no scheme": "//evil.example",
    "three slashes": "///evil.example",
    "no slashes": "https:evil.example",
    "own host without slashes": "https:acme.example",
    "backslashes": "\\\\evil.example",
    "backslash after the host": "https://acme.example\\@evil.example",
    "slash and backslash": "/\\evil.example",
    "user": "https://acme.example@evil.example",
    "user and password": "https://acme.example:443@evil.example/",
    "own host behind a user": "https://evil.example@acme.example",
    "host as a subdomain": "https://acme.example.evil.example",
    "host as an ending": "https://evil-acme.example",
    "dot at the end": "https://acme.example./",
    "script": "javascript:alert(1)//acme.example",
    "data": "data:text/html,acme.example",
    "header": "https://acme.example/\r\nSet-Cookie: a=b",
    "line feed": "https://acme.example/\nX: y",
    "line feed in the host": "https://acme\n.example/",
    "tab in the host": "https://acme\t.example/",
    "tab before the host": "\thttps://evil.example",
    "line separator": "https://acme.example/\u2028x",
    "bidirectional": "https://acme.example/\u202egpj.exe",
    "NUL": "https://acme.example\x00.evil.example/",
    "full-width slash": "https://evil.example\uff0facme.example",
    "open bracket": "https://[acme.example/",
    "relative": "/thanks",
    "long": "https://acme.example/" + "a" * 9_000,
}


@pytest.mark.parametrize("target", ELSEWHERE.values(), ids=ELSEWHERE)
async def test_a_browser_is_sent_nowhere_else(site, target):
    answer = await _posted(site, target)

    assert (answer.status, answer.headers.get("location")) == (200, None)
    assert b"Thank you" in answer.body


async def test_a_form_without_hosts_sends_nobody_on(site):
    answer = await _posted(site, "https://acme.example/", "web")

    assert (answer.status, answer.headers.get("location")) == (200, None)


async def test_a_second_next_sends_nobody_on(site):
    body = urlencode(
        [*a_form().items(), ("_next", "https://acme.example"), ("_next", "https://evil.example")]
    )

    answer = await one(site.service.url, request(body, FORM, path="/hooks/site", Accept="text/html"))

    assert answer.status == 200


async def test_a_script_that_takes_anything_gets_json(site):
    answer = await one(site.service.url, request(urlencode(a_form()), FORM, Accept="*/*"))

    assert answer.json["status"] == "accepted"


REFUSED = {
    "unknown form": ("POST", "/hooks/nobody", 403),
    "a form's name in capitals": ("POST", "/hooks/WEB", 403),
    "unknown form in other letters": ("POST", "/hooks/%D1%84%0A%1B%5B31m", 403),
    "form that is no text": ("POST", "/hooks/%FF%00", 403),
    "no key": ("POST", "/hooks/tilda", 401),
    "wrong key": ("POST", "/hooks/tilda/other", 401),
    "key in other letters": ("POST", "/hooks/tilda/%D0%BA%D0%BB%D1%8E%D1%87", 401),
    "key that is no text": ("POST", "/hooks/tilda/%FF%FE", 401),
    "half of the key": ("POST", "/hooks/tilda/the-", 401),
    "key for a form without one": ("POST", "/hooks/site/the-key", 401),
    "GET": ("GET", "/hooks/web", 405),
    "HEAD": ("HEAD", "/hooks/web", 405),
    "PUT": ("PUT", "/hooks/web", 405),
    "DELETE": ("DELETE", "/hooks/tilda/the-key", 405),
    "root": ("GET", "/", 404),
    "no form": ("POST", "/hooks/", 404),
    "deeper": ("POST", "/hooks/tilda/the-key/x", 404),
    "out of the hooks": ("POST", "/hooks/../etc/passwd", 404),
    "two slashes": ("POST", "//hooks/web", 404),
    "POST for health": ("POST", "/health/live", 404),
}


@pytest.mark.parametrize(("method", "path", "status"), REFUSED.values(), ids=REFUSED)
async def test_a_wrong_address_is_refused_in_short_json(site, method, path, status):
    stored = count(site, "submissions")

    answer = await one(site.service.url, request(json.dumps(a_form()), method=method, path=path))

    assert answer.status == status
    assert answer.headers.get("allow") == ("POST" if status == 405 else None)
    assert answer.headers["content-type"] == "application/json"
    if method != "HEAD":
        assert answer.json.keys() == {"error"}
        assert len(answer.body) < 200
    assert count(site, "submissions") == stored


async def test_the_right_key_opens_its_form(site):
    answer = await one(site.service.url, request(json.dumps(a_form()), path="/hooks/tilda/the-key"))

    assert answer.status == 200
