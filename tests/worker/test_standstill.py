"""Standstill: how long mail rests, who asks first, and whose policy a refusal was."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.errors import Busy, Deferred, Paused, Refused, Unreached, Unsure
from frontdesk.model.delivery import Delivery
from frontdesk.worker.standstill import Standstill

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
POLICY = Refused("554 5.7.1 no", policy=True)


def to(address: str) -> Delivery:
    return Delivery(id=1, lead=1, to=address, body=b"", message_id="")


def rests(error: Exception, times: int) -> list[float]:
    """Minutes that mail rests, when each letter that asks meets the same."""
    still, at, found = Standstill(), NOW, []
    for _ in range(times):
        still.failed(error, at, MINUTE)
        found.append(still.rest(at) / MINUTE)
        at += still.rest(at)
    return found


def test_a_server_that_is_down_is_asked_less_and_less_often_but_every_five_minutes():
    assert rests(Unreached("down"), 8) == pytest.approx([1 / 6, 1 / 3, 2 / 3, 4 / 3, 8 / 3, 5, 5, 5], rel=0.1)


def test_one_that_turns_us_away_is_asked_every_half_hour_in_the_end():
    assert rests(Paused("535"), 8) == pytest.approx([1, 2, 4, 8, 16, 30, 30, 30], rel=0.1)


def test_rests_differ():
    assert len({rests(Paused("535"), 1)[0] for _ in range(20)}) > 5


@pytest.mark.parametrize(
    "error", [Deferred("450"), Refused("550"), Unsure("?")], ids=["450", "550", "unsure"]
)
def test_what_one_letter_meets_keeps_no_other(error):
    still = Standstill()
    still.failed(error, NOW, MINUTE)

    assert (still.room(NOW, 4), still.reason) == (4, None)


@pytest.mark.parametrize("error", [Unreached("down"), Busy("421"), Paused("535")], ids=["down", "421", "535"])
def test_after_a_rest_one_letter_asks_and_then_all_go(error):
    still = Standstill()
    still.failed(error, NOW, MINUTE)
    before, later = still.room(NOW, 4), still.room(NOW + MINUTE * 2, 4)
    still.passed()

    assert (before, later, still.room(NOW, 4), still.reason) == (0, 1, 4, None)


def test_letters_that_were_under_way_together_make_one_rest():
    still = Standstill()
    for _ in range(4):
        still.failed(Unreached("down"), NOW, MINUTE)

    assert still.rest(NOW) < MINUTE / 4


def test_one_recipients_policy_is_a_refusal_and_a_second_ones_is_about_us():
    still = Standstill()

    first = still.judged(to("a@x.example"), POLICY, NOW)
    second = still.judged(to("b@y.example"), POLICY, NOW + MINUTE)

    assert (first, type(second)) == (POLICY, Paused)


@pytest.mark.parametrize(
    ("between", "after"),
    [
        pytest.param("a letter that got through", MINUTE, id="a letter that got through"),
        pytest.param("", MINUTE * 11, id="some time"),
    ],
)
def test_two_policies_are_two_with_something_between(between, after):
    still = Standstill()
    still.judged(to("a@x.example"), POLICY, NOW)
    if between:
        still.passed()

    assert still.judged(to("b@y.example"), POLICY, NOW + after) is POLICY


def test_the_same_recipient_twice_is_one_policy():
    still = Standstill()
    still.judged(to("a@x.example"), POLICY, NOW)

    assert still.judged(to("a@x.example"), POLICY, NOW) is POLICY


def test_while_all_are_refused_the_one_that_asks_is_not_burnt():
    still = Standstill()
    still.failed(Paused("5.7.1"), NOW, MINUTE)

    assert type(still.judged(to("c@z.example"), POLICY, NOW + MINUTE * 60)) is Paused
