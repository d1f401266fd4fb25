"""WPForms: values as PHP sends them, and what it signs of them."""

import hashlib
import hmac
import json
from urllib.parse import urlencode

import pytest

from frontdesk.errors import Unreadable

SECRET = "frontdesk-test-secret"
VALUES = {
    "choices": ({"topics": "A||B"}, {}, {"topics": ["A", "B"]}),
    "an address": ({"address": "1 Lane||Tver||RU"}, {}, {"address": ["1 Lane", "Tver", "RU"]}),
    "budgets": ({"budget": "1k||2k"}, {}, {"budget": ["1k", "2k"]}),
    "a message with bars": ({"message": "a || b"}, {"message": "a || b"}, {}),
    "a date": ({"when": {"value": "20.11.2026", "unix": 1795166998}}, {}, {"when": "20.11.2026"}),
    "one file": ({"brief": "https://a.example/a"}, {}, {"brief": "https://a.example/a"}),
    "files": (
        {"brief": ["https://a.example/a", "https://a.example/b"]},
        {},
        {"brief": ["https://a.example/a", "https://a.example/b"]},
    ),
    "nothing": ({"name": "", "phone": None}, {}, {}),
}


def posted(data):
    """The array as `http_build_query` writes it."""
    pairs = []
    for name, value in data.items():
        inner = (
            enumerate(value)
            if isinstance(value, list)
            else value.items()
            if isinstance(value, dict)
            else None
        )
        pairs += [(name, value)] if inner is None else [(f"{name}[{key}]", one) for key, one in inner]
    return urlencode([(name, value) for name, value in pairs if value is not None])


@pytest.mark.parametrize(("body", "fields", "extra"), VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("format_", ["JSON", "form"])
def test_values_are_read_in_either_format(body, fields, extra, format_, told):
    submission = told("wpforms", body if format_ == "JSON" else posted(body))

    assert (submission.fields, submission.extra) == (fields, extra)


def signature(text, at=1795176000):
    return f"t={at},v={hmac.new(SECRET.encode(), f'{at}.'.encode() + text, hashlib.sha256).hexdigest()}"


#: What PHP writes of an array, in its own spelling.
SIGNED = {
    "plain text": ({"name": "Ann"}, r'{"name":"Ann"}'),
    "slashes": ({"page": "https://a.example/x"}, r'{"page":"https:\/\/a.example\/x"}'),
    "Cyrillic": ({"имя": "Анна"}, r'{"\u0438\u043c\u044f":"\u0410\u043d\u043d\u0430"}'),
    "an emoji": ({"note": "ok \U0001f44d"}, r'{"note":"ok \ud83d\udc4d"}'),
    "lines and quotes": ({"note": 'a\r\nb "c" \\ \t'}, r'{"note":"a\r\nb \"c\" \\ \t"}'),
    "a list": ({"files": ["a/b", "c"]}, r'{"files":["a\/b","c"]}'),
    "a date with a number": (
        {"when": {"value": "20.11.2026", "unix": 1795166998}},
        r'{"when":{"value":"20.11.2026","unix":1795166998}}',
    ),
    "a date with a text": (
        {"when": {"value": "20.11.2026", "unix": "1795166998"}},
        r'{"when":{"value":"20.11.2026","unix":"1795166998"}}',
    ),
    "a date that was not given": ({"when": {"value": "", "unix": ""}}, r'{"when":{"value":"","unix":""}}'),
    "blanks": ({"name": "", "phone": " 1 "}, r'{"name":"","phone":" 1 "}'),
    "markup": ({"note": "<b>&amp;'"}, r"""{"note":"<b>&amp;'"}"""),
}


@pytest.mark.parametrize(("body", "text"), SIGNED.values(), ids=SIGNED)
def test_a_form_is_signed_as_php_would_write_it(body, text, reading):
    headers = {"X-WPForms-Webhook-Signature": signature(text.encode())}

    assert reading("wpforms", posted(body), headers=headers, secret=SECRET).proof.state == "ok"
    with pytest.raises(Unreadable):
        reading("wpforms", posted({**body, "more": "x"}), headers=headers, secret=SECRET)


def test_json_is_signed_as_it_was_sent(reading):
    body = json.dumps({"имя": "Анна / x"}, ensure_ascii=False).encode()
    headers = {"X-WPForms-Webhook-Signature": signature(body)}

    found = reading("wpforms", body, content_type="application/json", headers=headers, secret=SECRET)

    assert found.proof.state == "ok"
