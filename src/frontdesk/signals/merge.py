"""Merge: what all submissions of one lead say together, as signals, cards and letters read it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from frontdesk.model.confirmation import PARTS, Confirmation
from frontdesk.model.submission import LABELLED, Received
from frontdesk.rules.labels import Labels
from frontdesk.rules.rules import Form
from frontdesk.signals.same import same_name

#: Who the person is: the first submission that says it stands, a later one must not redirect sales.
IDENTITY: Final = frozenset(field for fields in PARTS.values() for field in fields)
#: What a field may hold: characters of its text, and files.
LIMIT: Final = 20_000
FILES: Final = 20

_NAMES: Final = PARTS["name"]
_LABELLED: Final = frozenset(LABELLED)
_NOT_TEXT: Final = frozenset(("utm", "consent"))
_DEPTH: Final = 4
_OBJECT: Final = (Mapping, list)


def merged(
    submissions: Sequence[Received],
    labels: Labels,
    forms: Mapping[str, Form] | None = None,
    confirmed: Mapping[str, Confirmation] | None = None,
) -> dict[str, str]:
    """One text for each field that any submission filled, oldest submission first.

    Who the person is comes from the submission that a person confirmed, else from the first that says it: a
    name of another person completes none. Everything else comes from the newest that says it, `message` from
    the newest alone. `budget`, `business`, `country`, `deadline` and `files` are found
    in `extra` by their labels: those of the form in `forms` where it has its own, else `labels`. Several
    values are parted by ", ". A field of blanks only is absent. All values are untrusted text.
    """
    if len(submissions) == 1 and not confirmed:
        return _texts(submissions[0], labels_of(submissions[0].hook, labels, forms))
    whole: dict[str, str] = {}
    for received in submissions:
        said = _texts(received, labels_of(received.hook, labels, forms))
        if whole:
            told = _NAMES if not _speaks_of(whole, said) else ()
            stand = IDENTITY.intersection(whole).union(told)
            said = {name: value for name, value in said.items() if name not in stand}
        whole.update(said)
    for confirmation in (confirmed or {}).values():
        _set_right(whole, confirmation, submissions)
    if submissions:
        message = text_of(submissions[-1].submission.fields.get("message"))
        whole.pop("message", None)
        if message:
            whole["message"] = message
    return whole


def files(
    submissions: Sequence[Received], labels: Labels, forms: Mapping[str, Form] | None = None
) -> tuple[str, ...]:
    """The names or addresses of the files sent, newest submission with any; at most `FILES`.

    Under a label of its own, or of any label where the file itself came. One that was refused is none.
    """
    for received in reversed(submissions):
        own = labels_of(received.hook, labels, forms)
        found: list[str] = []
        for label, value in received.submission.extra.items():
            if own.field(label) == "files":
                found += _pieces(value, 0)
            elif isinstance(value, _OBJECT):
                found += (piece for one in _kept(value) for piece in _pieces(one, 0))
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


def _kept(value: Any) -> Iterator[Mapping[str, Any]]:
    """The values that are a file which came with the form and is kept."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping) and one.get("sha256") and one.get("filename"):
            yield one


def _speaks_of(whole: Mapping[str, str], said: Mapping[str, str]) -> bool:
    """Whether a submission names the person that is known, or nobody."""
    if all(name in whole or name not in said for name in _NAMES):
        return True
    stands, given = (" ".join(values.get(name, "") for name in _NAMES) for values in (whole, said))
    return same_name(stands, given)


def _set_right(whole: dict[str, str], confirmation: Confirmation, submissions: Sequence[Received]) -> None:
    """Let a part of who the person is be what the confirmed submission says."""
    right = next((each for each in submissions if each.id == confirmation.submission), None)
    names = PARTS.get(confirmation.part, ())
    said = {name: text_of(right.submission.fields.get(name)) for name in names} if right else {}
    if any(said.values()):
        for name in names:
            whole.pop(name, None)
        whole.update((name, text) for name, text in said.items() if text)


def _texts(received: Received, labels: Labels) -> dict[str, str]:
    """The texts of the fields; what stands in `extra` under a label of one is found after the others."""
    said = {
        name: text
        for name, value in received.submission.fields.items()
        if name not in _NOT_TEXT
        and (text := value[:LIMIT].strip() if isinstance(value, str) else text_of(value))
    }
    labelled: dict[str, str] = {}
    for label, value in received.submission.extra.items():
        field = labels.field(label)
        if field in _LABELLED and field not in labelled and (text := text_of(value)):
            labelled[field] = text
    said.update(labelled)
    return said


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
        if value.get("refused") and "filename" in value:
            return []
        named = [
            value[key] for key in ("url", "href", "name", "filename", "value", "label") if value.get(key)
        ]
        chosen = named[:1] or list(value.values())[:FILES]
        return [piece for one in chosen for piece in _pieces(one, depth + 1)]
    if isinstance(value, list | tuple):
        return [piece for one in value[:FILES] for piece in _pieces(one, depth + 1)]
    return []
