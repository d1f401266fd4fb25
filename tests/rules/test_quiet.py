"""Quiet: when a chat is written to without a sound, and which night is over."""

from datetime import UTC, datetime

import pytest

from frontdesk.errors import Faults
from frontdesk.model.lead import Chat, Purpose
from frontdesk.rules.hours import hours
from frontdesk.rules.load import read_rules
from frontdesk.rules.quiet import is_quiet, last_night, quiet_span
from support.shipped import config

HOURS = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-18:00", "closed": "2026-11-24"})


def chat(quiet: str | None = None) -> Chat:
    return Chat(id=-1, purpose=Purpose.SALES, quiet=quiet_span(quiet) if quiet else None)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "week", "moment", "expected"),
    [
        pytest.param(
            "20:00-08:00", HOURS, "2026-11-23T18:59", False, id="before the evening, Warsaw is UTC+1"
        ),
        pytest.param("20:00-08:00", HOURS, "2026-11-23T19:00", True, id="it begins"),
        pytest.param("20:00-08:00", HOURS, "2026-11-24T06:59", True, id="over midnight"),
        pytest.param("20:00-08:00", HOURS, "2026-11-24T07:00", False, id="it ends, on a day off too"),
        pytest.param("12:00-13:00", HOURS, "2026-11-23T11:30", True, id="within a day"),
        pytest.param("12:00-13:00", HOURS, "2026-11-23T23:30", False, id="within a day: the night is not"),
        pytest.param("20:00-08:00", None, "2026-11-23T19:30", False, id="without hours UTC counts"),
        pytest.param("off", HOURS, "2026-11-22T03:00", False, id="never"),
        pytest.param(None, HOURS, "2026-11-23T10:00", False, id="at work"),
        pytest.param(None, HOURS, "2026-11-23T17:00", True, id="after work"),
        pytest.param(None, HOURS, "2026-11-22T10:00", True, id="on a Sunday"),
        pytest.param(None, HOURS, "2026-11-24T10:00", True, id="on a day off"),
        pytest.param(None, None, "2026-11-22T03:00", False, id="nobody says when"),
    ],
)
def test_a_chat_is_quiet_when_it_says_so_else_outside_the_hours(quiet, week, moment, expected):
    assert is_quiet(chat(quiet), week, at(moment)) is expected


@pytest.mark.parametrize(
    ("quiet", "week", "moment", "expected"),
    [
        pytest.param(
            "20:00-08:00",
            HOURS,
            "2026-11-23T07:00",
            ("2026-11-23", "2026-11-22T19:00", "2026-11-23T07:00"),
            id="last night",
        ),
        pytest.param("20:00-08:00", HOURS, "2026-11-23T06:59", None, id="it goes on"),
        pytest.param("20:00-08:00", HOURS, "2026-11-23T21:00", None, id="the next has begun"),
        pytest.param(
            None,
            HOURS,
            "2026-11-23T08:00",
            ("2026-11-23", "2026-11-20T17:00", "2026-11-23T08:00"),
            id="the weekend, on Monday",
        ),
        pytest.param(
            None,
            HOURS,
            "2026-11-25T15:00",
            ("2026-11-25", "2026-11-23T17:00", "2026-11-25T08:00"),
            id="a day off, told late",
        ),
        pytest.param(None, HOURS, "2026-11-22T15:00", None, id="on a Sunday nothing ended"),
        pytest.param(None, None, "2026-11-23T15:00", None, id="nobody says when"),
        pytest.param("off", HOURS, "2026-11-23T08:00", None, id="never quiet: no night"),
    ],
)
def test_a_night_is_over_when_its_quiet_time_ended_today(quiet, week, moment, expected):
    found = last_night(chat(quiet), week, at(moment))

    assert (found and (found.day, found.began_at, found.ended_at)) == (
        expected and (expected[0], at(expected[1]), at(expected[2]))
    )


@pytest.mark.parametrize(
    "text", ["", "20:00", "20:00-20:00", "24:00-08:00", "8-20", "20:00–08:00", "20:60-08:00"]
)
def test_what_names_no_two_times_is_none(text):
    assert quiet_span(text) is None


def test_a_faulty_quiet_is_told_with_its_line(tmp_path):
    text = config(tmp_path, {}).rules.text
    text += '\n[[chats]]\nid = -1\npurpose = "sales"\nquiet = "late"\n'

    with pytest.raises(Faults) as caught:
        read_rules(text, environment={})

    assert 'chats[1].quiet: expected two times such as "20:00-08:00", or "off", found "late"' in str(
        caught.value
    )
