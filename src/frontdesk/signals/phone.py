"""Phone: the number that the field holds, as E.164, and which country's it is.

A code in the number comes first, then the country field, then the form's region, then the country of the
language, then the desk's; without any of them a national number has no answer.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumber
from phonenumbers.timezone import UNKNOWN_TIMEZONE, time_zones_for_geographical_number

from frontdesk.model.signals import PhoneSignal
from frontdesk.signals.dialled import Dialled, numbers, plain
from frontdesk.signals.phone_in_message import numbers_in_message
from frontdesk.signals.words.countries import region_of
from frontdesk.signals.words.zones import RENAMED, ZONES

LIMIT: Final = 200  #: characters of the field that are looked at


def preload() -> None:
    """Read all that is known about every country's numbers, now rather than when the first is met.

    phonenumbers reads them one by one under a lock that it never releases when reading fails, for example
    because too many files are open: the next number of that country would wait for ever.
    """
    PhoneMetadata.load_all()


def phone_signal(
    field: str,
    *,
    country: str = "",
    regions: Sequence[str | None] = (),
    messages: Sequence[str] = (),
) -> PhoneSignal:
    """What the phone field tells, or, where it is blank, the first of `messages` that names a number.

    `country` is the country field as typed. `regions` are the regions of a number without a country's code,
    the best first; one that does not fit the number gives way to the next. Every part is unknown where
    nothing was given.
    """
    text = field.strip()
    named = region_of(country) if country else None
    hints = (named,) if named else _distinct(*regions)
    if not text:
        found = next(filter(None, (numbers_in_message(each, hints) for each in messages)), None)
        return _told(found, named, in_message=True) if found else _NOTHING
    found = numbers(plain(text), hints) if len(text) <= LIMIT else []
    return _told(found, named) if found else PhoneSignal(valid=False)


@lru_cache(maxsize=512)
def _distinct(*regions: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys([region for region in regions if region]))


def _told(found: Sequence[Dialled], named: str | None, *, in_message: bool = False) -> PhoneSignal:
    first, e164 = found[0], found[0].e164
    also = dict.fromkeys([other.e164 for other in found[1:]]) if len(found) > 1 else ()
    return PhoneSignal(
        valid=True,
        e164=e164,
        in_message=in_message,
        extension=first.extension,
        also=tuple([number for number in also if number != e164]),
        region=first.region,
        kind=first.kind,
        zone=_zone(first),
        mismatch=None if named is None or first.region is None else first.region != named,
    )


def _zone(found: Dialled) -> str | None:
    """The one time zone of a number: its region's, else its area's; None where several are possible."""
    if zone := ZONES.get(found.region or ""):
        return zone
    code = found.number.country_code or 0
    if not phonenumbers.is_number_type_geographical(found.line, code):
        return _zone_of_code(code)
    return _only(found.number)


@lru_cache(maxsize=512)
def _zone_of_code(code: int) -> str | None:
    return _only(PhoneNumber(country_code=code))


def _only(number: PhoneNumber) -> str | None:
    zones = time_zones_for_geographical_number(number)
    if len(zones) > 1 or zones[0] == UNKNOWN_TIMEZONE:
        return None
    return RENAMED.get(zones[0], zones[0])


_NOTHING: Final = PhoneSignal()
