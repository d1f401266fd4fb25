"""Tallies: what a run tells of the tables under tests/data."""

import subprocess
import sys
from pathlib import Path

import pytest

from support.tallies import counted, lines

TESTS = Path(__file__).parent
ROWS = [{"kind": kind, "ok": ok} for kind, ok in (("a", True), ("a", True), ("b", False), ("b", True))]


def test_each_kind_is_told_with_what_is_wrong_of_it():
    found = counted("mine", ROWS, lambda row: row["ok"])

    assert list(lines(found.carried())) == ["mine: 3 of 4: a 2, b 1/2"]
    assert found.share == 0.75
    assert str(found).endswith("  wrong: {'kind': 'b', 'ok': False}")


def test_a_brief_one_only_counts_the_kinds_that_are_whole():
    found = counted("mine", ROWS, lambda row: row["ok"], brief=True)

    assert list(lines(found.carried())) == ["mine: 3 of 4: b 1/2, all of 1 more kinds"]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_that_is_well_tells_them_too(workers):
    command = [sys.executable, "-m", "pytest", str(TESTS / "data"), "-k", "phones or match", "-n", workers]
    ran = subprocess.run(
        command, capture_output=True, text=True, timeout=120, cwd=TESTS.parent, encoding="utf-8"
    )

    told = " ".join(ran.stdout.split())
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert told.count(" phones.csv: 80 of 80: arabic-indic-digits 1, ") == 1
    assert " morphology 14, " in told
