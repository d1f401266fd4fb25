"""Numbers: whether digits look like a phone number that a person types, and like nothing else."""

import re
from typing import Final

_EXTENSION: Final = re.compile(
    r"[\s,;]{0,3}(?:extension|extn|ext|x|доб|дод|внутр|вн|wewn|wew|durchwahl|dw|poste|anexo|int|#)"
    r"[\s.:]{0,3}\d{1,6}\Z",
    re.IGNORECASE,
)
_DIALLED: Final = re.compile(r"\+?[\s(]{0,3}\d[\d\s().\u2010-\u2015\u2212/-]{5,30}")
_ABROAD: Final = re.compile(r"(?:\+|00)[\s(]{0,2}[1-9]")
_FEWEST: Final = 7
_MOST: Final = 15  #: ITU-T E.164
_WITH_AREA: Final = 9  #: digits of a number with its area; shorter ones are only dialled within one

_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_YEAR: Final = r"(?:19|20)\d\d"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_APART: Final = r"[./\s-]"
#: What digits with a phone's punctuation may be instead, as a whole.
_OTHERWISE: Final = re.compile(
    "|".join(
        (
            rf"{_YEAR}{_APART}{_MONTH}{_APART}{_DAY}(?!\d).*",  # a date, with or without a time
            rf"{_DAY}{_APART}{_MONTH}{_APART}{_YEAR}(?!\d).*",
            rf"{_MONTH}{_APART}{_DAY}{_APART}{_YEAR}(?!\d).*",
            r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d",
            rf"{_YEAR}\D{{1,3}}{_YEAR}(?:\s{_YEAR})*|\d+/{_YEAR}",  # years, the number of a document
            r"\d\d?\.\d\d\s?-\s?\d\d?\.\d\d",  # opening hours
            r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}",  # an IP address, a version
            r"\+?\d+\.\d+|\+?\d{1,3}\.\d+\s+\+?\d{1,3}\.\d+",  # a decimal, coordinates, a time stamp
            r"\d{1,2}(?:[ .]\d{3}){2}|\d{1,3}(?:[ .]\d{3})*[ .]000|\+\d{1,3}(?:[ .]000)+",  # an amount
            r"\d[\d ]*00\s?-\s?\d[\d ]*00",  # from one amount to another
            r"\d{5}-\d{3,4}|[1-9]\d{3}-\d{3,5}",  # a postal code, or from one number to another
            r"\d{3}-\d\d-\d{4}|\d{3}-\d{3}-\d{3}\s\d\d|\d{3}-\d\d-\d\d-\d{3}",  # who pays tax or insurance
            r"\d{1,3}\.\d{3}\.\d{3}-\d{1,2}|\d\d\.\d{3}\.\d{3}/\d{4}-\d\d|\d{3} \d{3} \d{3} \d{5}",
        )
    )
)
_LOCAL: Final = re.compile(r"\d{3}-\d{4}|\d{3}-\d\d-\d\d")


def is_phone(text: str) -> bool:
    """Whether the text is one number that may be a phone's, and nothing else."""
    number = _number(text)
    if not _DIALLED.fullmatch(number) or number.count("(") != number.count(")"):
        return False
    groups = re.findall(r"\d+", number)
    digits = "".join(groups)
    if (
        not _FEWEST <= len(digits) <= _MOST
        or len(set(digits)) == 1
        or sum(len(one) == 1 for one in groups) > 2
    ):
        return False
    if digits[0] == "0" if number.startswith("+") else "/" in number and digits[0] != "0":
        return False
    return not _OTHERWISE.fullmatch(number) and (number.startswith("+") or not _is_card(digits))


def is_international(text: str) -> bool:
    """Whether a phone number begins with a country's code."""
    return bool(_ABROAD.match(text)) and (text.startswith("+") or sum(map(str.isdigit, text)) > _WITH_AREA)


def looks_dialled(text: str) -> bool:
    """Whether a phone number is written as one, and not as just any number."""
    number = _number(text)
    digits = "".join(filter(str.isdigit, number))
    if digits == number:
        russian = len(digits) == 11 and digits[0] in "78"
        return russian or (digits[0] == "0" and _WITH_AREA <= len(digits) <= 12)
    return len(digits) >= _WITH_AREA or number.startswith(("0", "(")) or bool(_LOCAL.fullmatch(number))


def _number(text: str) -> str:
    """The number with plain hyphens and blanks, and without its extension."""
    return _DASHES.sub("-", " ".join(_EXTENSION.sub("", text).split()))


def _is_card(digits: str) -> bool:
    """A payment card's length, beginning and check digit (ISO/IEC 7812-1)."""
    if len(digits) < 13 or digits[0] not in "3456":
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0
