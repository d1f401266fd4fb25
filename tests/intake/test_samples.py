"""The real requests under tests/payloads give exactly the submissions beside them."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from frontdesk.intake.read import read

PAYLOADS = Path(__file__).parents[1] / "payloads"
REQUESTS = sorted(PAYLOADS.glob("html/*.http")) + sorted(PAYLOADS.glob("json/*.http"))


def test_there_are_samples_of_both_providers():
    assert {path.parent.name for path in REQUESTS} == {"html", "json"}


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
@pytest.mark.parametrize("named", [True, False], ids=["by name", "by its looks"])
def test_a_sample_reads_as_expected(path, named, wire, labels):
    expected = json.loads(path.with_suffix(".expected.json").read_text())

    (submission,) = read(wire(path), expected["provider"] if named else None, labels)

    assert asdict(submission) == expected
