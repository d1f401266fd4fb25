"""Reason words: what receipts hold, as people read it in three languages."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.messages.defuse import defused
from frontdesk.messages.reason_words import condition_told, reason_told
from frontdesk.messages.signal_words import GRAMMAR_WORDS, SIGNAL_WORDS, VALUE_WORDS
from frontdesk.messages.words import WORDS
from frontdesk.model.score import EVERYONE_ELSE, Reason
from frontdesk.model.signals import CATALOGUE, KINDS, Keyword
from frontdesk.rules.ages import Fades
from frontdesk.rules.conditions import VERDICT_FACTS
from frontdesk.rules.judging import Group
from frontdesk.rules.rules import Criterion
from frontdesk.rules.touching import TOUCHES
from frontdesk.scoring.because import because, capped, faded
from frontdesk.settings import shipped_folder

SHIPPED = (shipped_folder() / "rules.toml").read_text("utf-8")
SIGNAL = re.compile(r"[a-z]+\.[a-z_]+|\w_\w")
VALUES = {"truth": True, "number": 40000.5, "text": "free", "list": ("a", "b")}
LANGUAGES = ("en", "ru", "pl")


def criterion(*signals: str, when: str = "phone") -> Criterion:
    return Criterion(id="c", names={"en": "c"}, when=when, points=4, ask=False, signals=signals)


def hidden(said: str) -> str:
    return "•"


SAID = {
    "a fact": ("email.corporate", "corporate e-mail", "корпоративная почта", "firmowy e-mail"),
    "a detail": ("phone.valid (SE)", "valid number (SE)", "верный номер (SE)", "poprawny numer (SE)"),
    "fields": ("company, position", "company, position", "компания, должность", "firma, stanowisko"),
    "an amount": ("budget.amount 40000 (EUR)", "budget: 40000 EUR", "бюджет: 40000 EUR", "budżet: 40000 EUR"),
    "a count": (
        "message.words 180",
        "words in the message: 180",
        "слов в сообщении: 180",
        "słów w wiadomości: 180",
    ),
    "a list": ("files (2)", "files: 2", "файлы: 2", "pliki: 2"),
    "a value": ("email.kind free", "kind of e-mail: free", "вид почты: бесплатная", "rodzaj poczty: darmowa"),
    "touches": (
        "touches.sent 2 in 30d",
        "letters to them: 2 in 30 d",
        "писем им: 2 за 30 дн.",
        "listów do nich: 2 w 30 dn.",
    ),
    "a phrase": (
        '"кредит" as "Кредиты" in the message',
        '"кредит" as "Кредиты" in the message',
        "«кредит» как «Кредиты» в сообщении",
        "„кредит” jako „Кредиты” w wiadomości",
    ),
    "phrases": (
        '"SMM" in the message, "вакансия" in an answer, "wakat"',
        '"SMM" in the message, "вакансия" in an answer, "wakat"',
        "«SMM» в сообщении, «вакансия» в ответе, «wakat»",
        "„SMM” w wiadomości, „вакансия” w odpowiedzi, „wakat”",
    ),
    "a person's answer": ("answered yes", "answered yes", "ответ «да»", "odpowiedź: tak"),
    "an old one": (
        "answered yes, faded from +3 in 8 d",
        "answered yes, faded from +3 in 8 d",
        "ответ «да», было +3, прошло 8 дн.",
        "odpowiedź: tak, było +3, minęło 8 dn.",
    ),
    "a group": (
        "-7 together, at least -3",
        "−7 together, at least −3",
        "вместе −7, не меньше −3",
        "razem −7, co najmniej −3",
    ),
    "a condition": ("not phone", "not phone", "не телефон", "nie telefon"),
    "one that was cut": ("company, message.wo…", "company, …", "компания, …", "firma, …"),
    "another form": ("said on the telephone", *["said on the telephone"] * 3),
}


@pytest.mark.parametrize(("stored", "en", "ru", "pl"), SAID.values(), ids=SAID)
def test_a_reason_is_read_in_the_readers_language(stored, en, ru, pl):
    assert [reason_told(stored, language) for language in LANGUAGES] == [en, ru, pl]


CONDITIONS = {
    "score > 6": "баллы > 6",
    "profile.complete": "полная анкета",
    "first_name and last_name and email and phone": "имя и фамилия и почта и телефон",
    "fit >= 4 and not (interest < 2 or budget.amount == 5.5)": (
        "профиль >= 4 и не (интерес < 2 или бюджет == 5.5)"
    ),
    "language not in ['ru', \"uk\"]": "язык не в ['ru', \"uk\"]",
    "keywords.off_profile|length > 1": 'ключевые слова "off_profile"|длина > 1',
    "cell A1, A2": "ячейка A1, A2",
    "true": "всегда",
    EVERYONE_ELSE: "все остальные",
    "nobody.knows > 1": "nobody.knows > 1",
}


@pytest.mark.parametrize(("stored", "ru"), CONDITIONS.items(), ids=CONDITIONS)
def test_a_condition_is_read_in_the_readers_language(stored, ru):
    assert condition_told(stored, "ru") == ru


@pytest.mark.parametrize("condition", sorted(set(re.findall(r'(?m)^#?(?:when|needs) = "(.*?)"', SHIPPED))))
@pytest.mark.parametrize("language", ["ru", "pl"])
def test_every_condition_of_the_shipped_rules_has_words(condition, language):
    told = condition_told(condition, language, hidden)

    assert not SIGNAL.search(re.sub('"[a-z_]+"', "", told))


def test_everything_that_a_condition_may_name_has_words():
    assert set(SIGNAL_WORDS) == {*CATALOGUE, *TOUCHES, *VERDICT_FACTS}


@pytest.mark.parametrize("name", [*CATALOGUE, *TOUCHES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_reason_tells_of_a_signal_has_words(name, language):
    facts = {name: VALUES[KINDS.get(name, "number")], "phone.region": "SE", "budget.currency": "EUR"}
    stored = faded(
        Reason("c", 4, because(criterion(name, when="nobody.knows"), facts)),
        Fades(every=timedelta(days=1), by=1),
        timedelta(days=2),
    ).because

    told = reason_told(stored, language, hidden)

    assert "•" not in told
    assert not SIGNAL.search(told.replace("40000.5", ""))
    assert SIGNAL_WORDS[name][LANGUAGES.index(language)] in told


@pytest.mark.parametrize("where", ["message", "business", "position", "company", ""])
def test_of_a_phrase_only_what_was_written_is_hidden(where):
    match = Keyword(group="g", phrase='odd, "one"', words=("evil", "words"), where=where)
    stored = because(criterion("keywords.g"), {"keywords.g": ('odd, "one"',)}, [match])

    told = reason_told(stored, "ru", hidden)

    assert told.startswith("«•» как «•» в ")
    assert not re.search("[a-z]", told)


def test_what_a_group_counts_has_words():
    stored = capped(Group(id="g", cap=5), 7)

    assert reason_told(stored, "pl", hidden) == "razem +7, najwyżej +5"


def test_no_word_of_ours_is_live_in_a_chat():
    tables = (SIGNAL_WORDS, VALUE_WORDS, GRAMMAR_WORDS)
    words = [text for table in tables for row in table.values() for text in row]
    words += [text for key, row in WORDS.items() if key.startswith(("reason_", "where_")) for text in row]

    assert [text for text in words if defused(text) != text] == []


pieces = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from([*SAID]).map(lambda key: SAID[key][0]),
        st.sampled_from([", ", " ", '"', "evil.example", "@name", "/start", " in the message", "phone", "…"]),
    ),
    max_size=8,
).map("".join)


@given(pieces, st.sampled_from(LANGUAGES))
def test_whatever_is_stored_nothing_is_live_once_what_others_wrote_is_defused(stored, language):
    told = reason_told(stored, language, defused)

    assert defused(told) == told
