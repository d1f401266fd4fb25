"""Plain number: what the library says of the same digits, or nothing."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import NumberParseException, PhoneNumber

from frontdesk.signals.plain_number import plain_number

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
KINDS = [value for name, value in vars(phonenumbers.PhoneNumberType).items() if name.isupper()]


def parsed(digits: str, region: str | None) -> PhoneNumber | str:
    try:
        return phonenumbers.parse(digits if region else f"+{digits}", region)
    except NumberParseException as error:
        return str(error)


def examples(region: str) -> list[tuple[str, str]]:
    """The code and the digits behind it, of a number of each kind that the region has."""
    found = [phonenumbers.example_number_for_type(region, kind) for kind in KINDS]
    return [(str(one.country_code), phonenumbers.national_significant_number(one)) for one in found if one]


def disagreements(written: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    read = [(digits, region, plain_number(digits, region)) for digits, region in written]
    return [(d, region) for d, region, number in read if number and number != parsed(d, region)]


@pytest.mark.parametrize("region", REGIONS)
def test_numbers_of_every_country_are_what_the_library_says(region):
    written = [(code + rest, None) for code, rest in examples(region)]
    written += [(rest, region) for _, rest in examples(region)]
    written += [(code + rest, region) for code, rest in examples(region)]

    assert disagreements(written) == []


@given(st.text("0123456789", min_size=1, max_size=20), st.sampled_from([None, *REGIONS]))
def test_any_digits_are_what_the_library_says(digits, region):
    assert disagreements([(digits, region)]) == []


@given(st.sampled_from(REGIONS), st.text("0123456789", min_size=3, max_size=12))
def test_any_digits_behind_a_code_are_what_the_library_says(region, digits):
    code = str(phonenumbers.country_code_for_region(region))

    assert disagreements([(code + digits, None), (code + digits, region), (f"{code}0{digits}", None)]) == []


@pytest.mark.parametrize(
    ("digits", "region"),
    [
        ("48600100200", None),
        ("600100200", "PL"),
        ("12025550123", None),
        ("2025550123", "US"),
        ("79161234567", None),
    ],
)
def test_an_ordinary_number_needs_no_library(digits, region):
    assert plain_number(digits, region) is not None


@pytest.mark.parametrize(
    ("digits", "region"),
    [
        ("0600100200", "PL"),
        ("0048600100200", "PL"),
        ("48600100200", "PL"),
        ("99048600100200", "FI"),
        ("390612345678", None),
        ("89161234567", "RU"),
        ("፩፪፫፬፭፮፯፰፱", None),
        ("፩፪፫፬፭፮፯፰፱", "ET"),
        ("600100200", "XX"),
        ("600", "PL"),
        ("6" * 17, "PL"),
        ("210600100200", None),
    ],
    ids=[
        "trunk",
        "abroad",
        "code",
        "carrier",
        "zero",
        "eight",
        "no_digits",
        "not_ascii",
        "nowhere",
        "short",
        "long",
        "no_code",
    ],
)
def test_what_may_be_read_in_several_ways_is_left_to_the_library(digits, region):
    assert plain_number(digits, region) is None
