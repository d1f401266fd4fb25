"""Text: cleaning, cutting and masking what strangers wrote.

Every value of a form is data. `clean` is the one normalisation at the door; the others serve display.
"""

import re
from typing import Final

#: C0 and C1 controls without tab and line feed; NUL is an error in PostgreSQL.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
#: Bidirectional controls, which can turn round the rest of a line, and characters nobody can see (UTS #36).
_INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_BLANKS: Final = re.compile(r"\s+")
_ENDING: Final = re.compile(r"\.\w{1,10}\Z")
FILE_NAME_CHARS: Final = 200


def clean(value: str) -> str:
    """Trim, end lines with `\\n`, and drop what no database, mail or chat can carry; change nothing else."""
    if value.isascii() and value.isprintable():
        return value.strip()
    value = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", value))
    return _CONTROLS.sub("", value).strip()


def shown(value: str) -> str:
    """The same text without characters that hide or reorder what a reader sees."""
    return _INVISIBLE.sub("", value)


def one_line(value: str, limit: int) -> str:
    """The text on one line, at most `limit` characters, cut with an ellipsis."""
    if value.isascii() and value.isprintable() and "  " not in value:  # as most are: nothing to put right
        return cut(value.strip(), limit)
    return cut(_BLANKS.sub(" ", shown(value)).strip(), limit)


def cut(value: str, limit: int) -> str:
    """At most `limit` characters; what was cut ends in an ellipsis, between words where that is near."""
    if len(value) <= limit:
        return value
    short = value[: limit - 1]
    space = short.rfind(" ", limit * 3 // 4)
    return (short[:space] if space > 0 else short).rstrip() + "…"


def file_name(value: str) -> str:
    """The name of a file that somebody sent: without its folders, on one line, "file" when nothing is left.

    What is too long is cut before its ending, so that `.pdf` stays.
    """
    bare = _INVISIBLE.sub("", clean(value)).replace("\\", "/").rpartition("/")[2]
    name = _BLANKS.sub(" ", bare).strip(". ")
    if len(name) > FILE_NAME_CHARS:
        ending = found[0] if (found := _ENDING.search(name)) else ""
        name = cut(name[: len(name) - len(ending)], FILE_NAME_CHARS - len(ending)) + ending
    return name or "file"


def mask_email(address: str) -> str:
    """j•••@acme.pl for jan@acme.pl."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}•••{at}{domain}" if at else "•••"


def mask_phone(number: str) -> str:
    """+48 6•• ••• 200 for +48600100200: the first digits and the last three."""
    digits = [i for i, character in enumerate(number) if character.isdigit()]
    keep = {*digits[:3], *digits[-3:]} if len(digits) > 7 else set(digits[:1])
    return "".join("•" if i in digits and i not in keep else c for i, c in enumerate(number))
