"""Every shipped letter in every language, word for word, as text and as HTML."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontdesk.messages.letter import LetterValues
from frontdesk.messages.templates import Letters
from frontdesk.rules.hours import hours
from support.snapshots import snapshot

FOLDER = Path(__file__).parent / "snapshots"
SHIPPED = Path(__file__).parents[2] / "templates" / "letters"
FILES = sorted(path.name.removesuffix(".md") for path in SHIPPED.glob("*.*.md"))
OFFICE = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-18:00"})
#: A Saturday.
VALUES = LetterValues(
    greeting="Anna",
    company="Nowak i Wspólnicy",
    product="CRM",
    missing=("company", "phone"),
    now=datetime(2026, 11, 21, 11, 0, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def ours(shipped, sender):
    return Letters.load([shipped], sender, hours=OFFICE, domain="acme.example")


@pytest.mark.parametrize("file", FILES)
def test_a_shipped_letter_is_what_it_was(ours, file):
    name, _, language = file.partition(".")

    letter = ours.render(name, language, VALUES, unsubscribe="https://desk.example/u/x")

    text = f"Subject: {letter.subject}\n\n{letter.text}"
    assert text == snapshot(FOLDER / f"{file}.txt", text)
    assert letter.html == snapshot(FOLDER / f"{file}.html", letter.html)
