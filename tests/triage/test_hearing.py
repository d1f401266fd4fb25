"""Hearing: muted, or outside the own hours, a person hears nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.rules.assignment import Seat
from frontdesk.rules.hours import hours
from frontdesk.triage.hearing import hears
from support import shipped
from support.world import ANN, PIOTR

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
EARLY = hours({"zone": "UTC", "monday-friday": "06:00-11:00"})
LATE = hours({"zone": "UTC", "monday-friday": "11:00-20:00"})


@pytest.mark.parametrize(
    ("own", "muted", "heard"),
    [
        (None, None, True),
        (None, NOON + timedelta(seconds=1), False),
        (None, NOON, True),
        (LATE, None, True),
        (EARLY, None, False),
        (LATE, NOON + timedelta(hours=1), False),
    ],
    ids=["always", "muted", "no longer", "at work", "after work", "muted at work"],
)
def test_a_person_hears_something_at_work_and_unmuted(tmp_path, own, muted, heard):
    rules = replace(shipped.config(tmp_path, {}).rules, seats=(Seat(person=PIOTR, hours=own),))

    assert hears(rules, replace(PIOTR, muted_until=muted), NOON) is heard
    assert hears(rules, ANN, NOON)
