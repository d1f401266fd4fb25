"""What becomes of one provider's request: JSON of a mapping or a list, a form of a text, else the bytes."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest

from frontdesk.intake.read import read
from frontdesk.intake.request import Request
from frontdesk.rules.rules import Form

FORM = "application/x-www-form-urlencoded"
SECRET = "frontdesk-test-secret"


def _body(data):
    if isinstance(data, bytes):
        return data, ""
    return (data.encode(), FORM) if isinstance(data, str) else (json.dumps(data).encode(), "application/json")


@pytest.fixture
def sent(a_request):
    """One request; `query` is written as it stands in the address."""

    def of(data, *, method="POST", headers=None, query="", content_type=None):
        body, kind = _body(data)
        came = a_request()
        return Request(
            method=method,
            url=came.url + (f"?{query}" if query else ""),
            query=dict(parse_qsl(query, keep_blank_values=True)),
            headers={"Content-Type": content_type or kind, **(headers or {})},
            body=body,
            received_at=came.received_at,
        )

    return of


@pytest.fixture
def reading(sent, labels):
    """What a provider's form makes of a request; with `secret` it must be proven."""

    def of(provider, data=b"", *, own=None, secret=None, **request):
        secrets = (secret,) if secret else ()
        form = Form(name="x", provider=provider, secrets=secrets)
        return read(sent(data, **request), form, labels.extended(own or {}))

    return of


@pytest.fixture
def told(reading):
    """The only submission in a request."""

    def of(provider, data=b"", **request):
        (submission,) = reading(provider, data, **request).submissions
        return submission

    return of


@pytest.fixture(scope="session")
def at():
    """When the samples were signed."""
    return datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
