"""Merge: what all submissions of one lead say together, as signals, cards and letters read it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from frontdesk.model.submission import LABELLED, Received
from frontdesk.rules.labels import Labels
from frontdesk.rules.rules import Form

#: Who the person is: the first submission that says it stands, a later one must not redirect sales.
IDENTITY: Final = ("first_name", "last_name", "full_name", "email", "phone")
#: What a field may hold: characters of its text, and files.
LIMIT: Final = 20_000
FILES: Final = 20

_NOT_TEXT: Final = frozenset(("utm", "consent"))
_DEPTH: Final = 4


def merged(
    submissions: Sequence[Received], labels: Labels, forms: Mapping[str, Form] | None = None
) -> dict[str, str]:
    """One text for each field that any submission filled, oldest submission first.

    Who the person is comes from the first submission that says it, everything else from the newest that
    does, `message` from the newest alone. `budget`, `business`, `country`, `deadline` and `files` are found
    in `extra` by their labels: those of the form in `forms` where it has its own, else `labels`. Several
    values are parted by ", ". A field of blanks only is absent. All values are untrusted text.
    """
    whole: dict[str, str] = {}
    for received in submissions:
        own = labels_of(received.hook, labels, forms)
        for name, value in _texts(received, own):
            if name not in IDENTITY or name not in whole:
                whole[name] = value
    if submissions:
        message = text_of(submissions[-1].submission.fields.get("message"))
        whole.pop("message", None)
        if message:
            whole["message"] = message
    return whole


def files(
    submissions: Sequence[Received], labels: Labels, forms: Mapping[str, Form] | None = None
) -> tuple[str, ...]:
    """The names or addresses of the files sent, newest submission with any; at most `FILES`."""
    for received in reversed(submissions):
        own = labels_of(received.hook, labels, forms)
        found: list[str] = []
        for label, value in received.submission.extra.items():
            if own.field(label) == "files":
                found += _pieces(value, 0)
        if kept := [one for one in found if one][:FILES]:
            return tuple(kept)
    return ()


def labels_of(hook: str, labels: Labels, forms: Mapping[str, Form] | None) -> Labels:
    """The labels that the form of that name goes by."""
    form = forms.get(hook) if forms else None
    return (form and form.labels) or labels


def text_of(value: Any) -> str:
    """A form value as one text, trimmed: a list joined by ", ", a file by its address or name."""
    if isinstance(value, str):
        return value[:LIMIT].strip()
    return ", ".join(piece for piece in _pieces(value, 0) if piece)[:LIMIT]


def _texts(received: Received, labels: Labels) -> Iterator[tuple[str, str]]:
    for name, value in received.submission.fields.items():
        if name not in _NOT_TEXT and (text := text_of(value)):
            yield name, text
    seen: set[str] = set()
    for label, value in received.submission.extra.items():
        field = labels.field(label)
        if field in LABELLED and field not in seen and (text := text_of(value)):
            seen.add(field)
            yield field, text


def _pieces(value: Any, depth: int) -> list[str]:
    """The texts in a value, in order; of a mapping that describes a file, the name or address."""
    if isinstance(value, str):
        return [value[:LIMIT].strip()]
    if isinstance(value, bool):
        return ["yes"] if value else []
    if isinstance(value, int | float):
        return [str(value)]
    if depth >= _DEPTH:
        return []
    if isinstance(value, Mapping):
        named = [
            value[key] for key in ("url", "href", "name", "filename", "value", "label") if value.get(key)
        ]
        chosen = named[:1] or list(value.values())[:FILES]
        return [piece for one in chosen for piece in _pieces(one, depth + 1)]
    if isinstance(value, list | tuple):
        return [piece for one in value[:FILES] for piece in _pieces(one, depth + 1)]
    return []
