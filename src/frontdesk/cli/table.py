"""Table: rows for a terminal."""

import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import Final

GAP: Final = "  "
LEAST: Final = 8  #: columns that a cut cell keeps at least


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], limit: int | None = None) -> str:
    """Columns as wide as their widest cell; the widest ones give way where a line is longer than `limit`."""
    widths = [max(width(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    while limit and sum(widths) + len(GAP) * (len(widths) - 1) > limit and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    return "\n".join(_line(row, widths) for row in (heads, *rows))


def terminal_width() -> int | None:
    """The columns of the terminal; None when the output goes elsewhere, where nothing needs to be cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def width(text: str) -> int:
    """Terminal columns a text takes: two for East Asian wide characters, none for combining marks."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(_cell(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip()


def _cell(text: str, columns: int) -> str:
    if width(text) > columns:
        while width(text) > columns - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (columns - width(text))
