"""Tables: of the rows in this folder so many must come out right. `tally` tells how many do, by kind."""

from importlib.util import find_spec

import pytest

from frontdesk.rules.rules import Phrase
from frontdesk.signals.keywords import KeywordFinder
from frontdesk.signals.lexicon import Lexicon
from frontdesk.signals.name import name_signal
from frontdesk.signals.phone import phone_signal
from signals.samples import table

MORPH = pytest.mark.skipif(not find_spec("pymorphy3"), reason="the extra morph is not installed")
#: how forms of words are known: what finds them, and what its tally is called
LEXICONS = [
    pytest.param(None, "", id="by endings"),
    pytest.param(Lexicon(), " with dictionaries", id="by dictionaries", marks=MORPH),
]
PHONES = {"phones.csv": 78 / 80, "phones_held_out.csv": 0.97, "phones_fresh.csv": 0.97}
NAMES = {"names.csv": 46 / 50, "names_held_out.csv": 0.92, "names_fresh.csv": 0.92}
#: table: the share that must be right, and how many of 120 may be found though they are not there
KEYWORDS = {
    "keywords.csv": (47 / 50, 2.4),
    "keywords_held_out.csv": (0.90, 3),
    "keywords_held_out_2.csv": (0.90, 3),
}


def read_right(row) -> bool:
    phone = phone_signal(row["raw"], country=row["country"], regions=(row["default_region"] or None,))
    told = {
        "expected_e164": phone.e164 or "",
        "expected_ext": phone.extension or "",
        "also_e164": " ".join(phone.also),
        "expected_region": phone.region or "",
        "expected_type": phone.kind or "",
        "valid": "yes" if phone.valid else "no",
        "country_mismatch": "yes" if phone.mismatch else "no",
    }
    return told == {name: row[name] for name in told}


def found_right(row) -> bool:
    told = phone_signal("", regions=(row["region"] or None,), messages=(row["message"],))
    return (told.e164 or "") == row["expected_e164"] and bool(told.in_message) == bool(row["expected_e164"])


def greeted_right(row) -> bool:
    told = name_signal(row["first_name"], row["last_name"], row["name"], row["country"])
    accepted = {row["expected_name"], *filter(None, row["also_accepted"].split("|"))}
    return (told.greeting or "") in accepted and told.spam == (row["spam"] == "yes")


def matches(row, lexicon: Lexicon | None) -> bool:
    phrase = Phrase(text=row["keyword"], language=row["language"])
    return bool(KeywordFinder({"group": (phrase,)}, "en", lexicon).find({"message": row["text"]}))


def is_held_out(name: str) -> bool:
    return name.partition(".")[0] not in ("phones", "names", "keywords")


@pytest.mark.parametrize(("name", "bar"), PHONES.items(), ids=PHONES)
def test_typed_numbers_are_read_as_the_table_says(tally, name, bar):
    found = tally(name, table(name), read_right, brief=is_held_out(name))

    assert found.share >= bar, str(found)


@pytest.mark.parametrize(("name", "bar"), NAMES.items(), ids=NAMES)
def test_names_are_greeted_as_the_table_says(tally, name, bar):
    found = tally(name, table(name), greeted_right, brief=is_held_out(name))

    assert found.share >= bar, str(found)


def test_messages_name_a_number_or_none_as_the_table_says(tally):
    found = tally("messages_with_phones.csv", table("messages_with_phones.csv"), found_right, brief=True)

    assert found.share >= 0.97, str(found)


@pytest.mark.parametrize(("lexicon", "how"), LEXICONS)
@pytest.mark.parametrize(("name", "bar"), KEYWORDS.items(), ids=KEYWORDS)
def test_sentences_match_as_the_table_says(tally, name, bar, lexicon, how):
    share, false_in_120 = bar
    rows = table(name)
    answers = {row["id"]: "match" if matches(row, lexicon) else "no" for row in rows}

    found = tally(
        name + how,
        rows,
        lambda row: answers[row["id"]] == row["expected"],
        lambda row: [row["kind"], row["language"]],
        brief=bool(how) or is_held_out(name),
    )

    false = sum(row["expected"] == "no" and answers[row["id"]] == "match" for row in rows)
    assert found.share >= share, str(found)
    assert false <= false_in_120 * len(rows) / 120, str(found)
