"""Overdue: the step that a lead waits past, and the one that comes next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.model.lead import Lead, State
from frontdesk.rules.assignment import Concern
from frontdesk.triage.overdue import by_owner, overdue
from support import shipped
from support.sales import steps

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SLA = (*steps(("owner", 5), ("manager", 15)), *steps(("owner", 60), concern=Concern.DECIDE))


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    """The shipped rules with three steps, always at work."""
    config = shipped.config(tmp_path_factory.mktemp("desk"), {})
    return replace(config.rules, hours=None, sla=SLA)


def lead(state=State.SALES_OPEN, **changes):
    at = {"sales_at": NOON, "state_at": NOON, "created_at": NOON}
    return Lead(**{"id": 1, "state": state, **at, **changes})


@pytest.mark.parametrize(
    ("state", "minutes", "step", "following"),
    [
        (State.SALES_OPEN, 4, None, None),
        (State.SALES_OPEN, 5, 5, 15),
        (State.SALES_OFFERED, 14, 5, 15),
        (State.SALES_OPEN, 15, 15, None),
        (State.SALES_OPEN, 10_000, 15, None),
        (State.CONTACTED, 59, None, None),
        (State.CONTACTED, 61, 60, None),
        (State.CLAIMED, 61, None, None),
        (State.TRIAGE, 61, None, None),
        (State.WON, 61, None, None),
        (None, 61, None, None),
    ],
)
def test_a_lead_is_overdue_from_the_first_step_on(rules, state, minutes, step, following):
    found = overdue(rules, lead(state), NOON + timedelta(minutes=minutes))

    assert (found.step.after if found else None) == (timedelta(minutes=step) if step else None)
    assert (found.following_at if found else None) == (
        NOON + timedelta(minutes=following) if following else None
    )


def test_what_nobody_has_comes_first_and_the_longest_wait_before_others(rules):
    earlier = NOON - timedelta(minutes=30)
    leads = [
        lead(State.CONTACTED, id=1, owner="piotr"),
        lead(State.CONTACTED, id=2, owner="Ann"),
        lead(id=3),
        lead(id=4, sales_at=earlier),
    ]

    late = by_owner(overdue(rules, each, NOON + timedelta(hours=2)) for each in leads)

    assert [each.lead.id for each in late] == [4, 3, 2, 1]
