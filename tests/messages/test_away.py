"""Away: what the command means, in the company's days, and what means nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.messages.away import Away, away

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # the 21st in Warsaw


def midnight(year, month, day):
    return datetime(year, month, day, tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("rest", "name", "until"),
    [
        ("until 2026-12-24", "", midnight(2026, 12, 24)),
        ("UNTIL 24.12.2026", "", midnight(2026, 12, 24)),
        ("until 24.12.", "", midnight(2026, 12, 24)),
        ("until 22.11.", "", midnight(2026, 11, 22)),
        ("until 21.11", "", midnight(2027, 11, 21)),
        ("3d", "", NOW + timedelta(days=3)),
        ("12 h", "", NOW + timedelta(hours=12)),
        ("off", "", None),
        ("Jan Maria until 24.12.", "Jan Maria", midnight(2026, 12, 24)),
        ("Ann off", "Ann", None),
        ("Until until 24.12.", "Until", midnight(2026, 12, 24)),
    ],
)
def test_an_absence_is_read(rest, name, until):
    assert away(rest, NOW, WARSAW) == Away(name=name, until=until)


@pytest.mark.parametrize(
    "rest",
    [
        "until 2026-11-21",
        "until 2026-02-30",
        "until 31.11.",
        "until 2028-01-01",
        "until 99999999999999999999",
        "until ٢٤.١٢.",
        "until",
        "0d",
        "400d",
        "5m",
        "tomorrow",
        "<b>until</b>",
        "x" * 81 + " until 24.12.",
        "Ann " * 1_000 + "off",
        "until 24.12. and more",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_absence_means_nothing(rest):
    assert away(rest, NOW, WARSAW) is None
