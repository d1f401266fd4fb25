"""Spam: what the guards notice, and what they leave alone."""

from datetime import timedelta

import pytest

from signals.samples import AT, a_submission

PERSON = {
    "first_name": "Nina",
    "last_name": "Holm",
    "email": "nina@holm-marine.example",
    "company": "Holm Marine AS",
    "message": "Demo for 20 users, please.",
}


def a_person(**changed: object) -> dict:
    return {**PERSON, **changed}


def guards(signals) -> list[str]:
    return [suspicion.guard for suspicion in signals.spam]


STARTED = int(AT.timestamp() * 1_000)
CAUGHT = {
    "a filled honeypot": ("honeypot", a_person(website_hp="x")),
    "another honeypot": ("honeypot", a_person(_gotcha="http://x.example")),
    "a honeypot of Netlify's": ("honeypot", a_person(**{"bot-field": "x"})),
    "a form sent within a second": ("too_fast", a_person(_started=str(STARTED - 900))),
    "a form proven to be shown just before": ("too_fast", a_person(_fd_shown_s=1.4)),
    "a form proven to be shown in the same second": ("too_fast", a_person(_fd_shown_s=0)),
    "a URL in the name": ("links", a_person(first_name="Win https://win.example")),
    "a domain in the name": ("links", a_person(last_name="win-big.com")),
    "links for sale": (
        "phrases",
        a_person(message="We sell backlinks, see http://a.example http://b.example"),
    ),
    "followers": ("phrases", a_person(message="Buy followers now at www.follow.example")),
    "a casino in Russian": (
        "phrases",
        a_person(message="Онлайн казино, бонус за регистрацию: http://k.example"),
    ),
    "promotion in Russian": (
        "phrases",
        a_person(message="Предлагаем продвижение сайтов: http://seo.example"),
    ),
    "promotion in Polish": (
        "phrases",
        a_person(message="Oferujemy pozycjonowanie stron, https://seo.example"),
    ),
    "an advert as a name": ("phrases", a_person(first_name="Buy", last_name="Followers Cheap")),
    "the same text three times": (
        "repeated_text",
        dict.fromkeys(("full_name", "company", "message"), "Hello hello"),
    ),
    "a throw-away address": ("disposable", a_person(email="nina@mailinator.com")),
    "an empty form": ("nonsense", {"country": "PL"}),
    "gibberish": ("nonsense", a_person(first_name="asdfgh", last_name="qwerty", message="zxcvbn sdfghj")),
    "a test entry": (
        "nonsense",
        {"first_name": "test", "last_name": "test", "email": "test@test", "message": "test"},
    ),
    "a test entry in Russian": (
        "nonsense",
        {"full_name": "Тест", "message": "тестовая заявка", "email": "a@b.example"},
    ),
    "a test entry without a message": ("nonsense", {"full_name": "Test", "email": "test@acme.example"}),
}


@pytest.mark.parametrize(("guard", "form"), CAUGHT.values(), ids=CAUGHT)
def test_a_guard_notices(read, guard, form):
    assert guard in guards(read(**form))


LEFT_ALONE = {
    "a person": PERSON,
    "a person without a message": a_person(message="", company="", business="private"),
    "an empty honeypot": a_person(website_hp=" "),
    "a honeypot's unticked box": a_person(contact_me_by_fax_only="0"),
    "a form filled in five seconds": a_person(_started=str(STARTED - 5_000)),
    "a form proven to be shown two seconds before": a_person(_fd_shown_s=2.0),
    "a form shown before for how long nobody can tell": a_person(_fd_shown_s="soon"),
    "a clock that goes ahead": a_person(_started=str(STARTED + 60_000)),
    "a link to the own site": a_person(
        message="We sell furniture, our site is https://holm.example. How much is it?"
    ),
    "somebody who needs promotion": a_person(
        message="We need SEO for https://holm.example, do you offer it?"
    ),
    "somebody who needs promotion in Russian": a_person(
        message="Ищем продвижение сайта https://holm.example недорого"
    ),
    "a name of many consonants": a_person(first_name="Krzysztof", last_name="Szczerbak", message=""),
    "a short name": a_person(first_name="Ng", last_name="Vy", message="ok"),
    "a surname that is an advert's word": a_person(first_name="Max", last_name="Offer"),
    "a company named like its owner": a_person(first_name="Nina", last_name="Holm", company="Nina Holm"),
    "a phone number alone": {"phone": "+48 600 100 200"},
    "an address alone": {"email": "nina@holm.example"},
    "somebody who wants to test": a_person(message="We want to test it in May."),
    "a person called Tester": a_person(first_name="Bill", last_name="Tester"),
    "a message in capitals": a_person(message="PLEASE CALL ME BACK"),
    "a message of one letter run": a_person(message="Hmmmmm"),
}


@pytest.mark.parametrize("form", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_a_person_is_left_alone(read, form):
    assert guards(read(**form)) == []


def test_six_submissions_within_an_hour_are_too_many(read):
    many = [a_submission(after=timedelta(minutes=9 * n), **PERSON) for n in range(6)]

    assert guards(read(*many)) == ["rate"]
    assert guards(read(*many[:5])) == []


def test_six_submissions_in_a_day_are_none_too_many(read):
    assert guards(read(*(a_submission(after=timedelta(hours=4 * n), **PERSON) for n in range(6)))) == []


def test_a_guard_that_is_off_notices_nothing(read, rules):
    off = {**rules.guards, "honeypot": "off"}

    assert guards(read(changed={"guards": off}, **a_person(website_hp="x"))) == []
