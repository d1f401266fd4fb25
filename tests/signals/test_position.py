"""Position: who decides, who does, who learns, and in which field."""

import pytest

from frontdesk.rules.values import values
from frontdesk.signals.position import position_signal
from frontdesk.signals.words.positions import FIELDS
from signals.samples import piped

TYPED = [row for name in ("positions", "positions_more", "positions_third") for row in piped(f"{name}.csv")]


@pytest.mark.parametrize("row", TYPED, ids=[row["text"] for row in TYPED])
def test_a_position_is_read_as_people_type_it(row):
    told = position_signal(row["text"])

    assert (told.seniority or "-", told.field or "-") == (row["seniority"], row["field"])


def test_a_blank_position_is_unknown():
    assert position_signal("") == position_signal("…")


def test_conditions_know_every_field_and_seniority_that_there_is():
    assert set(values("position.field")) == {*FIELDS, "management"}
    assert {row["seniority"] for row in TYPED} - {"-"} == set(values("position.seniority"))
