"""The clock of the desk: steady while the machine's jumps."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from frontdesk.desk.clock import SteadyClock

BEGAN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
NONE = timedelta()


class Machine:
    """A machine whose clock can be put wrong."""

    def __init__(self) -> None:
        self.passed_s, self.off = 5_000.0, timedelta()
        self.clock = SteadyClock(self.wall, lambda: self.passed_s)

    def wall(self) -> datetime:
        return BEGAN + timedelta(seconds=self.passed_s - 5_000) + self.off

    def passes(self, seconds: float, *, looks: int = 1) -> list[datetime]:
        """Time passes, and somebody looks at the clock every now and then."""
        seen = []
        for _ in range(looks):
            self.passed_s += seconds / looks
            seen.append(self.clock())
        return seen


JUMPS = [
    pytest.param(timedelta(hours=1), id="an hour ahead"),
    pytest.param(timedelta(hours=-1), id="an hour back"),
    pytest.param(timedelta(days=1), id="a day ahead"),
    pytest.param(timedelta(days=-1), id="a day back"),
    pytest.param(timedelta(seconds=1.1), id="little more than a second"),
]


def test_it_begins_with_the_wall_clock_and_goes_on_with_it():
    machine = Machine()

    assert machine.clock() == BEGAN
    assert machine.passes(90)[-1] == BEGAN + timedelta(seconds=90)


@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_of_the_wall_clock_does_not_move_it(jump):
    machine = Machine()
    machine.off = jump

    assert machine.passes(60, looks=60)[-1] == BEGAN + timedelta(seconds=60)


@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_is_told_as_drift_until_it_is_taken_back(jump):
    machine = Machine()
    assert machine.clock.drift == NONE

    machine.off = jump
    machine.passes(60)
    assert machine.clock.drift == jump

    machine.off = NONE
    assert machine.clock.drift == NONE


@pytest.mark.parametrize(
    "off",
    [timedelta(seconds=0.5), timedelta(seconds=-0.5)],
    ids=["half a second ahead", "half a second behind"],
)
def test_a_small_correction_is_followed_without_a_step(off):
    machine = Machine()
    seen = [machine.clock()]
    machine.off = off

    seen += machine.passes(100, looks=100)

    assert seen[-1] == machine.wall()
    steps = [later - earlier for earlier, later in pairwise(seen)]
    assert max(abs(step - timedelta(seconds=1)) for step in steps) <= timedelta(seconds=0.01)
    assert machine.clock.drift == NONE


def test_it_never_goes_back_while_the_wall_clock_is_shaken():
    machine = Machine()
    seen = []
    for number in range(300):
        machine.off = timedelta(seconds=(-1) ** number * number / 100)
        seen += machine.passes(0.001)

    assert seen == sorted(seen)


def test_two_looks_in_one_moment_agree():
    machine = Machine()
    machine.off = timedelta(seconds=-0.9)

    assert machine.clock() == machine.clock.now() == BEGAN


def test_the_machines_own_clocks_will_do():
    clock = SteadyClock()

    assert abs(clock() - datetime.now(UTC)) < timedelta(seconds=1)
    assert clock.drift == NONE
