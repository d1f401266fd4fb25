"""Marks: the UTM marks that stand in an address."""

from urllib.parse import unquote_plus

from frontdesk.intake.values import TEXT_CHARS
from frontdesk.rules.labels import UTM_PARTS
from frontdesk.text import clean


def query_marks(url: str) -> dict[str, str]:
    """The UTM marks in the query of a URL, or in a query alone, as {"source": …}."""
    marks: dict[str, str] = {}
    if "utm_" not in url[:TEXT_CHARS].lower():
        return marks
    before, mark, query = url[:TEXT_CHARS].partition("#")[0].partition("?")
    for piece in (query if mark else before).split("&"):
        name, _, value = piece.partition("=")
        prefix, _, part = name.lower().partition("_")
        if prefix == "utm" and part in UTM_PARTS and (text := clean(unquote_plus(value))):
            marks.setdefault(part, text)
    return marks
