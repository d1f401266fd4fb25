"""Clock of the demo: it goes on like any other, and further when it is turned."""

from datetime import timedelta

from frontdesk.demo.clock import MOST, DemoClock


def test_a_clock_that_is_turned_forward_is_that_much_ahead():
    clock = DemoClock()
    before = clock()

    assert clock.forward(timedelta(weeks=1))

    assert timedelta(weeks=1) <= clock() - before < timedelta(weeks=1, minutes=1)
    assert (clock.ahead, clock.turns) == (timedelta(weeks=1), 1)


def test_a_clock_goes_neither_back_nor_out_of_sight():
    clock = DemoClock()

    assert not clock.forward(timedelta(seconds=-1))
    assert not clock.forward(MOST + timedelta(seconds=1))
    assert (clock.ahead, clock.turns) == (timedelta(), 0)
