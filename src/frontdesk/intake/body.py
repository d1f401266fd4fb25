"""Body: the bytes of a request as one mapping of names to values, whatever their content type.

Nothing but `Unreadable` comes out of hostile bytes, and everything is bounded.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import unquote

import orjson

from frontdesk.errors import Unreadable
from frontdesk.intake.charsets import UTF_8, codec, content_type
from frontdesk.intake.jwt import claims, is_token
from frontdesk.intake.parts import parts
from frontdesk.intake.request import Request
from frontdesk.intake.values import listed
from frontdesk.intake.xml import MEDIA, document

BODY_BYTES: Final = 256_000
FIELDS: Final = 200  #: of a form
PAIRS: Final = 1_000  #: of a form whose names have brackets: it may hold several submissions
LEVELS: Final = 8  #: of nested JSON, the outermost object included
VALUES: Final = 10_000  #: in a JSON body, at all levels: a whole contact of a CRM has thousands
BODILESS: Final = ("GET", "DELETE")  #: what they say stands in the query
DOCUMENTS: Final = 100  #: in one request

_BOM: Final = b"\xef\xbb\xbf"
_BRACKET: Final = re.compile(rb"\[|%5b", re.IGNORECASE)
_FORM: Final = "application/x-www-form-urlencoded"
_CHARSET_FIELD: Final = re.compile(rb"(?:^|&)_charset_=([^&\r\n]+)")
_STRING: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_CHARSET_PART: Final = re.compile(rb'name="?_charset_"?\r\n\r\n([^\r\n]+)\r\n')


def decode(request: Request) -> dict[str, Any]:
    """The body's names and values: JSON as sent; form values as text, repeated ones as a list.

    A trailing `[]` of a name is dropped and makes a list. A file is {filename, content_type, size}, with its
    sha256 if it is kept, or {filename, size, refused}. Of a request without a body (GET, DELETE) the names
    and values of its query.

    Raises:
        Unreadable: 400 (broken), 413 (too big), 415 (a type or charset that is not read).
    """
    if request.decoded is None:
        request.keep(_decoded(request))
    assert request.decoded is not None  # noqa: S101 - it was kept
    return request.decoded


def documents(request: Request) -> list[dict[str, Any]]:
    """The same for senders that may wrap what they send in an array: each object of it.

    Raises:
        Unreadable: as `decode`; 413, more than `DOCUMENTS`.
    """
    if not _is_array(request):
        return [decode(request)]
    kind = content_type(request.headers.get("content-type", ""))
    data = _loaded(_bounded(request.body), kind.codec or UTF_8)
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        raise Unreadable(400, "JSON: expected an object or a list of objects, found another value")
    if len(data) > DOCUMENTS:
        raise Unreadable(413, f"JSON: expected at most {DOCUMENTS} objects, found {len(data)}")
    measure({"": data})
    return data


def _is_array(request: Request) -> bool:
    """The body looks like a JSON array, whatever its label."""
    start = request.body[:100].removeprefix(_BOM).lstrip()[:1]
    return start == b"[" and "multipart" not in request.headers.get("content-type", "").lower()


def query_pairs(request: Request) -> dict[str, Any]:
    """Names and values of the query, as those of a form.

    Raises:
        Unreadable: 400 or 413.
    """
    return collapsed(_urlencoded(request.url.partition("?")[2].encode(), UTF_8))


def _decoded(request: Request) -> dict[str, Any]:
    if request.method in BODILESS:
        return query_pairs(request)
    body = _bounded(request.body)
    kind = content_type(request.headers.get("content-type", ""))
    if kind.media == "multipart/form-data":
        default = _charset(_CHARSET_PART, body, kind.codec)
        return collapsed(parts(body, kind.boundary, default, FIELDS, request.files))
    if is_token(body):
        return _bounded_claims(body)
    if looks_like_json(kind.media, body):
        return _json(body, kind.codec or UTF_8)
    if kind.media == _FORM or (kind.media in ("", "text/plain") and _looks_like_form(body)):
        return collapsed(_urlencoded(body, _charset(_CHARSET_FIELD, body, kind.codec)))
    if kind.media in MEDIA:
        return document(body, kind.codec or UTF_8)
    raise Unreadable(415, "Content-Type: expected JSON, urlencoded, multipart or XML, found something else")


def _bounded_claims(body: bytes) -> dict[str, Any]:
    said = claims(body)
    measure(said)
    return said


def _bounded(body: bytes) -> bytes:
    if len(body) > BODY_BYTES:
        raise Unreadable(413, f"body: expected at most {BODY_BYTES} bytes, found {len(body)}")
    return body


def looks_like_json(media: str, body: bytes) -> bool:
    """The body is JSON by its type, or by its first character where the type often lies."""
    if media == "application/json" or media.endswith(("+json", "/json")):
        return True
    if media not in ("", "text/plain", _FORM):
        return False
    start = body[:100].removeprefix(_BOM).lstrip()[:1]
    return start == b"{" or (start == b"[" and media != _FORM)


def collapsed(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Pairs as a mapping: values of a repeated name, or of a name ending in `[]`, become a list."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name.endswith("[]"):
            name, value = name[:-2], [value]
        if name not in found:
            found[name] = value
        else:
            found[name] = [*listed(found[name]), *listed(value)]
    return found


def measure(data: Mapping[str, Any]) -> None:
    """Look whether JSON is small enough to be read.

    Raises:
        Unreadable: 413, more than `VALUES`; 400, deeper than `LEVELS`.
    """
    level: list[Iterable[Any]] = [data.values()]
    seen = 0
    for _ in range(LEVELS):
        values = [value for parent in level for value in parent]
        seen += len(values)
        level = [v.values() if isinstance(v, dict) else v for v in values if isinstance(v, dict | list)]
    if seen > VALUES:
        raise Unreadable(413, f"JSON: expected at most {VALUES} values")
    if level:
        raise Unreadable(400, f"JSON: expected at most {LEVELS} levels")


def _looks_like_form(body: bytes) -> bool:
    return b"=" in body and body.split(None, 1) == [body.strip()]


def _charset(field: re.Pattern[bytes], body: bytes, declared: str | None) -> str:
    """The codec of a form: what its own `_charset_` field says, else the header, else UTF-8."""
    if b"_charset_" in body and (sent := field.search(body)):
        return codec(sent[1].decode("latin-1"))
    return declared or UTF_8


def _urlencoded(body: bytes, name: str) -> list[tuple[str, str]]:
    most = PAIRS if _BRACKET.search(body) else FIELDS
    if body.count(b"&") >= most:
        raise Unreadable(413, f"form: expected at most {most} fields")
    try:
        pairs = (piece.partition("=") for piece in body.decode(name).strip().split("&") if piece)
        return [(_unquoted(key, name), _unquoted(value, name)) for key, _, value in pairs]
    except UnicodeDecodeError as error:
        raise Unreadable(400, f"form: expected text in {name}, found other bytes") from error


def _unquoted(text: str, name: str) -> str:
    if "+" in text:
        text = text.replace("+", " ")
    return unquote(text, name, "strict") if "%" in text else text


def _json(body: bytes, name: str) -> dict[str, Any]:
    data = _loaded(body, name)
    if not isinstance(data, dict):
        raise Unreadable(400, "JSON: expected an object, found another value")
    # Few brackets and commas cannot nest deeply or hold much: most bodies need no closer look.
    if body.count(b"{") + body.count(b"[") > LEVELS or body.count(b",") > FIELDS:
        measure(data)
    return data


def _loaded(body: bytes, name: str) -> Any:
    try:
        text = body.removeprefix(_BOM) if name == UTF_8 else body.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(400, f"JSON: expected text in {name}, found other bytes") from error
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        try:
            return orjson.loads(_mended(text))
        except orjson.JSONDecodeError:
            problem = f"JSON, line {error.lineno}, column {error.colno}: expected a value that can be read"
            raise Unreadable(400, problem) from error


def _mended(text: bytes | str) -> bytes:
    """With raw line ends and tabs within its texts escaped: builders paste answers into templates."""
    raw = text.encode() if isinstance(text, str) else text
    return _STRING.sub(_escaped, raw)


def _escaped(found: re.Match[bytes]) -> bytes:
    return found[0].translate(None, delete=b"\r").replace(b"\n", b"\\n").replace(b"\t", b"\\t")
