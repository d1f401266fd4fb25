"""Quarantine: what waits there, and the way out, from the command line."""

import asyncio
import getpass
import json
import shutil
from pathlib import Path

import pytest

from cli.conftest import ran
from support.stored import count, rows
from support.world import SALES, TRIAGE, a_form, a_world, until

pytestmark = pytest.mark.usefixtures("plain_words")

TRAPPED = a_form(website_hp="https://acme.example")
ADVERT = a_form(
    email="seo@seller.example",
    first_name="Sam",
    phone="",
    message="We sell backlinks, see http://a.example and http://b.example",
)
THROWN = a_form(email="eve@mailinator.com", first_name="Eve", phone="", message="A demo, please.")


async def _live(desk: Path) -> None:
    async with a_world(desk) as world:
        for form in (TRAPPED, ADVERT, THROWN):
            await world.post(form)
            await until(lambda: not count(world, "submissions", "state = 'waiting'"))


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """The database of a desk after that."""
    desk = tmp_path_factory.mktemp("desk")
    asyncio.run(_live(desk))
    return desk / "test.db"


@pytest.fixture
def lived(tmp_path, file) -> Path:
    """A desk folder with a person in a trap, an advert, and a throw-away address that was only watched."""
    shutil.copy(file, tmp_path)
    chats = f"FRONTDESK_TRIAGE_CHAT={TRIAGE.id}\nFRONTDESK_SALES_CHAT={SALES.id}\n"
    (tmp_path / ".env").write_text(f"FRONTDESK_DATABASE=sqlite:///test.db\n{chats}")
    return tmp_path


def look(desk: Path, *arguments: str):
    return ran(["--desk", str(desk), "quarantine", *arguments])


def listed(desk: Path, *arguments: str) -> list[dict]:
    return [json.loads(line) for line in look(desk, "list", "--json", *arguments).out.splitlines()]


def test_who_looks_human_is_listed_first(lived):
    first, second = listed(lived)

    assert (first["id"], first["guards"], first["human"], first["name"]) == (
        1,
        ["honeypot"],
        True,
        "Jan Kowalski",
    )
    assert first["why"] == ["the hidden field website_hp is filled"]
    assert (second["id"], second["guards"], second["human"]) == (2, ["phrases"], False)


def test_the_list_is_a_table_for_people(lived):
    head, first, second = look(lived, "list").out.splitlines()

    assert head.split() == ["lead", "when", "guards", "why", "looks", "human", "name"]
    assert "the hidden field website_hp is filled  yes" in first
    assert second.startswith("#2")


def test_the_limit_keeps_those_who_look_human(lived):
    assert [one["id"] for one in listed(lived, "--limit", "1")] == [1]


def test_the_last_day_has_a_digest(lived):
    lines = look(lived, "list", "--since", "24h").out.splitlines()

    assert lines[0] == "Quarantine: 2 new (honeypot 1, phrases 1)."
    assert lines[2].startswith("#1 Jan Kowalski: honeypot (")
    assert [one["id"] for one in listed(lived, "--since", "24h")] == [1, 2]
    assert look(lived, "list", "--since", "1ms").out.splitlines()[0] == "Quarantine: nothing new."


@pytest.mark.parametrize("given", ["soon", "", "24", "-1h", "0s", "99999999d", "nanh"])
def test_a_time_that_is_none_is_refused(lived, given):
    ended = look(lived, "list", "--since", given)

    assert ended.code == 2
    assert "expected a time such as 24h or 90m" in ended.err


def test_what_was_only_watched_has_a_list_of_its_own(lived):
    [found] = listed(lived, "--watched")

    assert (found["id"], found["guards"]) == (3, ["disposable"])
    shown = ran(["--desk", str(lived), "leads", "show", "3"]).out
    assert "  would be quarantined: disposable (a disposable e-mail address)" in shown


def test_leads_show_says_what_the_guard_saw(lived):
    shown = ran(["--desk", str(lived), "leads", "show", "1"]).out

    assert "  quarantined: honeypot (the hidden field website_hp is filled)" in shown


def test_a_release_is_told_and_written_down(lived):
    ended = look(lived, "release", "1", "--by", "Anna")

    assert (ended.code, ended.out) == (0, "#1: released\n")
    assert rows(lived, "SELECT by, what FROM history WHERE lead = 1")[-1] == ("Anna", "release")
    assert rows(lived, "SELECT state, reason FROM deliveries WHERE lead = 1") == [("due", None)]
    assert rows(lived, "SELECT view, state FROM cards WHERE lead = 1") == [("triage", "due")]
    assert [one["id"] for one in listed(lived)] == [2]


def test_a_second_release_changes_nothing(lived):
    look(lived, "release", "1", "--by", "Anna")

    ended = look(lived, "release", "1")

    assert (ended.code, ended.out) == (0, "#1: released by Anna before\n")
    assert count(lived, "history", "lead = 1") == 2


def test_a_release_has_the_name_of_the_account_unless_told(lived):
    look(lived, "release", "1")

    assert rows(lived, "SELECT released_by FROM leads WHERE id = 1") == [(getpass.getuser(),)]


def test_the_letter_and_the_card_go_out_when_the_service_runs(lived):
    look(lived, "release", "1")

    async def run() -> list:
        async with a_world(lived) as world:
            await world.card(TRIAGE, "Kowalski")
            return await world.mail(TRAPPED["email"])

    assert len(asyncio.run(run())) == 1


def test_a_lead_that_is_not_there_or_not_held_is_a_fault(lived):
    missing, outside = look(lived, "release", "99"), look(lived, "release", "3")

    assert (missing.code, outside.code) == (1, 1)
    assert "lead 99: expected a judged lead of this desk" in missing.err
    assert "lead 3: expected one in quarantine" in outside.err


def test_a_desk_without_a_database_has_nothing_in_quarantine(tmp_path):
    assert look(tmp_path, "list").out == "Nothing is in quarantine.\n"
    assert look(tmp_path, "release", "1").code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["templates"]
