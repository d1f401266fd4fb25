"""Pacing: a chat is never written to faster than Telegram takes it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.pacing import PER_WINDOW, WINDOW, Pacer

START = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def flood(pacer: Pacer, count: int, start: datetime = START) -> list[datetime]:
    """When so many messages go out that all wait from the start."""
    sent, now = [], start
    for _ in range(count):
        now = pacer.ready_at(now)
        pacer.sent(now)
        sent.append(now)
    return sent


def most_in_a_window(sent: list[datetime]) -> int:
    return max(sum(first <= moment < first + WINDOW for moment in sent) for first in sent)


def test_two_hundred_leads_at_once_are_shown_within_a_quarter_of_an_hour():
    sent = flood(Pacer(SECOND), 200)

    assert most_in_a_window(sent) == PER_WINDOW
    assert min(b - a for a, b in pairwise(sent)) >= SECOND
    assert sent[0] == START
    assert sent[-1] - START <= timedelta(minutes=15)


def test_a_restart_is_no_fresh_start():
    before = flood(Pacer(SECOND), 20)

    after = flood(Pacer(SECOND, before), 20, before[-1])

    assert most_in_a_window(before + after) == PER_WINDOW


@given(st.lists(st.floats(0, 30), min_size=30, max_size=120))
def test_no_sixty_seconds_hold_more_than_twenty(pauses):
    pacer, now, sent = Pacer(SECOND), START, []
    for pause in pauses:
        now = pacer.ready_at(now + timedelta(seconds=pause))
        pacer.sent(now)
        sent.append(now)

    assert most_in_a_window(sent) <= PER_WINDOW


@pytest.mark.parametrize("after_s", [7, 120])
def test_a_halted_chat_waits_as_long_as_it_was_asked_to(after_s):
    pacer = Pacer(SECOND)
    pacer.halt(START + timedelta(seconds=after_s))

    assert pacer.ready_at(START) == START + timedelta(seconds=after_s)
    assert pacer.ready_at(START + timedelta(seconds=after_s + 1)) == START + timedelta(seconds=after_s + 1)
