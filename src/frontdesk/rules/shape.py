"""Shape: what is wrong with the keys and values of a rules file, before anybody asks what they mean."""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from frontdesk.rules.places import Path
from frontdesk.rules.schema import File
from frontdesk.suggestion import suggestion
from frontdesk.text import one_line

#: Keys whose values no message may repeat.
_SECRET: Final = ("secret", "key", "fetch", "captcha")
#: What pydantic puts at the end of a path when the key itself is wrong.
_KEY: Final = "[key]"


class Problem(NamedTuple):
    """One fault: where it is, and what was expected and found."""

    path: Path
    text: str


def shape_problems(raw: Mapping[str, Any]) -> list[Problem]:
    """Everything in the file that `schema.File` does not take."""
    try:
        File.model_validate(raw)
    except ValidationError as error:
        return [_problem(raw, details) for details in error.errors(include_url=False, include_context=False)]
    return []


def found(value: Any) -> str:
    """A value as a fault names it: texts in quotation marks, cut; tables and lists by their kind."""
    match value:
        case str():
            return f'"{one_line(value, 60)}"' if value.strip() else "empty text"
        case bool():
            return "true" if value else "false"
        case dict():
            return "a table" if value else "an empty table"
        case list():
            return "a list" if value else "an empty list"
        case _:
            return one_line(str(value), 60)


def _problem(raw: Mapping[str, Any], details: ErrorDetails) -> Problem:
    path = tuple(details["loc"])
    if details["type"] == "extra_forbidden":
        return Problem(path, f"unknown key{_known(path)}")
    if details["type"] == "missing":
        return Problem(path, f"expected {_expected(path)}, found nothing")
    if path[-1] == _KEY:
        expected = _expected((*path[:-2], _KEY))
        return Problem(path[:-1], f"expected {expected} as the key, found {found(path[-2])}")
    written, expected = _written(raw, path), _expected(path)
    if details["type"] == "int_type":
        expected = expected.partition(" from ")[0]
    return Problem(written, f"expected {expected}, found {_found_at(raw, written, details)}")


def _found_at(raw: Mapping[str, Any], path: Path, details: ErrorDetails) -> str:
    value: Any = raw
    for part in path:
        value = value[part]
    if path[0] == "forms" and len(path) > 2 and path[2] in _SECRET and path[-1] != "kind":
        return "something else"
    if details["type"] == "too_long":
        return f"{len(value)} entries"
    quoted = details["type"] == "int_type" and isinstance(value, str) and value.strip().isdigit()
    return f"{found(value)} in quotation marks" if quoted else found(value)


def _written(raw: Any, path: Path) -> Path:
    """The part of a path that stands in the file: a plain phrase has no key of its own."""
    for number, part in enumerate(path):
        if not isinstance(raw, dict | list) or (isinstance(raw, dict) and part not in raw):
            return path[:number]
        raw = raw[part]  # type: ignore[index]  # pydantic counts the entries of lists
    return path


def _known(path: Path) -> str:
    table = _annotation(path[:-1])[0]
    names = list(table.model_fields) if isinstance(table, type) and issubclass(table, BaseModel) else []
    return suggestion(str(path[-1]), names) or f"; known are {', '.join(names)}"


def _expected(path: Path) -> str:
    return _annotation(path)[1]


def _annotation(path: Path) -> tuple[Any, str]:
    """The type that the schema has for a path, and its description."""
    annotation: Any = File
    text = "a table"
    for part in path:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            field = annotation.model_fields[str(part)]
            annotation, text = _given(field.annotation), field.description or text
        else:
            annotation, text = _inner(annotation, text, key=part == _KEY)
    return annotation, text


def _given(annotation: Any) -> Any:
    """The type of what may be left out, as it is when given."""
    if not isinstance(annotation, UnionType):
        return annotation
    return next(part for part in get_args(annotation) if part is not NoneType)


def _inner(annotation: Any, text: str, *, key: bool) -> tuple[Any, str]:
    """What a list or a table of anything holds."""
    arguments = get_args(annotation)
    inner = arguments[0 if key else -1] if arguments else annotation
    if get_origin(inner) is not Annotated:
        return inner, "a table" if isinstance(inner, type) and issubclass(inner, BaseModel) else text
    notes = [note.description for note in _notes(inner) if note.description]
    return get_args(inner)[0], notes[-1] if notes else text


def _notes(annotated: Any) -> Iterator[FieldInfo]:
    return (note for note in get_args(annotated)[1:] if isinstance(note, FieldInfo))
