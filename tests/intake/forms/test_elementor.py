"""Elementor: simple mode in several languages, and advanced mode."""

from urllib.parse import urlencode

import pytest

PAGE = "https://a.example/demo/"
AGENT = "Mozilla/5.0 (X11; Linux x86_64)"
#: Titles of what simple mode puts behind the answers: date, time, page, browser, address, builder.
META = {
    "English": ("Date", "Time", "Page URL", "User Agent", "Remote IP", "Powered by"),
    "Russian": ("Дата", "Время", "URL страницы", "Агент пользователя", "Удаленный IP", "Работает на"),
    "Polish": ("Data", "Czas", "Adres URL strony", "Agent użytkownika", "Zdalny adres IP", "Wspierane przez"),
    "German": ("Datum", "Uhrzeit", "Seiten-URL", "Benutzer-Agent", "Remote-IP", "Bereitgestellt von"),
}
FACTS = ("20.11.2026", "9:29", PAGE, AGENT, "203.0.113.41", "Elementor")
OWN = {"form_id": "7a1b2c3", "form_name": "Demo"}


def simple(answers, titles=META["English"]):
    return urlencode({**answers, **dict(zip(titles, FACTS, strict=True)), **OWN})


@pytest.mark.parametrize("titles", META.values(), ids=META)
def test_the_page_and_the_address_are_found_in_any_language(titles, told):
    submission = told("elementor", simple({"Email": "a@b.example"}, titles))

    assert submission.fields == {"email": "a@b.example", "page_url": PAGE, "ip": "203.0.113.41"}
    assert (submission.form, submission.extra) == ("Demo", {})


@pytest.mark.parametrize("titles", META.values(), ids=META)
def test_its_simple_mode_is_recognised_in_any_language(titles, reading):
    assert reading(None, simple({"Email": "a@b.example"}, titles)).provider == "elementor"


def test_a_site_that_somebody_gave_is_not_the_page(told):
    submission = told("elementor", simple({"Website URL": "https://mine.example/"}, META["Russian"]))

    assert submission.fields["page_url"] == PAGE
    assert submission.extra == {"Website URL": "https://mine.example/"}


def test_a_question_may_be_called_date(told):
    submission = told("elementor", urlencode({"Date": "May", "Time": "noon", **OWN}))

    assert submission.extra == {"Date": "May", "Time": "noon"}


NO_LABELS = {
    "of a known field": ("No Label email", "a@b.example", {"email": "a@b.example"}, {}),
    "in Russian": ("Без названия name", "Ann Lee", {"full_name": "Ann Lee"}, {}),
    "in Polish": ("Brak etykiety message", "Hi", {"message": "Hi"}, {}),
    "in German": ("Keine Beschriftung company", "Acme", {"company": "Acme"}, {}),
    "of a numbered field": ("No Label field_7a1b", "x", {}, {"No Label field_7a1b": "x"}),
}


@pytest.mark.parametrize(("label", "value", "fields", "extra"), NO_LABELS.values(), ids=NO_LABELS)
def test_a_field_without_a_label_goes_by_its_id(label, value, fields, extra, told):
    submission = told("elementor", urlencode({label: value, **OWN}))

    assert (submission.fields, submission.extra) == (fields, extra)


def test_choices_joined_with_commas_stay_text(told):
    assert told("elementor", urlencode({"Topics": "A, B", **OWN})).extra == {"Topics": "A, B"}


def test_a_label_with_a_remark_in_brackets_is_shown_as_it_is(told):
    assert told("elementor", urlencode({"Size [m]": "5", **OWN})).extra == {"Size [m]": "5"}


def advanced(*fields, **more):
    sent = {"form[id]": "7a", "form[name]": "Demo", **more}
    for field in fields:
        id_ = field["id"]
        sent.update({f"fields[{id_}][{name}]": value for name, value in field.items()})
    return urlencode(sent)


def asked(value, id_="field_1", title="", kind="text", raw=None):
    raws = {"raw_value": value} if raw is None else {f"raw_value][{at}": one for at, one in enumerate(raw)}
    return {"id": id_, "type": kind, "title": title, "value": value, **raws, "required": "0"}


ASKED = {
    "a title": (asked("Acme", title="Company"), {"company": "Acme"}, {}),
    "an id": (asked("Acme", id_="company"), {"company": "Acme"}, {}),
    "a title that says nothing": (asked("Acme", id_="company", title="Где?"), {"company": "Acme"}, {}),
    "nothing but a kind": (asked("a@b.example", kind="email"), {"email": "a@b.example"}, {}),
    "a phone's kind": (asked("600100200", kind="tel"), {"phone": "600100200"}, {}),
    "an acceptance": (asked("on", kind="acceptance"), {"consent": True}, {}),
    "nobody": (asked("x", title="Colour?"), {}, {"Colour?": "x"}),
    "choices": (
        asked("A, B", title="Topics", kind="checkbox", raw=("A", "B")),
        {},
        {"Topics": ["A", "B"]},
    ),
    "an upload, not its place on the server": (
        asked("https://a.example/a.pdf", title="Plan", kind="upload", raw=("/var/www/a.pdf",)),
        {},
        {"Plan": "https://a.example/a.pdf"},
    ),
}


@pytest.mark.parametrize(("field", "fields", "extra"), ASKED.values(), ids=ASKED)
def test_a_field_of_advanced_mode_is_known_by(field, fields, extra, told):
    submission = told("elementor", advanced(field))

    assert (submission.fields, submission.extra) == (fields, extra)


def test_advanced_mode_tells_page_and_address(told):
    meta = {
        "meta[page_url][title]": "URL страницы",
        "meta[page_url][value]": PAGE,
        "meta[remote_ip][value]": "203.0.113.41",
        "meta[user_agent][value]": AGENT,
    }

    submission = told("elementor", advanced(asked("a@b.example", kind="email"), **meta))

    assert submission.fields == {"email": "a@b.example", "page_url": PAGE, "ip": "203.0.113.41"}
    assert (submission.form, submission.extra) == ("Demo", {})
