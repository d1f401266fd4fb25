"""Name: whom a letter greets, and what is no name."""

import re
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.signals.name import LIMIT, name_signal
from signals.samples import table

TABLES = ("names.csv", "names_held_out.csv", "names_fresh.csv")


@pytest.mark.parametrize("name", TABLES)
def test_no_greeting_of_any_table_holds_an_advert(name):
    advertised = [row for row in table(name) if row["spam"] == "yes"]

    assert advertised
    for row in advertised:
        told = name_signal(row["first_name"], row["last_name"], row["name"], row["country"])
        assert told.greeting is None, row


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
Elton John | Elton | John
Kowalski John | John | Kowalski
Christian Best | Christian | Best
Мария Кредитова | Мария | Кредитова
김민수 | 김민수 | -
Ng | Ng | -
Mrs. Patel | - | Patel
DUPONT Jean | Jean | Dupont
DE LA TOUR Marie | Marie | De La Tour
Anna Nowak, CEO | Anna | Nowak
Anna Nowak - Acme | Anna | Nowak
My name is Laura | Laura | -
Nguyễn Thị Hồng | Hồng | Nguyễn Thị
Dr. rer. nat. Anja Weber | Anja | Weber
Jack Ma | Jack | Ma
Rita Sá | Rita | Sá
Don Draper | Don | Draper
ИП Петров Антон | Антон | Петров
Hello how much is it | - | -
qwerty qwerty | - | -
ООО Ромашка | - | -
Отдел продаж | - | -
Anna {{7*7}} | - | -
Hello, my name is Laura | Laura | -
Ольга, менеджер по закупкам | Ольга | -
von Stein | - | von Stein
von Stein Anna | Anna | von Stein
Lumen Sp. z o.o. | - | -
Lumen spol. s r.o. | - | -
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


@pytest.mark.parametrize(("first", "last"), [("Mrs", ""), ("Господин", ""), ("Dr.", "Patel")])
def test_a_title_alone_greets_nobody(first, last):
    told = name_signal(first, last, "")

    assert (told.first, told.greeting, told.last) == (None, None, last or None)


def test_a_last_name_repeated_in_the_first_field_is_dropped():
    told = name_signal("Oliver Grant", "Grant", "")

    assert (told.first, told.last) == ("Oliver", "Grant")


WORDS = st.sampled_from(
    (
        "Anna", "Nowak", "ООО", "Иван", "Иванович", "Dr.", "von", "O'Brien", "Jean-Luc", "李伟",
        "प्रिया", "محمد", "İREM", "https://win.example/x", "win.example", "a@example.org",
        "@anna", "{{7*7}}", "<b>", "</b>", "[url=x]", "&amp;", "\r\nBcc:", "%0aTo:", "\n", "\t",
        "\u202e", "\u2066", "\u200b", "\u200d", "\x00", "\x1b[31m", "１２", "٣", "²", "Ⅷ", "1000",
        "$", "\u0301" * 30, "а" * 80, "😊", "-", "'", "''", "’", ",", "|", "(", '"', "．", "＠", "：",
        "ﷺ", "¼",
    )
)  # fmt: skip
SEVERAL = st.lists(WORDS, max_size=8)
FIELD = st.one_of(st.text(max_size=300), SEVERAL.map(" ".join), SEVERAL.map("".join))


@settings(max_examples=500)
@given(FIELD, FIELD, FIELD, st.sampled_from(("", "PL", "TR", "VN", "CN", "HU", "IN", "RU")))
def test_a_greeting_is_a_short_run_of_letters_whatever_the_fields_hold(first, last, full, country):
    told = name_signal(first, last, full, country)

    if told.greeting is not None:
        assert 0 < len(told.greeting) <= LIMIT
        assert not told.spam
        assert all(is_spoken(letter) for letter in told.greeting)
        assert told.greeting[0].isalpha()


def is_spoken(letter: str) -> bool:
    """A letter of any script, a sign that stands on one, or what parts names: no digit, control or markup."""
    return letter in "'- " or category(letter) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc")


@given(st.text(alphabet="a\u0301\u0327\u0e31\u0947", max_size=80))
def test_a_greeting_stacks_no_pile_of_marks(name):
    greeting = name_signal(name, "", "").greeting or ""

    assert not re.search(r"[\u0301\u0327\u0e31\u0947]{4}", greeting)
