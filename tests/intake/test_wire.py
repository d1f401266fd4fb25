"""A raw request is read as it was saved or pasted."""

from datetime import UTC, datetime

import pytest

from frontdesk.errors import Unreadable
from frontdesk.intake.wire import request_of

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HEAD = "POST /hooks/demo?form=x&empty= HTTP/1.1\nHost: desk.example\nX-Key:  a: b  \n\n"


def test_a_request_is_read_whole():
    request = request_of((HEAD + "a=1").encode(), NOON)

    assert (request.method, request.url) == ("POST", "https://desk.example/hooks/demo?form=x&empty=")
    assert request.query == {"form": "x", "empty": ""}
    assert request.headers == {"host": "desk.example", "x-key": "a: b"}
    assert (request.body, request.received_at) == (b"a=1", NOON)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["", "\n\n", "\r\n"])
def test_it_may_be_pasted_with_other_line_ends(end, before):
    raw = (before + HEAD + "a\n\nb").replace("\n", end)

    assert request_of(raw.encode(), NOON).body.split() == [b"a", b"b"]


@pytest.mark.parametrize(
    ("length", "body"),
    [(3, b"a=1"), (2, b"a="), (99, b"a=1\n"), ("x", b"a=1\n")],
    ids=["an editor's last line", "shorter", "longer than there is", "no number"],
)
def test_the_length_says_where_the_body_ends(length, body):
    raw = f"POST / HTTP/1.1\nContent-Length: {length}\n\na=1\n"

    assert request_of(raw.encode(), NOON).body == body


@pytest.mark.parametrize(
    ("target", "public", "url"),
    [
        ("/hooks/a?b=c", None, "https://h.example/hooks/a?b=c"),
        ("/hooks/a?b=c", "https://desk.example/", "https://desk.example/hooks/a?b=c"),
        ("https://other.example/hooks/a", "https://desk.example", "https://other.example/hooks/a"),
    ],
    ids=["by Host", "the public address", "a whole address"],
)
def test_the_address_is_the_one_that_senders_know(target, public, url):
    assert request_of(f"GET {target} HTTP/1.1\nHost: h.example\n\n".encode(), NOON, public).url == url


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "line 1"),
        (b"hello", "line 1"),
        (b'{"a": 1}', "line 1"),
        (b"POST / HTTP/1.1\nno header\n\n", "line 2"),
        (b"POST / HTTP/1.1\nA: b\n folded\n\n", "line 3"),
        (b"\xff\xfe\x00", "line 1"),
    ],
    ids=["nothing", "words", "only a body", "no header", "folded", "bytes"],
)
def test_what_is_no_request_is_refused_with_its_line(raw, told):
    with pytest.raises(Unreadable, match=told) as refusal:
        request_of(raw, NOON)

    assert refusal.value.status == 400
