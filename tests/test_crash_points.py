"""Crash points: a desk that dies between any two lines loses nothing, and says at most one thing twice."""

import ast
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from frontdesk import crash as crash_module
from support.crash_runs import CRASHES, Crash, run
from support.launcher import deadly

pytestmark = pytest.mark.usefixtures("plain_words")

SOURCE = Path(crash_module.__file__).parent


@cache
def trees() -> dict[Path, ast.Module]:
    """What the package's files say."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


@pytest.mark.parametrize("crash", CRASHES, ids=lambda crash: crash.name)
async def test_a_desk_that_dies_there_loses_nothing(tmp_path, database_url, crash: Crash):
    assert await run(crash, tmp_path, database_url) == crash.outcome


#: A desk that asks nobody outside does not pass these: `worker/test_fetching.py` has one that does.
ELSEWHERE = {"after lookup before commit"}


def test_each_point_stands_in_the_code_once_and_a_desk_dies_at_each():
    calls = [node for tree in trees().values() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    passed = [call.args[0].value for call in calls if ast.unparse(call.func) == "crash.point"]

    assert sorted(passed) == sorted(get_args(crash_module.Point))
    assert {crash.dies for crash in CRASHES if isinstance(crash.dies, str)} == set(passed) - ELSEWHERE


def test_nothing_in_the_package_throws_the_switch():
    stores = [
        (path, node.attr)
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr == "switch"
    ]

    assert stores == []
    assert crash_module.switch is None


def test_a_point_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="after clame"):
        deadly("after clame")
