"""Country: which one a lead is of, by what says so most plainly."""

from functools import lru_cache
from typing import Final

from phonenumbers import SUPPORTED_REGIONS

from frontdesk.model.signal_parts import CompanySignal, CountrySignal
from frontdesk.model.signals import EmailSignal
from frontdesk.signals.email import domain_of
from frontdesk.signals.words.countries import region_of

#: Endings of domains that are written otherwise than the country.
_OTHER: Final = {"uk": "GB", "xn--p1ai": "RU", "xn--j1amh": "UA", "xn--90ais": "BY", "xn--80ao21a": "KZ"}
#: Endings that the whole world uses; free mailboxes under .ru are those of many countries.
_EVERYBODY: Final = frozenset(
    str.split("io co me ai tv cc ws to fm ly gg sh ac im la vc so am pw nu tk ml ga cf gq st")
)
_ABROAD: Final = frozenset(("ru",))


def country_signal(
    field: str, region: str | None, email: EmailSignal, company: CompanySignal
) -> CountrySignal:
    """The country that the field names, else that of the number (`region`), else that of a domain."""
    if field and (code := region_of(field)):
        return _told(code, "field")
    if region:
        return _told(region, "phone")
    code = _of_mail(email) or _of_domain(company.site)
    return _told(code, "domain") if code else _NOTHING


@lru_cache(maxsize=1024)  # there are not many countries
def _told(code: str, by: str) -> CountrySignal:
    return CountrySignal(code=code, by=by)


def _of_mail(email: EmailSignal) -> str | None:
    if not email.address or email.kind == "disposable":
        return None
    domain = domain_of(email.address)
    if email.kind == "free" and domain.rpartition(".")[2] in _ABROAD:
        return None
    return _of_domain(domain)


def _of_domain(domain: str | None) -> str | None:
    ending = domain.rpartition(".")[2].lower() if domain else ""
    if ending in _OTHER:
        return _OTHER[ending]
    return ending.upper() if ending not in _EVERYBODY and ending.upper() in SUPPORTED_REGIONS else None


_NOTHING: Final = CountrySignal()
