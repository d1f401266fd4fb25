"""The suppression list, as commands."""

import asyncio
import json

import pytest

from cli.conftest import ran
from frontdesk.store.database import Database
from support.stored import count, rows
from support.world import TRIAGE, a_form, a_world, until

ADDRESS = "jan.k@client.example"


@pytest.fixture
def desk(tmp_path, database_url):
    """A desk folder with an empty database."""
    (tmp_path / ".env").write_text(f"FRONTDESK_DATABASE={database_url}\n")

    async def made() -> None:
        await Database(database_url, desk=tmp_path).close()

    asyncio.run(made())
    return tmp_path


def test_an_empty_list_says_so(run):
    assert run("suppressions", "list").out == "Every address may be written to.\n"
    assert run("suppressions", "list", "--json").out == ""


def test_an_address_is_added_once_and_shown(run):
    first = run("suppressions", "add", "Jan <Jan.K@Client.example>", "--by", "Ann")
    again = run("suppressions", "add", "jank+x@client.example", "--by", "Olga")
    shown = run("suppressions", "list")

    assert first.out == "Jan.K@client.example: suppressed; letters withheld: 0\n"
    assert again.out.startswith("jank+x@client.example: suppressed before: by_hand, by Ann, 20")
    assert shown.out.split()[4:7] == ["Jan.K@client.example", "by_hand", "Ann"]


def test_what_is_added_and_listed_is_json_when_asked_for(run):
    added = json.loads(run("suppressions", "add", ADDRESS, "--by", "Ann", "--json").out)
    listed = json.loads(run("suppressions", "list", "--json").out)
    removed = json.loads(run("suppressions", "remove", ADDRESS, "--json").out)

    assert (added.pop("new"), added.pop("withheld")) == (True, 0)
    assert added == listed
    assert (listed["address"], listed["reason"], listed["by"]) == (ADDRESS, "by_hand", "Ann")
    assert removed == {"address": ADDRESS}


def test_an_address_is_removed_however_it_is_written(run):
    run("suppressions", "add", ADDRESS)

    gone = run("suppressions", "remove", "JAN.K+crm@client.example")
    again = run("suppressions", "remove", ADDRESS)

    assert gone.out == "JAN.K+crm@client.example: no longer suppressed\n"
    assert (again.code, again.out) == (1, "")
    told = "expected a suppressed address, found none; see `frontdesk suppressions list`"
    assert again.err == f"{ADDRESS}: {told}\n"


@pytest.mark.parametrize("command", ["add", "remove"])
@pytest.mark.parametrize("text", ["jan", "jan@localhost", "a@x.example, b@y.example\r\nBcc: c", ""])
def test_what_is_no_address_is_called_wrongly(run, command, text):
    ended = run("suppressions", command, text)

    assert ended.code == 2
    assert len(ended.faults) == 1
    assert "expected an address" in ended.err


def test_a_desk_that_never_ran_has_no_list_to_write_to(tmp_path):
    ended = ran(["--desk", str(tmp_path), "suppressions", "add", ADDRESS])

    assert (ended.code, ended.out) == (1, "")
    assert "`frontdesk serve` makes it" in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("secret", ["", "a secret that the settings give"], ids=["kept", "given"])
async def test_the_service_goes_by_the_list_and_waiting_letters_by_the_command(
    tmp_path, database_url, secret
):
    async with a_world(tmp_path, DATABASE=database_url, SECRET=secret) as world:
        world.mailbox.script("rcpt", "450 4.2.0 greylisted", times=1_000)
        await world.post(a_form(email="jan.k@client.example", phone=""))
        await until(lambda: count(world, "deliveries", "attempts > 0"))
        before = (await world.card(TRIAGE, "#1")).text
        given = f"FRONTDESK_DATABASE={database_url}\n" + (f'FRONTDESK_SECRET="{secret}"\n' if secret else "")
        env = tmp_path / "other"
        env.mkdir()
        (env / ".env").write_text(given.replace("sqlite:///", f"sqlite:///{tmp_path}/"))

        added = await asyncio.to_thread(
            ran, ["--desk", str(env), "suppressions", "add", "jank@client.example", "--by", "Ann"]
        )
        after = await world.card(TRIAGE, "not answered: not written to any more")
        await world.post(a_form(email="j.a.n.k@client.example", phone="", message="Once more"))
        await until(lambda: count(world, "deliveries") == 2)

    assert "not answered" not in before
    assert after.text.splitlines()[0] == before.splitlines()[0]
    # The service logs into the same stream.
    assert "jank@client.example: suppressed; letters withheld: 1" in added.out.splitlines()
    assert rows(world, "SELECT state, reason FROM deliveries") == [("withheld", "suppressed")] * 2
    assert world.mailbox.mails == []
