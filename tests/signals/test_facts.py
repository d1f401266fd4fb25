"""Facts: what source, hour, repeat, country, message and script tell of a form."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.model.submission import Submission
from frontdesk.rules.hours import hours
from frontdesk.rules.rules import Form
from frontdesk.signals.hour import hour_signal
from frontdesk.signals.message import message_signal
from frontdesk.signals.source import path_of, source_signal
from signals.samples import a_submission

# ── Source ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_source_is_told_by_what_the_browser_sent():
    fields = {
        "utm": {"source": "Google", "medium": "CPC", "campaign": "Spring " * 90, "term": "crm"},
        "referrer": "https://www.Google.com/search?q=1",
        "page_url": "https://acme.example/Demo/?utm_source=google#form",
    }

    told = source_signal(fields, "demo", Form(name="demo", product="crm"))

    assert (told.utm_source, told.utm_medium) == ("google", "cpc")
    assert told.utm_campaign.startswith("spring spring")
    assert len(told.utm_campaign) <= 200
    assert (told.referrer, told.page, told.form, told.product) == ("google.com", "/demo", "demo", "crm")


def test_nothing_sent_tells_only_the_form():
    told = source_signal({"utm": "google", "referrer": 5, "page_url": ["x"]}, "web", None)

    assert (told.utm_source, told.referrer, told.page, told.form, told.product) == (
        None,
        None,
        None,
        "web",
        None,
    )


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://x.pl", "/"),
        ("https://x.pl/a/b/", "/a/b"),
        ("/kontakt", "/kontakt"),
        ("x.pl/demo", None),
        ("https://x.pl/a\nb", "/a b"),
        ("https://x.pl/" + "a" * 900, "/" + "a" * 198 + "…"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_the_page_is_its_path(url, path):
    assert path_of(url) == path


# ── Hour ───────────────────────────────────────────────────────────────────────────────────────────────────

WEEK = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-18:00"})
WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 11, 20, 8, 0, tzinfo=UTC), (True, 9, 5)),
        (datetime(2026, 11, 20, 7, 59, tzinfo=UTC), (False, 8, 5)),
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), (False, 18, 5)),
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), (False, 0, 6)),
        (datetime(2026, 7, 20, 7, 0, tzinfo=UTC), (True, 9, 1)),
        (datetime(2026, 11, 22, 10, 0, tzinfo=UTC), (False, 11, 7)),
    ],
    ids=str,
)
def test_the_hour_is_that_of_the_company(at, told):
    found = hour_signal(at, WEEK, WARSAW)

    assert (found.working, found.local, found.weekday) == told


def test_without_hours_the_hour_is_unknown(read):
    told = read(changed={"hours": None}, email="jan@acme.pl").hour

    assert (told.working, told.local, told.weekday) == (None, None, None)


# ── Repeat ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("after", "days"), [(timedelta(hours=23), 0), (timedelta(days=9, hours=3), 9)], ids=str
)
def test_the_days_since_the_enquiry_before_are_whole(read, after, days):
    two = (a_submission(email="a@x.pl"), a_submission(after=after, email="a@x.pl"))

    assert read(*two).repeat.days == days


def test_the_first_enquiry_has_none_before(read):
    assert read(email="a@x.pl").repeat.days is None


# ── Country ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"country": "Польша", "phone": "+49 30 23125160"}, ("PL", "field")),
        ({"country": "Atlantis", "phone": "+49 30 23125160"}, ("DE", "phone")),
        ({"email": "jan@acme.co.uk"}, ("GB", "domain")),
        ({"email": "jan@onet.pl"}, ("PL", "domain")),
        ({"email": "jan@mail.ru"}, (None, None)),
        ({"email": "jan@acme.ru"}, ("RU", "domain")),
        ({"email": "jan@acme.io"}, (None, None)),
        ({"email": "jan@acme.com", "website": "acme.de"}, ("DE", "domain")),
        ({"email": "jan@mailinator.com"}, (None, None)),
        ({"message": "Hello"}, (None, None)),
    ],
    ids=str,
)
def test_the_country_is_told_by_the_field_the_number_or_a_domain(read, form, told):
    country = read(**form).country

    assert (country.code, country.by) == told


# ── Message ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "capitals", "questions"),
    [
        ("", None, 0),
        ("CRM ASAP!", None, 0),
        ("WE NEED A CRM SYSTEM TODAY", 1.0, 0),
        ("How much is it? And when could we start???", 0.07, 2),
        ("СРОЧНО НУЖЕН САЙТ для нашей компании?", 0.48, 1),
        ("see https://acme.pl/?a=1 and tell us what you think of it", 0.0, 0),
        ("12345678901234567890 1234", None, 0),
        ("何ができますか？教えてください。よろしくお願いします。", 0.0, 1),
    ],
)
def test_capitals_are_a_share_of_letters_and_questions_are_counted(text, capitals, questions):
    told = message_signal(text)

    assert told.capitals == capitals
    assert told.questions == questions


@given(st.text("aB1 '.-_,!\n", max_size=60))
def test_plain_text_is_counted_as_any_other(text):
    plain = text + " e"
    accented = text + " é"

    one, other = message_signal(plain), message_signal(accented)

    assert (one.words, one.capitals) == (other.words, other.capitals)


# ── Script ─────────────────────────────────────────────────────────────────────────────────────────────────

GREETING = "Здравствуйте, нужна разработка сайта для нашей компании"


@pytest.mark.parametrize(
    ("form", "noticed"),
    [
        ({"first_name": "Аnna"}, True),
        ({"full_name": "Иван Петров", "message": "您好，我们想为您的网站提供优质的产品和服务"}, True),
        ({"full_name": "Иван Петров", "message": GREETING}, False),
        ({"full_name": "Иван Петров", "message": "Hello, we need a demo of your product"}, False),
        ({"full_name": "Ivan Petrov", "message": GREETING}, False),
        ({"full_name": "Łukasz Żółć", "message": "Proszę o kontakt"}, False),
        ({"full_name": "王伟", "message": "デモをお願いします。よろしくお願いします"}, False),
        ({"full_name": "Anna Анна"}, False),
    ],
    ids=str,
)
def test_letters_that_do_not_belong_together_are_noticed(read, form, noticed):
    reasons = read(**form).facts["spam.reasons"]

    assert ("script" in reasons) is noticed


def test_letters_that_do_not_belong_together_hold_nobody_back(rules):
    assert rules.guards["script"] == "watch"


def test_reasons_of_a_guard_that_is_off_are_not_told(read, rules):
    changed = {"guards": {**rules.guards, "script": "off"}}

    assert read(first_name="Аnna", changed=changed).facts["spam.reasons"] == ()


def test_a_submission_without_anything_is_read(read):
    bare = a_submission()

    assert read(bare).source.form == "web"
    assert bare.submission == Submission(provider="web")
