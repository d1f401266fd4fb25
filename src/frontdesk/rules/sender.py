"""Sender: `[sender]` of a rules file with faults elsewhere, so that letters can be checked all the same."""

import tomllib


def sender_of(text: str) -> dict[str, str] | None:
    """The texts of `[sender]`; None where the file is no TOML or names no sender."""
    try:
        found = tomllib.loads(text.removeprefix("\ufeff")).get("sender")
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return {name: value for name, value in found.items() if isinstance(value, str)}
