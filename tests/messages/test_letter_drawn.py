"""Letters in a real browser: they fit narrow and wide, and can be read in light and dark.

With FRONTDESK_PICTURES=1 in the environment it also redraws tests/pictures/letter-*.png; with a folder there
instead, it draws every letter into it.
"""

import os
import re
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from frontdesk.messages.letter import LetterValues
from frontdesk.messages.templates import Letters
from frontdesk.messages.unsubscribe_page import LANGUAGES, UnsubscribePage
from support.pages import a_browser

NAMES = (
    *("again", "ask_details", "case_study", "full_profile", "last_word", "phone_given", "product"),
    "still_there",
)
LOOKS = [(360, "light"), (360, "dark"), (800, "light"), (800, "dark")]
#: A Saturday.
NOW = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
ALL = ("last_name", "position", "company", "phone", "business", "message")
MARIA = LetterValues(greeting="Maria", product="CRM", missing=ALL, now=NOW)
LONG = LetterValues(greeting="Wolfeschlegelsteinhausen" * 2 + "bergerdorff", product="P" * 60, missing=ALL)
ODD = {
    "no name": LetterValues(product=None, missing=ALL),
    "one word of 59 letters": LONG,
    "Arabic": LetterValues(greeting="محمد", product="نظام إدارة العملاء", missing=ALL),
    "Hebrew": LetterValues(greeting="שרה כהן", product="תוכנה", missing=ALL),
}
LONG_COMPANY = "Donaudampfschifffahrts" * 2 + "elektrizitätsamt"
UNSUBSCRIBE = "https://desk.example/u/eyJhbGciOiJIUzI1NiJ9.c29tZWJvZHk"
DRAW = os.environ.get("FRONTDESK_PICTURES")
PICTURES = Path(__file__).parents[1] / "pictures"
KEPT = (
    ("full_profile", "en", (800, "light")),
    ("ask_details", "ru", (360, "dark")),
    ("phone_given", "pl", (360, "light")),
)

WIDTH = "() => document.documentElement.scrollWidth"
DIRECTION = "() => getComputedStyle(document.querySelector('.body')).direction"
#: How many lines a link stands on.
LINES = "link => link.getClientRects().length"
#: The text that is hardest to read: its contrast with the ground behind it, as WCAG 2 counts.
CONTRAST = """() => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(x => x / 255)
    .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = node => {
    for (let at = node; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.textContent.trim()) continue;
    const node = walker.currentNode.parentElement;
    const [a, b] = [light(numbers(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    found.push([(a + 0.05) / (b + 0.05), walker.currentNode.textContent.slice(0, 40)]);
  }
  return found.sort((x, y) => x[0] - y[0])[0];
}"""


@pytest.fixture
async def browser():
    async with a_browser() as running:
        yield running


async def _opened(browser, page_html, width, scheme):
    page = await browser.new_page(viewport={"width": width, "height": 600}, color_scheme=scheme)
    await page.set_content(page_html)
    return page


@pytest.fixture(scope="module")
def wide(shipped, sender):
    """The shipped letters of a company whose name is 60 characters of one word."""
    return Letters.load([shipped], {**sender, "company": LONG_COMPANY})


async def test_letters_fit_and_can_be_read(browser, ours, wide):
    for (width, scheme), name in product(LOOKS, NAMES):
        for letters, values in ((ours, MARIA), (wide, LONG)):
            letter = letters.render(name, "en", values, unsubscribe=UNSUBSCRIBE)
            page = await _opened(browser, letter.html, width, scheme)

            contrast, where = await page.evaluate(CONTRAST)
            needed = await page.evaluate("() => document.documentElement.scrollWidth")
            assert (name, needed) == (name, width)
            assert contrast >= 4.5, (name, where, contrast)
            await page.close()


async def test_a_thumb_hits_the_whole_button_and_the_link_below(browser, ours):
    letter = ours.render("full_profile", "en", MARIA, unsubscribe=UNSUBSCRIBE)
    page = await _opened(browser, letter.html, 360, "light")

    button = await page.locator(".button a").bounding_box()
    link = await page.locator(".small a").bounding_box()
    assert (button["height"] >= 44, link["height"] >= 44) == (True, True)


async def test_a_number_to_call_is_a_link_on_one_line(browser, ours):
    for name, language in product(("again", "last_word", "still_there"), ("en", "pl", "ru")):
        letter = ours.render(name, language, MARIA, unsubscribe=UNSUBSCRIBE)
        page = await _opened(browser, letter.html, 360, "light")

        link = page.locator('a[href="tel:+12025550100"]')
        assert (name, language, await link.evaluate(LINES)) == (name, language, 1)
        assert await page.evaluate(WIDTH) == 360
        await page.close()


@pytest.mark.parametrize("values", ODD.values(), ids=ODD)
async def test_any_name_leaves_a_letter_as_wide_as_the_screen(browser, ours, values):
    for name, language in (("product", "en"), ("ask_details", "ru"), ("again", "pl")):
        letter = ours.render(name, language, values, unsubscribe=UNSUBSCRIBE)
        page = await _opened(browser, letter.html, 360, "light")

        assert (name, await page.evaluate(WIDTH)) == (name, 360)
        assert await page.evaluate(DIRECTION) == "ltr"
        await page.close()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_to_unsubscribe_fits_and_can_be_read(browser, shipped, language):
    pages = UnsubscribePage((shipped / "pages/unsubscribe.html").read_text("utf-8"))
    for company, scheme in (("Acme Software", "light"), (LONG_COMPANY, "dark")):
        told = (
            pages.ask(language, "en", company),
            pages.done(language, "en", company),
            pages.broken(language, company),
        )
        for html in told:
            page = await _opened(browser, html, 360, scheme)

            contrast, where = await page.evaluate(CONTRAST)
            assert await page.evaluate(WIDTH) == 360
            assert contrast >= 4.5, (where, contrast)
            for box in [await button.bounding_box() for button in await page.locator("button").all()]:
                assert box["height"] >= 44
            await page.close()


async def test_letters_whose_style_sheet_was_stripped_are_still_laid_out(browser, ours):
    letter = ours.render("full_profile", "en", MARIA, unsubscribe=UNSUBSCRIBE)
    bare = re.sub(r"<style.*?</style>", "", letter.html, flags=re.S)
    for width, scheme in LOOKS:
        page = await _opened(browser, bare, width, scheme)

        sheet = await page.locator(".sheet").bounding_box()
        button = await page.locator(".button td").bounding_box()
        contrast, where = await page.evaluate(CONTRAST)
        assert (await page.evaluate("() => document.documentElement.scrollWidth")) == width
        assert sheet["width"] == min(600, width - 24)
        assert button["height"] >= 44
        assert contrast >= 4.5, where
        await page.close()


async def test_pictures_are_drawn_where_they_are_asked_for(browser, ours, tmp_path):
    everything = DRAW not in (None, "1")
    folder = Path(DRAW) if everything else PICTURES if DRAW else tmp_path
    shown = product(NAMES, ("en", "ru", "pl"), LOOKS) if everything else KEPT
    for name, language, (width, scheme) in shown:
        letter = ours.render(name, language, MARIA, unsubscribe=UNSUBSCRIBE)
        page = await _opened(browser, letter.html, width, scheme)
        await page.screenshot(path=folder / f"letter-{name}-{language}-{width}-{scheme}.png", full_page=True)
        await page.close()

    assert len(list(folder.glob("letter-*.png"))) >= len(KEPT)
