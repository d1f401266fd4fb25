import json

import pytest

from frontdesk.errors import Faults
from frontdesk.intake.forms import ADAPTERS, adapter_for
from frontdesk.intake.read import next_page, read
from frontdesk.rules.rules import Form

WEB = Form(name="web")
FORM = "application/x-www-form-urlencoded"


def test_every_adapter_is_found_by_its_name(a_request):
    assert {name: adapter_for(name, a_request()).name for name in ADAPTERS} == {
        name: name for name in ADAPTERS
    }


@pytest.mark.parametrize(
    ("content_type", "body", "name"),
    [
        ("application/json", b"{}", "json"),
        ("text/plain;charset=UTF-8", b"{}", "json"),
        (None, b" {}", "json"),
        (FORM, b"{}", "json"),
        (FORM, b"a=1", "html"),
        ("multipart/form-data; boundary=b", b"--b--\r\n", "html"),
        (None, b"a=1", "html"),
    ],
)
@pytest.mark.parametrize("provider", [None, "auto"])
def test_without_a_provider_the_request_tells(content_type, body, name, provider, a_request):
    assert adapter_for(provider, a_request(body, content_type)).name == name


def test_a_provider_nobody_wrote_is_a_fault(a_request):
    with pytest.raises(Faults, match=r"expected one of .*html.*, found \"nobody\""):
        adapter_for("nobody", a_request())


def test_answers_beside_facts_are_read(a_request, labels):
    body = {
        "form": {"id": 7, "name": "Demo"},
        "submission": {"id": "s1"},
        "fields": [{"label": "Ваше имя", "value": "Анна"}, {"label": "Бюджет", "value": 5000}],
        "page": {"url": "https://a.example/demo", "title": "Demo"},
        "utm": {"source": "x"},
        "meta": {"ip": "192.0.2.1"},
    }

    (submission,) = read(a_request(json.dumps(body).encode()), WEB, labels).submissions

    assert (submission.form, submission.submission_id) == ("Demo", "s1")
    assert submission.fields == {
        "full_name": "Анна",
        "page_url": "https://a.example/demo",
        "utm": {"source": "x"},
        "ip": "192.0.2.1",
    }
    assert submission.extra == {"Бюджет": 5000, "page.title": "Demo"}


def test_own_labels_are_used(a_request, labels):
    own = labels.extended({"message": ["Wish"]})

    (submission,) = read(a_request(b"wish=A+demo", FORM), WEB, own).submissions

    assert submission.fields == {"message": "A demo"}


def test_the_next_page_is_told_apart_from_the_answers(a_request, labels):
    request = a_request(b"email=a%40b.example&_next=%2Fthanks", FORM)

    assert next_page(request) == "/thanks"
    assert read(request, WEB, labels).submissions[0].extra == {}
