"""Plain number: digits of a phone number in which nothing is to be found out but where they are parted.

The library reads every number as if it were written in the oddest way that its country knows, with carriers
and prefixes; most are not, and of those it says the same five times slower.
"""

import re
from functools import lru_cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumber

_MOST = 15  #: digits behind the country's code; the library is asked of longer ones
_LEAST = 4

#: A country's code, and what a number begins with that only the library can read.
_Known = tuple[int, re.Pattern[str]]


def plain_number(digits: str, region: str | None) -> PhoneNumber | None:
    """What `phonenumbers.parse` makes of the same digits; None where only the library can tell.

    With the country's code in front where `region` is None, else as dialled there.
    """
    if not digits.isascii():
        return None
    known, national = (_in(region), digits) if region else _parted(digits)
    if known is None or not _LEAST <= len(national) <= _MOST or known[1].match(national):
        return None
    return PhoneNumber(country_code=known[0], national_number=int(national))


def _parted(digits: str) -> tuple[_Known | None, str]:
    """What is known of the country whose code comes first, and the rest; no code begins as another one."""
    for length in (1, 2, 3):
        if known := _behind(digits[:length]):
            return known, digits[length:]
    return None, digits


@lru_cache(maxsize=2_000)
def _behind(code: str) -> _Known | None:
    """What is known of numbers behind a country's code."""
    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(code)) if code[:1] != "0" else None
    if not regions:
        return None
    country = PhoneMetadata.metadata_for_region_or_calling_code(int(code), regions[0])
    return (int(code), _odd(country.national_prefix_for_parsing)) if country else None


@lru_cache(maxsize=512)
def _in(region: str) -> _Known | None:
    """What is known of numbers as they are dialled inside a region."""
    country = PhoneMetadata.metadata_for_region(region)
    if country is None or not country.country_code:
        return None
    abroad, code = country.international_prefix, country.country_code
    return code, _odd(country.national_prefix_for_parsing, abroad, str(code))


def _odd(*beginnings: str | None) -> re.Pattern[str]:
    """What is no plain beginning: a zero, which may be part of the number, and these."""
    return re.compile("|".join(("0", *(f"(?:{one})" for one in beginnings if one))))
