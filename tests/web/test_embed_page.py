"""Embed: what a real browser makes of the form on a page of another origin."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from hashlib import sha256

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from cli.conftest import ran
from frontdesk.settings import shipped_folder
from support.pages import Site, a_browser, a_site
from support.stored import count, rows, submission
from support.world import World, a_world

pytestmark = pytest.mark.asyncio(loop_scope="module")

THANKS = "Thank you! Your message has arrived."
ASKED = {"first_name": "Maria", "email": "maria@acme-client.example", "message": "A portal, please.\nSoon."}
CAMPAIGN = {"source": "news", "medium": "e-mail", "campaign": "May & June"}
MARKED = "utm_source=news&utm_medium=e-mail&utm_campaign=May%20%26%20June"
SEARCH = "https://search.example/?q=crm"
#: A script that sends at once what a click is about to send.
HASTY = """
const send = () => { for (let i = 0; i < 5; i++) document.querySelector("form").requestSubmit() };
document.querySelector("button").addEventListener("click", send, { once: true });
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site() -> AsyncIterator[Site]:
    async with a_site() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory, site: Site) -> AsyncIterator[World]:
    """A desk whose form `site` stands on the site; all tests here share it."""
    desk = tmp_path_factory.mktemp("desk")
    tables = f'[forms.site]\nhosts = ["{site.host}"]\n[forms.other]\nhosts = ["{site.host}"]\n'
    tables += f'[forms.keyed]\nkey = "the-key"\nhosts = ["{site.host}"]\n'
    (desk / "rules.toml").write_text((shipped_folder() / "rules.toml").read_text("utf-8") + tables, "utf-8")
    async with a_world(desk, SMTP="", TELEGRAM_TOKEN="", WRITE_WAIT="300ms") as running:
        yield running


@pytest.fixture
def printed(world: World):
    """The HTML that `frontdesk embed NAME` prints for this desk."""

    def _printed(name: str = "site", *more: str) -> str:
        text = ran(["--desk", str(world.desk), "embed", name, *more]).out
        return text.replace("http://127.0.0.1:8080", world.service.url)

    return _printed


@pytest.fixture
def strict(world: World, site: Site):
    """The site forbids everything but the desk's script and hook, as strict sites do."""
    desk = world.service.url
    site.policy = f"default-src 'none'; script-src {desk}; connect-src {desk}; form-action {desk}"
    yield
    site.policy = ""


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser) -> AsyncIterator[Page]:
    opened = await browser.new_page(viewport={"width": 1000, "height": 900})
    opened.set_default_timeout(8_000)
    yield opened
    await opened.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the page's console says."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def keys(page: Page) -> list[str | None]:
    """The idempotency key of each post to a hook, in order."""
    found: list[str | None] = []

    def note(request) -> None:
        if request.method == "POST" and "/hooks/" in request.url:
            found.append(request.headers.get("idempotency-key"))

    page.on("request", note)
    return found


def script(world: World, name: str = "site") -> str:
    return f'<script src="{world.service.url}/embed/{name}.js" defer></script>'


async def filled(page: Page, form: str = "form", **changed: str) -> None:
    for name, value in {**ASKED, **changed}.items():
        await page.locator(f"{form} [name={name}]").fill(value)


async def sent(page: Page, form: str = "form") -> None:
    await page.locator(f"{form} button").click()


def newest(world: World) -> dict:
    """What was stored last."""
    [[id_]] = rows(world, "SELECT id FROM submissions ORDER BY id DESC LIMIT 1")
    return submission(world, f"{id_:x}")


async def test_a_form_is_sent_without_leaving_a_page_of_strict_rules(world, site, page, printed, strict):
    site.pages["/landing"] = "<a href='/contact'>Contact</a>" + script(world)
    site.pages["/contact"] = printed()
    before = count(world, "submissions")

    await page.goto(site.url(f"/landing?{MARKED}"), referer=SEARCH)
    await page.get_by_text("Contact").click()
    await filled(page)
    await sent(page)

    await expect(page.get_by_role("status")).to_have_text(THANKS)
    assert page.url == site.url("/contact")
    assert await page.locator("[name=message]").input_value() == ""
    assert count(world, "submissions") == before + 1
    fields, extra = newest(world)["fields"], newest(world)["extra"]
    about = {"page_url": site.url("/contact"), "referrer": SEARCH, "utm": CAMPAIGN}
    assert fields == {**ASKED, **about}
    assert extra.keys() == {"_fd_shown_s"}
    assert 0 <= extra["_fd_shown_s"] < 30


async def test_the_marks_of_the_page_outrank_those_of_the_visit(world, site, page, printed):
    site.pages["/contact"] = printed()
    await page.goto(site.url(f"/contact?{MARKED}"))
    await page.goto(site.url("/contact?utm_source=later&utm_medium=&x=1#part"))

    await filled(page)
    await sent(page)

    await expect(page.get_by_role("status")).to_have_text(THANKS)
    fields = newest(world)["fields"]
    assert fields["utm"] == {"source": "later"}
    assert fields["page_url"] == site.url("/contact?utm_source=later&utm_medium=&x=1")


async def test_without_javascript_the_form_is_posted_and_thanked(world, site, browser, printed):
    site.pages["/contact"] = printed()
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    before = count(world, "submissions")

    await page.goto(site.url("/contact"))
    await filled(page)
    trap = await page.locator("[name=fd_more_hp]").bounding_box()
    await sent(page)

    await expect(page.get_by_role("heading")).to_have_text("Thank you!")
    await context.close()
    assert trap["x"] < -1_000
    assert count(world, "submissions") == before + 1
    assert newest(world)["fields"] == {**ASKED, "page_url": site.url("/")}


EXISTING = """
<form id="contact" method="post" action="{desk}/hooks/{hook}">
  <input name="action" value="quote" type="hidden"><input name="reset" type="hidden" value="1">
  <label for="n">Name</label><input id="n" name="first_name">
  <label for="e">E-mail</label><input id="e" name="email" type="email" required aria-describedby="hint">
  <span id="hint">We answer here</span>
  <label>Message <textarea name="message"></textarea></label>
  <button name="wants" value="a call">Send</button>
</form>
<p id="thanks" hidden>We got it.</p>
"""


@pytest.mark.parametrize("hook", ["site", "keyed/the-key"])
async def test_a_form_that_was_there_is_sent_by_its_action_and_shows_the_pages_own_thanks(
    world, site, page, complaints, hook
):
    form = EXISTING.format(desk=world.service.url, hook=hook).replace("<form", '<form data-success="#thanks"')
    site.pages["/"] = form + script(world, hook.partition("/")[0])

    await page.goto(site.url())
    await filled(page)
    await sent(page)

    await expect(page.locator("#thanks")).to_be_visible()
    assert await page.locator("#contact").is_hidden()
    assert await page.evaluate("document.activeElement.id") == "thanks"
    said = newest(world)
    assert (said["fields"]["first_name"], said["extra"]["wants"]) == ("Maria", "a call")
    assert complaints == []


async def test_a_form_is_named_where_its_action_is_another(world, site, page):
    form = '<form data-frontdesk="site" data-success="Got it!" onsubmit="">'
    form += '<input name="email"><input name="first_name"><input name="message"><button>Go</button></form>'
    site.pages["/"] = form + '<form id="own" action="/search"><input name="q"><button>Search</button></form>'
    site.pages["/"] += script(world)

    await page.goto(site.url())
    await filled(page, "[data-frontdesk]")
    await sent(page, "[data-frontdesk]")
    await expect(page.locator("[data-frontdesk] [role=status]")).to_have_text("Got it!")
    await page.locator("#own [name=q]").fill("crm")
    await sent(page, "#own")

    await page.wait_for_url(site.url("/search?q=crm"))
    assert newest(world)["fields"]["email"] == ASKED["email"]


async def test_two_forms_on_one_page_go_to_their_own_hooks(world, site, page, printed):
    site.pages["/"] = printed("site") + printed("other", "--language", "pl")
    await page.goto(site.url())

    for name, words in (("other", "Dziękujemy!"), ("site", "Thank you!")):
        form = f"[data-frontdesk={name}]"
        await filled(page, form, first_name=f"From {name}")
        await sent(page, form)
        await expect(page.locator(f"{form} [role=status]")).to_contain_text(words)

    found = rows(world, "SELECT hook FROM submissions ORDER BY id DESC LIMIT 2")
    assert [hook for (hook,) in found] == ["site", "other"]


async def test_a_double_click_and_a_hasty_script_make_one_submission(world, site, page, printed, keys):
    site.pages["/"] = printed()
    before = count(world, "submissions")
    await page.goto(site.url())
    await filled(page)

    await page.evaluate(HASTY)
    await page.locator("button").dblclick(no_wait_after=True)

    await expect(page.get_by_role("status")).to_have_text(THANKS)
    assert count(world, "submissions") == before + 1
    assert len(keys) == 1


async def test_a_second_form_of_one_visitor_is_another_submission(world, site, page, printed, keys):
    site.pages["/"] = printed()
    before = count(world, "submissions")
    await page.goto(site.url())

    for _ in range(2):
        await filled(page)
        await sent(page)
        await expect(page.get_by_role("status")).to_have_text(THANKS)
        await expect(page.locator("button")).to_be_enabled()

    assert count(world, "submissions") == before + 2
    assert len(set(keys)) == 2
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", k) for k in keys
    )


async def test_a_desk_that_cannot_store_is_told_and_the_same_form_goes_out_again(
    world, site, page, printed, keys
):
    site.pages["/"] = printed()
    before = count(world, "submissions")
    await page.goto(site.url())
    await filled(page)

    with closing(sqlite3.connect(world.desk / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await sent(page)
        await expect(page.locator("button")).to_be_disabled()
        await expect(page.get_by_role("status")).to_have_text("Sending…")
        await expect(page.get_by_role("status")).to_contain_text("please try again", timeout=15_000)
        other.execute("ROLLBACK")
    assert await page.get_by_role("status").get_attribute("data-state") == "error"
    assert await page.locator("[name=first_name]").input_value() == "Maria"
    assert await page.evaluate("document.activeElement.tagName") == "BUTTON"
    await sent(page)

    await expect(page.get_by_role("status")).to_have_text(THANKS)
    assert (len(keys), len(set(keys))) == (3, 1)
    assert count(world, "submissions") == before + 1


async def test_a_short_trouble_goes_by_unseen(world, site, page, printed, keys):
    site.pages["/"] = printed()
    before = count(world, "submissions")
    await page.goto(site.url())
    await filled(page)

    with closing(sqlite3.connect(world.desk / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with page.expect_response(lambda answer: answer.status == 503):
            await sent(page)
        other.execute("ROLLBACK")

    await expect(page.get_by_role("status")).to_have_text(THANKS, timeout=15_000)
    assert (len(keys), len(set(keys))) == (2, 1)
    assert count(world, "submissions") == before + 1


async def test_a_field_that_the_desk_refuses_is_named(world, site, page):
    site.pages["/"] = EXISTING.format(desk=world.service.url, hook="site") + script(world)
    before = count(world, "submissions")
    await page.goto(site.url())

    await filled(page, email="a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".example")
    await sent(page)

    await expect(page.get_by_role("status")).to_contain_text("Please check what you wrote")
    field = page.locator("[name=email]")
    await expect(field).to_be_focused()
    await expect(field).to_have_attribute("aria-invalid", "true")
    assert count(world, "submissions") == before


async def test_a_page_that_is_not_listed_sends_its_form_as_any_page_does(world, site, page, printed):
    site.pages["/"] = printed()
    elsewhere = site.url("/?utm_source=news", host=site.host.replace("127.0.0.1", "localhost"))

    await page.goto(elsewhere)
    refused = await page.evaluate(
        "url => fetch(url, {method: 'POST', body: '{}'}).then(String, (error) => error.name)",
        f"{world.service.url}/hooks/site",
    )
    await filled(page)
    await sent(page)

    await expect(page.get_by_role("heading")).to_have_text("Thank you!")
    assert refused == "TypeError"
    said = newest(world)
    assert (said["fields"]["utm"], said["fields"]["page_url"]) == ({"source": "news"}, elsewhere)
    assert "_fd_shown_s" in said["extra"]


async def test_the_keyboard_alone_is_enough_and_never_meets_the_trap(world, site, page, printed, strict):
    site.pages["/"] = printed()
    await page.goto(site.url())
    met = []
    for _ in range(9):
        await page.keyboard.press("Tab")
        met.append(await page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    await page.keyboard.press("Enter")
    focused = [await page.evaluate("document.activeElement.name")]
    note = page.locator("[name=first_name]")
    await expect(note).to_have_attribute("aria-invalid", "true")
    told = await page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    await page.keyboard.type("Maria")
    left = await page.locator("[aria-invalid]").count()
    for text in (None, ASKED["email"], None, None, None, None, ASKED["message"]):
        await page.keyboard.press("Tab")
        if text:
            await page.keyboard.insert_text(text)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")

    await expect(page.get_by_role("status")).to_have_text(THANKS)
    assert met == [
        *("first_name", "last_name", "email", "phone", "company", "position", "business", "message", "BUTTON")
    ]
    assert (focused, left) == (["first_name"], 2)
    assert told == "Please fill out this field."
    assert newest(world)["fields"]["message"] == ASKED["message"]


async def test_a_note_goes_when_its_field_is_mended_and_the_hint_stays(world, site, page):
    site.pages["/"] = EXISTING.format(desk=world.service.url, hook="site") + script(world)
    await page.goto(site.url())
    await filled(page, email="not an address")

    await sent(page)
    await sent(page)
    described = await page.locator("#e").get_attribute("aria-describedby")
    notes = await page.locator(".frontdesk-error").count()
    await page.locator("#e").fill("maria@acme-client.example")

    assert notes == 1
    assert described.startswith("hint frontdesk-site-")
    await expect(page.locator("#e")).to_have_attribute("aria-describedby", "hint")
    await expect(page.locator(".frontdesk-error")).to_have_count(0)
    assert await page.locator("#e").get_attribute("aria-invalid") is None


SIGHT = """() => [...document.querySelectorAll('form input, form textarea')].map((field) => ({
  name: field.name, labels: [...field.labels].map((label) => label.textContent.trim()),
  tab: field.tabIndex, away: field.getBoundingClientRect().right < 0,
  told: field.closest('[aria-hidden]') === null }))"""


async def test_every_field_that_people_meet_has_one_label_and_the_trap_is_out_of_sight(
    world, site, page, printed, strict
):
    site.pages["/"] = printed()
    await page.goto(site.url())
    await page.wait_for_function("document.querySelector('form').hasAttribute('novalidate')")

    fields = await page.evaluate(SIGHT)
    shown = await page.locator("form").aria_snapshot()

    *people, trap = sorted(fields, key=lambda field: field["name"] == "fd_more_hp")
    assert all(len(field["labels"]) == 1 and field["labels"][0] for field in people)
    assert all(field["told"] and field["tab"] == 0 and not field["away"] for field in people)
    assert (trap["away"], trap["tab"], trap["told"]) == (True, -1, False)
    assert "Leave this field empty" not in shown
    assert shown.count("- textbox") == 8
    assert "- status" in shown


LISTENING = """
document.addEventListener("frontdesk:success", (event) => {
  window.told = event.detail;
  event.preventDefault();
});
document.addEventListener("frontdesk:error", (event) => { window.told = event.detail; });
"""


async def test_the_page_hears_how_it_went_and_may_show_it_itself(world, site, page, printed):
    site.pages["/"] = printed() + f"<script>{LISTENING}</script>"
    await page.goto(site.url())
    await filled(page)
    await sent(page)

    await page.wait_for_function("window.told")
    told = await page.evaluate("window.told")
    assert (told["form"], told["status"]) == ("site", 200)
    assert submission(world, told["id"])["fields"]["email"] == ASKED["email"]
    await expect(page.get_by_role("status")).to_have_text("")
    assert await page.locator("[name=first_name]").input_value() == "Maria"


async def test_the_page_hears_what_was_refused(world, site, page):
    fields = "".join(f'<input type="hidden" name="f{n}" value="x">' for n in range(201))
    form = EXISTING.format(desk=world.service.url, hook="site").replace("</form>", f"{fields}</form>")
    site.pages["/"] = form + script(world) + f"<script>{LISTENING}</script>"
    await page.goto(site.url())
    await filled(page)
    await sent(page)

    await page.wait_for_function("window.told")
    told = await page.evaluate("window.told")
    assert (told["status"], told["error"][:29]) == (413, "form: expected at most 200 fi")
    await expect(page.get_by_role("status")).to_have_text("This could not be sent: it is too large.")


async def test_a_file_goes_with_the_form(world, site, page, keys):
    file = (
        '<label>Brief <input type="file" name="brief"></label><input type="file" name="more" hidden></form>'
    )
    form = EXISTING.format(desk=world.service.url, hook="site").replace("</form>", file)
    site.pages["/"] = form + script(world)
    await page.goto(site.url())
    await filled(page)
    content = b"%PDF-1.7\n" + bytes(range(256)) * 40
    await page.locator("[name=brief]").set_input_files(
        {"name": "бриф.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    await sent(page)

    await expect(page.get_by_role("status")).to_have_text(THANKS)
    [[body]] = rows(world, "SELECT body FROM submissions ORDER BY id DESC LIMIT 1")
    extra = newest(world)["extra"]
    kept = extra["brief"]
    assert (kept["filename"], kept["content_type"], kept["size"]) == ("бриф.pdf", "application/pdf", 10_249)
    assert kept["sha256"] == sha256(content).hexdigest()
    assert kept["sha256"].encode() in body
    assert keys[0]


NEXT = {"a page of the site": ("/thanks", True), "a page of nobody's": ("https://evil.example/", False)}


@pytest.mark.parametrize(("target", "goes"), NEXT.values(), ids=NEXT)
async def test_the_next_page_is_opened_where_it_is_one_of_the_hosts(world, site, page, printed, target, goes):
    target = site.url(target) if goes else target
    site.pages["/"] = printed().replace(
        "</form>", f'<input type="hidden" name="_next" value="{target}"></form>'
    )
    await page.goto(site.url())
    await filled(page)
    await sent(page)

    if goes:
        await page.wait_for_url(target)
    else:
        await expect(page.get_by_role("status")).to_have_text(THANKS)
        assert page.url == site.url()


async def test_a_desk_that_is_away_loses_nothing_of_what_was_written(world, site, page, printed):
    site.pages["/"] = printed().replace(
        'data-frontdesk="site"', 'data-frontdesk="site" data-error="Call us!"'
    )
    await page.goto(site.url())
    await page.wait_for_function("document.querySelector('form').hasAttribute('novalidate')")
    await filled(page)
    await page.context.set_offline(True)
    await sent(page)

    await expect(page.get_by_role("status")).to_have_text("Call us!")
    assert await page.locator("[name=message]").input_value() == ASKED["message"]
    await page.context.set_offline(False)
    await sent(page)
    await expect(page.get_by_role("status")).to_have_text(THANKS)
