"""Whatever the bytes, reading gives submissions or Unreadable, and what it gives can be stored."""

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.errors import Unreadable
from frontdesk.intake.body import BODY_BYTES
from frontdesk.intake.charsets import CODECS
from frontdesk.intake.read import next_page, read
from frontdesk.model.submission import FIELDS
from frontdesk.rules.rules import Form

CHARSETS = st.sampled_from(
    [*CODECS, "utf-7", "punycode", "undefined", "hex", "utf-8'", '"', "\udcff", "", "é"]
)
MEDIA = st.sampled_from(
    [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "multipart/form-data",
        "text/plain",
        "multipart/form-data; boundary=" + "b" * 300,
        ";;",
        "",
    ]
)
PIECES = st.sampled_from(
    [
        b"--b\r\n",
        b"--b--\r\n",
        b"\r\n",
        b"\n",
        b"\r\n\r\n",
        b'Content-Disposition: form-data; name="email"',
        b'Content-Disposition: form-data; name="a"; filename="x"',
        b"Content-Disposition: form-data; name=a; filename*=utf-8''%ff",
        b"Content-Disposition: attachment",
        b"Content-Type: text/plain; charset=",
        b"Content-Type: multipart/mixed; boundary=c",
        b"Content-Length: 3",
        b" folded",
        b"_charset_=",
        b"email=",
        b"&name[]=",
        b"%D0%",
        b'{"email": ',
        b'{"fields": [{"name": "a", "value": ',
        b'{"form": {"id": 1}, "utm": {"source": ',
        b'"\\ud800"',
        b"9223372036854775808",
        b"}]}",
        b"}",
        b"[[",
    ]
)
BODIES = st.one_of(
    st.binary(max_size=300), st.lists(st.one_of(PIECES, st.binary(max_size=8)), max_size=25).map(b"".join)
)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(2**63), 2**64 - 1), st.floats(allow_nan=False), st.text()
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [*FIELDS, "form", "fields", "data", "Имя", "utm_source", "privacy", "_next", "submission", "id"]
    ),
)


def texts(value):
    """Every text in a value, labels too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from (name, *texts(item))
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def stores(submission) -> bool:
    """It goes into JSON as it is, and no text of it has NUL or an old line end."""
    whole = [submission.form, submission.submission_id, submission.fields, submission.extra]
    return orjson.dumps(whole) != b"" and not any({"\0", "\r", "\u2028"} & set(text) for text in texts(whole))


def attempt(request, provider, labels):
    try:
        return list(read(request, Form(name="web", provider=provider), labels).submissions)
    except Unreadable as refusal:
        return [] if refusal.status in (400, 413, 415, 422) else [refusal]


@settings(max_examples=400, deadline=None)
@given(
    media=MEDIA,
    charset=st.one_of(st.none(), CHARSETS),
    body=BODIES,
    provider=st.sampled_from(["html", "json", None]),
)
def test_any_bytes_are_read_or_refused(a_request, labels, media, charset, body, provider):
    content_type = media if charset is None else f"{media}; charset={charset}"

    submissions = attempt(a_request(body, content_type), provider, labels)

    assert all(stores(submission) for submission in submissions)


@settings(max_examples=200, deadline=None)
@given(header=st.text(max_size=80), referer=st.text(max_size=80), form=st.text(max_size=20))
def test_any_header_is_read_or_refused(a_request, labels, header, referer, form):
    request = a_request(b'{"a": 1}', header, headers={"Referer": referer}, query={"form": form})

    assert all(stores(submission) for submission in attempt(request, None, labels))


@settings(max_examples=300, deadline=None)
@given(data=st.dictionaries(NAMES, VALUES, max_size=8))
def test_any_json_object_gives_something_that_can_be_stored(a_request, labels, data):
    body = orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)

    submissions = attempt(a_request(body), None, labels)

    assert all(stores(submission) for submission in submissions)
    for submission in submissions:
        texts = {name: value for name, value in submission.fields.items() if name not in ("utm", "consent")}
        assert all(isinstance(value, str) and value == value.strip() and value for value in texts.values())


@settings(max_examples=200, deadline=None)
@given(body=BODIES, media=MEDIA)
def test_the_next_page_is_text_or_nothing(a_request, body, media):
    try:
        page = next_page(a_request(body, media))
    except Unreadable:
        return

    assert page is None or page == page.strip() != ""


def test_a_body_of_one_letter_repeated_is_refused_at_once(a_request, labels):
    for content_type in ("multipart/form-data; boundary=b", "text/plain", "application/json"):
        for letter in (b"-", b"\r", b"=", b"%", b'"', b"\\", b"{", b"["):
            attempt(a_request(letter * BODY_BYTES, content_type), None, labels)
