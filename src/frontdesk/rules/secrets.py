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
        if told := _problem(path, value, environment):
            yield Problem(path, told)


def _problem(path: Path, value: str, environment: Mapping[str, str]) -> str | None:
    if value.startswith(_ENV):
        variable = value.removeprefix(_ENV)
        if not fullmatch(_VARIABLE, variable):
            return 'expected "env:NAME" with the name of an environment variable, found another name'
        if not environment.get(variable):
            return f"expected the environment variable {variable}, found nothing"
    if path[-1] == "key" and value and not fullmatch(_KEY, resolved(value, environment)):
        return 'expected letters, digits, "-", ".", "_" and "~" alone, found something else'
    if path[-2:] == ("fetch", "url") and not _is_address(resolved(value, environment)):
        return "expected an address such as https://acme.example/rest/1/key, found another text"
    return None


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
    """Every text of a form that is a secret or an address, with its path."""
    for name, form in _tables(raw.get("forms")):
        for place, value in _of_form(form):
            if isinstance(value, str):
                yield ("forms", name, *place), value


def _of_form(form: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    yield ("key",), form.get("key")
    for table, given in _tables(form):
        for name in _INNER.get(table, ()):
            yield (table, name), given.get(name)
    secret = form.get("secret")
    yield ("secret",), secret
    for number, value in enumerate(secret if isinstance(secret, list) else ()):
        yield ("secret", number), value


def _tables(raw: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The tables within a table; whatever else stands there has its own fault."""
    for name, value in raw.items() if isinstance(raw, dict) else ():
        if isinstance(value, dict):
            yield name, value
