"""Following: what `[[follow_ups]]` says, and every mistake in it with its line and key."""

from datetime import timedelta

import pytest

from frontdesk.model.touch import TouchKind
from frontdesk.rules.editor import json_schema
from frontdesk.rules.load import read_rules
from frontdesk.rules.pauses import Pause
from rules.test_faults import faults, written
from rules.test_load import SHIPPED, uncommented

OFFICE = '[hours]\nzone = "Europe/Warsaw"\nmonday-friday = "09:00-18:00"'
#: A lead about which nothing is known.
NOBODY = {"score": 0, "reachable": 0, "fit": 0, "interest": 0, "cell": None, "band": "nurture"}


def entry(**changed: str | None) -> str:
    """One entry with lines changed or, by None, left out; a value may end in `# here`."""
    lines = {"letter": '"still_there"', "after": '"2 working days"'} | changed
    return "[[follow_ups]]\n" + "\n".join(f"{key} = {value}" for key, value in lines.items() if value)


def series(*entries: str, hours: str = OFFICE):
    return read_rules(written(more=hours, series="\n".join(entries)), environment={}).follow_ups


def test_entries_are_a_series_in_their_order():
    first, second = series(entry(), entry(letter='"last_word"', after='"36h"', when="\"band == 'junk'\""))

    assert (first.letter, first.after, first.when) == ("still_there", Pause(working_days=2), None)
    assert (second.letter, second.after.span, second.when) == (
        "last_word",
        timedelta(hours=36),
        "band == 'junk'",
    )


def test_rules_without_entries_have_no_series():
    assert series() == ()


@pytest.mark.parametrize(
    ("when", "facts", "holds"),
    [
        pytest.param("band == 'nurture'", {}, True, id="band"),
        pytest.param(
            "score >= 2 and email.corporate", {"score": 2, "email.corporate": True}, True, id="both"
        ),
        pytest.param("email.corporate", {}, None, id="what nobody said is unknown"),
        pytest.param("touches.sent < 3", {"touches.sent": 3}, False, id="touches"),
        pytest.param("keywords.off_profile", {"keywords.off_profile": ("SMM",)}, True, id="keywords"),
    ],
)
def test_a_condition_may_name_signals_band_score_and_touches(when, facts, holds):
    [only] = series(entry(when=f'"{when}"'))

    assert only.holds({**NOBODY, **facts}) is holds


def test_an_entry_without_a_condition_holds_for_everybody():
    [only] = series(entry())

    assert only.holds(NOBODY) is True


def test_within_counts_recent_touches_only():
    [only] = series(entry(when='"touches.stage == 0"', within='"30d"'))

    [window] = only.windows
    assert (window.kind, window.within) == (TouchKind.STAGE, timedelta(days=30))
    assert only.holds({**NOBODY, "touches.stage": 5, window.name: 0}) is True


# id: (the entries, with "# here" on the line to name; the key; what is said)
TABLE = {
    "no time": (entry(after=None).replace("]]\n", "]] # here\n"), ".after", "expected a time such as"),
    "no letter": (
        entry(letter=None).replace("]]\n", "]] # here\n"),
        ".letter",
        "expected 1 to 40 characters",
    ),
    "days that may be working days or not": (
        entry(after='"2 days" # here'),
        ".after",
        'expected a time such as "2 working days", "36h", "3d" or "1w", found "2 days"',
    ),
    "a number for a time": (entry(after="2 # here"), ".after", 'a time such as "2 working days"'),
    "no time at all": (entry(after='"0d" # here'), ".after", 'found "0d"'),
    "longer than a year": (entry(after='"400d" # here'), ".after", 'expected at most a year, found "400d"'),
    "a letter that is none": (
        entry(letter='"none" # here'),
        ".letter",
        'expected the name of a letter, found "none"',
    ),
    "a letter twice": (
        entry() + "\n" + entry(letter='"still_there" # here'),
        "[2].letter",
        'expected each letter once, found "still_there" in follow_ups[1] too',
    ),
    "an unknown key": (
        entry(wehn='"score > 1" # here'),
        ".wehn",
        'unknown key; did you mean "when"?',
    ),
    "a signal with a slip": (
        entry(when='"emial.corporate" # here'),
        ".when",
        'no signal "emial.corporate"; did you mean "email.corporate"?',
    ),
    "a band that there is not": (
        entry(when="\"band == 'nurtured'\" # here"),
        ".when",
        'never "nurtured"; did you mean "nurture"?',
    ),
    "a condition that never holds": (
        entry(when='"score > 3 and score < 2" # here'),
        ".when",
        "can never hold, whatever the signals: it would never go out",
    ),
    "a count that is never so small": (
        entry(when='"touches.sent < 0" # here'),
        ".when",
        "can never hold",
    ),
    "a condition that always holds": (
        entry(when='"true" # here'),
        ".when",
        "holds for every lead: leave it out",
    ),
    "a within that is no time": (
        entry(when='"touches.sent > 1"', within='"soon" # here'),
        ".within",
        'expected a time such as "30d", found "soon"',
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_a_fault_is_told_with_its_line_and_key(case):
    entries, key, told = TABLE[case]
    text = written(more=OFFICE, series=entries)
    number = next(n for n, line in enumerate(text.splitlines(), 1) if line.endswith("# here"))

    [fault] = faults(text)

    assert fault.startswith(f"rules.toml:{number}: follow_ups")
    assert key in fault
    assert told in fault


@pytest.mark.parametrize(
    "hours",
    ["", '[hours]\nzone = "Europe/Warsaw"', '[hours]\nzone = "Europe/Warsaw"\nclosed = "2026-12-25"'],
    ids=["none", "a zone alone", "days off alone"],
)
def test_working_days_need_hours_that_name_some(hours):
    [fault] = faults(written(more=hours, series=entry()))

    assert 'follow_ups[1].after: expected a time such as "3d", found "2 working days": [hours]' in fault


def test_a_series_has_ten_letters_at_most():
    ten = [entry(letter=f'"letter_{number}"') for number in range(10)]

    assert len(series(*ten)) == 10
    [fault] = faults(written(more=OFFICE, series="\n".join([*ten, entry()])))
    assert "follow_ups: expected at most 10 [[follow_ups]] entries, found 11 entries" in fault


def test_an_editor_knows_the_table_and_its_conditions():
    schema = json_schema()
    table = schema["$defs"]["FollowUpTable"]["properties"]

    assert schema["properties"]["follow_ups"]["maxItems"] == 10
    assert list(table) == ["letter", "after", "when", "within"]
    assert "touches.sent" in table["when"]["description"]
    assert "band" in table["when"]["description"]


def test_the_shipped_example_is_switched_off_and_sound():
    assert read_rules(SHIPPED, environment={}).follow_ups == ()

    example = SHIPPED[SHIPPED.index("# ── Follow-ups") : SHIPPED.index("# ── Forms")]
    rules = read_rules(SHIPPED + uncommented(example), environment={})

    assert [each.letter for each in rules.follow_ups] == ["still_there", "case_study", "last_word"]
    assert all("nurture" in (each.when or "") for each in rules.follow_ups)
