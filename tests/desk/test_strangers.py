"""Strangers: nobody on Telegram can make the desk store as much as they like."""

from datetime import UTC, datetime, timedelta

from frontdesk.desk.strangers import ALL, Strangers

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def test_a_stranger_is_heard_once_a_minute():
    strangers = Strangers()
    seconds = (0, 1, 59, 60, 61, 120)

    heard = [second for second in seconds if strangers.admits(7, AT + timedelta(seconds=second))]

    assert heard == [0, 60, 120]


def test_many_strangers_are_heard_a_few_a_minute():
    strangers = Strangers()

    assert sum(strangers.admits(user, AT) for user in range(100)) == ALL
    assert strangers.admits(1_000, AT + timedelta(minutes=1))
