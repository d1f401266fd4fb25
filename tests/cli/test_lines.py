"""Lines: many at once over several processes, few in this one alone, told in order and soon."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from frontdesk.app.crew import cores
from frontdesk.cli.lines import FEW

several = pytest.mark.skipif(cores() < 2, reason="needs a second core")
LOADING = 20_000_000  #: bytes of a process that has begun to load what it needs
LINE = '{{"id": {}, "email": "jan@acme-client.example", "message": "An ERP in two months"}}\n'


class Asked:
    """`frontdesk score --json` in a process of its own, which is asked through a pipe."""

    def __init__(self, desk: Path, *arguments: str) -> None:
        # Who runs tests in the background may have them begin deaf to Ctrl-C.
        python = ("env", "--default-signal=INT", sys.executable)
        self.process = subprocess.Popen(
            [*python, "-m", "frontdesk", "--desk", str(desk), "score", "--json", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
        )
        self._read = b""

    def write(self, text: str) -> None:
        self.process.stdin.write(text.encode())

    def read(self) -> dict:
        """The next answer; it comes while we write nothing."""
        while b"\n" not in self._read:
            assert select.select([self.process.stdout], [], [], 30)[0], "no answer"
            self._read += self.process.stdout.read(65_536) or b"null\n"
        line, _, self._read = self._read.partition(b"\n")
        return json.loads(line)

    def end(self, text: bytes = b"") -> tuple[int, bytes, str]:
        out, err = self.process.communicate(text, timeout=60)
        return self.process.returncode, out, err.decode()

    def children(self) -> list[int]:
        """The processes that work for it."""
        return [pid for pid in self.family() if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def family(self) -> list[int]:
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in task.read_text().split()]


@pytest.fixture
def ask(desk):
    made: list[Asked] = []

    def start(*arguments: str) -> Asked:
        made.append(Asked(desk, *arguments))
        return made[-1]

    yield start
    for one in made:
        with suppress(ProcessLookupError):
            os.killpg(one.process.pid, signal.SIGKILL)
        one.process.communicate()


def until(holds: Callable[[], bool], ask: Asked) -> None:
    """Let it go on until something holds."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        if select.select([ask.process.stdout], [], [], 0.01)[0]:
            ask.process.stdout.read(65_536)


def endless(desk: Path) -> Path:
    """More lines than are ever read."""
    file = desk / "many.jsonl"
    file.write_text("".join(LINE.format(number) for number in range(60_000)))
    return file


def test_many_lines_come_out_in_order_and_those_that_cannot_be_read_in_their_places(ask):
    lines = [LINE.format(number) for number in range(6_000)]
    for number in (3, FEW + 700, 5_999):
        lines[number] = "no JSON\n"
    asked = ask()

    code, out, err = asked.end("".join(lines).encode())

    told = [json.loads(line) for line in out.splitlines()]
    assert [one["id"] for one in told] == [
        None if number in (3, FEW + 700, 5_999) else number for number in range(6_000)
    ]
    assert told[FEW + 700]["error"].startswith(f"line {FEW + 701}: expected a JSON object")
    assert (code, err) == (1, "")


def test_each_line_is_answered_before_the_next_one_comes(ask):
    asked = ask()

    for number in range(3):
        asked.write(LINE.format(number))
        assert asked.read()["id"] == number


@several
def test_the_last_line_of_a_rush_is_answered_though_the_pipe_stays_open(ask, desk):
    asked = ask()
    (desk / "rush.jsonl").write_text("".join(LINE.format(number) for number in range(5_000)))

    with (
        (desk / "rush.jsonl").open("rb") as rush,
        subprocess.Popen(["cat"], stdin=rush, stdout=asked.process.stdin),
    ):
        ids = [asked.read()["id"] for _ in range(5_000)]

    assert ids == list(range(5_000))
    assert asked.process.poll() is None


def test_few_lines_start_no_process(ask):
    asked = ask()
    asked.write("".join(LINE.format(number) for number in range(FEW)))

    for _ in range(FEW):
        asked.read()

    assert asked.family() == []


@several
def test_an_interrupt_ends_it_and_its_processes_without_a_word(ask, desk):
    asked = ask(str(endless(desk)))
    until(lambda: any(memory(pid, "VmRSS") > LOADING for pid in asked.children()), asked)
    children = asked.children()

    os.killpg(asked.process.pid, signal.SIGINT)
    code, _, err = asked.end()

    assert (code, err.strip()) == (130, "")
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


@several
def test_a_reader_who_leaves_ends_it_without_a_word(ask, desk):
    asked = ask(str(endless(desk)))
    until(asked.children, asked)
    children = asked.children()

    asked.process.stdout.close()
    asked.process.wait(60)

    assert asked.process.returncode == 1
    assert asked.process.stderr.read() == b""
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


@several
def test_a_process_that_is_killed_is_one_fault(ask, desk):
    asked = ask(str(endless(desk)))
    until(asked.children, asked)

    os.kill(asked.children()[0], signal.SIGKILL)
    code, _, err = asked.end()

    told = "score: expected all its processes to stay alive, found one ended; is there memory left?\n"
    assert (code, err) == (1, told)


@several
def test_no_process_outlives_the_command_when_that_is_killed(ask, desk):
    asked = ask(str(endless(desk)))
    until(asked.children, asked)
    children = [os.pidfd_open(pid) for pid in asked.children()]

    asked.process.kill()

    assert children
    for child in children:  # readable once it has ended
        assert select.select([child], [], [], 30)[0]
        os.close(child)


def test_a_line_that_never_ends_is_not_kept(ask):
    asked = ask()
    asked.write(LINE.format(0))
    asked.read()
    before = memory(asked.process.pid, "VmHWM")

    for _ in range(100):
        asked.write("x" * 1_000_000)
    asked.write("\n" + LINE.format(2))

    assert asked.read() == {"id": None, "error": "line 2: expected at most 1000000 bytes, found more"}
    assert asked.read()["id"] == 2
    assert memory(asked.process.pid, "VmHWM") - before < 20_000_000


def memory(pid: int, kind: str) -> int:
    """The memory of a process in bytes: `VmRSS` now, `VmHWM` the most it ever had."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(kind)), 0)
