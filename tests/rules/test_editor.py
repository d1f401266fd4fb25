"""Editor: the JSON Schema takes what the rules take, refuses what they refuse, and explains every key."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from frontdesk.rules.editor import FILE_NAME, json_schema
from frontdesk.rules.schema import File
from frontdesk.rules.tables.judging import CriterionTable

SHIPPED = (Path(__file__).parents[2] / "rules.toml").read_text("utf-8")
EXAMPLES = re.sub(r"(?m)^#(?=[^\s:])", "", SHIPPED)
SCHEMA = json_schema()
TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def wrong(value: Any, schema: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where a value is not what the schema says: as much of JSON Schema as this one uses."""
    if "$ref" in schema:
        yield from wrong(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], at)
    if "anyOf" in schema and all(list(wrong(value, each, at)) for each in schema["anyOf"]):
        yield at
    kind = schema.get("type")
    if kind and (
        not isinstance(value, TYPES[kind]) or (kind in ("integer", "number") and isinstance(value, bool))
    ):
        yield at
        return
    if "enum" in schema and value not in schema["enum"]:
        yield at
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield at
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield at
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield at
        for number, item in enumerate(value):
            yield from wrong(item, schema.get("items", {}), f"{at}[{number}]")
    if isinstance(value, dict):
        yield from missing(value, schema, at)
        for key, inner in value.items():
            yield from wrong_key(key, inner, schema, f"{at}.{key}".strip("."))


def missing(value: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[str]:
    yield from (f"{at}.{key}".strip(".") for key in schema.get("required", ()) if key not in value)


def wrong_key(key: str, value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    yield from wrong(key, schema.get("propertyNames", {}), at)
    patterns = schema.get("patternProperties", {})
    fits = [inner for pattern, inner in patterns.items() if re.search(pattern, key)]
    known = schema.get("properties", {}).get(key) or next(iter(fits), schema.get("additionalProperties"))
    if known is False:
        yield at
    elif isinstance(known, dict):
        yield from wrong(value, known, at)


@pytest.mark.parametrize("text", [SHIPPED, EXAMPLES], ids=["as shipped", "with its examples in use"])
def test_the_shipped_rules_fit_the_schema(text):
    assert list(wrong(tomllib.loads(text), SCHEMA)) == []


FAULTS = {
    "unknown key at the top": ('phone_regoin = "PL"', "phone_regoin"),
    "unknown key in an entry": ("[[criteria]]\naskk = true", "criteria[6].askk"),
    "missing key": ('[[letters]]\nwhen = "email"', "letters[4].letter"),
    "text for a number": ('[[criteria]]\npoints = "ten"', "criteria[6].points"),
    "too many points": ("[[criteria]]\npoints = 5000", "criteria[6].points"),
    "unknown band": ('[[bands]]\nband = "hot"', "bands[4].band"),
    "unknown mode": ('[forms.x]\nwatch = "no"', "forms.x.watch"),
    "time without a unit": ('[[criteria]]\nwithin = "30"', "criteria[6].within"),
    "form name with a slash": ('[forms."a/b"]', "forms.a/b"),
    "number for a secret": ("[forms.x]\nsecret = 5", "forms.x.secret"),
    "unknown cell": ('[matrix]\nD1 = "junk"', "matrix.D1"),
}


@pytest.mark.parametrize(("more", "place"), FAULTS.values(), ids=FAULTS)
def test_an_editor_marks(more, place):
    text = f"{more}\n{SHIPPED}" if "[" not in more else f"{SHIPPED}\n{more}"

    assert place in list(wrong(tomllib.loads(text), SCHEMA))


def test_labels_and_days_are_known_by_name():
    assert list(wrong({"bugdet": ["x"]}, SCHEMA["properties"]["fields"])) == ["bugdet"]
    assert list(wrong({"zone": "UTC", "fryday": "09:00-18:00"}, SCHEMA["properties"]["hours"])) == ["fryday"]


TABLES = {"the file": SCHEMA["properties"]} | {
    name: definition["properties"]
    for name, definition in SCHEMA["$defs"].items()
    if "properties" in definition
}


@pytest.mark.parametrize(("name", "keys"), TABLES.items(), ids=TABLES)
def test_every_key_is_explained(name, keys):
    for key, part in keys.items():
        about, _, expected = part["description"].partition(". Expected: ")
        assert len(about.split()) >= 3, (name, key, about)
        assert len(expected) > 5, (name, key)


def test_a_condition_is_explained_by_the_names_that_it_can_use():
    told = {
        name: SCHEMA["$defs"][name]["properties"] for name in ("CriterionTable", "BandTable", "GateTable")
    }

    assert "touches.sent" in told["CriterionTable"]["when"]["description"]
    assert "reachable" not in told["CriterionTable"]["when"]["description"]
    assert "reachable" in told["BandTable"]["when"]["description"]
    assert "cell" in told["GateTable"]["needs"]["description"]


def test_every_key_of_a_table_is_in_the_schema():
    assert set(SCHEMA["properties"]) == set(File.model_fields)
    assert set(SCHEMA["$defs"]["CriterionTable"]["properties"]) == set(CriterionTable.model_fields)


def test_the_first_line_of_the_shipped_file_names_the_schema():
    assert SHIPPED.splitlines()[0] == f"#:schema {FILE_NAME}"


def test_no_key_can_be_null():
    assert '"null"' not in str(SCHEMA).replace("'", '"')
