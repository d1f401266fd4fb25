"""Choice: an entry of `[[letters]]` may go by every signal, by the score and by the band."""

from pathlib import Path

import pytest

from frontdesk.model.score import Band
from frontdesk.model.signal_parts import HourSignal, ProfileSignal, RepeatSignal, SourceSignal
from frontdesk.model.signals import Signals
from frontdesk.rules.load import read_rules

SHIPPED = (Path(__file__).parents[2] / "rules.toml").read_text("utf-8")
LOST = ("phone", "company")

CASES = {
    "language": ("language == 'pl'", {"language": "pl"}, {"language": "ru"}),
    "working hours": (
        "hour.working",
        {"hour": HourSignal(working=True)},
        {"hour": HourSignal(working=False)},
    ),
    "out of hours": ("not hour.working", {"hour": HourSignal(working=False)}, {}),
    "weekday": ("hour.weekday in [6, 7]", {"hour": HourSignal(weekday=7)}, {"hour": HourSignal(weekday=1)}),
    "repeat": ("repeat.enquiries > 2", {"repeat": RepeatSignal(enquiries=3)}, {}),
    "soon again": ("repeat.days < 7", {"repeat": RepeatSignal(days=2)}, {}),
    "form": ("source.form == 'demo'", {"source": SourceSignal(form="demo")}, {}),
    "product": ("source.product == 'crm'", {"source": SourceSignal(product="crm")}, {}),
    "campaign": ("source.utm_campaign == 'may'", {"source": SourceSignal(utm_campaign="may")}, {}),
    "one field missing": ("'phone' in profile.missing", {"profile": ProfileSignal(missing=LOST)}, {}),
    "few fields missing": (
        "profile.missing | length <= 2",
        {"profile": ProfileSignal(missing=LOST)},
        {"profile": ProfileSignal(missing=(*LOST, "position"))},
    ),
    "band": ("band == 'triage'", {"band": "triage"}, {"band": "junk"}),
    "score": ("score > 3", {"score": 4}, {"score": 3}),
}


def facts(changed):
    verdict = {"score": 0, "reachable": 0, "fit": 0, "interest": 0, "cell": "", "band": Band.JUNK.value}
    told = {name: changed.pop(name) for name in list(changed) if name in verdict}
    return {**Signals(**changed).facts, **verdict, **told}


@pytest.mark.parametrize(("when", "yes", "no"), CASES.values(), ids=CASES)
def test_a_letter_may_go_by(when, yes, no):
    entry = f'[[letters]]\nletter = "product"\nwhen = "{when}"\n\n'
    rule = read_rules(SHIPPED.replace("[[letters]]", entry + "[[letters]]", 1), environment={}).letters[0]

    assert rule.letter == "product"
    assert rule.holds(facts(dict(yes))) is True
    assert not rule.holds(facts(dict(no)))


def test_the_example_of_a_product_letter_can_be_used():
    [example] = [part for part in SHIPPED.split("\n\n") if '#letter = "product"' in part]
    lines = [line[1:] for line in example.splitlines() if line[:1] == "#" and line[:2] != "# "]

    rules = read_rules(SHIPPED.replace(example, "\n".join(lines)), environment={})

    assert [rule.letter for rule in rules.letters] == [
        "again",
        "product",
        "full_profile",
        "phone_given",
        "ask_details",
    ]
