"""Secrets: what `env:NAME` in a form's `secret` and `key` stands for.

The environment is passed in; no message repeats a value.
"""

from collections.abc import Iterator, Mapping
from re import fullmatch
from typing import Any, Final

from frontdesk.rules.places import Path
from frontdesk.rules.shape import Problem

_ENV: Final = "env:"
_VARIABLE: Final = "[A-Za-z_][A-Za-z0-9_]*"
#: The key is a part of the address /hooks/NAME/KEY (RFC 3986, unreserved characters).
_KEY: Final = "[A-Za-z0-9._~-]{1,200}"


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


def _values(raw: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    forms = raw.get("forms")
    for name, form in forms.items() if isinstance(forms, dict) else ():
        if not isinstance(form, dict):
            continue
        if isinstance(form.get("key"), str):
            yield ("forms", name, "key"), form["key"]
        secret = form.get("secret")
        if isinstance(secret, str):
            yield ("forms", name, "secret"), secret
        for number, value in enumerate(secret if isinstance(secret, list) else ()):
            if isinstance(value, str):
                yield ("forms", name, "secret", number), value
