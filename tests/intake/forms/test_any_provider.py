"""Whatever a sender puts in the place of anything, it is read or refused, and no secret is kept."""

import itertools
from copy import deepcopy
from dataclasses import replace
from urllib.parse import parse_qsl

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.errors import Unreadable
from frontdesk.intake.forms import ADAPTERS
from frontdesk.intake.read import read
from frontdesk.intake.wire import request_of
from frontdesk.model.submission import FIELDS
from frontdesk.rules.rules import Form
from support.samples import SAMPLES, SECRET, is_json, opened, sample_id

LONG = "x" * 10_000
HOSTILE = {
    "nothing": None,
    "a list": [],
    "a list of anything": [None, {}, "x", [7], {"id": [], "name": {}, "value": "y", "key": None}],
    "a number": 7,
    "a number nobody holds": 2**63,
    "a truth value": True,
    "an object": {},
    "an object of anything": {"id": {"a": []}, "value": [1], "0": {"name": []}, "x": {"label": 3}},
    "a long text": LONG,
    "a text of controls": "a\x00\r\n\u202e{{7*7}}%s",
}


def _places(value, path=()):
    """Every place in the data, the outermost left out."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        yield (*path, name)
        yield from _places(one, (*path, name))


def _put(data, path, value):
    """The data with another value there; unless an earlier change took the place away."""
    for name in path[:-1]:
        try:
            data = data[name]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict) or (
        isinstance(data, list) and isinstance(path[-1], int) and path[-1] < len(data)
    ):
        data[path[-1]] = value


def _attempt(request, provider, labels):
    """What is read, proven or answered; a refusal is well, every other exception is a fault."""
    form = Form(name="x", provider=provider, secrets=(SECRET,))
    try:
        found = read(request, form, labels, anyway=True)
    except Unreadable:
        return
    for one in found.submissions:
        assert orjson.dumps([one.form, one.submission_id, one.fields, one.extra])
        assert isinstance(one.submission_id, str | None)
        assert isinstance(one.form, str | None)
        assert set(one.fields) <= set(FIELDS)
        assert all(isinstance(one.fields[name], str) for name in one.fields if name not in ("utm", "consent"))
        assert SECRET not in str(one)


@pytest.mark.parametrize("path", SAMPLES, ids=sample_id)
@pytest.mark.parametrize("named", [True, False], ids=["named", "recognised"])
def test_anything_in_the_place_of_any_value_is_read_or_refused(path, named, at, labels):
    request = request_of(path.read_bytes(), at)
    data, written = opened(request)
    provider = path.parent.name if named else None
    content_type = "application/json" if is_json(request) else "application/x-www-form-urlencoded"
    headers = {**request.headers, "content-type": content_type}

    for place, value in itertools.product(list(_places(data)), HOSTILE.values()):
        changed = deepcopy(data)
        _put(changed, place, deepcopy(value))
        _attempt(replace(request, body=written(changed), headers=headers), provider, labels)


@pytest.mark.parametrize("path", SAMPLES, ids=sample_id)
def test_a_header_may_say_anything(path, at, labels):
    request = request_of(path.read_bytes(), at)

    for name, said in itertools.product(
        request.headers, ("", "x", LONG, "é,=\x00", "t=,v1=,v=", "Bearer ", "v1,é v1a,é", "a.b.c")
    ):
        headers = {**request.headers, name: said}
        _attempt(replace(request, headers=headers), path.parent.name, labels)


@pytest.mark.parametrize("path", SAMPLES, ids=sample_id)
def test_a_query_may_say_anything(path, at, labels):
    request = request_of(path.read_bytes(), at)
    query = request.url.partition("?")[2] or request.body.decode("latin-1")[:5_000]

    for method, text in itertools.product(
        ("GET", "DELETE", "HEAD", "PUT"), (query, query + "&" + LONG, query.replace("=", "[]="), "%ff=%00")
    ):
        url = f"{request.url.partition('?')[0]}?{text}"
        pairs = dict(parse_qsl(text, keep_blank_values=True))
        _attempt(replace(request, method=method, url=url, query=pairs), path.parent.name, labels)


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-9, 2**64),
        st.text(max_size=8),
        st.sampled_from(sorted(HOSTILE)),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_anything_in_several_places_is_read_or_refused(at, labels, data):
    path = data.draw(st.sampled_from(SAMPLES))
    request = request_of(path.read_bytes(), at)
    body, written = opened(request)
    places = list(_places(body))
    for _ in range(data.draw(st.integers(1, 4)) if places else 0):
        _put(body, data.draw(st.sampled_from(places)), data.draw(VALUES))

    try:
        sent = written(body)
    except (UnicodeEncodeError, TypeError):
        return
    for provider in (path.parent.name, data.draw(st.sampled_from(sorted(ADAPTERS))), None):
        _attempt(replace(request, body=sent), provider, labels)


@pytest.mark.parametrize("provider", sorted(ADAPTERS))
@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("query", ["", "form=Demo"])
def test_who_only_looks_at_the_address_sends_nothing(provider, method, query, reading):
    with pytest.raises(Unreadable) as refusal:
        reading(provider, method=method, query=query)

    assert refusal.value.status == 405
