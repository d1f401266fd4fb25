"""Phone: the numbers that people type, and what they are read as."""

from zoneinfo import ZoneInfo

import phonenumbers
import pytest

from frontdesk.signals.phone import phone_signal
from frontdesk.signals.words.countries import region_of

READ = {
    "two numbers with a comma": ("+48 600 100 200, +48 600 100 201", "PL", "+48600100200", ("+48600100201",)),
    "two numbers with a word": ("+79123456789 и +79123456780", None, "+79123456789", ("+79123456780",)),
    "two numbers with a blank": ("+79123456789 +79123456780", None, "+79123456789", ("+79123456780",)),
    "two national numbers with a slash": ("600100200 / 600100201", "PL", "+48600100200", ("+48600100201",)),
    "a slash inside one number": ("22 / 621 00 00", "PL", "+48226210000", ()),
    "a time after the number": ("600 100 200 (po 17)", "PL", "+48600100200", ()),
    "words around it": ("call 600 100 200 after 5", "PL", "+48600100200", ()),
    "a trunk zero after the code": ("0049 (0)30 23125160", "DE", "+493023125160", ()),
    "an extension behind a semicolon": ("+48600100200;ext=12", None, "+48600100200", ()),
    "a code without plus": ("380501234567", "UA", "+380501234567", ()),
    "a short number before it": ("12, 600100200", "PL", "+48600100200", ()),
    "opening hours before it": ("8-16: 600 100 200", "PL", "+48600100200", ()),
    "a second ending": ("22 621 00 00/01", "PL", "+48226210000", ()),
    "a trunk prefix behind the plus": ("+8 912 345 67 89", "RU", "+79123456789", ()),
    "a double zero behind the plus": ("+0048 600100200", None, "+48600100200", ()),
    "an address beside it": ("anna2000@example.org 600100200", "PL", "+48600100200", ()),
    "an area in brackets behind the code": ("+33 (6) 12 34 56 78", None, "+33612345678", ()),
    "the eight of Russia behind the code": ("+7 (8) 912 345-67-89", None, "+79123456789", ()),
    "the zero of Italy behind the code": ("+39 (0) 2 1234 5678", None, "+390212345678", ()),
    "a wide gap between two": ("600100200  600100201", "PL", "+48600100200", ("+48600100201",)),
    "a single blank between two": ("600100200 600100201", "PL", "+48600100200", ("+48600100201",)),
    "blanks in and between two": ("600 100 200 600 100 201", "PL", "+48600100200", ("+48600100201",)),
    "one number twice": ("600100200 600100200", "PL", "+48600100200", ()),
    "hours behind it": ("600 100 200 9:00-17:00", "PL", "+48600100200", ()),
    "keycaps": ("6\ufe0f\u20e30\ufe0f\u20e30100200", "PL", "+48600100200", ()),
    "a code that is a national number too": ("49 30 23125160", "DE", "+493023125160", ()),
    "a national number that begins like the code": ("481234567", "PL", "+48481234567", ()),
    "a code without plus and without a hint": ("48600100200", None, None, ()),
    "a date": ("12.05.2024", "PL", None, ()),
    "an address of a machine": ("192.168.1.1", "PL", None, ()),
    "a run of digits": ("123456789012345678901234", "PL", None, ()),
}


@pytest.mark.parametrize(("raw", "region", "e164", "also"), READ.values(), ids=READ)
def test_numbers_are_found_among_other_things(raw, region, e164, also):
    told = phone_signal(raw, regions=(region,))

    assert (told.e164, told.also, told.valid) == (e164, also, e164 is not None)


def test_a_blank_field_is_unknown():
    assert phone_signal(" \n ").valid is None


def test_the_country_field_outranks_the_region():
    assert phone_signal("512 345 678", country="Polska", regions=("DE",)).e164 == "+48512345678"


def test_a_region_that_does_not_fit_gives_way_to_the_next():
    assert phone_signal("8 (912) 345-67-89", regions=("PL", "RU")).e164 == "+79123456789"


def test_a_country_that_nobody_knows_is_no_mismatch():
    assert phone_signal("+48 512 345 678", country="Middle-earth").mismatch is None


EXTENSIONS = {
    "behind a comma": ("8 (495) 123-45-13, доб. 105", "RU", "105"),
    "of the first of two": ("22 621 00 11 wew. 3, 22 621 00 12", "PL", "3"),
    "of the second of two": ("22 621 00 11, 22 621 00 12 wew. 3", "PL", None),
    "a fax is none": ("22 621 00 11 fax 12", "PL", None),
    "dialled after a pause": ("+12015550123,,9", None, "9"),
}


@pytest.mark.parametrize(("raw", "region", "extension"), EXTENSIONS.values(), ids=EXTENSIONS)
def test_an_extension_is_told_of_the_number_that_it_follows(raw, region, extension):
    assert phone_signal(raw, regions=(region,)).extension == extension


ZONES = {
    "a region with one zone": ("+48 512 345 678", "Europe/Warsaw"),
    "a mobile of a region that shares its code": ("+44 7400 123456", "Europe/London"),
    "a region whose people live by one clock": ("+49 30 123456", "Europe/Berlin"),
    "an area of a country with many": ("+1 212 555 0123", "America/New_York"),
    "another area of it": ("+7 423 212-34-56", "Asia/Vladivostok"),
    "a mobile of a country with many": ("+7 912 345-67-89", None),
    "a free number of a country with many": ("+1 800 234 5678", None),
    "no country at all": ("+800 1234 5678", None),
    "a zone that got another name": ("+91 81234 56789", "Asia/Kolkata"),
    "nothing valid": ("+48 512", None),
}


@pytest.mark.parametrize(("raw", "zone"), ZONES.values(), ids=ZONES)
def test_the_time_zone_is_told_where_there_is_only_one(raw, zone):
    assert phone_signal(raw).zone == zone


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_a_zone_is_one_that_the_system_knows(region):
    example = phonenumbers.example_number(region)
    zone = phone_signal(phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)).zone

    assert zone is None or ZoneInfo(zone)


COUNTRIES = {
    "two letters": ("pl", "PL"),
    "three letters": ("DEU", "DE"),
    "its dialling code": ("+48", "PL"),
    "its flag": ("\U0001f1fa\U0001f1e6", "UA"),
    "a flag and its name": ("Deutschland \U0001f1e9\U0001f1ea", "DE"),
    "its own name": ("Česká republika", "CZ"),
    "a name that only the zone table has": ("Bolivia", "BO"),
    "its whole name": ("Republic of Poland", "PL"),
    "a city before it": ("Warszawa, Polska", "PL"),
    "no country": ("Middle-earth", None),
}


@pytest.mark.parametrize(("typed", "region"), COUNTRIES.values(), ids=COUNTRIES)
def test_a_country_is_known_by_its_codes_and_names(typed, region):
    assert region_of(typed) == region
