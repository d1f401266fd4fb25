"""Dialled: the phone numbers that stand in a text, in the order in which they stand there."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final
from unicodedata import normalize

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber

from frontdesk.model.frozen import frozen
from frontdesk.signals.plain_number import plain_number
from frontdesk.signals.words.extensions import EXTENSION_WORDS
from frontdesk.text import shown

MOST: Final = 5  #: numbers that are looked for in one text

_DASHES: Final = re.compile("[\u00ad\u00b7\u2010-\u2015\u2022\u2212\u30fb\u30fc\uff0d]")
_KEYCAPS: Final = re.compile("[\ufe0f\u20e3]")
_ADDRESS: Final = re.compile(r"\S*@\S*")
#: A link that opens a chat with a number, which then always has its country's code.
_CHAT_LINK: Final = re.compile(r"(?:wa\.me/|[?&](?:phone|number)=)(?:%2B|\+)?(?=\d)", re.IGNORECASE)
_EXTENSION: Final = re.compile(
    rf"[\s,;.(-]{{0,4}}(?:(?<![^\W\d_])(?:{'|'.join(EXTENSION_WORDS)}|x|#)[\s.:№#)=-]{{0,3}}|,,)(\d{{1,7}})\b",
    re.IGNORECASE,
)
#: Nothing but one number.
_ALONE: Final = re.compile(r"\+?[\d ().-]+")
_RUN: Final = re.compile(r"(?:\+\s?|\(){0,4}\d(?:[ \t().-]{0,6}\d)*")
_WIDE_GAP: Final = re.compile(r"\s{2,}|\s-\s")
_BLANK: Final = re.compile(r"[ \t]+")
_DIGIT: Final = re.compile(r"\d")
#: Hours at which somebody may be called.
_CLOCK: Final = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?![\d:])")
_TRUNK: Final = re.compile(r"((?:\+|00)[\s.-]*(\d{1,3}))[\s.-]*\(\s*(0|8|06)\s*\)")
#: Trunk prefixes but 0, by the country's code that replaces them.
_TRUNKS: Final = {"7": "8", "36": "06", "370": "8", "375": "8", "993": "8"}
_VANITY: Final = re.compile(
    r"(?<!\w)(?:\+?\d{1,3}[\s.-]*)?\(?\d{3,4}\)?(?:[\s.-]*\d{1,3})?[\s.-]*[A-Za-z]{3}[A-Za-z\d\s.-]{0,16}"
)
_TRIED: Final = 10  #: runs of digits that are tried
_GAPS: Final = 4  #: blanks at which two numbers are tried apart
_FEWEST: Final = 5  #: digits of a number
_MOST_DIGITS: Final = 20
_LONGEST: Final = 15  #: digits of a number with its country's code (ITU-T E.164); more are two numbers
_WITHOUT_CODE: Final = 7  #: digits that a number has behind its country's code, where that is not marked
_ITALY: Final = "39"  # its zero is a part of the number
_NORTH_AMERICA: Final = "1"
_VANITY_DIGITS: Final = 10  #: of a North American number; further letters only complete the word
_TYPES: Final = {
    value: name.lower() for name, value in vars(phonenumbers.PhoneNumberType).items() if name.isupper()
}
_UNKNOWN: Final = phonenumbers.PhoneNumberType.UNKNOWN

# Else a pattern that the cache of `re` has no room for is compiled again for number after number.
phonenumbers.enable_pattern_cache()


@frozen
class Dialled:
    """One valid number."""

    number: PhoneNumber
    extension: str | None = None  #: digits
    region: str | None  #: ISO 3166; None for a number of no country
    kind: str  #: mobile, fixed_line, toll_free …
    line: int  #: the same as the library's `PhoneNumberType`

    @property
    def e164(self) -> str:
        """The number as +48600100200."""
        return f"+{self.number.country_code}{phonenumbers.national_significant_number(self.number)}"


def plain(text: str) -> str:
    """Plain digits, hyphens and spaces, nothing invisible."""
    if text.isascii():
        return text
    text = _KEYCAPS.sub("", _DASHES.sub("-", normalize("NFKC", shown(text))))
    return "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def numbers(text: str, hints: Sequence[str]) -> list[Dialled]:
    """The valid numbers of a text that `plain` returned, at most `MOST`.

    `hints` are the regions of a number without a country's code, the best first.
    """
    if _ALONE.fullmatch(text):
        return _of_run(text, hints)
    if "@" in text:
        text = _ADDRESS.sub(" ", text)
    text = _CHAT_LINK.sub(" +", text)
    if ":" in text:
        text = _CLOCK.sub("|", text)
    if "/" not in text and "\\" not in text:
        return _standing(text, hints)
    return _slashed(text.replace("\\", "/"), hints)


def number(written: str, hints: Sequence[str]) -> Dialled | None:
    """The one number that is written so; None where it is not valid."""
    digits = "".join(filter(str.isdigit, written))
    if not _FEWEST <= len(digits) <= _MOST_DIGITS:
        return None
    for read, region in _readings(written, digits, hints):
        if found := _parsed(read, region):
            return found
    return None


def _slashed(text: str, hints: Sequence[str]) -> list[Dialled]:
    """A slash parts two whole numbers, an area from its number, or words."""
    apart = _standing(text.replace("/", "|"), hints)
    wholes = [part for part in text.split("/") if sum(map(str.isdigit, part)) >= _FEWEST]
    if 1 < len(wholes) <= len(apart):
        return apart
    return _standing(text.replace("/", " "), hints) or apart


def _standing(text: str, hints: Sequence[str]) -> list[Dialled]:
    """The numbers among words, each with the extension behind it."""
    behind = [(found.start(), found[1]) for found in _EXTENSION.finditer(text)]
    if behind:
        text = _EXTENSION.sub(lambda found: "|" * len(found[0]), text)
    found: list[Dialled] = []
    for run in islice(_RUN.finditer(text), _TRIED):
        extension = next((digits for at, digits in behind if at >= run.end()), None)
        behind = [one for one in behind if one[0] >= run.end()]
        found += _of_run(run[0], hints, extension)
        if len(found) >= MOST:
            break
    return _owned(found)[:MOST] or _vanity(text, hints)


def _owned(found: list[Dialled]) -> list[Dialled]:
    """An extension is told of the last number before it."""
    return [
        Dialled(number=one.number, region=one.region, kind=one.kind, line=one.line)
        if one.extension and at + 1 < len(found) and found[at + 1].extension == one.extension
        else one
        for at, one in enumerate(found)
    ]


def _of_run(run: str, hints: Sequence[str], extension: str | None = None) -> list[Dialled]:
    """The number in a run of digits, or those that a wide gap parts."""
    whole = number(run, hints)
    if whole is None and _WIDE_GAP.search(run.strip()):
        parts = [number(part, hints) for part in _WIDE_GAP.split(run.strip())]
        return [part for part in parts if part] if all(parts) else []
    if whole is None and len(_DIGIT.findall(run)) > _LONGEST:
        return _two(run, hints)
    if whole is None or extension is None:
        return [whole] if whole else []
    return [
        Dialled(
            number=whole.number, extension=extension, region=whole.region, kind=whole.kind, line=whole.line
        )
    ]


def _two(run: str, hints: Sequence[str]) -> list[Dialled]:
    """Two whole numbers that a single blank parts, the blank nearest to the middle first."""
    gaps = sorted(_BLANK.finditer(run), key=lambda gap: abs(gap.start() + gap.end() - len(run)))
    for gap in gaps[:_GAPS]:
        one, two = number(run[: gap.start()], hints), number(run[gap.end() :], hints)
        if one and two:
            return [one, two]
    return []


def _vanity(text: str, hints: Sequence[str]) -> list[Dialled]:
    """A number that is spelled in letters: 1-800-CONTACT."""
    if not text.isascii() or not (found := _VANITY.search(text)):
        return []
    spelled = found[0].strip(" .-")
    letters = [letter for letter in spelled if letter.isalpha()]
    if spelled != text.strip() and not all(map(str.isupper, letters)):
        return []
    digits = phonenumbers.convert_alpha_characters_in_number(spelled)
    one = number(digits, hints) or number(_shortened(digits, hints), hints)
    return [one] if one and one.kind != "mobile" else []


def _shortened(digits: str, hints: Sequence[str]) -> str:
    only = "".join(filter(str.isdigit, digits)).removeprefix(_NORTH_AMERICA)
    abroad = not digits.startswith(("1", "+1")) and _NORTH_AMERICA not in map(_code, hints)
    return "" if abroad or ("+" in digits and digits[:2] != "+1") else f"+1{only[:_VANITY_DIGITS]}"


def _readings(written: str, digits: str, hints: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """The number as it may be read: with its own code, then under each hint."""
    if "(" in written:
        written = _TRUNK.sub(_without_trunk, written)
        digits = "".join(filter(str.isdigit, written))
    if "+" in written:
        yield "+" + digits.removeprefix("00"), None
        if digits[0] not in "08":
            return
        # No country's code begins with 0, and none with 89: the trunk prefix stands behind the plus.
    elif digits.startswith("00") and len(digits) > 9:
        yield "+" + digits[2:], None
    for region in hints:
        code = _code(region)
        if code and digits.startswith(code) and len(digits) >= len(code) + _WITHOUT_CODE:
            yield "+" + digits, None
        yield digits, region


def _without_trunk(found: re.Match[str]) -> str:
    """A trunk prefix in brackets is dialled inside the country only: its code replaces it."""
    code, trunk = found[2], found[3]
    if code == _ITALY:
        return f"{found[1]} {trunk}"
    return f"{found[1]} " if trunk in ("0", _TRUNKS.get(code)) else found[0]


@lru_cache(maxsize=512)
def _code(region: str) -> str:
    """The calling code of a region; empty for what is none."""
    return str(phonenumbers.country_code_for_region(region) or "")


def _parsed(text: str, region: str | None) -> Dialled | None:
    parsed = plain_number(text.removeprefix("+"), region)
    try:
        parsed = parsed or phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    # A number is valid where its region knows a kind of line for it; the library looks that up for both.
    line = phonenumbers.number_type(parsed)
    if line == _UNKNOWN:
        return None
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[parsed.country_code or 0]
    region = regions[0] if len(regions) == 1 else phonenumbers.region_code_for_number(parsed)
    return Dialled(number=parsed, region=region, kind=_TYPES[line], line=line)
