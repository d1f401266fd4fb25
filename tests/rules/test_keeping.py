"""`[retention]`: read, and its faults with their places."""

from datetime import timedelta

import pytest

from frontdesk.errors import Faults
from frontdesk.model.retention import Retention
from frontdesk.rules.load import read_rules
from frontdesk.settings import shipped_folder


def test_what_is_left_out_keeps_raw_forms_for_a_week_and_leads_for_ever():
    assert read_rules(rules_text(), environment={}).retention == Retention(raw=timedelta(days=7), leads=None)


def test_days_are_read_and_nought_is_for_ever():
    found = read_rules(f"{rules_text()}\n[retention]\nraw = 0\nleads = 30\n", environment={}).retention

    assert (found.raw, found.leads, found.updates) == (None, timedelta(days=30), timedelta(days=7))
    assert str(found).startswith("raw for ever, updates 7 days, cards 30 days, letters for ever")


@pytest.mark.parametrize("line", ["leads = -1", 'raw = "7d"', "leads = 1.5", "touches = 3"])
def test_a_fault_names_its_line(line):
    text = f"{rules_text()}\n[retention]\n{line}\n"

    with pytest.raises(Faults) as found:
        read_rules(text, environment={})

    assert found.value.problems[0].startswith(f"rules.toml:{text.count(chr(10))}: retention.")


def rules_text() -> str:
    """The shipped file."""
    return (shipped_folder() / "rules.toml").read_text("utf-8")
