"""Init: a folder to edit, from which the service starts."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest

from cli.conftest import ran
from frontdesk.cli.init import example_env
from frontdesk.settings import PREFIX, Settings, read_settings, shipped_folder


@pytest.fixture
def made(desk):
    folder = desk / "acme"
    assert ran(["init", str(folder)]).code == 0
    return folder


def test_it_copies_everything_that_can_be_edited(made):
    shipped = shipped_folder()
    expected = {path.relative_to(shipped) for path in (shipped / "templates").rglob("*") if path.is_file()}

    files = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}

    assert {str(path) for path in files - expected} == {"rules.toml", ".env"}
    # The demo draws the shipped page whatever the desk has; a copied script would grow old.
    ours = {"demo.html", "demo.css", "demo.js", "embed.html", "embed.js"}
    assert {path.name for path in expected - files} == ours


def test_what_it_makes_is_well(made):
    ended = ran(["--desk", str(made), "check"])

    assert (ended.code, ended.err) == (0, "")


def test_only_the_owner_may_read_the_file_of_passwords(made):
    assert (made / ".env").stat().st_mode & 0o777 == 0o600


def test_a_second_time_keeps_what_was_edited_and_brings_back_what_is_gone(made):
    (made / "rules.toml").write_text("# mine\n")
    (made / ".env").write_text("# mine too\n")
    (made / "templates/letters/layout.html").unlink()

    ended = ran(["init", str(made)])

    assert ended.out.startswith(f"{made}: 1 files made, ")
    assert (made / "rules.toml").read_text() == "# mine\n"
    assert (made / ".env").read_text() == "# mine too\n"
    assert (made / "templates/letters/layout.html").is_file()


def test_a_folder_that_cannot_be_made_is_one_line():
    ended = ran(["init", "/proc/frontdesk"])

    assert (ended.code, len(ended.faults)) == (1, 1)


def test_the_example_settings_name_every_setting():
    assert re.findall(rf"^#{PREFIX}(\w+)=", example_env(), re.M) == [n.upper() for n in Settings.model_fields]


def test_the_example_settings_are_the_defaults_when_uncommented():
    lines = re.findall(rf"^#({PREFIX}\w+)=(.*)$", example_env(), re.M)

    assert read_settings(dict(lines)) == Settings()


def test_the_service_starts_from_it_takes_a_form_and_stops(made):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    command = [sys.executable, "-m", "frontdesk", "--desk", str(made), "serve"]
    with subprocess.Popen(
        command,
        env={**kept, "FRONTDESK_PORT": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            first = process.stdout.readline()
            hook = first.rpartition(" ")[2].strip()
            with urllib.request.urlopen(hook, data=b'{"email": "jan@acme-client.example"}') as answer:
                accepted = json.load(answer)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=15)

    assert first.startswith("frontdesk: forms go to http://127.0.0.1:")
    assert accepted["status"] == "accepted"
    assert process.returncode == 0
    assert json.loads(ran(["--desk", str(made), "audit", "--json"]).out)["submissions"]["accepted"] == 1
