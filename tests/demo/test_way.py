"""A lead's whole way in the demo, driven in a real browser: from the form to the end, and back once.

With FRONTDESK_PICTURES=1 in the environment it also redraws tests/pictures/way-*.png.
"""

import os
import re
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from frontdesk.demo.desk import DemoDesk
from support.pages import a_browser

PICTURES = Path(__file__).parents[1] / "pictures"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium():
    async with a_browser() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def demo(tmp_path):
    desk = DemoDesk(tmp_path, 0)
    await desk.start()
    yield desk
    await desk.stop()


class Way:
    """A page of the demo, and the steps on it; `complaints`: whatever its console says."""

    def __init__(self, page: Page) -> None:
        self.page, self.complaints, self._steps = page, list[str](), 0
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def chat(self, name: str) -> Locator:
        """The newest message of a chat."""
        return self.page.locator(f"#{name} .message").last

    async def tap(self, chat: str, label: str) -> None:
        """Press the button of the newest message whose label contains the text."""
        await self.chat(chat).get_by_role("button", name=re.compile(label)).click()

    async def shows(self, chat: str, *texts: str, button: str = "") -> None:
        """Wait until the newest message says all that, and has that button."""
        for text in texts:
            await expect(self.chat(chat)).to_contain_text(text)
        if button:
            await expect(self.chat(chat).get_by_role("button", name=re.compile(button))).to_be_visible()

    async def picture(self, name: str, part: str) -> None:
        """Draw the part of the page for people to look at, when asked to."""
        self._steps += 1
        if not os.environ.get("FRONTDESK_PICTURES"):
            return
        await self.page.wait_for_timeout(1_800)  # what is new has stopped to glow
        width = self.page.viewport_size["width"]
        path = PICTURES / f"way-{width}-{self._steps:02}-{name}.png"
        if width < 760 and part:
            await self.page.locator(part).screenshot(path=path)
            return
        left, right = [await self.page.locator(f"#{name}").bounding_box() for name in ("triage", "sales")]
        chats = {**left, "width": right["x"] + right["width"] - left["x"]}
        await self.page.screenshot(path=path, clip=chats if part.startswith("#") else None)


@pytest.mark.parametrize("width", [360, 1280])
async def test_a_lead_goes_its_whole_way(demo, chromium, width):
    page = await chromium.new_page(viewport={"width": width, "height": 760 if width < 760 else 860})
    way = Way(page)
    await page.goto(f"{demo.url}/")

    await page.get_by_role("button", name="Complete", exact=True).click()
    await way.picture("form", ".pane.form")
    await page.get_by_role("button", name="Send", exact=True).click()
    await way.shows("triage", "needs +3", "••", button="Budget fits")
    await way.picture("triage", "#triage")
    await way.tap("triage", "Budget fits")
    await way.shows("triage", "sales, 7", button="Undo")
    await way.picture("answered", "#triage")

    await way.shows("sales", "••", button="Take")
    await way.picture("sales", "#sales")
    await way.tap("sales", "Take")
    await way.shows("sales", "👤 Piotr", button="Undo")
    await way.picture("taken", "#sales")
    await way.tap("sales", "⋯")
    await way.shows("sales", "Piotr is choosing…", button="Give")
    await way.picture("menu", "#sales")
    await way.tap("sales", "Back")
    await way.tap("sales", "Contacted")
    await way.shows("sales", "☎️ Piotr", button="Won")
    await way.picture("contacted", "#sales")

    await way.tap("sales", "Lost")
    await way.shows("sales", "Piotr is choosing…", button="no answer")
    await way.picture("reasons", "#sales")
    await way.tap("sales", "no answer")
    await way.shows("sales", "lost (no answer): Piotr", button="Undo")
    await way.picture("lost", "#sales")
    await way.tap("sales", "Undo")
    await way.shows("sales", "☎️ Piotr", button="Won")
    await way.tap("sales", "Won")
    await way.shows("sales", "won: Piotr", button="Undo")
    await way.picture("won", "#sales")

    await page.get_by_role("button", name="+5 min").click()
    await way.shows("sales", "won: Piotr", button="History")
    await way.tap("sales", "History")
    toast = page.locator("#sales .toast.up")
    await expect(toast).to_contain_text("Piotr: won")
    await expect(toast).to_contain_text("Piotr: undone")
    await expect(toast).to_contain_text("Piotr: lost: no answer")
    await way.picture("history", "")

    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    assert way.complaints == []
    await page.close()


async def test_a_lead_put_aside_is_back_in_sales_when_the_clock_was_turned_on_a_week(demo, chromium):
    page = await chromium.new_page(viewport={"width": 1280, "height": 860})
    way = Way(page)
    await page.goto(f"{demo.url}/")
    await page.get_by_role("button", name="Complete", exact=True).click()
    await page.get_by_role("button", name="Send", exact=True).click()
    await way.tap("triage", "Budget fits")
    await way.tap("sales", "Take")
    await way.shows("sales", "👤 Piotr")
    await way.tap("sales", "⋯")
    await way.tap("sales", "Later")
    await way.tap("sales", "in a week")
    await way.shows("sales", "nurture", "back on", button="Undo")

    await page.get_by_role("button", name="+1 week").click()

    await way.shows("sales", "🔥", "7 days ago", button="Take")
    assert way.complaints == []
    await page.close()
