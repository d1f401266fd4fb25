"""Commands: what a person writes to the bot in private, of which nothing is proven."""

import re
from dataclasses import dataclass
from typing import Final

#: /lead 142, /lead_142, /why 142, /start lead_142, each perhaps with @BOT behind the command.
_COMMAND: Final = re.compile(
    r"/([a-z]{1,32})(?:_([0-9]{1,18}))?(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(\S{1,64}))?\s*"
)
_NUMBER: Final = re.compile(r"#?([0-9]{1,18})")
_PAYLOAD: Final = re.compile(r"lead_([0-9]{1,18})")
_LIMIT: Final = 200  #: characters of a command


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command: a lead's number to show, or anything else."""

    lead: int | None = None
    why: bool = False  #: not its card, but the reasons of its score
    bot: str | None = None  #: the @username it is for, in small letters


def command(text: str) -> Command | None:
    """The command in a message; None where it is none. One that nobody knows has no lead."""
    if not text.startswith("/") or len(text) > _LIMIT:
        return None
    found = _COMMAND.fullmatch(text)
    if not found:
        return Command()
    name, behind, bot, argument = found[1], found[2], found[3], found[4] or ""
    number = None
    if name == "start" and not behind:
        number = _PAYLOAD.fullmatch(argument)
    elif name in ("lead", "why"):
        number = _NUMBER.fullmatch(behind if behind and not argument else argument if not behind else "")
    why = name == "why" and number is not None
    return Command(lead=int(number[1]) if number else None, why=why, bot=bot and bot.lower())


def payload(lead: int) -> str:
    """What a link to the bot carries to open a lead's card: t.me/BOT?start=lead_142."""
    return f"lead_{lead}"
