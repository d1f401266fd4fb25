"""Values: single values of a form, clean and bounded."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from frontdesk.errors import Unreadable
from frontdesk.text import clean, cut

LABEL_CHARS: Final = 200
TEXT_CHARS: Final = 2_000  #: of any value without a limit of its own
CHARS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("first_name", "last_name", "full_name", "company", "position"), 200),
    **dict.fromkeys(("ip", "language"), 100),
    "email": 254,
    "phone": 80,  #: two numbers and the words around them
    "message": 20_000,
}
#: What is no longer is within every limit.
SHORT: Final = min(CHARS.values())

_DENIALS: Final = frozenset(
    str.split(
        "0 f n no not false off unchecked disagree decline declined нет не ложь nie nein nicht kein keine"
    )
)
_WORD: Final = re.compile(r"\w+")
_DIGITS_AT_END: Final = re.compile(r"[\d\s().+-]+\Z")
#: What a database takes for a whole number, and what a float holds exactly.
_INTEGER: Final = 2**63
_EXACT: Final = 2**53


def listed(value: Any) -> list[Any]:
    """The value as a list, unless it is one."""
    return value if isinstance(value, list) else [value]


def single(value: Any) -> Iterator[Any]:
    """The values in a list, and in lists within it; any other value alone."""
    if not isinstance(value, list):
        yield value
        return
    for item in value:
        yield from single(item)


def label(name: str) -> str:
    """A label as `extra` holds it: clean, bounded, without `[]` at its end, never empty."""
    short = cut(clean(name), LABEL_CHARS)
    while short.endswith("[]"):
        short = short[:-2].rstrip()
    return short or "unnamed"


def text(value: Any) -> str | None:
    """A single value as clean text, "" when blank; None for a list or an object."""
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value) if isinstance(value, int | float) else None


def limited(field: str, value: str) -> str:
    """Clean text within the limit of its field; what was cut ends in "…".

    Raises:
        Unreadable: 422, a longer e-mail address: a part of it would be another address.
    """
    limit = CHARS.get(field, TEXT_CHARS)
    if len(value) <= limit:
        return value
    if field == "email":
        raise Unreadable(422, f"email: expected at most {limit} characters, found {len(value)}")
    short = cut(value, limit)
    if field != "phone":
        return short
    # The beginning of a number would be another number.
    return (_DIGITS_AT_END.sub("", short[:-1]) or short[:-1]) + "…"


def tidy(value: Any) -> Any:
    """A value for `extra`: numbers and truth values as sent, text clean and bounded; None when blank."""
    if isinstance(value, str):
        return cut(clean(value), TEXT_CHARS) or None
    if isinstance(value, list):
        return [kept for item in value if (kept := tidy(item)) is not None] or None
    if isinstance(value, dict):
        return {label(name): kept for name, item in value.items() if (kept := tidy(item)) is not None} or None
    if isinstance(value, int) and not -_INTEGER <= value < _INTEGER:
        return str(value)
    return value


def agreed(value: Any) -> bool | None:
    """What the answer to a box says; None when it says nothing."""
    if isinstance(value, list):
        said = [given for item in value if (given := agreed(item)) is not None]
        return any(said) if said else None
    answer = text(value)
    if not answer:
        return None
    return _DENIALS.isdisjoint(_WORD.findall(answer[:LABEL_CHARS].casefold())[:4])
