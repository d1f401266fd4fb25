"""Every shipped letter in every language, word for word, as text and as HTML.

`--snapshot-update` writes the files beside anew: look at what git says has changed.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from frontdesk.messages.letter import LetterValues

SHIPPED = Path(__file__).parents[2] / "templates" / "letters"
FILES = sorted(path.name.removesuffix(".md") for path in SHIPPED.glob("*.*.md"))
#: A Saturday.
VALUES = LetterValues(
    greeting="Anna",
    company="Nowak i Wspólnicy",
    product="CRM",
    missing=("company", "phone"),
    now=datetime(2026, 11, 21, 11, 0, tzinfo=UTC),
)


class Text(SingleFileSnapshotExtension):
    """A text in a file of its own, as it is."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class Page(Text):
    """A page that a browser opens."""

    file_extension = "html"


def _rendered(letters, file):
    name, _, language = file.partition(".")
    return letters.render(name, language, VALUES, unsubscribe="https://desk.example/u/x")


@pytest.mark.parametrize("file", FILES)
def test_a_letter_says_what_it_said(ours, file, snapshot):
    letter = _rendered(ours, file)

    assert f"Subject: {letter.subject}\n\n{letter.text}" == snapshot(extension_class=Text)


@pytest.mark.parametrize("file", FILES)
def test_a_letter_looks_as_it_looked(ours, file, snapshot):
    assert _rendered(ours, file).html == snapshot(extension_class=Page)
