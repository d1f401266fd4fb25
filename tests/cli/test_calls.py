"""Calls: what the command line answers to whoever calls it wrongly, and to a reader who leaves."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from cli.conftest import ran
from frontdesk.cli.main import cli
from frontdesk.cli.table import table, width


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--bogus"], id="no such option"),
        pytest.param(["bogus"], id="no such command"),
        pytest.param(["score", "--bogus"], id="no such option of a command"),
        pytest.param(["score", "nowhere.jsonl"], id="a file that is not there"),
        pytest.param(["score", "."], id="a folder as a file"),
        pytest.param(["leads", "show", "ten"], id="a word for a number"),
        pytest.param(["leads", "list", "--limit", "0"], id="a number out of range"),
        pytest.param(["preview", "--sample", "nobody"], id="no such sample"),
        pytest.param(["init", __file__], id="a file as a folder"),
    ],
)
def test_a_wrong_call_exits_2_with_one_line_that_tells_the_way_out(run, arguments):
    ended = run(*arguments)

    assert (ended.code, ended.out) == (2, "")
    assert len(ended.faults) == 1
    assert "--help`" in ended.err


def test_a_word_for_a_number_is_told_in_words_for_people(run):
    assert "'ten' is not a whole number" in run("leads", "show", "ten").err


def test_a_place_that_cannot_be_written_to_is_told_with_what_was_expected(run, desk):
    ended = run("schema", str(desk / "nowhere" / "rules.json"))

    assert (ended.code, len(ended.faults)) == (1, 1)
    assert "rules.json: expected it to be there and to be ours to use, found: No such file" in ended.err


def test_no_command_at_all_shows_the_help_and_exits_2():
    shown = ran([])

    assert shown.code == 2
    assert "Commands:" in shown.err


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help(run, name):
    ended = run(name, "--help")

    assert ended.code == 0
    assert "Usage: frontdesk" in ended.out


def test_the_list_of_commands_cuts_no_sentence_short():
    shown = CliRunner().invoke(cli, ["--help"]).output

    assert "..." not in shown.partition("Commands:")[2]


@pytest.mark.parametrize("kind", ["nowhere", "a file"])
def test_a_desk_folder_that_is_none_is_one_fault(run, desk, kind):
    path = desk / "desk"
    if kind == "a file":
        path.write_text("")

    ended = run("--desk", str(path), "check")

    assert ended.code == 1
    assert len(ended.faults) == 1
    assert ("frontdesk init" in ended.err) == (kind == "nowhere")


def test_a_reader_who_leaves_early_gets_no_complaint(desk):
    command = f"{sys.executable} -m frontdesk --desk {desk} preview | head -n 1"

    process = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=30)

    assert process.stdout.startswith("── again")
    assert process.stderr == ""


def test_output_that_is_no_terminal_has_no_colours(run):
    assert "\x1b" not in run("preview").out + run("score", "--table", text='{"id": "\\u001b[31m"}').out


def test_a_table_gives_way_on_a_narrow_terminal():
    narrow = table(("a", "b"), [("short", "中文" * 40), ("x" * 60, "y")], limit=40)

    assert max(width(line) for line in narrow.splitlines()) <= 40
    assert "short" in narrow
    assert "…" in narrow


def test_a_table_without_a_limit_cuts_nothing():
    assert "x" * 300 in table(("a",), [("x" * 300,)])
