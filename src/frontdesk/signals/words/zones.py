"""Zones: the time zone of a region that keeps one clock, by the IANA names."""

from collections import Counter
from collections.abc import Mapping
from pkgutil import get_data
from typing import Final

#: Regions of several zones whose people live by one clock.
_ONE_CLOCK: Final = {
    "AR": "America/Argentina/Buenos_Aires",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "KZ": "Asia/Almaty",
    "MY": "Asia/Kuala_Lumpur",
    "PS": "Asia/Gaza",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
#: Former names, which phonenumbers still tells.
RENAMED: Final = {
    "America/Godthab": "America/Nuuk",
    "Asia/Choibalsan": "Asia/Ulaanbaatar",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
}
#: Regions that the table of zones does not name.
_UNNAMED: Final = {"AC": "Atlantic/St_Helena", "TA": "Atlantic/St_Helena", "XK": "Europe/Belgrade"}


def _read() -> Mapping[str, str]:
    table = (get_data("tzdata", "zoneinfo/zone.tab") or b"").decode()
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    zones = Counter(row[0] for row in rows)
    return {row[0]: row[2] for row in rows if zones[row[0]] == 1} | _ONE_CLOCK | _UNNAMED


#: region: its zone.
ZONES: Final = _read()
