"""Days, numbers and greetings as letters write them, in each language, by the company's hours."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.messages.letter import LetterValues
from frontdesk.messages.letter_filters import filters
from frontdesk.messages.letter_values import days
from frontdesk.messages.speech import SPEECH, greeting, speech
from frontdesk.rules.hours import hours

OFFICE = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-18:00", "closed": "2026-12-24, 2026-12-25"})
CLOSED = hours({"zone": "Europe/Warsaw", "closed": "2026-12-24"})
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "is_open", "call_day", "next_working_day"),
    [
        pytest.param("2026-11-23 07:30", False, MONDAY, TUESDAY, id="before work: today"),
        pytest.param("2026-11-23 08:00", True, MONDAY, TUESDAY, id="work begins"),
        pytest.param("2026-11-23 15:59", True, MONDAY, TUESDAY, id="an hour is left"),
        pytest.param("2026-11-23 16:00", False, TUESDAY, TUESDAY, id="less than an hour is left"),
        pytest.param("2026-11-20 20:00", False, MONDAY, MONDAY, id="Friday evening"),
        pytest.param("2026-11-22 23:30", False, MONDAY, TUESDAY, id="already Monday in Warsaw"),
        pytest.param("2026-12-23 17:30", False, date(2026, 12, 28), date(2026, 12, 28), id="before days off"),
        pytest.param("2026-12-24 10:00", False, date(2026, 12, 28), date(2026, 12, 28), id="on a day off"),
    ],
)
def test_the_day_of_a_call_is_a_working_day(now, is_open, call_day, next_working_day):
    found = days(speech("en"), OFFICE, at(now))

    assert (found["hours"].open, found["call_day"]) == (is_open, call_day)
    assert found["next_working_day"] == next_working_day


@pytest.mark.parametrize(
    ("language", "today", "monday", "tuesday"),
    [
        ("en", "today", "on Monday", "on Tuesday"),
        ("ru", "сегодня", "в понедельник", "во вторник"),
        ("pl", "dzisiaj", "w poniedziałek", "we wtorek"),
        ("de", "heute", "am Montag", "am Dienstag"),
        ("uk", "сьогодні", "у понеділок", "у вівторок"),
        ("cs", "dnes", "v pondělí", "v úterý"),
        ("es", "hoy", "el lunes", "el martes"),
        ("fr", "aujourd’hui", "lundi", "mardi"),
    ],
)
def test_when_we_call_is_said_in_the_letters_language(language, today, monday, tuesday):
    spoken = speech(language)
    said = [
        days(spoken, OFFICE, at(now))["call_when"]
        for now in ("2026-11-23 10:00", "2026-11-21 10:00", "2026-11-23 20:00")
    ]

    assert said == [today, monday, tuesday]


def test_a_day_more_than_a_week_away_has_its_date():
    long = hours({"zone": "UTC", "monday": "09:00-18:00", "closed": "2026-11-30"})

    assert days(speech("en"), long, at("2026-11-24 10:00"))["call_when"] == "on Monday (7 December 2026)"


@pytest.mark.parametrize(
    ("hours_", "now"),
    [(None, at("2026-11-23 10:00")), (OFFICE, None), (CLOSED, at("2026-11-23 10:00"))],
    ids=["no hours", "no clock", "no day has hours"],
)
def test_without_hours_or_a_clock_no_day_is_promised(hours_, now):
    found = days(speech("en"), hours_, now)

    assert (found["call_day"], found["call_when"], found["hours"].open) == (None, None, False)


@pytest.mark.parametrize(
    ("language", "day", "number", "money", "listed"),
    [
        ("en", "3 May 2026", "1,234,567.5", "€1,200", "a, b and c"),
        ("ru", "3 мая 2026 года", "1 234 567,5", "1 200 €", "a, b и c"),
        ("pl", "3 maja 2026", "1 234 567,5", "1 200 €", "a, b i c"),
        ("de", "3. Mai 2026", "1.234.567,5", "1.200 €", "a, b und c"),
        ("uk", "3 травня 2026 року", "1 234 567,5", "1 200 €", "a, b та c"),
        ("cs", "3. května 2026", "1 234 567,5", "1 200 €", "a, b a c"),
        ("es", "3 de mayo de 2026", "1.234.567,5", "1.200 €", "a, b y c"),
        ("fr", "3 mai 2026", "1 234 567,5", "1 200 €", "a, b et c"),
    ],
)
def test_dates_numbers_and_lists_are_those_of_the_language(language, day, number, money, listed):
    named = filters(SPEECH[language])

    assert named["date"](date(2026, 5, 3)) == day
    assert named["number"]("1234567.50").replace("\u00a0", " ") == number
    assert named["money"](1200, "EUR").replace("\u00a0", " ") == money
    assert named["listed"](["a", "b", "c"]) == listed


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (-5, "USD", "-$5"),
        (0.5, "GBP", "£0.50"),
        ("99.999", "EUR", "€100"),
        (1200, "PLN", "1,200 zł"),
        (7, "CHF", "7 CHF"),
    ],
)
def test_money_has_its_sign_where_english_puts_it(amount, currency, written):
    assert filters(SPEECH["en"])["money"](amount, currency).replace("\u00a0", " ") == written


@pytest.mark.parametrize("value", ["ten", "", None, "nan", "inf", "1e400000000", 10**15])
def test_what_is_no_number_is_named(value):
    with pytest.raises(ValueError, match="expected a number, found"):
        filters(SPEECH["en"])["number"](value)


def test_a_number_that_is_nearly_nothing_stays_short():
    assert filters(SPEECH["en"])["number"]("1e-999999") == "0"


@pytest.mark.parametrize("name", ["date", "weekday"])
def test_what_is_no_day_is_named(name):
    with pytest.raises(ValueError, match="expected a day, found none"):
        filters(SPEECH["en"])[name](None)


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "Anna", "Hello Anna,"),
        ("en", None, "Hello,"),
        ("ru", "Анна", "Здравствуйте, Анна!"),
        ("ru", None, "Здравствуйте!"),
        ("pl", "Anna", "Dzień dobry!"),
        ("pl", None, "Dzień dobry!"),
        ("cs", "Jana", "Dobrý den,"),
        ("uk", "Олена", "Добрий день!"),
        ("de", "Anna", "Guten Tag Anna,"),
    ],
)
def test_a_greeting_names_nobody_where_the_case_cannot_be_told(language, name, said):
    assert greeting(SPEECH[language], name) == said


@given(st.text(max_size=80))
def test_a_greeting_holds_no_more_than_a_safe_name(text):
    name = LetterValues(greeting=text).greeting

    assert greeting(SPEECH["en"], name) == (f"Hello {name}," if name else "Hello,")


def test_every_language_has_seven_days_and_twelve_months():
    assert {language: (len(s.days), len(s.months)) for language, s in SPEECH.items()} == dict.fromkeys(
        SPEECH, (7, 12)
    )


def test_a_kind_of_a_language_speaks_as_it_does():
    assert speech("de-at") is speech("de")
    assert speech("fi") is None
