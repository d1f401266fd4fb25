"""Plain card: lines of text as a message, as many as one message takes."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from frontdesk.messages.telegram_html import units
from frontdesk.model.delivery import Button, Card

LIMIT: Final = 4_000  #: UTF-16 units; a message has 4,096 (Bot API)


def plain_card(lines: Iterable[str], rows: Sequence[Sequence[Button]] = (), *, limit: int = LIMIT) -> Card:
    """A message of these lines, without markup; what no longer fits is left out line by line, with a mark.

    Nothing is defused here: a line that quotes what somebody wrote must be.
    """
    shown, left = list[str](), limit
    for line in lines:
        left -= units(line) + 1
        if left < 2:
            shown.append("…")
            break
        shown.append(line)
    text = "\n".join(shown)
    return Card(text=escape(text, quote=False), plain=text, rows=tuple(map(tuple, rows)))
