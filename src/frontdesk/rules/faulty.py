"""Faulty: what further checks need of a rules file with faults elsewhere, so that all faults come at once."""

import tomllib
from typing import Any


def sender_of(text: str) -> dict[str, str] | None:
    """The texts of `[sender]`; None where the file is no TOML or names no sender."""
    found = _tables(text).get("sender")
    if not isinstance(found, dict):
        return None
    return {name: value for name, value in found.items() if isinstance(value, str)}


def providers_of(text: str) -> dict[str, str]:
    """form: the `provider` that its `[forms.NAME]` names; empty where the file is no TOML."""
    forms = _tables(text).get("forms")
    named = {name: form.get("provider") for name, form in _pairs(forms) if isinstance(form, dict)}
    return {name: provider for name, provider in named.items() if isinstance(provider, str)}


def _pairs(found: Any) -> list[tuple[str, Any]]:
    return list(found.items()) if isinstance(found, dict) else []


def _tables(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return {}
