"""Lines: signals as one JSON object, as `frontdesk signals --json` prints them."""

from dataclasses import fields
from typing import Any

from frontdesk.model.signals import PARTS, Signals


def as_json(signals: Signals) -> dict[str, Any]:
    """The signals as plain values: text, numbers, truth, None, lists and objects.

    Each part of `Signals` is an object by the names that conditions use; keywords are lists by group.
    """
    return {
        **{part: _part(getattr(signals, part), names) for part, names in PARTS.items()},
        "filled": sorted(signals.filled),
        "language": signals.language,
        "files": list(signals.files),
        "keywords": {group: list(phrases) for group, phrases in signals.keywords.items()},
        "spam": [
            {field.name: getattr(suspicion, field.name) for field in fields(suspicion)}
            for suspicion in signals.spam
        ],
    }


def _part(part: Any, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(part, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
