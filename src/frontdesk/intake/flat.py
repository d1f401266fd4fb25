"""Flat: nested JSON as the pairs of label and value that a form would have sent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from frontdesk.intake.values import listed

#: Objects that only hold answers; their names say nothing about them.
_HOLDERS: Final = frozenset(
    str.split(
        "fields data answers form formdata formfields values inputs questions items submission payload "
        "response body attributes properties contact contacts lead user customer client person visitor meta "
        "metadata context extra tracking hidden customfields"
    )
)
_LABELS: Final = ("label", "title", "question", "name", "field", "key", "id")
_VALUES: Final = ("value", "answer", "values", "text", "response")
_SEPARATORS: Final = re.compile(r"[\s_-]+")


def flat(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Label and value of every answer: {"company": {"name": "Acme"}} gives "company.name".

    Lists of {"name": …, "value": …} or {"label": …, "value": …} are answers; other lists, and files, stay.
    """
    for name, value in data.items():
        label = f"{path}.{name}" if path else name
        if isinstance(value, dict) and not _is_file(value):
            yield from _inside(name, label, value)
        elif isinstance(value, list) and (answers := _answers(value)):
            yield from flat(answers)
        else:
            yield label, value


def _inside(name: str, label: str, value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if _SEPARATORS.sub("", name).lower() not in _HOLDERS or (name == "form" and "id" in value):
        yield from flat(value, label)
        return
    # The id of a submission is none of its answers: keep whose it is.
    yield from flat({f"{label}.id" if key == "id" else key: inner for key, inner in value.items()})


def _is_file(value: Mapping[str, Any]) -> bool:
    return "filename" in value or ("size" in value and "/" in str(value.get("type")))


def _answers(items: Sequence[Any]) -> dict[str, Any]:
    """The answers of a list that holds nothing else; empty when it holds anything else."""
    found: dict[str, Any] = {}
    for item in items:
        label = _first(item, _LABELS) if isinstance(item, dict) else None
        if not isinstance(label, str) or not any(key in item for key in _VALUES):
            return {}
        value = _first(item, _VALUES)
        found[label] = [*listed(found[label]), *listed(value)] if label in found else value
    return found


def _first(item: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((item[name] for name in names if item.get(name) not in (None, "")), None)
