"""Hostile: requests that try to break the front door, by name, each with the answers it may get."""

import gzip
import itertools
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote_plus

from frontdesk.intake.forms import ADAPTERS
from support.world import a_form
from web.raw import FORM, JSON, chunked, multipart, request

TAKEN = {200}
REFUSED = {400, 413, 415, 422}
EITHER = TAKEN | REFUSED

LIMIT = 256_000
BOX = 'Content-Disposition: form-data; name="{}"'
PARTS = "multipart/form-data; boundary=b"
Row = tuple[str, bytes | Callable[[], bytes], set[int]]

CHARSETS = [
    *("punycode", "utf-7", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "hex", "base64"),
    *("rot13", "zlib", "bz2", "uu", "quopri", "mbcs", "oem", "utf-16", "utf-32", "utf_8_sig", "utf-8-sig"),
    *("shift_jis", "gb18030", "cp037", "nonsense", "../etc", "%00", "a" * 300, "\xfc\xff"),
]

#: Values that some layer chokes on.
VALUES: Mapping[str, str] = {
    "NUL": "a\0b",
    "all controls": "".join(map(chr, range(32))) + "x" + "".join(map(chr, range(127, 160))),
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "header": "x\r\nBcc: victim@evil.example\r\n\r\nbody",
    "bidirectional": "\u202egpj.exe\u2066\u2069\u200f\u061c",
    "non-characters": "\ufffe\uffff\U0010ffff\ufdd0",
    "combining": "a" + "\u0301" * 300,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 30,
    "template": "{{7*7}}{% for x in range(9) %}{{x}}{% endfor %}{{''.__class__}}",
    "format": "%s%n%x{0}{x.__class__}$(id)`id`",
    "markup": "<script>alert(1)</script><b><a href='https://evil.example'>x</a></i>&amp;&#0;",
    "telegram markup": "*bold* _x_ [a](tg://user?id=1) @admin /start `code` ||x||",
    "sql": "'; DROP TABLE submissions; --",
    "terminal": "\x1b[2J\x1b]0;x\x07\x9b31m",
    "path": "../../../../etc/passwd\0.png",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "only blanks": " \t\u3000\u200b",
    "long": "x" * 30_000,
    "many lines": "a\n" * 5_000,
    "many brackets": "<" * 1_000 + "&" * 1_000,
}
FIELDS = ("first_name", "last_name", "email", "phone", "company", "position", "business", "message")

ADDRESSES = [
    *("a@", "@a.example", "a@b@c.example", "a b@c.example", "a@localhost", "a@[127.0.0.1]", "a@b..example"),
    *("a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", '"a b"@c.example', "<a@b.example>"),
    *("a@b.example> AUTH=<x", "x: a@b.example;", "=?utf-8?q?a?=@b.example", "a@xn--.example", "a@-b.example"),
    *(
        "анна@пример.рф",
        "a@" + "b" * 64 + ".example",
        "a" * 65 + "@b.example",
        "a@b.example\u2028",
        "a@b.c\0d",
    ),
    *("a@ⓔvil.example", "a@b。example", "a@\u202eexample", "A@B.EXAMPLE", "a+b@c.example", ".a@b.example"),
    *(
        "a@b.example." * 20,
        "mailto:a@b.example",
        "a%40b.example",
        "a@b.example?cc=c@d.example",
        "\ufeffa@b.example",
    ),
]


def table() -> dict[str, tuple[bytes | Callable[[], bytes], set[int]]]:
    """Name: the bytes of a request, or what makes them, and the statuses that would be right."""
    kinds = (
        _charsets,
        _json,
        _numbers,
        _values,
        _addresses,
        _sizes,
        _bombs,
        _counts,
        _parts,
        _bodies,
        _heads,
        _senders,
    )
    return {name: (data, right) for kind in kinds for name, data, right in kind()}


_numbers_given = itertools.count()


def _a_form(**fields: Any) -> dict[str, Any]:
    """A complete form of somebody new."""
    return {**a_form(email=f"hostile{next(_numbers_given)}@acme-client.example", phone=""), **fields}


def _charsets() -> Iterator[Row]:
    body, long = json.dumps(_a_form()), "message=" + "a-" * 120_000
    parts = multipart((BOX.format("message"), b"x" * 200_000))
    for name in CHARSETS:
        yield f"charset {name[:20]} of JSON", request(body, f"{JSON}; charset={name}"), REFUSED
        yield f"charset {name[:20]} of a form", request(long, f"{FORM}; charset={name}"), REFUSED
        yield f"charset {name[:20]} of parts", request(parts, f"{PARTS}; charset={name}"), REFUSED
        yield (
            f"charset {name[:20]} of a part",
            request(
                multipart(
                    (BOX.format("message") + f'\r\nContent-Type: text/plain; charset="{name}"', b"x" * 9_000)
                ),
                PARTS,
            ),
            REFUSED,
        )
        yield (
            f"charset {name[:20]} in _charset_",
            request(f"_charset_={quote_plus(name)}&{long}", FORM),
            REFUSED,
        )


def _json() -> Iterator[Row]:
    bodies = {
        "nothing": "",
        "blank": " \n",
        "100,000 deep": "[" * 100_000,
        "100,000 deep objects": '{"a":' * 40_000,
        "100,000 closed": '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
        "nine deep": '{"a":' * 9 + "1" + "}" * 9,
        "4,301 digits": '{"a": ' + "9" * 4_301 + "}",
        "200,000 digits": '{"a": ' + "9" * 200_000 + "}",
        "NaN": '{"a": NaN}',
        "Infinity": '{"a": -Infinity}',
        "two documents": '{"a": 1}{"b": 2}',
        "a list": '["a"]',
        "a text": '"a"',
        "a number": "1",
        "null": "null",
        "half": '{"email": "a',
        "comma at the end": '{"a": 1,}',
        "comments": '{"a": 1 /* x */}',
        "single quotes": "{'a': 1}",
        "lone surrogate": '{"email": "\\ud800"}',
        "lone surrogate as a name": '{"\\udfff": "x"}',
        "turned surrogates": '{"message": "\\udc00\\ud800"}',
        "bad escape": '{"a": "\\x41"}',
        "raw control": '{"a": "\x01"}',
        "60,000 names": "{" + ",".join(f'"{n}":1' for n in range(20_000)) + "}",
    }
    for name, body in bodies.items():
        yield f"JSON: {name}", request(body), REFUSED
    yield "JSON: not UTF-8", request(b'{"message": "\xff\xfe"}'), REFUSED
    yield "JSON: UTF-16", request('{"a": "b"}'.encode("utf-16")), REFUSED
    yield "JSON: overlong", request(b'{"message": "\xc0\xaf"}'), REFUSED
    yield "JSON: surrogate in bytes", request(b'{"message": "\xed\xa0\x80"}'), REFUSED
    yield "JSON: one name twice", request('{"email": "a@b.example", "email": "c@d.example"}'), TAKEN
    yield "JSON: empty", request("{}"), EITHER
    yield "JSON: empty name", request('{"": "x", "message": "hi"}'), TAKEN
    yield "JSON: blank names", request('{" ": "x", "\\n": "y", "\\u2028": "z"}'), TAKEN


def _numbers() -> Iterator[Row]:
    odd: dict[str, Any] = {
        "2^63": 2**63,
        "2^64-1": 2**64 - 1,
        "-2^63": -(2**63),
        "1e308": 1e308,
        "-0.0": -0.0,
        "5e-324": 5e-324,
        "true": True,
        "null": None,
        "list": [1, "a", None, [2]],
        "object": {"a": {"b": 1}},
        "file": {"filename": "x\0.exe", "size": 2**63},
        "answers": [{"label": "E-mail", "value": {"a": 1}}, {"label": ["x"], "value": 1}],
        "empty list": [],
    }
    for name, value in odd.items():
        for field in (
            "email",
            "phone",
            "message",
            "budget",
            "utm",
            "consent",
            "fields",
            "_next",
            "submission_id",
        ):
            yield f"{name} as {field}", request(json.dumps(_a_form(**{field: value}))), EITHER
    for name, text in {"1e309": "1e309", "2^64": str(2**64), "300 digits": "9" * 300}.items():
        yield f"{name} as a number", request('{"message": "hello", "budget": ' + text + "}"), EITHER


def _values() -> Iterator[Row]:
    for name, value in VALUES.items():
        for field in FIELDS:
            right = EITHER if field == "email" else TAKEN
            form = _a_form(**{field: value})
            yield f"{name} as {field}", request(json.dumps(form)), right
        everywhere = dict.fromkeys(
            (*FIELDS, "budget", "country", "language", "utm_source", "form", value), value
        )
        yield (
            f"{name} everywhere",
            request(json.dumps(_a_form(**{**everywhere, "email": "a@b.example"}))),
            EITHER,
        )
        pairs = "&".join(f"{quote_plus(k)}={quote_plus(v)}" for k, v in everywhere.items())
        yield f"{name} everywhere in a form", request(pairs, FORM), EITHER
        head = BOX.format("message") + "; filename*=utf-8''" + quote_plus(value[:200])
        yield (
            f"{name} as a file's name",
            request(multipart((head, b"x"), (BOX.format("a"), b"b")), PARTS),
            EITHER,
        )


def _addresses() -> Iterator[Row]:
    for n, address in enumerate(ADDRESSES):
        form = _a_form(email=address, message=f"address {n}")
        yield f"address {n} {address[:20]!r}", request(json.dumps(form)), EITHER


def _sizes() -> Iterator[Row]:
    fits = '{"message": "' + "x" * (LIMIT - 20) + '"}'
    over = ('{"message": "' + "x" * LIMIT + '"}').encode()
    yield "as big as may be", request(fits), TAKEN
    yield "too big", request(over), {413}
    yield "too big in chunks", request(chunked(over), length=False, Transfer_Encoding="chunked"), {413}
    drops = [over[n : n + 16] for n in range(0, len(over), 16)]
    yield (
        "too big in 16,000 chunks",
        request(chunked(*drops), length=False, Transfer_Encoding="chunked"),
        {413},
    )
    yield "too big as parts", request(multipart((BOX.format("a"), over)), PARTS), {413}
    file = BOX.format("a") + '; filename="a"'
    yield "too big as a file", request(multipart((file, bytes(10_000_001))), PARTS), {413}
    yield "too big by its word", request(b"{}", Content_Length="99999999999"), {413}
    good = json.dumps(_a_form()).encode()
    yield "packed", request(gzip.compress(good), Content_Encoding="gzip"), TAKEN
    yield "half a gzip", request(gzip.compress(good)[:40], Content_Encoding="gzip"), REFUSED
    yield "no gzip", request(good, Content_Encoding="gzip"), REFUSED
    for coding in ("br", "zstd", "deflate", "x-unknown", "gzip, gzip"):
        yield f"packed as {coding}", request(good, Content_Encoding=coding), EITHER


def _bombs() -> Iterator[Row]:
    """Made when they are sent: each takes a while."""
    file = BOX.format("a") + '; filename="a"'
    spaces = b" " * 1_000_000
    kinds: dict[str, tuple[Callable[[], bytes], set[int]]] = {
        "gzip bomb": (lambda: _packed(gzip.compress(spaces * 100, 9)), {413}),
        "gzip bomb as a file": (
            lambda: _packed(gzip.compress(multipart((file, bytes(100_000_000))), 9), PARTS),
            {413},
        ),
        "deflate bomb": (lambda: request(zlib.compress(spaces * 100, 9), Content_Encoding="deflate"), {413}),
        "gzip within gzip": (lambda: _packed(gzip.compress(gzip.compress(spaces * 100, 9))), REFUSED),
    }
    for name, (made, right) in kinds.items():
        yield name, made, right


def _packed(body: bytes, media: str = JSON) -> bytes:
    return request(body, media, Content_Encoding="gzip")


def _counts() -> Iterator[Row]:
    yield "1,001 fields", request("&".join(f"f{n}=1" for n in range(1_001)), FORM), {413, 422}
    yield "201 fields", request(json.dumps({f"f{n}": 1 for n in range(201)})), {413, 422}
    yield "one field 1,001 times", request("&".join(["a=1"] * 1_001), FORM), {413, 422}
    yield "100,000 &", request("&" * 100_000, FORM), {413, 422}
    yield "100,000 =", request("=" * 100_000, FORM), EITHER
    yield "100,000 %", request("a=" + "%" * 100_000, FORM), EITHER
    yield "80,000 spaces", request("a=" + "+" * 80_000 + "b", FORM), TAKEN
    yield "8,000 parts", request(multipart(*[(BOX.format("a"), b"")] * 4_000), PARTS), {413, 422}
    yield "a list of 100,000", request(json.dumps({"a": [1] * 60_000})), {413, 422}
    yield "a name of 100,000", request(json.dumps({"n" * 100_000: 1, "message": "x"})), TAKEN
    yield "a file's name of 100,000", request(multipart((BOX.format("a" * 100_000), b"x")), PARTS), {413}
    yield (
        "100 headers of a part",
        request(multipart((BOX.format("a") + "\r\nX: y" * 100, b"x")), PARTS),
        {413},
    )
    yield "a query of 8,000", request(json.dumps(_a_form()), path="/hooks/web?" + "a=b&" * 1_900), TAKEN


def _parts() -> Iterator[Row]:
    good = multipart((BOX.format("message"), b"hi"))
    inner = "multipart/mixed; boundary=c"
    for name, (body, media) in {
        "no boundary": (good, "multipart/form-data"),
        "empty boundary": (good, "multipart/form-data; boundary="),
        "another boundary": (good, "multipart/form-data; boundary=c"),
        "boundary of 300": (good, "multipart/form-data; boundary=" + "b" * 300),
        "boundary with a line end": (good, 'multipart/form-data; boundary="b\\\r\n c"'),
        "no end": (good[:-9], PARTS),
        "cut in a header": (good[:20], PARTS),
        "only the boundary": (b"--b", PARTS),
        "no name": (multipart(("Content-Disposition: form-data", b"x")), PARTS),
        "no disposition": (multipart(("X: y", b"x")), PARTS),
        "bare line feeds": (good.replace(b"\r\n", b"\n"), PARTS),
        "a multipart within": (multipart((BOX.format("a") + f"\r\nContent-Type: {inner}", b"--c--")), PARTS),
        "mixed": (good, "multipart/mixed; boundary=b"),
        "base64 part": (
            multipart((BOX.format("a") + "\r\nContent-Transfer-Encoding: base64", b"!!!")),
            PARTS,
        ),
        "length of a part": (multipart((BOX.format("a") + "\r\nContent-Length: 99999", b"x")), PARTS),
        "NUL in a name": (multipart((BOX.format("a\0b"), b"x")), PARTS),
        "quotes in a name": (multipart((BOX.format('a\\"b"; x="'), b"x")), PARTS),
        "no UTF-8": (multipart((BOX.format("a"), b"\xff\xfe")), PARTS),
        "folded header": (multipart((BOX.format("a") + "\r\n folded", b"x")), PARTS),
        "text before": (b"hello\r\n" + good, PARTS),
        "text behind": (good + b"hello", PARTS),
    }.items():
        yield f"parts: {name}", request(body, media), EITHER


def _bodies() -> Iterator[Row]:
    for media in (
        "",
        "x",
        ";",
        "/",
        "text/html",
        "application/xml",
        "image/png",
        "a/b; charset",
        "application/json;" * 40,
    ):
        yield f"media {media[:20]!r}", request(json.dumps(_a_form()), media), EITHER
    for letter in ("-", "=", "&", "%", '"', "\\", "{", "\0", "\xff"):
        for media in (JSON, FORM, PARTS, "text/plain"):
            yield (
                f"{letter!r} 200,000 times as {media}",
                request(letter.encode("latin-1") * 200_000, media),
                EITHER,
            )


def _heads() -> Iterator[Row]:
    for name, value in {
        "Referer": "https://acme.example/\xff\xfe?utm_source=%ff%00",
        "User-Agent": "\xff" * 2_000,
        "Cookie": "a=" + "b;" * 2_000,
        "Accept": "text/html;q=" + "9" * 3_000,
        "X-Forwarded-For": ", ".join(["1.2.3.4"] * 600),
        "Forwarded": "for=\xff;proto=javascript",
        "Host": "\xff\xfe:99999",
        "Origin": "null",
        "Idempotency-Key": "\xff" * 300,
        "Range": "bytes=0-",
        "If-None-Match": "*",
        "Upgrade": "websocket",
        "Authorization": "Basic \xff",
        "Content-Language": "\x1b[31m".replace("\x1b", "%1b"),
        "Content-Disposition": "form-data; name=\xff",
    }.items():
        yield f"header {name}", request(json.dumps(_a_form()), **{name.replace("-", "_"): value}), EITHER


def _senders() -> Iterator[Row]:
    """What only one form builder sends, with nothing in it that the builder would send."""
    for adapter in ADAPTERS.values():
        for name, value in {"nothing": None, "a number": 5, "lists": [[[]], {}], "text": "x" * 3_000}.items():
            body = {**dict.fromkeys(adapter.marks, value), "event_type": "form_response", "payload": value}
            if adapter.marks:
                yield f"{adapter.name} with {name}", request(json.dumps(body)), EITHER
        for header in adapter.headers:
            sent = {header.replace("-", "_"): "\xff" * 200}
            yield f"{adapter.name} by {header}", request(json.dumps(_a_form()), **sent), EITHER
    yield "a test of nobody", request("test=test&x=1", FORM), TAKEN
    yield (
        "a handshake with a bomb",
        request(method="GET", path="/hooks/web?hub.challenge=" + "x" * 7_000),
        {401},
    )
    yield (
        "a challenge that is a forgery",
        request(method="GET", path='/hooks/web?challengeCode=hmacsha256=%7B"leadType"%3A1%7D'),
        {400},
    )
