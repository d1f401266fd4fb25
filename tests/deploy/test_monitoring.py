"""Monitoring: dashboard and alert rules name figures that there are, with labels that these have."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

import frontdesk
from frontdesk.desk.clock import wall as now
from frontdesk.store import alarms
from support.stored import count
from support.world import OLGA, TRIAGE, a_form, a_world, until

FOLDER = Path(frontdesk.__file__).parent / "deploy" / "monitoring"
RULES = yaml.safe_load((FOLDER / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
BOARD = json.loads((FOLDER / "dashboard.json").read_text("utf-8"))
#: What Prometheus adds to what it scrapes.
ITS_OWN = {"job", "instance", "le"}
SELECTED = re.compile(r"\b(frontdesk_\w+|process_\w+|up)\b(?:\{(.*?)\})?")
VALUES = re.compile(r"(\w+)\s*(=~|!~|!=|=)\s*\"(.*?)\"")
GROUPED = re.compile(r"\bby \(([\w, ]+)\)|\{\{ ?(?:\$labels\.)?(\w+) ?\}\}")


def expressions() -> Iterator[tuple[str, str, str]]:
    """(where, expression, words that name labels) of every alert and panel."""
    for rule in RULES:
        yield rule["alert"], rule["expr"], "".join(rule["annotations"].values())
    for panel in BOARD["panels"]:
        for target in panel["targets"]:
            yield f"{panel['title']} {target['refId']}", target["expr"], target["legendFormat"]


@pytest.fixture
async def scraped(tmp_path, database_url):
    """Metric: label: values, of a desk where everything has happened once."""
    async with a_world(tmp_path, DATABASE=database_url) as world:
        await world.post(a_form())
        await world.post(a_form())
        await world.post(a_form(first_name="Buy at https://spam.example now", email="x@spam.example"))
        await world.post(a_form(email=""))
        await world.card(TRIAGE, "Kowalski")
        await world.press(TRIAGE, "udget", OLGA)
        await until(lambda: count(world, "deliveries", "state = 'sent'"))
        figures = world.service.desk.figures
        await until(lambda: figures.press_s.sum and figures.swept_at.values and len(figures.parts) == 2)
        await world.service.db.write(lambda c: alarms.raise_(c, "audit", "2 forms lost", now()))
        async with world.session.get(f"{world.service.url}/metrics") as response:
            text = await response.text()
    found: dict[str, dict[str, set[str]]] = {"up": {}}
    for family in text_string_to_metric_families(text):
        for one in family.samples:
            labels = found.setdefault(one.name, {})
            for label, value in one.labels.items():
                labels.setdefault(label, set()).add(value)
    return found


async def test_every_figure_and_label_that_is_named_is_there(scraped):
    unknown = []
    for where, expression, words in expressions():
        named = SELECTED.findall(expression)
        assert named, where
        known = set().union(*(scraped.get(name, {}) for name, _ in named)) | ITS_OWN
        used = {
            label.strip()
            for by, one in GROUPED.findall(expression + words)
            for label in (by or one).split(",")
        }
        unknown += [(where, name) for name, _ in named if name not in scraped]
        unknown += [(where, label) for label in used - known]
        unknown += [
            (where, label)
            for name, selected in named
            for label, _, _ in VALUES.findall(selected)
            if label not in scraped.get(name, {}).keys() | ITS_OWN
        ]

    assert unknown == []


async def test_every_value_that_an_expression_asks_for_can_come(scraped):
    fixed = {"queue", "state", "role", "step"}
    wrong = [
        (where, label, value)
        for where, expression, _ in expressions()
        for name, selected in SELECTED.findall(expression)
        for label, how, value in VALUES.findall(selected)
        if how == "=" and label in fixed and value not in scraped[name][label]
    ]

    assert wrong == []


async def test_every_figure_of_ours_is_on_the_dashboard(scraped):
    shown = {name for _, expression, _ in expressions() for name, _ in SELECTED.findall(expression)}

    ours = {
        re.sub(r"_(bucket|sum|count|created)$", "", name) for name in scraped if name.startswith("frontdesk_")
    }
    named = {re.sub(r"_bucket$", "", name) for name in shown} | {"frontdesk_node"}
    assert ours - named == set()


def test_alerts_say_what_is_wrong_and_how_bad():
    names = [rule["alert"] for rule in RULES]

    assert len(set(names)) == len(names) > 10
    assert {rule["labels"]["severity"] for rule in RULES} == {"page", "warn"}
    assert all(rule["annotations"]["summary"] for rule in RULES)


def test_panels_have_their_own_numbers_and_places():
    taken = [(p["gridPos"]["x"], p["gridPos"]["y"]) for p in BOARD["panels"]]

    assert len({panel["id"] for panel in BOARD["panels"]}) == len(set(taken)) == len(taken)
    assert all(p["gridPos"]["x"] + p["gridPos"]["w"] <= 24 for p in BOARD["panels"])


@pytest.mark.parametrize(
    "arguments",
    [("check", "rules", "alerts.yml"), ("check", "config", "prometheus.yml")],
    ids=["rules", "config"],
)
def test_prometheus_itself_can_read_the_files(arguments):
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not installed")

    done = subprocess.run([promtool, *arguments], cwd=FOLDER, capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stdout + done.stderr
