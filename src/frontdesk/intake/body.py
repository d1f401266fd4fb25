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
from frontdesk.intake.parts import parts
from frontdesk.intake.request import Request
from frontdesk.intake.values import listed

BODY_BYTES: Final = 256_000
FIELDS: Final = 200  #: of a form
LEVELS: Final = 8  #: of nested JSON, the outermost object included
VALUES: Final = 2_000  #: in a JSON body, at all levels

_BOM: Final = b"\xef\xbb\xbf"
_FORM: Final = "application/x-www-form-urlencoded"
_CHARSET_FIELD: Final = re.compile(rb"(?:^|&)_charset_=([^&\r\n]+)")
_CHARSET_PART: Final = re.compile(rb'name="?_charset_"?\r\n\r\n([^\r\n]+)\r\n')


def decode(request: Request) -> dict[str, Any]:
    """The body's names and values: JSON as sent; form values as text, repeated ones as a list.

    A trailing `[]` of a name is dropped and makes a list. A file is {filename, content_type, size}.

    Raises:
        Unreadable: 400 (broken), 413 (too big), 415 (a type or charset that is not read).
    """
    body = request.body
    if len(body) > BODY_BYTES:
        raise Unreadable(413, f"body: expected at most {BODY_BYTES} bytes, found {len(body)}")
    kind = content_type(request.headers.get("content-type", ""))
    if kind.media == "multipart/form-data":
        return collapsed(parts(body, kind.boundary, _charset(_CHARSET_PART, body, kind.codec), FIELDS))
    if looks_like_json(kind.media, body):
        return _json(body, kind.codec or UTF_8)
    if kind.media == _FORM or (kind.media in ("", "text/plain") and _looks_like_form(body)):
        return collapsed(_urlencoded(body, _charset(_CHARSET_FIELD, body, kind.codec)))
    raise Unreadable(415, "Content-Type: expected JSON, urlencoded or multipart, found something else")


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
    if body.count(b"&") >= FIELDS:
        raise Unreadable(413, f"form: expected at most {FIELDS} fields")
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
    try:
        data = orjson.loads(body.removeprefix(_BOM) if name == UTF_8 else body.decode(name))
    except orjson.JSONDecodeError as error:
        problem = f"JSON, line {error.lineno}, column {error.colno}: expected a value that can be read"
        raise Unreadable(400, problem) from error
    except UnicodeDecodeError as error:
        raise Unreadable(400, f"JSON: expected text in {name}, found other bytes") from error
    if not isinstance(data, dict):
        raise Unreadable(400, "JSON: expected an object, found another value")
    # Few brackets and commas cannot nest deeply or hold much: most bodies need no closer look.
    if body.count(b"{") + body.count(b"[") > LEVELS or body.count(b",") > FIELDS:
        measure(data)
    return data
