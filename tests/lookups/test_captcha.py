"""Captcha: what the three services say of a token."""

from datetime import timedelta

import pytest

from frontdesk.errors import Deferred, FrontdeskError
from frontdesk.lookups.captcha import ADDRESSES, Captchas
from frontdesk.model.captcha import Checked, Result
from frontdesk.rules.rules import Captcha
from support.outside import Reply

SECRET, TOKEN = "markedsecret", "markedtoken"


async def checked(outside, client, kind="turnstile"):
    captchas = Captchas(client, outside.url, timedelta(seconds=20))
    return await captchas.check(Captcha(kind=kind, secret=SECRET), TOKEN)


@pytest.mark.parametrize("kind", ADDRESSES)
async def test_secret_and_token_go_in_the_body_and_nothing_about_the_visitor(outside, client, kind):
    outside.says("/siteverify", {"success": True})

    assert await checked(outside, client, kind) == Checked(Result.OK)
    [asked] = outside.asked
    assert (asked.method, asked.query) == ("POST", {})
    assert asked.form == {"secret": SECRET, "response": TOKEN}


ANSWERS = {
    "solved": ({"success": True, "error-codes": []}, Checked(Result.OK)),
    "not solved": (
        {"success": False, "error-codes": ["invalid-input-response"]},
        Checked(Result.FAILED, "invalid-input-response"),
    ),
    "used before": (
        {"success": False, "error-codes": ["timeout-or-duplicate"]},
        Checked(Result.FAILED, "timeout-or-duplicate", stale=True),
    ),
    "used before, hCaptcha": (
        {"success": False, "error-codes": ["already-seen-response"]},
        Checked(Result.FAILED, "already-seen-response", stale=True),
    ),
    "without a reason": ({"success": False}, Checked(Result.FAILED, "not solved")),
    "a reason that is no code": (
        {"success": False, "error-codes": ["<b>", 7, None, "x" * 41]},
        Checked(Result.FAILED, "not solved"),
    ),
    "codes of another shape": ({"success": False, "error-codes": "x"}, Checked(Result.FAILED, "not solved")),
}


@pytest.mark.parametrize(("data", "found"), ANSWERS.values(), ids=ANSWERS)
async def test_an_answer_is_a_result(outside, client, data, found):
    outside.says("/siteverify", data)

    assert await checked(outside, client) == found


@pytest.mark.parametrize(
    ("kind", "score", "result"),
    [
        ("recaptcha", 0.1, Result.FAILED),
        ("recaptcha", 0.3, Result.OK),
        ("recaptcha", "0.1", Result.OK),
        ("hcaptcha", 0.1, Result.OK),
    ],
    ids=["a robot", "a person", "no number", "of another service, where it means the opposite"],
)
async def test_a_low_score_of_recaptcha_is_a_failure(outside, client, kind, score, result):
    outside.says("/siteverify", {"success": True, "score": score})

    assert (await checked(outside, client, kind)).result is result


SILENT = {
    "server error": Reply(status=500, data={"success": False}),
    "no JSON": Reply(body=b"<html>"),
    "no answer in it": Reply(data={}),
    "a word for the answer": Reply(data={"success": "false"}),
    "wrong secret": Reply(data={"success": False, "error-codes": ["invalid-input-secret"]}),
    "wrong secret beside another fault": Reply(
        data={"success": False, "error-codes": ["invalid-input-response", "sitekey-secret-mismatch"]}
    ),
    "their own fault": Reply(data={"success": False, "error-codes": ["internal-error"]}),
    "redirect": Reply(status=302, data={}, headers={"Location": "http://127.0.0.1:1/"}),
    "too long": Reply(body=b" " * 10_000_000),
}


@pytest.mark.parametrize("reply", SILENT.values(), ids=SILENT)
async def test_an_answer_that_says_nothing_of_the_visitor_is_no_result(outside, client, reply):
    outside.says("/siteverify", reply)

    with pytest.raises(FrontdeskError) as caught:
        await checked(outside, client)

    assert not {SECRET, TOKEN} & set(str(caught.value).split())


async def test_each_kind_has_an_address_of_its_own(client):
    assert {address.partition("://")[0] for address in ADDRESSES.values()} == {"https"}
    assert len(set(ADDRESSES.values())) == 3
    with pytest.raises(KeyError):
        await Captchas(client, None, timedelta(seconds=1)).check(Captcha(kind="other", secret="s"), TOKEN)


async def test_a_slow_service_is_given_up(outside, client):
    import asyncio

    outside.says("/siteverify", Reply(data={"success": True}, after=asyncio.Event()))
    captchas = Captchas(client, outside.url, timedelta(milliseconds=100))

    with pytest.raises(Deferred, match=r"no answer within 0\.1 s"):
        await captchas.check(Captcha(kind="turnstile", secret=SECRET), TOKEN)
