"""A provider is one file, one line in the registry and one test file; the intake knows no web framework."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from frontdesk.intake.forms import ADAPTERS

TESTS = Path(__file__).parent
SOURCE = Path(__file__).parents[3] / "src" / "frontdesk"
FORMS = SOURCE / "intake" / "forms"
REGISTRY = (FORMS / "__init__.py").read_text()
#: Names that are words of English or formats too.
WORDS = {"html", "json", "make", "meta", "tally"}
#: Where a provider may be named too: what it puts before the names of fields is no word of theirs.
NAMED = {("rules/wordings/builders.py", "wpforms")}
FRAMEWORKS = {"aiohttp", "starlette", "fastapi", "flask", "django", "werkzeug", "tornado", "sanic", "falcon"}


@pytest.mark.parametrize("name", ADAPTERS)
def test_a_provider_has_one_file_one_line_and_one_test_file(name):
    of_class = type(ADAPTERS[name]).__name__
    lines = [line.strip() for line in REGISTRY.splitlines()]

    assert (FORMS / f"{name}.py").is_file()
    assert lines.count(f"{of_class}(),") == 1
    assert (TESTS / f"test_{name}.py").is_file()


def test_a_file_of_forms_is_a_provider():
    files = {path.stem for path in FORMS.glob("*.py")} - {"__init__"}

    assert files == set(ADAPTERS)


@pytest.mark.parametrize("name", sorted(set(ADAPTERS) - WORDS))
def test_nothing_else_names_a_provider(name):
    spelling = re.compile(rf"(?<![a-z]){name.replace('_', '[ _-]?')}(?![a-z])", re.IGNORECASE)
    # Who fetches what a thin notice leaves out has a file and a registry line of his own.
    fetcher = (SOURCE / "lookups" / f"{name}.py", SOURCE / "lookups" / "__init__.py")
    # What adverts offer is no provider of forms.
    places = (FORMS, SOURCE / "signals" / "words")
    others = [
        path for path in SOURCE.rglob("*.py") if not {*places} & {*path.parents} and path not in fetcher
    ]

    found = {(str(path.relative_to(SOURCE)), name) for path in others if spelling.search(path.read_text())}

    assert found <= NAMED


def test_the_intake_needs_no_web_framework():
    program = "import sys, frontdesk.intake.read; print(*{name.partition('.')[0] for name in sys.modules})"

    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert "frontdesk" in loaded.split()
    assert not FRAMEWORKS & set(loaded.split())
