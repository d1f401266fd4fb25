"""Defuse: what strangers wrote, so that a chat shows it without making any of it live.

Telegram links addresses, @names, /commands, #tags and numbers in plain text by itself, and fetches previews.
Here the one character that makes them live stands in brackets: `evil[.]example`, `[@]name`, `[/]start`.
That survives copying, works inside quotations, and costs no entity (a message may have only 100).
"""

import re
from typing import Final
from unicodedata import normalize

from frontdesk.text import clean, cut, mask_email, mask_phone, one_line, shown

MESSAGE_LIMIT: Final = 600  #: characters of a message on a card
NAME_LIMIT: Final = 60  #: characters of a name, a company, a position, a form

#: Each pattern begins with the few characters it can begin with: ten times as fast as looking back first.
_LIVE: Final = re.compile(
    r"[.。．｡@/#＃$:](?:"
    r"(?<=[^\s.][.。．｡])(?=[^\W\d_]{2})"  # a domain: any dot before two letters, whatever comes before it
    r"|(?<=\d\.)(?=\d{1,3}\.\d{1,3}\.\d)"  # an address in numbers
    r"|(?<=@)(?<![A-Za-z0-9]@)(?=\w)"
    r"|(?<=/)(?<![\w/]/)(?=\w)"
    r"|(?<=[#＃])(?<!\w[#＃])(?=\w)(?!\d{1,20}(?!\w))"
    r"|(?<=\$)(?=[A-Z])"
    r"|(?<=:)(?=//))"
)
_CALLED: Final = re.compile(r"\+\d(?:[ ()\-]{0,2}\d){6,18}")
#: Telegram drops these: what they part would grow together and be live then.
_DROPPED: Final = re.compile("[\u2028-\u202e\u030a\u033f\u0333]")
_EMPTY_LINES: Final = re.compile(r"\n\s+")
_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_GAP: Final = r"[ \t\u00a0\u2009\u202f().\-–/]"
_HUNDREDS: Final = r"[ .,\u00a0]?[05]00"
_MONEY: Final = rf"[1-9]\d{{0,2}}{_HUNDREDS}|[1-9]\d?{_HUNDREDS}[ .,\u00a0]?000"
_MORE_MONEY: Final = rf"(?<=[1-9])(?:\d{{0,2}}{_HUNDREDS}|\d?{_HUNDREDS}[ .,\u00a0]?000)"
#: Dates and sums come first, so that they are not taken for numbers to call.
_DIGITS: Final = re.compile(
    r"[+\d](?<!\d[+\d])(?:"
    r"(?<=\d)(?:\d{3}-\d\d-\d\d|\d?[./-]\d{1,2}[./-]\d{4})(?!\d)"
    rf"|{_MORE_MONEY}(?: ?[-–—] ?(?:{_MONEY}))?(?![ .,\-\u00a0]?\d)"
    rf"|(?P<number>(?:(?<=\+)\d)?(?:{_GAP}{{0,3}}\d){{6,18}})(?!\d))"
)


def defused(value: str) -> str:
    """The same text with everything that Telegram would make live broken by brackets."""
    return _LIVE.sub(_bracketed, kept(value))


def kept(value: str) -> str:
    """What Telegram keeps of a text; a letter and its ring become one, so that both stay."""
    if value.isascii():
        return value
    return _DROPPED.sub("", normalize("NFC", value) if "\u030a" in value else value)


def short(value: object, limit: int, mask: str = "partial") -> str | None:
    """A name, a company or another short field on one defused line, its numbers and addresses masked; None
    when there is nothing to show."""
    if not isinstance(value, str):
        return None
    return defused(masked(one_line(kept(clean(value[: 8 * limit])), limit), mask)) or None


def quoted(message: object, mask: str, limit: int = MESSAGE_LIMIT) -> str | None:
    """A message for a card, at most `limit` characters before it is defused, without empty lines; contacts
    are masked as the chat wants it. None when there is nothing to show.
    """
    if not isinstance(message, str):
        return None
    text = _EMPTY_LINES.sub("\n", shown(kept(clean(message[: 3 * limit])))).strip()
    return defused(cut(masked(text, mask), limit)) or None


def masked(text: str, mask: str) -> str:
    """The text with its e-mail addresses and phone numbers hidden.

    `full` hides them altogether, `partial` leaves a hint, `none` only parts the digits of a number so that
    it is not linked.
    """
    if "@" in text and mask != "none":
        text = _EMAIL.sub(lambda found: "•••" if mask == "full" else mask_email(found[0]), text)
    return _DIGITS.sub(lambda found: _number(found, mask), text)


def uncalled(text: str) -> str:
    """The same text with the digits of each number parted that begins with a plus: none is linked then."""
    return _CALLED.sub(lambda found: _parted(found[0]), text)


def _bracketed(found: re.Match[str]) -> str:
    return f"[{found[0]}]"


def _number(found: re.Match[str], mask: str) -> str:
    if found["number"] is None:
        return found[0]
    if mask == "full":
        return "•••"
    return mask_phone(found[0]) if mask == "partial" else _parted(found[0])


def _parted(number: str) -> str:
    """+48·600·100·200: no program takes it for a number to call, every person does."""
    groups = re.findall(r"\+?\d{1,3}(?!\d)|\+?\d{1,3}", number)
    return "·".join(groups)
