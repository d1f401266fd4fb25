"""Guard words: what guards saw, as people read it in three languages."""

import re
import string
from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.messages.defuse import defused
from frontdesk.messages.guard_words import GUARD_NAMES, GUARD_SENTENCES, guard_name, seen_told
from frontdesk.model.captcha import Checked, Result, with_result
from frontdesk.model.signals import EmailSignal, NameSignal
from frontdesk.rules.rules import Rates
from frontdesk.rules.tables.desk import GuardsTable
from frontdesk.signals.spam import Seen, suspicions, unchecked
from signals.samples import a_submission

PITCH = "We offer SEO backlinks to boost your ranking, buy now https://a.example https://b.example"


def seen(*submissions, **changes) -> Seen:
    """What guards look at; nothing of it is suspicious but `changes`."""
    given = {
        "called": "Jan Kowalski",
        "name": NameSignal(greeting="Jan"),
        "email": EmailSignal(valid=True, kind="corporate"),
        "links": 0,
        "texts": {"message": "We need a portal."},
        "rates": Rates(),
    }
    return Seen(submissions=submissions or (a_submission(),), **(given | changes))


def noted(about: str, value) -> object:
    came = a_submission()
    return replace(came, submission=replace(came.submission, noted={about: value}))


def with_captcha(result: Result, because: str = ""):
    came = a_submission()
    return replace(came, submission=with_result(came.submission, Checked(result, because)))


NOBODY = {"name": NameSignal()}
#: what each guard can see: the guard, and what makes it look
SEEN = {
    "a hidden field": ("honeypot", seen(a_submission(website_hp="x")), "заполнено скрытое поле website_hp"),
    "sent at once": ("too_fast", seen(a_submission(_started="1795176000000")), "после показа формы"),
    "a link": ("links", seen(called="visit evil.example"), "в имени ссылка"),
    "an advert for a name": (
        "phrases",
        seen(called="SEO backlinks", name=NameSignal(spam=True)),
        "вместо имени реклама",
    ),
    "a pitch": ("phrases", seen(texts={"message": PITCH}, links=2), "; ссылок: 2"),
    "one text of many": ("repeated_text", seen(same_text=5), "прислали другие: 5"),
    "one text in every field": (
        "repeated_text",
        seen(called="abcd", texts={"company": "abcd", "message": "abcd"}),
        "один и тот же текст",
    ),
    "one who writes often": (
        "rate",
        seen(*(a_submission(after=timedelta(minutes=n)) for n in range(7))),
        "обращений за час: 7",
    ),
    "one source, one form": ("rate", seen(noted("rate", {"source_form": 99})), "из одного места: 99"),
    "one source, all forms": ("rate", seen(noted("rate", {"source": 99})), "всех вместе: 99"),
    "one form": ("rate", seen(noted("rate", {"form": 99_999})), "через эту форму: 99999"),
    "a throw-away mailbox": (
        "disposable",
        seen(email=EmailSignal(valid=True, kind="disposable")),
        "одноразовый адрес почты",
    ),
    "nothing": ("nonsense", seen(texts={}), "пустая форма"),
    "a test": ("nonsense", seen(called="test", texts={"message": "test"}, **NOBODY), "проверочная запись"),
    "gibberish": (
        "nonsense",
        seen(called="asdfgh", texts={"message": "asdf qwerty asdf"}, **NOBODY),
        "имя и сообщение бессмысленны",
    ),
    "random letters": (
        "nonsense",
        seen(called="XkRtQzWbNvLp", texts={"message": "QzWbNvLpXkRtGh"}),
        "имя и сообщение из случайных букв",
    ),
    "no captcha": ("captcha", seen(with_captcha(Result.MISSING)), "капчу пропустили"),
    "a captcha not solved": (
        "captcha",
        seen(with_captcha(Result.FAILED, "a score of 0.1")),
        "капча: a score",
    ),
    "two alphabets in a word": ("script", seen(called="Аnna Kowalska"), "два алфавита: Аnna"),
    "two scripts": (
        "script",
        seen(called="Иван Петров", texts={"message": "שלום לכולם אנחנו מחפשים"}),
        "разными буквами: Cyrillic, Hebrew",
    ),
}


@pytest.mark.parametrize(("guard", "what", "ru"), SEEN.values(), ids=SEEN)
def test_what_a_guard_sees_has_words(guard, what, ru):
    found = {one.guard: one.because for one in suspicions(what)}

    assert ru in seen_told(found[guard], "ru")
    assert seen_told(found[guard], "en") == found[guard]
    assert seen_told(found[guard], "pl") not in (found[guard], seen_told(found[guard], "ru"))


def test_every_sentence_is_one_that_a_guard_says():
    said = [because for _, what, _ in SEEN.values() for because in (one.because for one in suspicions(what))]
    said += unchecked(with_captcha(Result.UNCHECKED, "no answer").submission)

    told = {re.sub("[0-9]", "", seen_told(because, "ru", lambda _: "")) for because in said}

    assert len(told) == len(GUARD_SENTENCES)


def test_what_could_not_be_looked_at_has_words():
    [said] = unchecked(with_captcha(Result.UNCHECKED, "no answer").submission)

    assert seen_told(said, "pl") == "captcha niesprawdzona: no answer"


def test_every_guard_has_a_name_and_another_code_stays_as_it_is():
    guards = {name for name in GuardsTable.model_fields if not name.startswith("rate_")}

    assert set(GUARD_NAMES) == {*guards, "person"}
    assert guard_name("too_fast", "ru") == "слишком быстро"
    assert guard_name("new_guard", "ru") == "new_guard"


def test_only_what_may_be_a_visitors_is_hidden():
    assert seen_told("the hidden field evil.example is filled", "ru", defused) == (
        "заполнено скрытое поле evil[.]example"
    )
    assert seen_told("a sentence of tomorrow, evil.example", "ru", defused) == (
        "a sentence of tomorrow, evil[.]example"
    )


def test_the_places_of_a_sentence_are_the_same_in_every_language():
    for row in GUARD_SENTENCES:
        places = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in row]
        assert places[0] == places[1] == places[2]


def test_no_word_of_ours_is_live_in_a_chat():
    words = [text for row in (*GUARD_SENTENCES, *GUARD_NAMES.values()) for text in row]

    assert [text for text in words if defused(text) != text] == []


def test_braces_in_what_a_visitor_wrote_are_text():
    assert seen_told("the hidden field {number} {0.x} is filled", "pl").endswith("pole {number} {0.x}")
