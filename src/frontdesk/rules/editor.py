"""Editor: the JSON Schema of rules.toml, by which an editor completes keys and explains them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from frontdesk.model.signals import BARE
from frontdesk.rules.labels import NAMES
from frontdesk.rules.meaning import kinds
from frontdesk.rules.schema import File

#: The name by which `#:schema` in rules.toml finds it.
FILE_NAME: Final = "frontdesk-rules.schema.json"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DAYS: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_HELP: Final = (
    "Join names with and, or, not and brackets; compare with == != < <= > >= and in. A field by its name is "
    "true when it is filled in; what nobody said is unknown and does not hold. Names: "
)
#: Where conditions stand: the definition, its key, the table that says which names it knows, and examples.
_CONDITIONS: Final = (
    ("CriterionTable", "when", "criteria", ["phone.valid", "company and position", "budget.amount >= 5000"]),
    ("BandTable", "when", "bands", ["score > 6", "reachable > 6", "score >= 0"]),
    ("GateTable", "needs", "gates", ["email.valid", "phone.valid or email.valid"]),
    ("LetterTable", "when", "letters", ["profile.complete", "first_name and phone", "band == 'qualified'"]),
    ("FollowUpTable", "when", "follow_ups", ["band == 'nurture'", "score >= 2", "touches.submission == 1"]),
)
_NESTED: Final = ("anyOf", "items", "additionalProperties", "propertyNames")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12): every table and key with what it is for and what is expected."""
    schema = File.model_json_schema()
    for part in list(_parts(schema)):
        _simplify(part)
    for table in (schema, *schema["$defs"].values()):
        for key, part in table.get("properties", {}).items():
            _explain(key, part)
    for table, key, names, examples in _CONDITIONS:
        part = schema["$defs"][table]["properties"][key]
        part["description"] += f" {_HELP}{', '.join([*kinds({'matrix': {}}, names), 'keywords.GROUP'])}."
        part["examples"] = examples
    for table in schema["$defs"].values():
        table["title"] = table["title"].removesuffix("Table")
    _narrow(schema["properties"])
    return {"$schema": _DIALECT, **schema, "title": "rules.toml of frontdesk"}


def _simplify(part: dict[str, Any]) -> None:
    """TOML has no null: a key that may be left out is as it is when given. Keys of no pattern are wrong."""
    given = [each for each in part.get("anyOf", ()) if each != {"type": "null"}]
    if "anyOf" in part and len(given) == 1:
        del part["anyOf"]
        part |= {**given[0], **part}
    if part.get("default", 0) is None:
        del part["default"]
    if "patternProperties" in part:
        part["additionalProperties"] = False


def _explain(key: str, part: dict[str, Any]) -> None:
    """What a key is for, before what is expected there: an editor shows the description."""
    expected = part.get("description", "")
    part["description"] = f"{part.get('title', key)}. Expected: {expected}."
    part["title"] = key


def _narrow(keys: Mapping[str, Any]) -> None:
    """Names that are known by what they mean, not by their shape."""
    keys["required"]["items"]["enum"] = list(BARE)
    keys["fields"]["propertyNames"] = {"enum": sorted(NAMES)}
    keys["hours"]["propertyNames"] = {"pattern": f"^(zone|closed|({_DAYS})(-({_DAYS}))?)$"}
    keys["hours"]["required"] = ["zone"]


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema, the inner ones first."""
    if isinstance(value, list):
        for part in value:
            yield from _parts(part)
    if not isinstance(value, dict):
        return
    for key in ("properties", "patternProperties", "$defs"):
        for named in value.get(key, {}).values():
            yield from _parts(named)
    for key in _NESTED:
        yield from _parts(value.get(key))
    yield value
