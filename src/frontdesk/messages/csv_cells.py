"""CSV cells: rows as CSV that a spreadsheet opens as text."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

Cell = str | int | None
_LIVE: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows in UTF-8 with its mark; no cell begins like a formula."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def neutral(cell: Cell) -> str:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return f"'{cell}" if cell.lstrip(" \n").startswith(_LIVE) else cell
