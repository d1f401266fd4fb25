"""Where an answer goes, and what becomes of it on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.errors import Unreadable
from frontdesk.intake.about import About
from frontdesk.intake.body import FIELDS
from frontdesk.intake.marks import query_marks
from frontdesk.intake.normalise import normalise
from frontdesk.intake.values import CHARS, LABEL_CHARS, TEXT_CHARS

MAIL = "anna@acme.example"


@pytest.fixture(scope="module")
def read_of(labels):
    """(fields, extra) of answers."""

    def _read_of(answers, **facts):
        submission = normalise(
            "json", answers.items() if isinstance(answers, dict) else answers, labels, About(**facts)
        )
        return submission.fields, submission.extra

    return _read_of


PLACES = {
    "a known label": ({"E-Mail:": MAIL}, {"email": MAIL}, {}),
    "an unknown label": ({"Team size": "5"}, {}, {"Team size": "5"}),
    "what signals look up by label": (
        {"Budget": 5000, "Branche": "Logistik", "Страна": "Чехия", "Срок": "май"},
        {},
        {"Budget": 5000, "Branche": "Logistik", "Страна": "Чехия", "Срок": "май"},
    ),
    "blanks": ({"name": "  ", "email": None, "Topics": [], "Team": {}, "Also": ["", None]}, {}, {}),
    "a list in a list": ({"email": [[MAIL], "b@acme.example"]}, {"email": MAIL}, {"email": "b@acme.example"}),
    "a label of many lists": ({"Topics[][] []": "a"}, {}, {"Topics": "a"}),
    "a number in a field": ({"phone": 48600100200}, {"phone": "48600100200"}, {}),
    "a number with a point": ({"phone": 48600100200.0}, {"phone": "48600100200"}, {}),
    "numbers and truth values elsewhere": (
        {"n": 3, "f": 2.5, "yes": True, "no": False, "zero": 0},
        {},
        {"n": 3, "f": 2.5, "yes": True, "no": False, "zero": 0},
    ),
    "a number no database takes": ({"n": 2**63}, {}, {"n": "9223372036854775808"}),
    "markup": ({"message": "<b>{{7*7}}</b> %s"}, {"message": "<b>{{7*7}}</b> %s"}, {}),
    "line ends and controls": ({"message": " a\r\nb\rc\x00\x1b \u2028d "}, {"message": "a\nb\nc \nd"}, {}),
    "a hostile label": ({"a\x00\r\nb[]": "1"}, {}, {"a\nb": "1"}),
    "a label of nothing": ({"\x00": "1"}, {}, {"unnamed": "1"}),
    "a second e-mail": (
        {"email": MAIL, "Work e-mail": "b@b.example"},
        {"email": MAIL},
        {"Work e-mail": "b@b.example"},
    ),
    "the same e-mail again": ({"email": MAIL, "Work e-mail": MAIL}, {"email": MAIL}, {}),
    "a list in a field": ({"email": [MAIL, "b@b.example", MAIL]}, {"email": MAIL}, {"email": "b@b.example"}),
    "two addresses in one answer": ({"email": f"{MAIL}, b@b.example"}, {"email": f"{MAIL}, b@b.example"}, {}),
    "a file in a field": ({"message": {"filename": "a.txt"}}, {}, {"message": {"filename": "a.txt"}}),
    "a page that is a title": ({"page": "Prices"}, {}, {"page": "Prices"}),
    "a page that is an address": ({"page": "https://a.example/"}, {"page_url": "https://a.example/"}, {}),
    "what a page sends for itself": (
        {
            "_next": "/thanks",
            "_charset_": "utf-8",
            "csrf_token": "x",
            "g-recaptcha-response": "y",
            "submit": "Send",
        },
        {},
        {},
    ),
    "a honeypot": (
        {"_gotcha": "x", "website": "http://spam.example"},
        {},
        {"_gotcha": "x", "website": "http://spam.example"},
    ),
    "UTM fields": (
        {"utm_source": "a", "utmTerm": "b", "utm_id": "7"},
        {"utm": {"source": "a", "term": "b"}},
        {"utm_id": "7"},
    ),
    "UTM as a query": ({"utm": "utm_source=a&utm_medium=b+c"}, {"utm": {"source": "a", "medium": "b c"}}, {}),
    "a second UTM source": (
        {"utm_source": "a", "UTM Source": "b"},
        {"utm": {"source": "a"}},
        {"UTM Source": "b"},
    ),
    "a lone name": ({"Ваше имя": "Анна"}, {"full_name": "Анна"}, {}),
    "a lone name beside a last name": (
        {"Imię": "Jan", "Nazwisko": "Lis"},
        {"first_name": "Jan", "last_name": "Lis"},
        {},
    ),
    "a lone name beside a first name": (
        {"Vorname": "Jan", "Name": "Lis"},
        {"first_name": "Jan", "last_name": "Lis"},
        {},
    ),
    "a whole name beside a last name": (
        {"name": "Jan Lis", "last_name": "Lis"},
        {"full_name": "Jan Lis", "last_name": "Lis"},
        {},
    ),
    "a full name beside a last name": (
        {"Full name": "Jan", "last_name": "Lis"},
        {"full_name": "Jan", "last_name": "Lis"},
        {},
    ),
    "a newsletter box": ({"newsletter": "on"}, {}, {"newsletter": "on"}),
}


@pytest.mark.parametrize(("answers", "fields", "extra"), PLACES.values(), ids=PLACES)
def test_an_answer_goes_where_it_belongs(answers, fields, extra, read_of):
    assert read_of(answers) == (fields, extra)


CONSENTS = {
    "on": True,
    "true": True,
    "1": True,
    "I agree to the privacy policy": True,
    "Согласен": True,
    "false": False,
    "0": False,
    "нет": False,
    "I do not agree": False,
    "Nie wyrażam zgody": False,
}


@pytest.mark.parametrize(("said", "agreed"), CONSENTS.items(), ids=CONSENTS)
def test_a_privacy_box_is_true_or_false(said, agreed, read_of):
    assert read_of({"privacy": said}) == ({"consent": agreed}, {})


@pytest.mark.parametrize(
    ("said", "agreed"),
    [(True, True), (False, False), (0, False), (["0", "1"], True), (["I agree"], True)],
    ids=["true", "false", "zero", "a hidden zero and a tick", "a choice"],
)
def test_a_privacy_answer_need_not_be_text(said, agreed, read_of):
    assert read_of({"GDPR": said})[0] == {"consent": agreed}


def test_a_blank_privacy_box_says_nothing(read_of):
    assert read_of({"privacy": ""}) == ({}, {})


@pytest.mark.parametrize(
    ("answers", "query", "form"),
    [
        ({"form_name": "Demo", "form_id": "f1"}, "q", "Demo"),
        ({"Форма": "Демо"}, "q", "Демо"),
        ({"Formularz": "Demo"}, None, "Demo"),
        ({"form.id": "f1"}, "q", "f1"),
        ({}, " q\x00 ", "q"),
        ({}, None, None),
    ],
    ids=["by name", "in Russian", "in Polish", "by id", "by query", "unnamed"],
)
def test_a_form_is_known_by_name_then_id_then_query(answers, query, form, labels):
    assert normalise("html", answers.items(), labels, About(fallback=query)).form == form


@pytest.mark.parametrize(
    "name", ["submission_id", "submissionId", "Submission ID", "response_id", "submission.id"]
)
def test_the_senders_id_is_kept_as_text(name, labels):
    assert normalise("json", [(name, 42)], labels).submission_id == "42"


def test_an_id_too_long_to_keep_whole_is_no_id(labels):
    submission = normalise("json", [("submission_id", "x" * (LABEL_CHARS + 1))], labels)

    assert submission.submission_id is None
    assert "submission_id" in submission.extra


def test_the_page_falls_back_and_its_query_gives_the_marks(read_of):
    page = "https://a.example/?utm_source=x%20y&utm_medium=&UTM_Campaign=z&utm_source=late#utm_term=no"

    assert read_of({}, fields={"page_url": page})[0] == {
        "page_url": page,
        "utm": {"source": "x y", "campaign": "z"},
    }
    assert read_of({"page_url": "/b"}, fields={"page_url": page})[0] == {"page_url": "/b"}


def test_own_marks_outrank_the_pages(read_of):
    fields, _ = read_of(
        {"utm_source": "mail"}, fields={"page_url": "https://a.example/?utm_source=x&utm_term=y"}
    )

    assert fields["utm"] == {"source": "mail"}


def test_marks_need_their_prefix():
    assert query_marks("https://a.example/?source=a&term=b&utm_content=c") == {"content": "c"}


@pytest.mark.parametrize("field", sorted(CHARS.keys() - {"email"}))
def test_a_long_answer_is_cut_with_a_mark(field, read_of):
    fields, extra = read_of({field: "ab " * 10_000})

    assert len(fields[field]) <= CHARS[field]
    assert fields[field].endswith("…")
    assert not extra


def test_an_unknown_answer_and_its_label_are_cut_with_a_mark(read_of):
    _, extra = read_of({"q" * 1_000: "x" * 10_000, "list": ["x" * 10_000]})

    assert [len(label) for label in extra] == [LABEL_CHARS, 4]
    assert len(extra["list"][0]) == TEXT_CHARS


def test_an_email_too_long_is_refused_never_cut(read_of):
    with pytest.raises(Unreadable, match="email") as refusal:
        read_of({"E-mail": f"{MAIL}{'m' * 240}"})

    assert refusal.value.status == 422
    assert "anna" not in str(refusal.value)


def test_a_long_phone_is_not_cut_within_a_number(read_of):
    fields, _ = read_of(
        {"phone": "please call me after five o'clock in the afternoon, my number is +48 600 100 200 3"}
    )

    assert fields["phone"].endswith("my number is…")


def test_too_many_answers_are_refused(read_of):
    with pytest.raises(Unreadable) as refusal:
        read_of({f"q{number}": "1" for number in range(FIELDS + 1)})

    assert refusal.value.status == 413


LABELS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["first_name", "Nazwisko", "E-mail", "Телефон", "message", "Budget", "privacy"]),
)


@settings(max_examples=300, deadline=None)
@given(
    answers=st.dictionaries(LABELS, st.one_of(st.text(max_size=50), st.booleans(), st.integers()), max_size=8)
)
def test_what_was_normalised_stays_as_it_is(labels, answers):
    once = normalise("json", answers.items(), labels)

    again = normalise("json", [*once.fields.items(), *once.extra.items()], labels)

    assert again.fields == once.fields
    assert again.extra == once.extra
