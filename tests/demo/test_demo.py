"""The demo, driven in a real browser: fill the form, see the letter, press two buttons, see the owner.

With FRONTDESK_PICTURES=1 in the environment it also redraws tests/pictures/.
"""

import os
import re
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from frontdesk.demo.desk import DemoDesk
from support.pages import a_browser

PICTURES = Path(__file__).parents[1] / "pictures"
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def demo(tmp_path):
    desk = DemoDesk(tmp_path, 0)
    await desk.start()
    yield desk
    await desk.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium():
    async with a_browser() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def browser(chromium):
    """A browser; what it has open is closed at the end."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


async def opened(browser: Browser, demo: DemoDesk, width: int, scheme: str) -> tuple[Page, list[str]]:
    """A page of the demo, and whatever its console complains of."""
    page = await browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(f"{demo.url}/")
    return page, complaints


async def tapped(page: Page, label: str) -> None:
    """Press the newest card's button whose label contains the text."""
    await page.get_by_role("button", name=re.compile(label)).last.click()


async def test_a_newcomer_sends_a_form_and_takes_the_lead(demo, browser):
    page, complaints = await opened(browser, demo, 1280, "light")

    await page.get_by_role("button", name="Complete", exact=True).click()
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.frame_locator("iframe").get_by_text("about 45 minutes")).to_be_visible()
    await expect(page.get_by_text("needs +3").first).to_be_visible()
    await tapped(page, "udget fits")
    await expect(page.get_by_text("sales, 7").first).to_be_visible()
    await tapped(page, "Why")
    await expect(page.locator("#sales .toast.up").get_by_text("company and position +2")).to_be_visible()
    await tapped(page, "Take")
    await expect(page.get_by_text(re.compile("Piotr.*taken|taken.*Piotr")).first).to_be_visible()
    await picture(page, "taken")

    assert complaints == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
async def test_the_whole_card_comes_in_private(demo, browser, width, scheme):
    page, complaints = await opened(browser, demo, width, scheme)

    await page.get_by_role("button", name="Complete", exact=True).click()
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_text("needs +3").first).to_be_visible()
    await tapped(page, "Contacts")
    private = page.get_by_role("dialog", name="Private chat of Olga")
    await expect(private.get_by_text("+46812345678").first).to_be_visible()
    await expect(private.get_by_role("link", name="WhatsApp")).to_be_visible()
    await picture(page, f"private-{width}-{scheme}")
    await private.get_by_role("button", name="Close").click()

    await expect(private).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
async def test_the_page_fits_every_screen(demo, browser, width, scheme):
    page, complaints = await opened(browser, demo, width, scheme)

    await page.get_by_role("button", name="Complete", exact=True).click()
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_text("needs +3").first).to_be_visible()
    await picture(page, f"demo-{width}-{scheme}", full=width < 1000)

    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []


@pytest.mark.parametrize(
    ("sample", "says"),
    [
        pytest.param("Phone only", "phone_given", id="phone only"),
        pytest.param("Basics only", "ask_details", id="basics only"),
        pytest.param("Off-profile", "full_profile", id="off-profile"),
        pytest.param("Spam", "phrases", id="spam"),
    ],
)
async def test_every_sample_shows_what_became_of_it(demo, browser, sample, says):
    page, complaints = await opened(browser, demo, 1280, "light")

    await page.get_by_role("button", name=sample, exact=True).click()
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_text(says).first).to_be_visible()

    assert complaints == []


async def picture(page: Page, name: str, *, full: bool = False) -> None:
    """Draw a picture for people to look at, when asked to."""
    if os.environ.get("FRONTDESK_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        await page.wait_for_timeout(1500)
        await page.screenshot(path=PICTURES / f"{name}.png", full_page=full)
