"""The real requests under tests/payloads become exactly what stands beside them."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from frontdesk.intake.forms import ADAPTERS
from frontdesk.intake.read import read
from frontdesk.rules.rules import Form

PAYLOADS = Path(__file__).parents[1] / "payloads"
REQUESTS = sorted(PAYLOADS.glob("*/*.http"))
SECRET = "frontdesk-test-secret"


def _name(path):
    return f"{path.parent.name}-{path.stem}"


def test_there_is_a_sample_of_every_provider():
    assert {path.parent.name for path in REQUESTS} == set(ADAPTERS)


@pytest.mark.parametrize("path", REQUESTS, ids=_name)
def test_a_sample_reads_as_expected(path, wire, labels):
    expected = json.loads(path.with_suffix(".expected.json").read_text())
    form = Form(name="demo", provider=expected["provider"], secrets=(SECRET,))

    reading = read(wire(path), form, labels, anyway=True)

    (submission,) = reading.submissions
    found = {name: value for name, value in asdict(submission).items() if name in expected}
    assert found | {"extra": {}} == {name: expected[name] for name in found} | {"extra": {}}
    assert expected["extra"].items() <= found["extra"].items()
    assert (submission.thin, submission.ignore) == (
        expected.get("thin", False),
        expected.get("ignore", False),
    )
    assert _answered(reading.response) == expected.get("response")


def _answered(response):
    if response is None:
        return None
    if response.content_type == "application/json":
        return {"status": response.status, "json": json.loads(response.body)}
    return {"status": response.status, "body": response.body.decode()}
