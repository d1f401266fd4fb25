"""Neither order nor names matter, and a sender need not be told: the same is read of every sample."""

from dataclasses import replace
from random import Random
from urllib.parse import quote_plus

import pytest

from frontdesk.intake.read import read
from frontdesk.intake.wire import request_of
from frontdesk.rules.rules import Form
from support.samples import SAMPLES, SECRET, opened, sample_id


def _shuffled(value, random):
    """The same in another order: names of objects, and objects in lists."""
    if isinstance(value, dict):
        names = random.sample(list(value), len(value))
        return {name: _shuffled(value[name], random) for name in names}
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return [_shuffled(one, random) for one in random.sample(value, len(value))]
    return value


def _read(request, path, labels):
    return read(
        request, Form(name="x", provider=path.parent.name, secrets=(SECRET,)), labels, anyway=True
    ).submissions


STRUCTURED = [
    path
    for path in SAMPLES
    if b"multipart" not in path.read_bytes() and b"\nContent-Type" in path.read_bytes()
]


@pytest.mark.parametrize("path", STRUCTURED, ids=sample_id)
def test_the_order_of_what_is_sent_does_not_matter(path, at, labels):
    request = request_of(path.read_bytes(), at)
    data, written = opened(request)
    expected = _read(request, path, labels)

    for seed in range(20):
        body = written(_shuffled(data, Random(seed)))
        assert _read(replace(request, body=body), path, labels) == expected


PERSON = {
    "full_name": "Ewa Żakowska-Lis",
    "first_name": "Ewa",
    "last_name": "Żakowska-Lis",
    "email": "ewa.zak+1@firma.example",
    "phone": "+48 600 100 200",
    "company": "Żuk & Syn",
}


def _spelled(text, request):
    """A text as it stands in that body."""
    if request.headers.get("content-type", "").endswith("urlencoded"):
        return quote_plus(text).encode()
    return text.encode()


@pytest.mark.parametrize("path", SAMPLES, ids=sample_id)
def test_another_person_is_read_in_the_same_places(path, at, labels):
    request = request_of(path.read_bytes(), at)
    (before,) = _read(request, path, labels)
    names = {
        before.fields[field]: new if not before.fields[field].isdigit() else "48600100200"
        for field, new in PERSON.items()
        if field in before.fields
    }
    body = request.body
    for old in sorted(names, key=len, reverse=True):
        body = body.replace(_spelled(old, request), _spelled(names[old], request))

    (after,) = _read(replace(request, body=body), path, labels)

    told = {
        field: names.get(value, value) if isinstance(value, str) else value
        for field, value in before.fields.items()
    }
    assert after.fields == told
    assert after.extra.keys() == before.extra.keys()
    assert (after.form, after.submission_id) == (before.form, before.submission_id)


SIGNED = (
    "sign",
    "webhook-id",
    "webhook-timestamp",
    "svix",
    "event",
    "submission-id",
    "delivery",
    "user-agent",
    "authorization",
)


@pytest.mark.parametrize("path", SAMPLES, ids=sample_id)
@pytest.mark.parametrize("gone", [("user-agent",), SIGNED], ids=["no browser", "no headers of its own"])
def test_without_a_provider_the_same_is_read(path, gone, at, labels):
    request = request_of(path.read_bytes(), at)
    headers = {name: said for name, said in request.headers.items() if not any(one in name for one in gone)}
    bare = replace(request, headers=headers)

    found = read(bare, Form(name="x", secrets=(SECRET,)), labels, anyway=True)

    (expected,), (submission,) = _read(request, path, labels), found.submissions
    marks = [(one.fields, one.test_ping, one.thin, one.ignore) for one in (submission, expected)]
    assert marks[0] == marks[1]
    if gone == ("user-agent",) and found.provider != path.parent.name:
        assert found.provider in ("html", "json")
