"""Phone: the numbers that people type, and what they are read as."""

import pytest

from frontdesk.signals.phone import phone_signal
from signals.samples import table

ROWS = table("phones.csv")
#: row: why it is missed today
MISSED: dict[str, str] = {}
BAR = 74


def answer(row) -> dict[str, str]:
    told = phone_signal(row["raw"], country=row["country"], regions=(row["default_region"] or None,))
    return {
        "expected_e164": told.e164 or "",
        "expected_ext": told.extension or "",
        "also_e164": " ".join(told.also),
        "expected_region": told.region or "",
        "expected_type": told.kind or "",
        "valid": "yes" if told.valid else "no",
        "country_mismatch": "yes" if told.mismatch else "no",
    }


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=f"{row['id']}-{row['kind']}",
            marks=pytest.mark.xfail(reason=MISSED[row["id"]], strict=True) if row["id"] in MISSED else (),
        )
        for row in ROWS
    ],
)
def test_a_typed_number_is_read_as_the_table_says(row):
    told = answer(row)

    assert told == {name: row[name] for name in told}


def test_the_bar_of_the_table_holds():
    right = [row for row in ROWS if (told := answer(row)) == {name: row[name] for name in told}]

    assert len(right) >= BAR


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
    "an invalid first number": ("12, 600100200", "PL", None, ()),
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
