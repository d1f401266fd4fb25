"""Samples: the tables under tests/data, and submissions built of forms."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from frontdesk.model.lead import Known, Lead
from frontdesk.model.submission import FIELDS, Received, Submission
from frontdesk.rules.labels import Labels

TESTS = Path(__file__).parents[1]
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
LABELS = Labels.shipped()


def table(name: str) -> list[dict[str, str]]:
    with (TESTS / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def piped(name: str) -> list[dict[str, str]]:
    """A table of texts, in which commas are common."""
    with (TESTS / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (TESTS / "data" / name).read_text("utf-8").splitlines()]


def a_submission(after: timedelta = timedelta(0), hook: str = "web", **form: object) -> Received:
    """A submission as intake makes it of a form: known labels under `fields`, the others under `extra`."""
    filled = {label: value for label, value in form.items() if not isinstance(value, str) or value.strip()}
    fields = {LABELS.field(label): value for label, value in filled.items() if LABELS.field(label) in FIELDS}
    extra = {label: value for label, value in filled.items() if LABELS.field(label) not in FIELDS}
    submission = Submission(provider="web", fields=fields, extra=extra)
    return Received(id="1", hook=hook, at=AT + after, submission=submission)


def a_known(*submissions: Received, **more: object) -> Known:
    """What is known about a lead that sent these, oldest first."""
    now = submissions[-1].at if submissions else AT
    return Known(lead=Lead(id=1, created_at=now), submissions=submissions, now=now, **more)
