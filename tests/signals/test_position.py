"""Position: who decides, who does, who learns, and in which field."""

import pytest

from frontdesk.signals.position import position_signal
from signals.samples import piped

TYPED = [row for name in ("positions", "positions_more", "positions_third") for row in piped(f"{name}.csv")]


@pytest.mark.parametrize("row", TYPED, ids=[row["text"] for row in TYPED])
def test_a_position_is_read_as_people_type_it(row):
    told = position_signal(row["text"])

    assert (told.seniority or "-", told.field or "-") == (row["seniority"], row["field"])


def test_a_blank_position_is_unknown():
    assert position_signal("") == position_signal("…")
