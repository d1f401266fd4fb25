"""Table: rows for a terminal."""

import unicodedata
from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell."""
    widths = [max(width(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    return "\n".join(_line(row, widths) for row in (heads, *rows))


def width(text: str) -> int:
    """Terminal columns a text takes: two for East Asian wide characters, none for combining marks."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip()
