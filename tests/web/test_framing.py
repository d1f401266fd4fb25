"""Framing: a request that two servers could read differently is refused, or read as one."""

import json

import pytest
import pytest_asyncio

from support.postgres import ENGINES, a_database
from support.stored import count
from support.world import a_form, a_world
from web.raw import sent

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORM = json.dumps(a_form()).encode()
LENGTH = b"Content-Length: %d\r\n" % len(FORM)
WITHIN = b"POST /hooks/web HTTP/1.1\r\nHost: b\r\nContent-Length: 2\r\n\r\n{}"
TYPE = b"Content-Type: application/json\r\n"
#: A whole body in chunks, behind which a second request hides.
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(FORM), FORM)


def _post(heads: bytes, body: bytes, first: bytes = b"POST /hooks/web HTTP/1.1\r\nHost: a\r\n") -> bytes:
    return first + TYPE + heads + b"\r\n" + body


TRANSFER = {
    "chunked": b"Transfer-Encoding: chunked",
    "in capitals": b"Transfer-Encoding: CHUNKED",
    "xchunked": b"Transfer-Encoding: xchunked",
    "chunked twice": b"Transfer-Encoding: chunked, chunked",
    "two headers": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    "identity": b"Transfer-Encoding: identity",
    "gzip, chunked": b"Transfer-Encoding: gzip, chunked",
    "chunked, gzip": b"Transfer-Encoding: chunked, gzip",
    "blank before the colon": b"Transfer-Encoding : chunked",
    "tab before the value": b"Transfer-Encoding:\tchunked",
    "vertical tab": b"Transfer-Encoding:\x0bchunked",
    "folded": b"Transfer-Encoding:\r\n chunked",
    "folded name": b"X: y\r\n Transfer-Encoding: chunked",
    "quoted": b'Transfer-Encoding: "chunked"',
    "line feed before": b"X: y\nTransfer-Encoding: chunked",
    "carriage return before": b"X: y\rTransfer-Encoding: chunked",
    "NUL": b"Transfer-Encoding: chunked\x00",
    "high byte": b"Transfer-Encoding: \xffchunked",
    "semicolon": b"Transfer-Encoding: chunked;a=b",
    "empty": b"Transfer-Encoding:",
}
#: These are chunked and nothing else: what follows is another request.
PLAIN = ("chunked", "in capitals", "tab before the value", "gzip, chunked")
SHAPES = {
    **{
        f"length and encoding: {name}": _post(LENGTH + te + b"\r\n", CHUNKED + WITHIN)
        for name, te in TRANSFER.items()
    },
    **{
        f"encoding: {name}": _post(te + b"\r\n", CHUNKED + WITHIN)
        for name, te in TRANSFER.items()
        if name not in PLAIN
    },
    "two lengths": _post(LENGTH + b"Content-Length: 0\r\n", FORM + WITHIN),
    "one length twice": _post(LENGTH + LENGTH, FORM),
    "a list of lengths": _post(b"Content-Length: %d, %d\r\n" % (len(FORM), len(FORM)), FORM),
    "length with a plus": _post(b"Content-Length: +%d\r\n" % len(FORM), FORM),
    "length below 0": _post(b"Content-Length: -1\r\n", FORM),
    "length in hex": _post(b"Content-Length: 0x10\r\n", FORM),
    "length in other digits": _post("Content-Length: ٣\r\n".encode(), FORM),
    "length beyond 64 bits": _post(b"Content-Length: 18446744073709551617\r\n", FORM),
    "length with a blank": _post(b"Content-Length: 1 1\r\n", FORM),
    "two hosts": _post(b"Host: b\r\n" + LENGTH, FORM),
    "no host": _post(LENGTH, FORM, b"POST /hooks/web HTTP/1.1\r\n"),
    "chunk beyond 64 bits": _post(b"Transfer-Encoding: chunked\r\n", b"10000000000000002\r\n{}\r\n0\r\n\r\n"),
    "chunk below 0": _post(b"Transfer-Encoding: chunked\r\n", b"-2\r\n{}\r\n0\r\n\r\n"),
    "chunk with line feeds": _post(b"Transfer-Encoding: chunked\r\n", b"2\n{}\n0\n\n"),
    "chunk longer than its word": _post(b"Transfer-Encoding: chunked\r\n", b"1\r\n{}\r\n0\r\n\r\n"),
    "chunk extension with a line end": _post(b"Transfer-Encoding: chunked\r\n", b"2;a\nb\r\n{}\r\n0\r\n\r\n"),
    "trailer as a header": _post(
        b"Transfer-Encoding: chunked\r\n", b"2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n"
    ),
    "bare line feeds": _post(LENGTH, FORM).replace(b"\r\n", b"\n"),
    "bare carriage returns": _post(LENGTH, FORM).replace(b"\r\n", b"\r"),
    "header without a colon": _post(b"X\r\n" + LENGTH, FORM),
    "header without a name": _post(b": x\r\n" + LENGTH, FORM),
    "header name with NUL": _post(b"A\x00b: x\r\n" + LENGTH, FORM),
    "129 headers": _post(b"X: y\r\n" * 200 + LENGTH, FORM),
    "header of 9,000": _post(b"X: " + b"y" * 9_000 + b"\r\n" + LENGTH, FORM),
    "blank lines first": b"\r\n\r\n" + _post(LENGTH, FORM),
    "HTTP/0.9": b"GET /\r\n\r\n",
    "HTTP/1.0": _post(LENGTH, FORM, b"POST /hooks/web HTTP/1.0\r\n"),
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/9.9": _post(LENGTH, FORM, b"POST /hooks/web HTTP/9.9\r\nHost: a\r\n"),
    "TLS": bytes.fromhex("16030100c8010000c40303") + b"\x00" * 100,
    "junk": bytes(range(256)) * 4,
    "a whole address": _post(LENGTH, FORM, b"POST http://evil.example/hooks/web HTTP/1.1\r\nHost: a\r\n"),
    "an address with an open bracket": _post(
        LENGTH, FORM, b"POST http://[::1/hooks/web HTTP/1.1\r\nHost: a\r\n"
    ),
    "an address with port 99999": _post(LENGTH, FORM, b"POST http://a:99999/ HTTP/1.1\r\nHost: a\r\n"),
    "a star": b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    "connect": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n\r\n",
    "connect to port 99999": b"CONNECT a:99999 HTTP/1.1\r\nHost: a\r\n\r\n",
    "connect to nothing": b"CONNECT / HTTP/1.1\r\nHost: a\r\n\r\n",
    "high bytes in the path": _post(LENGTH, FORM, b"POST /hooks/\xff\xfe HTTP/1.1\r\nHost: a\r\n"),
    "escape in the path": _post(LENGTH, FORM, b"POST /hooks/\x1b[31m HTTP/1.1\r\nHost: a\r\n"),
    "path of 9,000": _post(LENGTH, FORM, b"POST /hooks/" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: a\r\n"),
    "unknown method": b"BREW /hooks/web HTTP/1.1\r\nHost: a\r\n\r\n",
    "method of 9,000": b"A" * 9_000 + b" / HTTP/1.1\r\nHost: a\r\n\r\n",
    "unknown expectation": _post(b"Expect: wonders\r\n" + LENGTH, FORM),
    "upgrade": _post(b"Connection: Upgrade\r\nUpgrade: websocket\r\n" + LENGTH, FORM),
    "upgrade to h2c": _post(b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n" + LENGTH, FORM),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=ENGINES)
async def desk(tmp_path_factory, request):
    """One running desk for all shapes."""
    with a_database(request.param) as url:
        async with a_world(tmp_path_factory.mktemp("desk"), DATABASE=url, REPEAT_WINDOW="0s") as running:
            yield running


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
async def test_a_doubtful_request_gets_one_answer_or_is_read_once(desk, shape):
    stored = count(desk, "submissions")

    found = await sent(desk.service.url, shape)

    statuses = [answer.status for answer in found]
    taken = count(desk, "submissions") - stored
    assert max(statuses, default=0) < 500
    assert statuses.count(200) == taken <= 1
    # Behind a doubtful request nothing may be read as another one.
    assert WITHIN not in shape or len(statuses) == 1


async def test_the_server_tells_when_it_expects_a_body(desk):
    head = _post(b"Expect: 100-continue\r\nConnection: close\r\n" + LENGTH, FORM)

    found = await sent(desk.service.url, head)

    assert [answer.status for answer in found] == [100, 200]


async def test_two_requests_on_one_connection_get_two_answers(desk):
    found = await sent(desk.service.url, _post(LENGTH, FORM) * 2)

    assert [answer.status for answer in found] == [200, 200]
