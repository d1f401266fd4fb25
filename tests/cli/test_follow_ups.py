"""Follow-ups on the command line: what comes next for a lead, and entries whose letter is not written."""

import asyncio
import re

import pytest

from cli.conftest import ran
from support.rehearsals import SHIPPED
from support.series import NURTURE, SERIES, rules_of
from support.world import OLGA, TRIAGE, a_form, a_world


async def _lived(desk, *, act: bool, fields: dict[str, str]) -> None:
    async with a_world(desk) as world:
        await world.post(a_form(**fields))
        await world.mail("jan@acme-client.example")
        if act:
            await world.card(TRIAGE, "Kowalski")
            await world.press(TRIAGE, "udget", OLGA)


def _shown(desk, *, series: str = SERIES, act: bool = False, **fields: str) -> str:
    (desk / "rules.toml").write_text(rules_of(series), "utf-8")
    asyncio.run(_lived(desk, act=act, fields=fields))
    (desk / ".env").write_text("FRONTDESK_DATABASE=sqlite:///test.db\n")
    return ran(["--desk", str(desk), "leads", "show", "1"]).out


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("", r"follow-up 1 of 3, still_there, on 20\d\d-\d\d-\d\d unless somebody acts\n"),
        (
            "\nwhen = \"band == 'nurture'\"",
            r"follow-up 1 of 3, still_there, on [\d-]{10} if band == 'nurture', and unless somebody acts\n",
        ),
    ],
    ids=["without a condition", "with one"],
)
def test_a_lead_is_shown_with_the_letter_that_comes_next(desk, when, told):
    shown = _shown(desk, series=SERIES.replace('"still_there"', f'"still_there"{when}'), **NURTURE)

    assert re.search(f"letter phone_given: sent\n{told}", shown)


def test_a_lead_that_somebody_took_in_hand_is_shown_without(desk):
    assert "follow-up" not in _shown(desk, act=True)


def test_a_lead_under_rules_without_follow_ups_is_shown_without(desk):
    assert "follow-up" not in _shown(desk, series="", **NURTURE)


def _line(rules: str, text: str) -> int:
    return next(number for number, row in enumerate(rules.splitlines(), 1) if text in row)


def test_a_follow_up_without_a_template_has_the_line_of_the_rules(run, desk):
    rules = rules_of(SERIES.replace('"last_word"', '"lats_word"'))
    (desk / "rules.toml").write_text(rules, "utf-8")

    ended = run("check")

    assert ended.code == 1
    [fault] = ended.faults
    assert fault.startswith(f"rules.toml:{_line(rules, 'lats_word')}: follow_ups[3].letter: no template")


def test_a_follow_up_that_is_not_written_in_a_language_of_the_answers_is_a_fault(run, desk):
    rules = rules_of(SERIES.replace('"last_word"', '"good_bye"'))
    (desk / "rules.toml").write_text(rules, "utf-8")
    (desk / "templates/letters").mkdir(parents=True)
    (desk / "templates/letters/good_bye.pl.md").write_text("---\nsubject: Hej\n---\n\nHej\n", "utf-8")

    ended = run("check")

    [fault] = ended.faults
    assert fault == (
        f'rules.toml:{_line(rules, "good_bye")}: follow_ups[3].letter: expected "good_bye" in the languages '
        "of the letters before it, found none in en, ru"
    )


def test_the_shipped_example_in_use_has_no_fault_and_its_letters_are_rendered(run, desk):
    example = SHIPPED[SHIPPED.index("#[[follow_ups]]") : SHIPPED.index("# ── Forms")]
    (desk / "rules.toml").write_text(SHIPPED.replace(example, re.sub("(?m)^#", "", example)), "utf-8")

    ended = run("check")

    assert (ended.code, ended.err) == (0, "")
    assert "24 letters" in ended.out
