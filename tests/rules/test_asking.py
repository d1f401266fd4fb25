"""Asking: `fetch` and `captcha` of a form, and every fault in them without a secret in it."""

import pytest

from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Captcha, Fetch
from rules.test_faults import faults, written

SECRET = "markedsecret"


def form(text: str, **environment: str):
    return read_rules(written(more=f"[forms.x]\n{text}"), environment=environment).forms["x"]


def test_secrets_come_from_the_environment():
    found = form(
        'fetch = { token = "env:T" }\ncaptcha = { kind = "turnstile", secret = "env:S" }', T="t-1", S="s-1"
    )

    assert (found.fetch, found.captcha) == (Fetch(token="t-1"), Captcha(kind="turnstile", secret="s-1"))
    assert "t-1" not in repr(found)
    assert "s-1" not in repr(found)


@pytest.mark.parametrize(
    "url", ["https://a.bitrix24.example/rest/1/key/", "http://10.0.0.5:8080/rest/1/key"], ids=["cloud", "own"]
)
def test_an_address_may_be_one_of_our_own_network(url):
    assert form('fetch = { url = "env:U" }', U=url).fetch == Fetch(url=url)


FAULTS = {
    "unset token": ('fetch = { token = "env:NO" }', "fetch.token", "expected the environment variable NO"),
    "unset address": ('fetch = { url = "env:NO" }', "fetch.url", "expected the environment variable NO"),
    "unset secret": (
        'captcha = { kind = "hcaptcha", secret = "env:NO" }',
        "captcha.secret",
        "expected the environment variable NO",
    ),
    "another scheme": (
        'fetch = { url = "file:///markedsecret" }',
        "fetch.url",
        "expected an address such as",
    ),
    "gopher": ('fetch = { url = "gopher://markedsecret/" }', "fetch.url", "expected an address such as"),
    "no host": ('fetch = { url = "https:///markedsecret" }', "fetch.url", "expected an address such as"),
    "a query": (
        'fetch = { url = "https://a.example/?markedsecret" }',
        "fetch.url",
        "expected an address such as",
    ),
    "no address": ('fetch = { url = "http://[markedsecret/" }', "fetch.url", "expected an address such as"),
    "another key": ('fetch = { tokn = "markedsecret" }', "fetch.tokn", 'unknown key; did you mean "token"?'),
    "text for the table": ('fetch = "markedsecret"', "fetch", "expected a table: { token } or { url }"),
    "text for the other": ('captcha = "markedsecret"', "captcha", "expected a table: { kind, secret }"),
    "a number": ("fetch = { token = 5 }", "fetch.token", 'expected "env:NAME", found something else'),
    "another kind": (
        'captcha = { kind = "captcha", secret = "markedsecret" }',
        "captcha.kind",
        'expected "turnstile", "hcaptcha" or "recaptcha", found "captcha"',
    ),
    "no kind": ('captcha = { secret = "markedsecret" }', "captcha.kind", 'expected "turnstile"'),
    "no secret": ('captcha = { kind = "turnstile" }', "captcha.secret", 'expected "env:NAME", found nothing'),
}


@pytest.mark.parametrize(("text", "key", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_its_line_and_no_secret(text, key, told):
    rules = written(more=f"[forms.x]\n{text}")
    line = rules.count("\n", 0, rules.index(text)) + 1

    found = faults(rules)

    assert [problem.startswith(f"rules.toml:{line}: forms.x.{key}: {told}") for problem in found] == [True]
    assert SECRET not in str(found)
