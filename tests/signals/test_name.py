"""Name: whom a letter greets, and what is no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.signals.name import LIMIT, name_signal
from signals.samples import table

ROWS = table("names.csv")
MISSED: dict[str, str] = {}
BAR = 42


def is_right(row) -> bool:
    told = name_signal(row["first_name"], row["last_name"], row["name"], row["country"])
    accepted = {row["expected_name"], *filter(None, row["also_accepted"].split("|"))}
    return (told.greeting or "") in accepted and told.spam == (row["spam"] == "yes")


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
def test_a_name_is_greeted_as_the_table_says(row):
    assert is_right(row)


def test_the_bar_of_the_table_holds():
    assert sum(map(is_right, ROWS)) >= BAR


FULL = """
Jan Kowalski | Jan | Kowalski
Kowalski Jan | Jan | Kowalski
Иванов Иван | Иван | Иванов
ИВАНОВ ИВАН ИВАНОВИЧ | Иван | Иванов
Иван Иванович Иванов | Иван | Иванов
Мария Ивановна | Мария | -
Иванов | - | Иванов
И.И. Иванов | - | Иванов
Prof. Dr. Hans Müller | Hans | Müller
O'Brien, Sean | Sean | O'Brien
sean o’brien | Sean | O'Brien
Ludwig van Beethoven | Ludwig | van Beethoven
Jean-Claude Van Damme | Jean-Claude | Van Damme
Anna Maria Kowalska | Anna Maria | Kowalska
Krzysztof Szczerbak | Krzysztof | Szczerbak
Mkrtchyan Karen | Karen | Mkrtchyan
Шевченко Олександр | Олександр | Шевченко
Smith John Jr. | John | Smith
Christian Best | Christian | Best
Мария Кредитова | Мария | Кредитова
김민수 | 김민수 | -
Ng | Ng | -
qwerty qwerty | - | -
ООО Ромашка | - | -
Отдел продаж | - | -
Anna {{7*7}} | - | -
Hello I want to buy your product today please call | - | -
"""
NAMES = [tuple(part.strip() for part in line.split("|")) for line in FULL.strip().splitlines()]


@pytest.mark.parametrize(("full", "greeting", "last"), NAMES, ids=[full for full, _, _ in NAMES])
def test_one_field_is_parted_into_names(full, greeting, last):
    told = name_signal("", "", full)

    assert told.greeting == (None if greeting == "-" else greeting)
    assert last == (told.last or "-")


ADVERTS = {
    "a URL": "Earn money https://win.example/now",
    "a bare domain": "Visit win-big.com",
    "markup": "<b>Anna</b>",
    "a header behind a line end": "Anna\r\nBcc: all@example.org",
    "a header behind an encoded line end": "Anna%0d%0aBcc: all@example.org",
    "two words of adverts": "Cheap Followers",
    "two words of adverts in Russian": "Кредит недорого",
}


@pytest.mark.parametrize("name", ADVERTS.values(), ids=ADVERTS)
def test_an_advert_is_spam_and_greets_nobody(name):
    told = name_signal(name, "", "")

    assert (told.spam, told.greeting, told.first) == (True, None, None)


def test_mixed_up_fields_are_put_right():
    assert name_signal("Петров", "Алексей", "").greeting == "Алексей"


def test_a_last_name_repeated_in_the_first_field_is_dropped():
    told = name_signal("Oliver Grant", "Grant", "")

    assert (told.first, told.last) == ("Oliver", "Grant")


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_a_greeting_is_letters_apostrophes_hyphens_and_blanks_of_60_characters(first, last, full):
    greeting = name_signal(first, last, full).greeting

    if greeting is not None:
        assert 0 < len(greeting) <= LIMIT
        assert all(letter.isalpha() or letter in "'- " for letter in greeting)
