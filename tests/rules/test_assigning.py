"""Assigning: `[assignment]`, `[[sla]]` and the terms of `[[team]]`, and every mistake in them."""

from datetime import timedelta

import pytest

from frontdesk.rules.assignment import Concern
from frontdesk.rules.editor import json_schema
from frontdesk.rules.load import read_rules
from rules.test_faults import faults, written

PIOTR = '[[team]]\nname = "Piotr"\ntelegram = 12\nrole = "sales"'
CRM = '[forms.demo]\nproduct = "crm"'
BY = '[assignment]\nby = "least-busy"\noffer = "5m"'


def rules(*parts: str):
    return read_rules(written(more="\n".join(parts)), environment={})


def step(**changed: str) -> str:
    lines = {"role": '"owner"', "after": '"5m"'} | changed
    return "[[sla]]\n" + "\n".join(f"{key} = {value}" for key, value in lines.items() if value)


def test_the_terms_of_the_team_and_the_way_of_assignment_are_read():
    terms = """
products = ["crm"]
languages = ["ru", "pl"]
sources = ["demo", "Google"]
capacity = 8
hours = { zone = "Europe/Warsaw", monday-friday = "10:00-16:00" }"""

    found = rules(CRM, BY, PIOTR + terms)

    [seat] = found.seats
    assert (found.assignment.by, found.assignment.offer) == ("least-busy", timedelta(minutes=5))
    assert (seat.person.name, seat.capacity, seat.products) == ("Piotr", 8, {"crm"})
    assert (seat.languages, seat.sources) == ({"ru", "pl"}, {"demo", "google"})
    assert (seat.hours.zone, seat.hours.days[5]) == ("Europe/Warsaw", None)


def test_without_the_tables_nothing_is_assigned_and_nobody_reminded():
    found = rules(PIOTR)

    assert (found.assignment, found.sla) == (None, ())


def test_steps_are_in_the_order_of_time_whatever_their_order_in_the_file():
    found = rules(step(after='"1h"', role='"head"'), step(**{"for": '"triage"', "after": '"2h"'}), step()).sla

    assert [(each.concern, each.role, each.after) for each in found] == [
        (Concern.CLAIM, "owner", timedelta(minutes=5)),
        (Concern.CLAIM, "head", timedelta(hours=1)),
        (Concern.TRIAGE, "owner", timedelta(hours=2)),
    ]


# id: (what is added, with "# here" on the line to name; the key; what is said)
TABLE = {
    "another way": (
        BY.replace('"least-busy"', '"random" # here') + "\n" + PIOTR,
        "assignment.by",
        'expected "round-robin" or "least-busy", found "random"',
    ),
    "no way": (
        BY.replace('by = "least-busy"\n', "").replace("t]", "t] # here") + "\n" + PIOTR,
        "assignment.by",
        'expected "round-robin" or "least-busy", found nothing',
    ),
    "no time": (
        BY.replace('"5m"', '"0m" # here') + "\n" + PIOTR,
        "assignment.offer",
        'expected a time such as "5m", "2h" or "1d", found "0m"',
    ),
    "nobody to offer to": (
        BY.replace("t]", "t] # here") + "\n" + PIOTR.replace("sales", "secretary"),
        "assignment",
        'expected somebody to offer leads to, found no [[team]] entry with the role "sales" or a capacity',
    ),
    "nobody with room": (
        BY.replace("t]", "t] # here") + "\n" + PIOTR + "\ncapacity = 0",
        "assignment",
        "expected somebody to offer leads to",
    ),
    "a product that no form has": (
        CRM + "\n" + PIOTR + '\nproducts = ["crn"] # here',
        "team[1].products[1]",
        'no form has the product "crn"; did you mean "crm"?',
    ),
    "half a person": (
        PIOTR + "\ncapacity = 0.5 # here",
        "team[1].capacity",
        "expected a whole number, found 0.5",
    ),
    "hours without a zone": (
        PIOTR + '\nhours = { monday = "09:00-18:00" } # here',
        "team[1].hours.zone",
        "expected a time zone",
    ),
    "hours without a day": (
        PIOTR + '\nhours = { zone = "Europe/Warsaw" } # here',
        "team[1].hours",
        "expected a day with its hours, found none",
    ),
    "another role": (
        step(role='"boss" # here'),
        "sla[1].role",
        'expected "owner", "manager" or "head", found "boss"',
    ),
    "another concern": (
        step(**{"for": '"clam" # here'}),
        "sla[1].for",
        'expected "claim", "triage" or "decide", found "clam"',
    ),
    "a step without a time": (
        step(after="").replace("]]", "]] # here"),
        "sla[1].after",
        'expected a time such as "5m", "2h" or "1d", found nothing',
    ),
    "two steps at once": (
        step(after='"60m"') + "\n" + step(after='"1h" # here', role='"head"'),
        "sla[2].after",
        'expected another time than that of sla[1], found "1h"',
    ),
    "an unknown key": (step(fro='"claim" # here'), "sla[1].fro", 'unknown key; did you mean "for"?'),
}


@pytest.mark.parametrize(("more", "key", "told"), TABLE.values(), ids=TABLE.keys())
def test_a_mistake_is_named_with_its_line_and_key(more, key, told):
    text = written(more=more)
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "# here" in each)

    [found] = faults(text)

    assert found.startswith(f"rules.toml:{line}: {key}: ")
    assert told in found


def test_the_same_time_for_two_concerns_is_no_mistake():
    assert len(rules(step(), step(**{"for": '"decide"'})).sla) == 2


def test_an_editor_knows_the_tables():
    schema = json_schema()

    assert schema["properties"]["assignment"]["$ref"] == "#/$defs/AssignmentTable"
    assert schema["$defs"]["SlaTable"]["properties"]["for"]["enum"] == ["claim", "triage", "decide"]
    assert {"products", "capacity", "hours"} <= schema["$defs"]["PersonTable"]["properties"].keys()
