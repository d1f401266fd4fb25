"""Client: bounded in time and size, and it goes nowhere but where it was sent."""

import asyncio
import gzip
import time
from datetime import timedelta

import pytest

from frontdesk.errors import Deferred, Refused
from frontdesk.lookups.client import LIMIT_BYTES
from support.outside import Reply, an_outside

LONG, SHORT = timedelta(seconds=20), timedelta(milliseconds=100)
KEY = "markedkey"


async def asked(client, url, within=LONG, **given):
    return await client.ask("POST", url, within=within, form={"id": "1"}, **given)


async def test_an_object_comes_back_with_its_status(outside, client):
    outside.says("/x", Reply(status=201, data={"a": [1]}))

    answer = await asked(client, f"{outside.url}/x")

    assert (answer.status, answer.data) == (201, {"a": [1]})
    assert outside.asked[0].form == {"id": "1"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_refused_and_nobody_goes_there(outside, client, status):
    async with an_outside() as other:
        outside.says("/x", Reply(status=status, data={}, headers={"Location": f"{other.url}/{KEY}"}))

        with pytest.raises(Refused, match="redirect"):
            await asked(client, f"{outside.url}/x")

        assert other.asked == []
        assert len(outside.asked) == 1


@pytest.mark.parametrize(
    ("size", "taken"),
    [(LIMIT_BYTES, True), (LIMIT_BYTES + 1, False), (10_000_000, False)],
    ids=["64 kB", "a byte more", "10 MB"],
)
async def test_64_kB_of_an_answer_are_taken_and_no_more(outside, client, size, taken):
    body = b'{"a": 1}'
    outside.says("/x", Reply(body=body + b" " * (size - len(body))))

    if taken:
        assert (await asked(client, f"{outside.url}/x")).data == {"a": 1}
    else:
        with pytest.raises(Refused, match="more than 65536 bytes"):
            await asked(client, f"{outside.url}/x")


async def test_what_is_packed_is_not_unpacked(outside, client):
    packed = gzip.compress(b'{"a": 1}' + b" " * 20_000_000)
    outside.says("/x", Reply(body=packed, headers={"Content-Encoding": "gzip"}))

    assert (await asked(client, f"{outside.url}/x")).data == {}
    assert outside.asked[0].headers["accept-encoding"] == "identity"


async def test_a_slow_answer_is_given_up_in_time(outside, client):
    outside.says("/x", Reply(data={}, after=asyncio.Event()))
    began = time.monotonic()

    with pytest.raises(Deferred, match=r"no answer within 0\.1 s"):
        await asked(client, f"{outside.url}/x", SHORT)

    assert time.monotonic() - began < 5


async def test_a_cookie_does_not_come_back(outside, client):
    outside.says("/x", Reply(data={}, headers={"Set-Cookie": "a=b"}))

    for _ in range(2):
        await asked(client, f"{outside.url}/x")

    assert "cookie" not in outside.asked[1].headers


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/{}", "http://[::1/{}", "gopher://127.0.0.1/{}", "file:///etc/{}"],
    ids=["nobody there", "no address", "gopher", "file"],
)
async def test_no_error_tells_the_address(client, url):
    with pytest.raises(Deferred) as caught:
        await asked(client, url.format(KEY), timedelta(seconds=5))

    chain = [caught.value, caught.value.__cause__]
    assert KEY not in "".join(repr(error) for error in chain)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("said", "after_s"),
    [("7", 7), ("999999", 3600), ("-1", None), ("soon", None), ("9" * 40, None), ("٣", None)],
    ids=["seconds", "days", "the past", "words", "for ever", "other digits"],
)
async def test_the_rest_that_is_asked_for_is_bounded(outside, client, said, after_s):
    outside.says("/x", Reply(status=429, data={}, headers={"Retry-After": said}))

    assert (await asked(client, f"{outside.url}/x")).after_s == after_s


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b"\xff", b"[" * 30_000, b'{"a": NaN}'])
async def test_what_is_no_object_is_nothing(outside, client, body):
    outside.says("/x", Reply(body=body))

    assert (await asked(client, f"{outside.url}/x")).data == {}
