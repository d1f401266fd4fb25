"""Commands: what a person writes to the bot, of which nothing is proven."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from frontdesk.rules.ages import UNITS

#: /lead 142, /lead_142, /note 142 text, each perhaps with @BOT behind the command.
_COMMAND: Final = re.compile(
    r"/([a-z]{1,32})(?:_([0-9]{1,18}))?(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?", re.DOTALL
)
_NUMBER: Final = re.compile(r"#?([0-9]{1,18})(?:\s+(.*))?", re.DOTALL)
_LEAD: Final = re.compile(r"lead_([0-9]{1,18})")
_LINK: Final = re.compile(r"link_([A-Za-z0-9_-]{16,59})")
_SPAN: Final = re.compile(r"([1-9][0-9]{0,3})\s?(m|h|d)")
LIMIT: Final = 4_096  #: characters of a message (Bot API)


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command; `name` is empty where it has none that a bot could know."""

    name: str = ""
    rest: str = ""  #: what stands behind it, trimmed
    bot: str | None = None  #: the @username it is for, in small letters


def command(text: str) -> Command | None:
    """The command in a message; None where it is none."""
    if not text.startswith("/") or len(text) > LIMIT:
        return None
    found = _COMMAND.fullmatch(text)
    if not found:
        return Command()
    rest = " ".join(part for part in (found[2], (found[4] or "").strip()) if part)
    return Command(name=found[1], rest=rest, bot=found[3] and found[3].lower())


def numbered(rest: str) -> tuple[int, str] | None:
    """A lead's number, as `142` or `#142`, and what stands behind it; None where it begins otherwise."""
    found = _NUMBER.fullmatch(rest)
    return (int(found[1]), (found[2] or "").strip()) if found else None


def opened_lead(rest: str) -> int | None:
    """The lead that a link to the bot names: `/start lead_142`."""
    found = _LEAD.fullmatch(rest)
    return int(found[1]) if found else None


def opened_link(rest: str) -> str | None:
    """The token of a link that binds an account: `/start link_TOKEN`."""
    found = _LINK.fullmatch(rest)
    return found[1] if found else None


def span(rest: str) -> timedelta | None:
    """How long: `30m`, `2h`, `1d`; None for anything else."""
    found = _SPAN.fullmatch(rest.strip().lower())
    return int(found[1]) * UNITS[found[2]] if found else None


def payload(lead: int) -> str:
    """What a link to the bot carries to open a lead's card: t.me/BOT?start=lead_142."""
    return f"lead_{lead}"


def link_payload(token: str) -> str:
    """What a link to the bot carries to bind an account."""
    return f"link_{token}"
