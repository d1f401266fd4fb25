"""Commands: each is listed as its module says, and loads no more than it needs."""

import json
import subprocess
import sys

import click
import pytest

from frontdesk.cli.commands import COMMANDS
from frontdesk.cli.main import cli

#: Runs a command and prints, last, which modules it has loaded.
PROGRAM = """
import atexit, json, sys
from frontdesk.cli.main import main
atexit.register(lambda: print("\\n" + json.dumps(sorted(sys.modules))))
main(sys.argv[1:])
"""
DATABASE, WEB, TELEGRAM, SIGNALS = {"sqlalchemy"}, {"aiohttp"}, {"telegram", "httpx"}, {"phonenumbers"}
TEMPLATES = {"jinja2", "markdown_it"}


def loaded(desk, *arguments: str) -> set[str]:
    """What a command loads, which runs on an empty line in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--desk", str(desk), *arguments],
        input="{}\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    return set(json.loads(ended.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_as_its_module_says(name):
    command = cli.get_command(click.Context(cli), name)

    assert (command.name, command.short_help) == (name, COMMANDS[name].help)


def test_the_commands_are_listed_in_alphabetical_order():
    assert list(COMMANDS) == sorted(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [
        pytest.param(["--version"], DATABASE | WEB | TELEGRAM | SIGNALS | {"pydantic"}, id="the version"),
        pytest.param(["--help"], DATABASE | WEB | TELEGRAM | SIGNALS | {"pydantic"}, id="the help"),
        pytest.param(["schema"], DATABASE | WEB | TELEGRAM | SIGNALS, id="schema"),
        pytest.param(["init", "made"], DATABASE | WEB | TELEGRAM | SIGNALS | TEMPLATES, id="init"),
        pytest.param(["check"], DATABASE | WEB | TELEGRAM, id="check"),
        pytest.param(["score"], DATABASE | WEB | TELEGRAM, id="score"),
        pytest.param(["signals"], DATABASE | WEB | TELEGRAM, id="signals"),
        pytest.param(["audit"], WEB | TELEGRAM, id="audit"),
        pytest.param(["leads", "list"], WEB | TELEGRAM, id="leads"),
        pytest.param(["outbox", "list"], WEB | TELEGRAM | SIGNALS, id="outbox"),
        pytest.param(["quarantine", "list"], WEB | TELEGRAM, id="quarantine"),
        pytest.param(["preview"], WEB | TELEGRAM, id="preview"),
        pytest.param(["rescore"], WEB | TELEGRAM, id="rescore"),
        pytest.param(["embed"], TELEGRAM, id="embed"),
        pytest.param(["serve", "--help"], TELEGRAM, id="serve, before it knows of a bot"),
    ],
)
def test_a_command_loads_nothing_that_it_does_not_need(desk, arguments, needless):
    arguments = [str(desk / one) if one == "made" else one for one in arguments]

    assert loaded(desk, *arguments) & needless == set()


def test_reading_a_request_loads_no_database_web_server_bot_or_signals(desk):
    request = desk / "request.http"
    request.write_bytes(
        b"POST /hooks/web HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/json\r\n"
        b"Content-Length: 2\r\n\r\n{}"
    )

    found = loaded(desk, "read", "--form", "web", str(request))

    assert found & (DATABASE | WEB | TELEGRAM | SIGNALS) == set()
    assert "frontdesk.intake.read" in found


def test_a_command_that_is_nearly_one_is_guessed(run):
    ended = run("scor")

    assert ended.code == 2
    assert "score" in ended.err
