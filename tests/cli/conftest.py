"""Fixtures of the command line: the commands in this process, with a terminal's streams replaced by click."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontdesk.cli.main import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        return self.err.splitlines()


def ran(arguments: Sequence[str], text: str | bytes = "") -> Ran:
    """Run one command as the terminal would, without the settings of whoever runs the tests."""
    ours: dict[str, str | None] = {name: None for name in os.environ if name.startswith("FRONTDESK_")}
    with CliRunner().isolation(input=text, env=ours) as (out, err, _):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return Ran(int(ended.value.code or 0), out.getvalue().decode(), err.getvalue().decode())


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An empty desk folder: everything shipped holds."""
    return tmp_path


@pytest.fixture
def run(desk: Path):
    """Run one command on the desk folder."""
    return lambda *arguments, text="": ran(["--desk", str(desk), *arguments], text)
