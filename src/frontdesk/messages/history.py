"""History: what happened to a lead, in a few lines for an alert or all of it for a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.telegram_html import units
from frontdesk.messages.words import TOAST_LIMIT, WORDS, say, word
from frontdesk.model.change import SAW
from frontdesk.model.delivery import Card
from frontdesk.text import one_line

LINES: Final = 60  #: of one message
SAID: Final = 300  #: characters of a note or a reason
_WHAT: Final = 60  #: characters of what was done, in an alert
_BY: Final = 24  #: of who did it
_REFUSED: Final = "refused "  #: how a press that changed nothing begins


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """One line of a lead's history."""

    at: datetime
    by: str
    what: str
    state: str | None = None  #: where the lead stood after it
    note: str | None = None  #: that was written down; it stands for the rest
    reason: str | None = None  #: that the person gave


def history_alert(happened: Sequence[Happened], zone: tzinfo, language: str) -> str:
    """The newest lines in at most 200 characters of plain text, the newest first."""
    told = ""
    for line in happened:
        more = f"{told}\n{_line(line, zone, language, _WHAT)}".lstrip()
        if units(more) > TOAST_LIMIT:
            break
        told = more
    return told or word("history_none", language)


def history_message(number: int, happened: Sequence[Happened], zone: tzinfo, language: str) -> Card:
    """The newest `LINES` lines for a message, the newest first."""
    lines = [_line(line, zone, language, 2 * SAID) for line in happened[:LINES]]
    lines = lines or [word("history_none", language)]
    return plain_card([f"🕘 #{number}", *lines])


def history_lines(happened: Sequence[Happened], zone: tzinfo, language: str) -> tuple[str, ...]:
    """Each line by itself, short enough for a card; not who looked, nor notes, which stand there already."""
    told = (line for line in happened if not line.note and line.what != SAW)
    return tuple(_line(line, zone, language, _WHAT) for line in told)


def done(what: str, language: str) -> str:
    """What a line of the history is about, in words; what has none stays as it was written."""
    if what.startswith(_REFUSED):
        return say("past_refused", language, what=done(what.removeprefix(_REFUSED), language))
    move, _, more = what.replace(":", "").partition(" ")
    criterion, _, target = what.partition("=")
    if target and (key := f"past_{target}") in WORDS:
        return say(key, language, criterion=criterion)
    if (key := f"past_{what}") in WORDS:
        return say(key, language)
    if (key := f"past_{move}") not in WORDS:
        return what
    # Older lines name the account, which is nobody's to read.
    if move == "give" and more and not more.startswith("#"):
        key = "past_give_to"
    reason = word(f"lost_{more}", language) if f"lost_{more}" in WORDS else more
    return say(key, language, reason=reason, days="".join(filter(str.isdigit, more)))


def _line(line: Happened, zone: tzinfo, language: str, limit: int) -> str:
    told = f"✍ {line.note}" if line.note else done(line.what, language)
    what = one_line(f"{told}: {line.reason}" if line.reason else told, limit)
    by = one_line(line.by, _BY)
    return f"{line.at.astimezone(zone):%d.%m. %H:%M} {by}: {what}"
