"""Shipped: the wheel holds what frontdesk falls back to, so that it works in an empty folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = "frontdesk/shipped/"
UNREACHABLE = ("Could not find a version", "ConnectionError", "Temporary failure", "Read timed out")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """A wheel built from this repository."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder)]
    built = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, timeout=120)
    if built.returncode and any(mark in built.stderr for mark in UNREACHABLE):
        pytest.skip("no package index here to build a wheel with")
    assert built.returncode == 0, built.stderr
    [file] = folder.glob("frontdesk-*.whl")
    return zipfile.ZipFile(file)


def test_the_wheel_holds_the_rules_and_every_template_word_for_word(wheel):
    files = [ROOT / "rules.toml", *(path for path in (ROOT / "templates").rglob("*") if path.is_file())]
    ours = {f"{SHIPPED}{path.relative_to(ROOT).as_posix()}": path.read_bytes() for path in files}

    packed = {name: wheel.read(name) for name in wheel.namelist() if name.startswith(SHIPPED)}

    assert packed == ours


def test_the_wheel_holds_every_module_and_nothing_of_the_tests(wheel):
    source = ROOT / "src"
    modules = {path.relative_to(source).as_posix() for path in (source / "frontdesk").rglob("*.py")}

    packed = {name for name in wheel.namelist() if name.endswith(".py")}

    assert packed == modules


def test_the_wheel_holds_the_files_that_run_it_on_a_server(wheel):
    folder = ROOT / "src/frontdesk"
    files = [path for path in (folder / "deploy").rglob("*") if path.is_file()]
    ours = {f"frontdesk/{path.relative_to(folder)}": path.read_bytes() for path in files}

    packed = {name: wheel.read(name) for name in wheel.namelist() if name.startswith("frontdesk/deploy/")}

    assert packed == ours
    assert "frontdesk/deploy/compose.yaml" in packed


def test_the_wheel_works_in_an_empty_folder(wheel, tmp_path):
    wheel.extractall(tmp_path / "installed")
    (tmp_path / "desk").mkdir()
    program = f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r}); "
    program += "import frontdesk.settings as s; assert 'installed' in s.__file__; "
    program += "from frontdesk.cli.main import main; main(['check'])"

    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path / "desk", capture_output=True, text=True, timeout=60
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("well: ")
