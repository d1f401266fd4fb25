"""README: what it promises is there, and what it shows is what happens."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from prometheus_client.parser import text_string_to_metric_families

from cli.conftest import ran
from frontdesk.cli.main import cli
from frontdesk.desk.clock import wall as now
from frontdesk.figures import Figures
from frontdesk.intake.forms import ADAPTERS
from frontdesk.messages.templates import Letters
from frontdesk.model.signals import CATALOGUE
from frontdesk.quantities import written
from frontdesk.rules.grammar import read_condition
from frontdesk.rules.load import read_rules
from frontdesk.rules.meaning import kinds
from frontdesk.rules.touching import TOUCHES
from frontdesk.settings import PREFIX, Settings
from frontdesk.store.undone import Undone
from frontdesk.web.exposition import exposition
from frontdesk.web.facts import Facts

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
RULES = (ROOT / "rules.toml").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.M | re.S)
SECRETS = {
    **dict.fromkeys(("TYPEFORM_SECRET", "QUOTE_KEY", "WORDPRESS_KEY", "META_APP_SECRET"), "a-long-key"),
    **dict.fromkeys(("META_PAGE_TOKEN", "BITRIX_TOKEN", "TURNSTILE_SECRET"), "a-token"),
    "BITRIX_WEBHOOK": "https://acme.bitrix24.example/rest/1/key/",
}
#: Lists of which an example shows the whole: it stands instead of the shipped one.
WHOLE = ("bands", "letters")


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def rows(head: str) -> list[list[str]]:
    """The cells of the table whose head begins so, without the marks of code."""
    table = README[README.index(f"| {head} |") :].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table]


def code(cell: str) -> str:
    return cell.strip().strip("`")


# ── The first run ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_two_blocks_are_the_first_run_and_the_tests_each_on_one_line():
    (first, run), (second, test) = BLOCKS[:2]

    assert (first, second) == ("sh", "sh")
    assert run.count("\n") == test.count("\n") == 1
    assert run.endswith("/frontdesk demo\n")
    assert test.endswith("-m pytest\n")


def test_pictures_and_files_that_it_links_to_are_there():
    linked = [
        link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link and "{{" not in link
    ]

    assert "tests/pictures/demo-1280-light.png" in linked
    assert [link for link in linked if not (ROOT / link).is_file()] == []


def test_every_picture_has_words_for_who_cannot_see_it():
    assert [words for words in re.findall(r"!\[(.*?)\]\(", README) if len(words) < 20] == []


# ── Tables ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_table_of_settings_is_that_of_the_code():
    told = [(code(name), code(default), meaning) for name, default, meaning in rows("setting")]

    assert told == [
        (name.upper(), written(field.default), field.description)
        for name, field in Settings.model_fields.items()
    ]


def test_the_table_of_signals_is_that_of_the_code():
    told = {code(name): meaning for name, meaning, _ in rows("signal")}

    assert told.pop("keywords.GROUP")
    assert told == CATALOGUE


def test_the_table_of_touches_is_that_of_the_code():
    assert {code(name): meaning for name, meaning in rows("touch")} == TOUCHES


@pytest.mark.parametrize(("name", "example"), [(code(row[0]), code(row[2])) for row in rows("signal")])
def test_the_example_condition_of_a_signal_can_be_used(name, example):
    known = kinds({"keywords": {"off_profile": []}}, "criteria")

    read_condition(example, known)

    assert name.removesuffix("GROUP") in example


def test_the_table_of_commands_is_that_of_the_code():
    told = {code(name).removeprefix("frontdesk ") for name, _ in rows("command")}

    assert told == set(commands(cli))


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


def test_the_table_of_form_builders_is_that_of_the_code():
    assert [code(row[1]) for row in rows("builder")] == list(ADAPTERS)


def test_the_table_of_guards_is_that_of_the_rules():
    shipped = read_rules(RULES, environment={}).guards

    assert {code(name): mode for name, _, mode in rows("guard")} == shipped


def test_the_table_of_figures_is_that_of_the_code():
    told = [(code(name), labels.replace("`", ""), of, tells) for name, labels, of, tells in rows("figure")]

    assert told == list(figures())


def figures() -> Iterator[tuple[str, str, str, str]]:
    """Name, labels, whose and meaning of each figure of `/metrics`, on a desk where all of them are."""
    counted = Figures()
    for one in counted.counters:
        one.add(*("x" for _ in one.labels))
    counted.swept_at.set(1, "x")
    counted.answers("mail")
    undone = Undone(counts={("letters", "due"): 1}, oldest={}, nodes={"all": 1}, alarms={"mail": 1})
    facts = Facts(
        figures=counted, now=now(), role="all", engine="sqlite", silent_s=0, refused=0, undone=undone
    )
    for family in text_string_to_metric_families(exposition(facts).decode()):
        if family.name.startswith("frontdesk_"):
            labels = sorted({label for one in family.samples for label in one.labels} - {"le"})
            meaning, _, of = family.documentation.rpartition(" Of ")
            whose = "node" if of.startswith("this node") else "desk"
            name = f"{family.name}_total" if family.type == "counter" else family.name
            yield name, ", ".join(labels), whose, meaning.rstrip(".")


# ── Examples ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("example", blocks("toml"), ids=lambda text: text.partition("\n")[0])
def test_an_example_of_rules_can_be_placed_into_the_shipped_ones(example):
    rules = read_rules(placed(example), environment=SECRETS)

    assert rules.criteria


def placed(example: str) -> str:
    """The shipped rules with the example in them, as its reader would put it there."""
    text = RULES
    for name in WHOLE:
        if f"[[{name}]]" in example:
            text = re.sub(rf"^\[\[{name}\]\]\n(?:.+\n)*", "", text, flags=re.M)
    table = re.match(r"\[(\w+)\]\n(?:.+\n)*", example)
    if table and f"\n[{table[1]}]\n" in text:
        text = text.replace(f"[{table[1]}]\n", table[0], 1)
        example = example[table.end() :]
    return f"{text}\n{example}"


def test_the_example_letter_is_a_letter(tmp_path):
    [example] = blocks("markdown")
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "student.en.md").write_text(example, "utf-8")

    rules = read_rules(RULES, environment={})
    letters = Letters.load(
        [tmp_path, ROOT / "templates"], rules.sender, hours=rules.hours, domain="acme.example"
    )

    assert "student" in letters.names


@pytest.mark.parametrize("example", blocks("json"), ids=lambda text: text[:20])
def test_an_example_of_json_is_json(example):
    assert all(json.loads(line) for line in example.splitlines())


def test_the_example_form_has_the_fields_of_a_complete_profile():
    [form] = blocks("html")
    sent = {name: "x" for name in re.findall(r'name="(\w+)"', form) if name != "website_hp"}

    ended = ran(["--desk", str(ROOT / "templates"), "signals"], json.dumps(sent))

    assert json.loads(ended.out)["signals"]["profile"]["missing"] == []


# ── Commands, run in the order in which a reader would ─────────────────────────────────────────────────────


@dataclass(frozen=True)
class Shown:
    command: str
    output: str


def shown() -> list[Shown]:
    """Every command of the README with the output it shows; the service first, since others ask it."""
    parts = [part for text in blocks("console") for part in text.split("$ ")[1:]]
    found = [Shown(*(half.strip() for half in part.partition("\n")[::2])) for part in parts]
    made = next(number for number, one in enumerate(found) if " init " in one.command)
    serve = next(number for number, one in enumerate(found) if one.command.endswith(" serve"))
    return [*found[: made + 1], found[serve], *found[made + 1 : serve], *found[serve + 1 :]]


class Reader:
    """Does what the README says, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._serving, self._url = folder, None, ""
        (folder / "forms.jsonl").write_text(blocks("json")[0], "utf-8")
        (folder / "request.http").write_text(blocks("http")[0], "utf-8")
        broken = RULES.replace('when = "phone.valid"', 'when = "phone.vaild"')
        (folder / "broken").mkdir()
        (folder / "broken" / "rules.toml").write_text(broken.replace("points = 2\n", 'points = "two"\n'))

    def does(self, command: str) -> str:
        """One command; what it prints."""
        if command.startswith("curl "):
            return self._posts(shlex.split(command))
        arguments = shlex.split(command)[1:]
        if arguments[-1] == "serve":
            return self._serves(arguments)
        with chdir(self.folder):
            ended = ran(arguments)
        assert ended.code == (1 if "broken" in arguments else 0), ended.err
        return ended.out + ended.err

    def _serves(self, arguments: list[str]) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        self._serving = subprocess.Popen(
            [sys.executable, "-m", "frontdesk", *arguments],
            cwd=self.folder,
            env={**kept, "FRONTDESK_PORT": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        lines = [self._serving.stdout.readline() for _ in range(3)]
        self._url = re.search(r"http://[\d.]+:\d+", lines[0])[0]
        return "".join(lines)

    def _posts(self, words: list[str]) -> str:
        body, path = words[words.index("-d") + 1], words[-1].partition(":8080")[2]
        with urllib.request.urlopen(self._url + path, data=body.encode()) as answer:
            text = answer.read().decode()
        time.sleep(0.5)
        return text

    def leaves(self) -> None:
        """Stop what is running."""
        if self._serving:
            self._serving.send_signal(signal.SIGTERM)
            self._serving.communicate(timeout=15)


@pytest.fixture(scope="module")
def happened(tmp_path_factory) -> dict[str, str]:
    """Command: what it printed."""
    reader = Reader(tmp_path_factory.mktemp("reader"))
    try:
        return {one.command: reader.does(one.command) for one in shown()}
    finally:
        reader.leaves()


@pytest.mark.parametrize("one", shown(), ids=lambda one: one.command[:40])
def test_a_command_prints_what_is_shown(happened, one):
    expected, found = masked(one.output), masked(happened[one.command])
    if expected.endswith("\n…"):
        found = found[: len(expected) - 2] + "\n…"

    assert found == expected


def test_the_health_address_says_what_is_shown(tmp_path_factory):
    reader = Reader(tmp_path_factory.mktemp("health"))
    shutil.copytree(ROOT / "templates", reader.folder / "acme" / "templates")
    try:
        reader.does("frontdesk --desk acme serve")
        with urllib.request.urlopen(f"{reader._url}/health/ready") as answer:
            assert json.load(answer) == json.loads(blocks("json")[1])
    finally:
        reader.leaves()


def masked(text: str) -> str:
    """Without what differs each time: times, ids, the port; and where a line of a file is."""
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?", "TIME", text.strip())
    text = re.sub(r"\b[0-9a-f]{16}\b", "ID", text)
    text = re.sub(r"127\.0\.0\.1:\d+", "HERE", text)
    return re.sub(r"rules\.toml:\d+", "rules.toml:LINE", text)
