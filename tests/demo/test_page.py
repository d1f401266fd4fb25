"""The demo page: its routes over HTTP, and what a real browser makes of it."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, ClientTimeout, web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page

from frontdesk.demo.page import Pressed, add_routes, page_file
from support.pages import a_browser

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOW = "2026-11-20T10:00:00+00:00"
LONG = "Donaudampfschifffahrtsgesellschaft" * 12
EVIL = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><b onclick='window.ran = 3'>x</b>"
TAKE = {"label": "🙋 Take", "data": "1|7|claim||3", "style": "success"}
BUDGET = {"label": "💰 Budget fits +3", "data": "1|7|budget|yes|3", "style": None}


class State:
    """A desk whose snapshot the test sets."""

    def __init__(self) -> None:
        self.shown: dict[str, Any] = a_snapshot()
        self.mails: dict[int, str] = {}
        self.pressed: list[tuple[int, int, str, int]] = []
        self.posted: list[dict[str, str]] = []
        self.turned: list[timedelta] = []
        self._changed = asyncio.Condition()

    async def show(self, **parts: Any) -> None:
        async with self._changed:
            self.shown = {**self.shown, **parts, "version": self.shown["version"] + 1}
            self._changed.notify_all()

    async def snapshot(self) -> dict[str, Any]:
        return self.shown

    async def wait_change(self, since: int, timeout_s: float) -> int:
        async with self._changed:
            try:
                await asyncio.wait_for(
                    self._changed.wait_for(lambda: self.shown["version"] != since), timeout_s
                )
            except TimeoutError:
                return since
            return int(self.shown["version"])

    async def press(self, chat: int, message_id: int, data: str, user: int) -> Pressed:
        self.pressed.append((chat, message_id, data, user))
        return Pressed("🙋 It is yours")

    def forward(self, span: timedelta) -> bool:
        self.turned.append(span)
        return len(self.turned) < 3

    def mail_html(self, id: int) -> str | None:
        return self.mails.get(id)


def a_snapshot(**parts: Any) -> dict[str, Any]:
    empty = {
        "version": 1,
        "company": "Acme Software",
        "samples": {
            "complete": {"first_name": "Maria", "email": "maria@a.example"},
            "spam": {"first_name": "Best"},
        },
        "lead": None,
        "leads": [],
        "mails": [],
        "chats": [a_chat(-1001, "triage"), a_chat(-1002, "sales")],
        "privates": [],
        "team": [
            {"name": "Olga", "telegram": 11, "role": "secretary"},
            {"name": "Piotr", "telegram": 12, "role": "sales"},
            {"name": "a stranger", "telegram": 99, "role": None},
        ],
    }
    return {**empty, **parts}


def a_chat(id: int, purpose: str, *messages: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, "title": purpose.capitalize(), "purpose": purpose, "messages": list(messages)}


def a_message(html: str, *keys: dict[str, Any], id: int = 5, edited: bool = False) -> dict[str, Any]:
    return {"message_id": id, "html": html, "rows": [[key] for key in keys], "edited": edited, "at": NOW}


def a_mail(**parts: Any) -> dict[str, Any]:
    mail = {"id": 1, "to": "maria@a.example", "from": "hello@acme.example", "subject": "Thank you", "at": NOW}
    return {**mail, "text": "Hello Maria", "attachments": [{"name": "tour.pdf", "size": 2048}], **parts}


def a_lead(**parts: Any) -> dict[str, Any]:
    budget = {"id": "budget", "name": "budget fits", "points": 3}
    phone = {"criterion": "phone", "name": "phone", "points": 1, "because": "+46812345678", "by": "machine"}
    lead = {
        "id": 7,
        "name": "Maria",
        "state": "triage",
        "band": "triage",
        "owner": None,
        "score": 4,
        "reachable": 8,
    }
    lead |= {"needs": 3, "reasons": [phone], "open": [budget], "letter": "full_profile", "at": NOW}
    return {**lead, "letter_because": "profile.complete", "withheld": None, "quarantine": [], **parts}


@pytest.fixture
def state() -> State:
    return State()


@pytest_asyncio.fixture(loop_scope="module")
async def server(state: State) -> AsyncIterator[TestServer]:
    async def hook(request: web.Request) -> web.Response:
        state.posted.append(await request.json())
        if not state.posted[-1]["email"]:
            return web.json_response({"error": "email: expected an address, found nothing"}, status=422)
        return web.json_response({"id": "abc", "status": "accepted"})

    app = web.Application()
    add_routes(app, state)
    app.router.add_post("/hooks/web", hook)
    async with TestServer(app) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def client() -> AsyncIterator[ClientSession]:
    async with ClientSession(timeout=ClientTimeout(total=10)) as session:
        yield session


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, server: TestServer) -> AsyncIterator[Page]:
    opened = await browser.new_page(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(5000)
    yield opened
    await opened.close()


async def drawn(page: Page, server: TestServer) -> list[str]:
    """Open the page and wait until it is drawn; complaints of the console gather in the list."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(str(server.make_url("/")))
    await page.get_by_text("live", exact=True).wait_for()
    await page.locator("#guide .now").wait_for()
    return complaints


@pytest.mark.parametrize("name", ["demo.html", "demo.css", "demo.js"])
async def test_every_file_of_the_page_is_shipped(name: str) -> None:
    assert page_file(name).is_file()


@pytest.mark.parametrize(
    "path", ["/", "/demo/demo.css", "/demo/demo.js", "/demo/mails/9.html", "/demo/events"]
)
async def test_every_answer_forbids_what_the_page_does_not_need(
    server: TestServer, client: ClientSession, path: str
):
    async with client.get(server.make_url(path)) as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]


async def test_a_letter_is_served_in_a_sandbox(server: TestServer, client: ClientSession, state: State):
    state.mails[3] = "<!doctype html><html><head><title>x</title></head><body>Hello</body></html>"

    async with client.get(server.make_url("/demo/mails/3.html")) as response:
        policy, body = response.headers["Content-Security-Policy"], await response.text()

    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy
    assert '<head><base target="_blank">' in body


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="no JSON"),
        pytest.param(b"[" * 4000, id="deep nesting"),
        pytest.param(b"[1]", id="a list"),
        pytest.param(b'{"chat": -1, "message_id": 5, "data": "x"}', id="no user"),
        pytest.param(b'{"chat": -1, "message_id": true, "data": "x", "user": 1}', id="a truth as a number"),
        pytest.param(b'{"chat": -1, "message_id": 5, "data": "", "user": 1}', id="blank data"),
        pytest.param(
            '{"chat": -1, "message_id": 5, "data": "%s", "user": 1}'.replace("%s", "ы" * 33), id="66 bytes"
        ),
        pytest.param(
            b'{"chat": -1, "message_id": 5, "data": "x", "user": 99999999999999999999}', id="too large"
        ),
        pytest.param(b'{"pad": "' + b"x" * 5000 + b'"}', id="too long"),
    ],
)
async def test_a_press_that_makes_no_sense_is_refused(server, client, state: State, body: bytes | str):
    headers = {"Content-Type": "application/json"}

    async with client.post(server.make_url("/demo/press"), data=body, headers=headers) as response:
        assert response.status == 400
        assert "error" in await response.json()

    assert state.pressed == []


@pytest.mark.parametrize("body", [b"", b"{", b'"2 weeks"', b"300", b'["1 week"]', b'{"a": 1}'])
async def test_a_turn_of_the_clock_that_makes_no_sense_is_refused(server, client, state: State, body: bytes):
    headers = {"Content-Type": "application/json"}

    async with client.post(server.make_url("/demo/forward"), data=body, headers=headers) as response:
        assert response.status == 400
        assert "error" in await response.json()

    assert state.turned == []


async def test_the_page_turns_the_clock_and_says_when_it_goes_no_further(page, server, state: State):
    await drawn(page, server)

    for label in ("+5 min", "+1 week", "+1 week"):
        await page.get_by_role("button", name=label).click()
        await page.locator(".clock button:not([aria-busy])").nth(1).wait_for()

    await page.get_by_text("the clock goes no further").wait_for()
    assert state.turned[:2] == [timedelta(minutes=5), timedelta(weeks=1)]


async def test_a_form_of_another_site_cannot_press(server, client, state: State):
    body = json.dumps({"chat": -1, "message_id": 5, "data": "x", "user": 11})

    async with client.post(server.make_url("/demo/press"), data=body) as response:
        assert response.status == 400

    assert state.pressed == []


async def test_the_stream_tells_at_once_and_after_a_change_and_ends_with_the_server(
    server, client, state: State
):
    async with client.get(server.make_url("/demo/events")) as response:
        first = await response.content.readline()
        await response.content.readline()
        await state.show(company="Two\nlines")
        second = await response.content.readline()
        await asyncio.wait_for(server.close(), 3)
        rest = await response.content.read()

    assert json.loads(first.removeprefix(b"data: "))["company"] == "Acme Software"
    assert json.loads(second.removeprefix(b"data: "))["company"] == "Two\nlines"
    assert rest.strip() in (b"", b": still here")


async def test_the_whole_page_draws_without_a_complaint(page: Page, server: TestServer, state: State):
    state.mails[1] = "<!doctype html><html><head></head><body><h1>Hello Maria</h1></body></html>"
    card = a_message('<b>#7</b> <tg-time unix="1795300000" format="r">now</tg-time>', BUDGET)
    await state.show(
        lead=a_lead(), mails=[a_mail()], chats=[a_chat(-1001, "triage", card), a_chat(-1002, "sales")]
    )

    complaints = await drawn(page, server)

    await page.frame_locator("#mail iframe").get_by_text("Hello Maria").wait_for()
    assert await page.locator("#guide .now").inner_text() == "2\nPress “Budget fits” in Triage"
    assert "needs +3" in await page.locator("#score").inner_text()
    assert complaints == []


async def test_a_strangers_markup_stays_text(page: Page, server: TestServer, state: State):
    lead = a_lead(name=EVIL, quarantine=[{"guard": EVIL, "because": EVIL}], letter=EVIL, letter_because=EVIL)
    lead["reasons"] = [{"criterion": EVIL, "name": EVIL, "points": -5, "because": EVIL, "by": EVIL}]
    mail = a_mail(subject=EVIL, to=EVIL, text=EVIL, attachments=[{"name": EVIL, "size": 1}], **{"from": EVIL})
    link = f'<a href="javascript:window.ran = 4">bad</a><a href="https://a.example/">good</a>{EVIL}'
    keys = {"label": EVIL, "data": "x", "style": EVIL}
    chats = [a_chat(-1001, EVIL, a_message(link, keys)), a_chat(-1002, "triage", a_message(link, keys))]
    samples, team = {EVIL: {"first_name": EVIL}}, [{"name": EVIL, "telegram": 1, "role": EVIL}]
    await state.show(
        company=EVIL, lead=lead, leads=[lead, lead], mails=[mail], chats=chats, samples=samples, team=team
    )

    await drawn(page, server)
    await page.locator("#mail .letters button").last.click()
    await page.get_by_role("tab", name="Text").click()

    assert await page.locator("#mail pre").inner_text() == EVIL
    assert (
        await page.evaluate("document.querySelectorAll('main script, main img, main [onclick]').length") == 0
    )
    assert await page.evaluate("[...document.querySelectorAll('.said a')].map((a) => a.href)") == [
        "https://a.example/"
    ]
    assert await page.evaluate("window.ran") is None


async def test_a_script_in_a_letter_does_not_run(page: Page, server: TestServer, state: State):
    state.mails[1] = (
        "<html><head></head><body><p>Hello</p><script>document.body.append('ran')</script></body></html>"
    )
    await state.show(mails=[a_mail()])

    await drawn(page, server)
    letter = page.frame_locator("#mail iframe").locator("p")

    await letter.wait_for()
    assert await page.frames[1].evaluate("document.body.innerText.trim()") == "Hello"


async def test_a_press_says_which_button_and_who(page: Page, server: TestServer, state: State):
    await state.show(chats=[a_chat(-1001, "triage"), a_chat(-1002, "sales", a_message("#7", TAKE, id=42))])
    await drawn(page, server)

    await page.locator("#sales").get_by_role("button", name="Take").click()
    await page.locator("#sales .toast.up").get_by_text("It is yours").wait_for()
    await page.get_by_label("Press as").nth(1).select_option("A stranger")
    await page.locator("#sales").get_by_role("button", name="Take").click()

    await page.locator("#sales .key:not([aria-busy])").wait_for()
    assert state.pressed == [(-1002, 42, "1|7|claim||3", 12), (-1002, 42, "1|7|claim||3", 99)]


async def test_a_change_shows_without_a_reload(page: Page, server: TestServer, state: State):
    await drawn(page, server)
    assert await page.get_by_text("No mail yet. Send the form.").is_visible()

    await state.show(mails=[a_mail()], chats=[a_chat(-1001, "triage", a_message("before", BUDGET))])
    await page.locator("#triage").get_by_text("before").wait_for()
    await state.show(chats=[a_chat(-1001, "triage", a_message("after", edited=True))])

    await page.locator("#triage .fresh").get_by_text("after").wait_for()
    assert await page.locator("#triage .message").count() == 1
    assert "edited" in await page.locator("#triage .when").inner_text()
    assert await page.get_by_text("No mail yet").count() == 0


async def test_the_form_sends_what_a_site_would_and_shows_the_answer(
    page: Page, server: TestServer, state: State
):
    await drawn(page, server)

    await page.get_by_role("button", name="Complete", exact=True).click()
    await page.get_by_role("button", name="Send", exact=True).click()
    await page.locator("#answer").get_by_text("200").wait_for()
    await page.get_by_role("button", name="Spam", exact=True).click()
    await page.get_by_role("button", name="Send", exact=True).click()
    await page.locator("#answer").get_by_text("422").wait_for()

    names = [
        "first_name",
        "last_name",
        "position",
        "company",
        "email",
        "phone",
        "business",
        "message",
        "website_hp",
    ]
    assert list(state.posted[0]) == names
    assert (state.posted[0]["first_name"], state.posted[0]["website_hp"]) == ("Maria", "")
    assert "expected an address" in await page.locator("#answer").inner_text()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        pytest.param({"withheld": "quota"}, "automatic letters for today", id="quota"),
        pytest.param(
            {"quarantine": [{"guard": "phrases", "because": "“backlinks”"}]}, "“backlinks”", id="quarantine"
        ),
        pytest.param({"withheld": "something_new"}, "something_new", id="a reason nobody foresaw"),
    ],
)
async def test_a_letter_that_does_not_come_is_explained(
    page, server, state: State, parts: dict[str, Any], words: str
):
    await state.show(lead=a_lead(**parts))

    await drawn(page, server)

    assert words in await page.locator("#mail .notice").inner_text()


async def test_a_phone_never_scrolls_sideways(page: Page, server: TestServer, state: State):
    lead = a_lead(name=LONG, owner=LONG, reasons=[{**a_lead()["reasons"][0], "because": LONG, "by": LONG}])
    mail = a_mail(to=LONG, subject=LONG, text=LONG, attachments=[{"name": LONG, "size": 1}], **{"from": LONG})
    card = a_message(f"<b>{LONG}</b><pre>{LONG}</pre>", {**BUDGET, "label": LONG})
    await state.show(
        lead=lead, leads=[lead] * 20, mails=[mail], chats=[a_chat(-1001, "triage", card)], company=LONG
    )
    await page.set_viewport_size({"width": 390, "height": 844})

    await drawn(page, server)

    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_many_messages_scroll_inside_the_chat(page: Page, server: TestServer, state: State):
    cards = [a_message(f"card {i}", BUDGET, id=i) for i in range(1, 40)]
    await state.show(chats=[a_chat(-1001, "triage", *cards)])

    await drawn(page, server)

    assert await page.evaluate("document.documentElement.scrollHeight") <= 800
    assert await page.locator("#triage").get_by_text("card 39").is_visible()
