"""Fingerprint: another one for all that signals depend on, and the same one for what rehearsals are for."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

import frontdesk
from frontdesk.rules.load import read_rules
from frontdesk.settings import shipped_folder
from frontdesk.signals.fingerprint import LIBRARIES, READING, fingerprint
from frontdesk.signals.reading import SignalReader
from signals.samples import a_known
from support.many import a_lead
from support.rehearsals import NEW, SHIPPED

SOURCE = Path(frontdesk.__file__).parent
#: Reading names their classes, which only carry values: nothing that they do makes signals others.
CARRIERS = {
    *("model/frozen.py", "model/lead.py", "model/join.py", "model/score.py", "model/touch.py"),
    "model/mail_domain.py",
    *("rules/rules.py", "rules/ages.py", "rules/judging.py", "rules/touching.py", "rules/expressions.py"),
    *("rules/follow_up.py", "rules/pauses.py", "rules/assignment.py"),
    *("model/topic.py", "model/retention.py"),
}
GROUP = '[[groups]]\nid = "all"\ncap = 3\n\n[[criteria]]\nid = "phone"\ngroup = "all"'
GATE = '[[gates]]\nband = "qualified"\nneeds = "phone.valid"\notherwise = "triage"\n\n[[letters]]'
MATRIX = """[[criteria]]
id = "wrote"
name = { en = "wrote" }
when = "message"
points = 1
axis = "interest"

[matrix]
fit = [6, 3]
interest = [4, 2]

[[letters]]"""
TEAM = '[[team]]\nname = "Olga"\ntelegram = 5\nrole = "secretary"\n\n[[letters]]'

SAME = {
    "points, conditions, bands, letters": (SHIPPED, NEW),
    "groups": ('[[criteria]]\nid = "phone"', GROUP),
    "gates": ("[[letters]]", GATE),
    "the matrix": ("[[letters]]", MATRIX),
    "the team": ("[[letters]]", TEAM),
    "a form without settings": ("[[letters]]", '[forms.shop]\nprovider = "tilda"\n\n[[letters]]'),
    "a comment": ("[[letters]]", "# More.\n[[letters]]"),
    "a guard that watches": ('links = "enforce"', 'links = "watch"'),
    "who writes the letters": ('name = "Anna Nowak', 'name = "Anna Maria Nowak'),
}
OTHER = {
    "keywords": ('"logo design",', '"logo design", "banner design",'),
    "the language of a phrase": ('{ phrase = "wakat", language = "pl" }', '"wakat"'),
    "a new group of keywords": ("[keywords]", '[keywords]\nprice = ["price quote"]'),
    "labels": ('budget = ["Бюджет"', 'budget = ["Etat", "Бюджет"'),
    "the language": ('language = "en" ', 'language = "pl" '),
    "the region of phones": ('phone_region = "PL"', 'phone_region = "DE"'),
    "what a profile needs": ('"email", "business"]', '"email"]'),
    "the hours": ("09:00-18:00", "09:00-17:00"),
    "days off": ("#closed =", "closed ="),
    "the zone": ("Europe/Warsaw", "Europe/Berlin"),
    "money": ("[[letters]]", '[money]\ncurrency = "EUR"\n\n[[letters]]'),
    "a guard that is off": ('links = "enforce"', 'links = "off"'),
    "a form's language": ("[[letters]]", '[forms.shop]\nlanguage = "de"\n\n[[letters]]'),
    "a form's region": ("[[letters]]", '[forms.shop]\nphone_region = "DE"\n\n[[letters]]'),
    "a form's product": ("[[letters]]", '[forms.shop]\nproduct = "till"\n\n[[letters]]'),
    "a form's labels": ("[[letters]]", '[forms.shop]\nfields = { q1 = "budget" }\n\n[[letters]]'),
    "rates": ("rate_form = 10000", "rate_form = 99"),
}


def of(text: str) -> str:
    return fingerprint(read_rules(text, environment={}))


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME)
def test_what_signals_do_not_depend_on_leaves_it_as_it_is(old, new):
    assert old in SHIPPED

    assert of(SHIPPED.replace(old, new, 1)) == of(SHIPPED)


@pytest.mark.parametrize(("old", "new"), OTHER.values(), ids=OTHER)
def test_what_signals_depend_on_makes_it_another(old, new):
    assert old in SHIPPED

    assert of(SHIPPED.replace(old, new, 1)) != of(SHIPPED)


def test_the_shipped_rules_have_the_same_one_each_time():
    assert of(SHIPPED) == of((shipped_folder() / "rules.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({1: "a"}, id="a number as a key"),
        pytest.param(frozenset({1, "a"}), id="a set of all kinds"),
        pytest.param(object(), id="an object"),
        pytest.param(2**70, id="a number too large"),
        pytest.param("\ud800", id="half a character"),
    ],
)
def test_a_part_of_the_rules_that_json_cannot_write_breaks_no_fingerprint(value):
    rules = replace(read_rules(SHIPPED, environment={}), rates=value)

    assert fingerprint(rules) == fingerprint(rules) != of(SHIPPED)


class Watched:
    """Stands before something and notes which of its attributes are asked for."""

    def __init__(self, behind: object, noted: set[str]) -> None:
        self._behind, self._noted = behind, noted

    def __getattr__(self, name: str) -> Any:
        self._noted.add(name)
        return getattr(self._behind, name)


def test_a_reader_looks_at_no_part_of_the_rules_that_is_not_in_it():
    forms = '[forms.web]\nlanguage = "de"\nfields = { q1 = "budget" }\n\n[[letters]]'
    rules = read_rules(SHIPPED.replace("[[letters]]", forms, 1), environment={})
    parts, form_parts = set[str](), set[str]()
    seen, form_seen = set[str](), set[str]()

    def watched(noted: set[str], noted_of_forms: set[str]) -> Any:
        forms = {name: Watched(form, noted_of_forms) for name, form in rules.forms.items()}
        within = Watched(rules, noted)
        within.forms = forms
        return within

    fingerprint(watched(parts, form_parts))
    reader = SignalReader(rules=watched(seen, form_seen))
    for number in range(60):
        reader.read(a_known(a_lead(number)))

    assert seen - {"forms"} <= parts
    assert form_seen <= form_parts
    assert {"keywords", "required"} <= seen
    assert "phone_region" in form_seen


def test_every_file_that_reading_imports_is_in_it():
    covered = {
        file
        for name in READING
        for file in ((SOURCE / name).rglob("*.py") if (SOURCE / name).is_dir() else [SOURCE / name])
    }

    imported = {str(file.relative_to(SOURCE)) for file in closure("frontdesk.signals.reading") - covered}

    assert imported == CARRIERS


def test_every_library_that_signals_ask_is_in_it():
    homes, ours = packages_distributions(), {_plain(name) for name in LIBRARIES}
    named = {
        name.partition(".")[0] for file in (SOURCE / "signals").rglob("*.py") for name in libraries(file)
    }
    asked = {_plain(name) for library in named for name in homes.get(library, ())}

    assert "phonenumbers" in asked
    assert asked - {"orjson"} <= ours  # which only writes them down


def _plain(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


def closure(module: str) -> set[Path]:
    """Every file with code that importing a module brings along."""
    found, waiting = set[Path](), [module]
    while waiting:
        file = SOURCE.parent / Path(*waiting.pop().split("."))
        file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
        if file in found:
            continue
        found.add(file)
        waiting += [name for name in imports(file) if name.startswith("frontdesk.")]
    return {file for file in found if file.read_text("utf-8").strip()}


def imports(file: Path) -> Iterator[str]:
    """The modules that a file names."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                inner = SOURCE.parent / Path(*node.module.split("."), name.name)
                is_module = inner.is_dir() or inner.with_suffix(".py").exists()
                yield f"{node.module}.{name.name}" if is_module else node.module


def libraries(file: Path) -> Iterator[str]:
    """The modules that a file names which are not ours; `get_data` names one too."""
    yield from (name for name in imports(file) if not name.startswith("frontdesk"))
    if "get_data" in file.read_text("utf-8"):
        yield "tzdata"
