"""Same: two spellings of one name, and two names."""

import pytest

from frontdesk.signals.same import same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Jan Kowalski", "JAN KOWALSKI", id="case"),
        pytest.param("Jan Kowalski", "Kowalski  Jan", id="order and spaces"),
        pytest.param("Paweł Żółć", "Pawel Zolc", id="diacritics"),
        pytest.param("Пётр Семёнов", "Петр Семенов", id="a letter that few people type"),
        pytest.param("Anna Nowak-Lis", "Anna Nowak Lis", id="a hyphen"),
        pytest.param("Conor O'Neil", "Conor ONeil", id="an apostrophe"),
        pytest.param("J. Kowalski", "Jan Kowalski", id="an initial"),
        pytest.param("Jan", "Jan Kowalski", id="half of it"),
        pytest.param("dr Jan Kowalski", "Jan Kowalski", id="a title"),
        pytest.param("", "Jan Kowalski", id="none"),
        pytest.param("Jan Kowalski Jan Kowalski", "Jan Kowalski", id="twice"),
    ],
)
def test_one_name_written_in_two_ways(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Jan Kowalski", "Eve Kowalski", id="another first name"),
        pytest.param("Jan Kowalski", "Jan Nowak", id="another last name"),
        pytest.param("Jan Kowalski", "Eve", id="somebody else's first name"),
        pytest.param("Jan Kowalski", "E. Kowalski", id="another initial"),
        pytest.param("Jan Kowalski", "Janusz Kowalski", id="nearly the same"),
    ],
)
def test_two_names_are_not_taken_for_one(one, other):
    assert not same_name(one, other)
    assert not same_name(other, one)
