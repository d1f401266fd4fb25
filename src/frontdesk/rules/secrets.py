"""Secrets: what `env:NAME` in a form's `secret`, `key`, `fetch` and `captcha` stands for.

The environment is passed in; no message repeats a value.
"""

from collections.abc import Iterator, Mapping
from re import fullmatch
from typing import Any, Final
from urllib.parse import urlsplit

from frontdesk.rules.places import Path
from frontdesk.rules.shape import Problem

_ENV: Final = "env:"
_VARIABLE: Final = "[A-Za-z_][A-Za-z0-9_]*"
#: The key is a part of the address /hooks/NAME/KEY (RFC 3986, unreserved characters).
_KEY: Final = "[A-Za-z0-9._~-]{1,200}"
#: Tables of a form that hold secrets, and under which names.
_INNER: Final = {"fetch": ("token", "url"), "captcha": ("secret",)}


def resolved(value: str, environment: Mapping[str, str]) -> str:
    """The value itself, or that of the variable which `env:NAME` names."""
    return environment[value.removeprefix(_ENV)] if value.startswith(_ENV) else value


def secret_problems(raw: Mapping[str, Any], environment: Mapping[str, str]) -> Iterator[Problem]:
    """Variables that are not set, and keys that cannot stand in an address."""
    for path, value in _values(raw):
        variable = value.removeprefix(_ENV)
        if value.startswith(_ENV) and not fullmatch(_VARIABLE, variable):
            yield Problem(
                path, 'expected "env:NAME" with the name of an environment variable, found another name'
            )
        elif value.startswith(_ENV) and not environment.get(variable):
            yield Problem(path, f"expected the environment variable {variable}, found nothing")
        elif path[-1] == "key" and value and not fullmatch(_KEY, resolved(value, environment)):
            yield Problem(path, 'expected letters, digits, "-", ".", "_" and "~" alone, found something else')
        elif path[-2:] == ("fetch", "url") and not _is_address(resolved(value, environment)):
            yield Problem(
                path, "expected an address such as https://acme.example/rest/1/key, found another text"
            )


def _is_address(text: str) -> bool:
    """Something to POST to whose end is open for the name of a method."""
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("https", "http") and bool(parts.hostname) and not (parts.query or parts.fragment)
        )
    except ValueError:
        return False


def _values(raw: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    forms = raw.get("forms")
    for name, form in forms.items() if isinstance(forms, dict) else ():
        if not isinstance(form, dict):
            continue
        if isinstance(form.get("key"), str):
            yield ("forms", name, "key"), form["key"]
        for table, names in _INNER.items():
            given = form.get(table)
            inner = given if isinstance(given, dict) else {}
            yield from (
                (("forms", name, table, each), inner[each])
                for each in names
                if isinstance(inner.get(each), str)
            )
        secret = form.get("secret")
        if isinstance(secret, str):
            yield ("forms", name, "secret"), secret
        for number, value in enumerate(secret if isinstance(secret, list) else ()):
            if isinstance(value, str):
                yield ("forms", name, "secret", number), value
