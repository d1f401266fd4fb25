"""Captcha: the token of the form's own puzzle is noted, and nothing of any other."""

import pytest

from frontdesk.intake.captcha import TOKEN_CHARS
from frontdesk.intake.normalise import normalise
from frontdesk.intake.read import read
from frontdesk.rules.rules import Captcha, Form

FIELDS = {
    "turnstile": "cf-turnstile-response",
    "hcaptcha": "h-captcha-response",
    "recaptcha": "g-recaptcha-response",
}
MISSING = {"captcha": {"result": "missing"}}


def noted(a_request, labels, body: str, kind: str | None = "turnstile"):
    captcha = Captcha(kind=kind, secret="s") if kind else None
    form = Form(name="site", provider="json", captcha=captcha)
    (submission,) = read(a_request(body.encode()), form, labels).submissions
    assert submission.extra == {}
    return submission.noted


@pytest.mark.parametrize("kind", FIELDS)
def test_the_token_of_its_own_kind_is_noted_and_is_no_answer(a_request, labels, kind):
    body = "{" + ",".join(f'"{field}": "t-{other}"' for other, field in FIELDS.items()) + "}"

    assert noted(a_request, labels, body, kind) == {"captcha": {"token": f"t-{kind}"}}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('{"email": "a@acme.example"}', MISSING),
        ('{"cf-turnstile-response": ""}', MISSING),
        ('{"cf-turnstile-response": null}', MISSING),
        ('{"cf-turnstile-response": {"a": 1}}', MISSING),
        ('{"cf-turnstile-response": "%s"}' % ("x" * (TOKEN_CHARS + 1)), MISSING),
        ('{"h-captcha-response": "x"}', MISSING),
        ('{"noted": {"captcha": {"result": "ok"}}, "captcha": "ok"}', MISSING),
        ('{"cf-turnstile-response": ["", "a", "b"]}', {"captcha": {"token": "a"}}),
        ('{"CF-Turnstile-Response": " a "}', {"captcha": {"token": "a"}}),
    ],
    ids=["none", "blank", "null", "an object", "too long", "of another", "forged", "several", "capitals"],
)
def test_what_is_no_token_is_missing(a_request, labels, body, found):
    form = Form(name="site", provider="json", captcha=Captcha(kind="turnstile", secret="s"))

    (submission,) = read(a_request(body.encode()), form, labels).submissions

    assert submission.noted == found


def test_a_form_without_a_captcha_keeps_no_token(a_request, labels):
    assert noted(a_request, labels, '{"g-recaptcha-response": "x"}', None) == {}


def test_a_token_never_stands_among_the_answers(labels):
    said = normalise("json", [(field, "markedtoken") for field in FIELDS.values()], labels)

    assert "markedtoken" not in f"{said.fields}{said.extra}"
