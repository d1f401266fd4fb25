"""Phone: the number that the field holds, as E.164, and which country's it is.

A code in the number comes first, then the country field, then the form's region, then the country of the
language, then the desk's; without any of them a national number has no answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumber, PhoneNumberFormat

from frontdesk.model.signals import PhoneSignal
from frontdesk.signals.words.countries import region_of
from frontdesk.text import shown

LIMIT: Final = 200  #: characters of the field that are looked at
_ALSO: Final = 4  #: further numbers that are told

_DASHES: Final = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\u00ad]")
_EXTENSION: Final = re.compile(
    r"[\s,;.(]{0,4}(?:extension|extn?|anexo|anschluss|durchwahl|dw|доб(?:авочный)?|дод(?:атковий)?|внутр(?:енний)?|вн|linka|"
    r"klapka|wewn(?:ętrzny|etrzny)?|wew|int(?:erno)?|poste|ramal|x|#)[\s.:№#)=-]{0,3}(\d{1,7})\b",
    re.IGNORECASE,
)
#: Nothing but one number.
_ALONE: Final = re.compile(r"\+?[\d ().-]+")
_NUMBER: Final = re.compile(r"(?:\+\s?|\(){0,4}\d(?:[\s.()-]{0,6}\d)*")
_VANITY: Final = re.compile(r"(?:\+?1[\s.-]*)?\(?8\d\d\)?[\s.-]*[A-Za-z][A-Za-z\d\s.-]{5,14}")
_TRUNK_ZERO: Final = re.compile(r"^(\+\s*\d{1,3})\s*\(\s*0\s*\)")
#: Two numbers: a bar, a comma, a line end, or words; a slash only where both sides are whole numbers.
_SEPARATOR: Final = re.compile(
    r"[/|,\n\\&]|;(?!ext=)|\s+(?=\+\s?\d)|\b(?:or|and|oder|und|lub|albo|или|и|або|та|nebo)\b"
)
_TYPES: Final = {
    value: name.lower() for name, value in vars(phonenumbers.PhoneNumberType).items() if name.isupper()
}
_UNKNOWN_TYPE: Final = phonenumbers.PhoneNumberType.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Found:
    number: PhoneNumber
    extension: str | None
    region: str | None
    line: str  #: the kind of line


def preload() -> None:
    """Read all that is known about every country's numbers, now rather than when the first is met.

    phonenumbers reads them one by one under a lock that it never releases when reading fails, for example
    because too many files are open: the next number of that country would wait for ever.
    """
    PhoneMetadata.load_all()


def phone_signal(field: str, *, country: str = "", regions: Sequence[str | None] = ()) -> PhoneSignal:
    """What the phone field tells; every part unknown where it is blank.

    `country` is the country field as typed. `regions` are the regions of a number without a country's code,
    the best first; one that does not fit the number gives way to the next.
    """
    text = field.strip()
    if not text:
        return PhoneSignal()
    named = region_of(country) if country else None
    hints = (named,) if named else tuple(dict.fromkeys(region for region in regions if region))
    numbers = _numbers(_plain(text[:LIMIT]), hints) if len(text) <= LIMIT and "@" not in text else []
    if not numbers:
        return PhoneSignal(valid=False)
    first, *others = numbers
    e164 = _e164(first.number)
    also = dict.fromkeys(_e164(other.number) for other in others[:_ALSO])
    return PhoneSignal(
        valid=True,
        e164=e164,
        extension=first.extension,
        also=tuple(number for number in also if number != e164),
        region=first.region,
        kind=first.line,
        mismatch=None if named is None or first.region is None else first.region != named,
    )


def _plain(text: str) -> str:
    """Plain digits, hyphens and spaces, nothing invisible."""
    if text.isascii():
        return text
    text = _DASHES.sub("-", normalize("NFKC", shown(text)))
    return "".join(str(int(c)) if c.isdigit() and c.isdecimal() and not c.isascii() else c for c in text)


def _numbers(text: str, hints: Sequence[str]) -> list[_Found]:
    """The valid numbers of the text, in order; none where the first one is not valid."""
    if _ALONE.fullmatch(text):
        whole = _number(text, hints)
        return [whole] if whole else []
    parts = [part for part in _SEPARATOR.split(text) if any(map(str.isdigit, part))]
    if len(parts) > 1 and not _too_short(parts[0]):
        found = [_number(part, hints) for part in parts[: _ALSO + 1]]
        if found[0]:
            return [number for number in found if number]
    whole = _number(text.replace("/", " "), hints)
    return [whole] if whole else []


def _too_short(part: str) -> bool:
    return sum(map(str.isdigit, part)) < 6


def _number(text: str, hints: Sequence[str]) -> _Found | None:
    """The one number in the text, under the first hint that fits."""
    extension = None if _ALONE.fullmatch(text) else _EXTENSION.search(text)
    ahead = text[: extension.start()] if extension else text
    written = _written(ahead)
    if not written:
        return None
    for spelled, region in _readings(written, hints):
        number = _parsed(spelled, region)
        if number is None:
            continue
        # A number is valid where its region knows a kind of line for it; the library looks that up for both.
        line = phonenumbers.number_type(number)
        if line != _UNKNOWN_TYPE:
            digits = extension[1] if extension else None
            return _Found(number, digits, phonenumbers.region_code_for_number(number), _TYPES[line])
    return None


def _written(text: str) -> str:
    """The number as it stands in the text, without the words around it."""
    if any(map(str.isalpha, text)) and (vanity := _VANITY.fullmatch(text.strip())):
        return vanity[0]
    found = _NUMBER.search(text)
    number = found[0] if found else ""
    digits = sum(map(str.isdigit, number))
    # A run of digits that goes on is no number with something behind it: it is wrong as a whole.
    return number if 5 <= digits <= 20 else ""


def _readings(written: str, hints: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """The number as it may be read: with its own code, then under each hint."""
    written = _TRUNK_ZERO.sub(r"\1 ", written.strip())
    if "+" in written:
        yield "+" + "".join(filter(str.isdigit, written)), None
        return
    for region in hints:
        yield written, region
    digits = "".join(filter(str.isdigit, written))
    if digits.startswith("00") and len(digits) > 9:
        yield "+" + digits[2:], None


def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None


def _e164(number: PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
