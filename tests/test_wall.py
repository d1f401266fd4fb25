"""The clock of a process that somebody puts wrong: the time of day jumps, and spans stay as they are."""

import subprocess
import sys
from datetime import timedelta

import pytest

from support.wall import Wall, compiler

DAY_S = 86_400
#: Tells the time of day and the time since the start whenever it is asked.
_TELLS = "import sys, time\nfor _ in sys.stdin: print(time.time(), time.monotonic(), flush=True)"


@pytest.fixture
def wall(tmp_path):
    if not compiler():
        pytest.skip("no C compiler is installed")
    return Wall(tmp_path)


@pytest.fixture
def tells(wall):
    """Asks a process for its two times."""
    process = subprocess.Popen(
        (sys.executable, "-c", _TELLS),
        env=wall.variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask():
        process.stdin.write("\n")
        process.stdin.flush()
        return [float(word) for word in process.stdout.readline().split()]

    yield ask
    process.communicate()


def test_the_time_of_day_jumps_and_comes_back(wall, tells):
    before, _ = tells()
    wall.put(timedelta(days=-1))
    wrong, _ = tells()
    wall.put(timedelta())
    after, _ = tells()

    assert abs(wrong - before + DAY_S) < 5
    assert 0 < after - before < 5


def test_what_measures_spans_goes_on(wall, tells):
    _, before = tells()
    wall.put(timedelta(days=1))
    _, after = tells()

    assert 0 < after - before < 5
