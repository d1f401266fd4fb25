"""Upgrades: a database of an earlier version goes on where it was, and a kill leaves no half."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk.demo.chat import User
from frontdesk.messages.buttons import encode
from frontdesk.model.lead import State
from frontdesk.model.press import Move, Press
from frontdesk.store import leads, schema
from support import upgrading
from support.postgres import ENGINES
from support.stored import count, rows
from support.upgrading import OLD, first_database, first_postgres, found, is_whole, kills, upgraded
from support.world import OLGA, TRIAGE, a_form, a_world, until

KILLS = 10


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A desk folder with the database of the first version."""
    first_database(tmp_path / "test.db")
    return tmp_path


def test_the_file_that_is_kept_is_of_the_first_version(first):
    assert rows(first, "SELECT version_num FROM alembic_version") == [(OLD,)]
    assert schema.HEAD > OLD


async def test_the_leads_of_the_first_version_are_all_there(first):
    before = rows(first, "SELECT id, state, band, owner FROM leads ORDER BY id")
    async with a_world(first) as world:
        lines = await world.service.db.read(lambda connection: leads.newest(connection, 10))

    assert rows(first, "SELECT version_num FROM alembic_version") == [(schema.HEAD,)]
    assert (
        sorted((line.lead.id, line.lead.state, line.lead.band, line.lead.owner) for line in lines) == before
    )
    assert [line.fields["first_name"] for line in lines] == ["Spam", "Ala", "Nina", "Jan"]
    assert all(line.receipt for line in lines)


async def test_a_form_that_could_not_be_judged_is_judged_after_the_upgrade(first):
    assert count(first, "submissions", "state = 'unjudged'") == 1
    async with a_world(first):
        await until(lambda: count(first, "submissions", "state = 'judged'") == 5)


async def test_a_known_address_joins_its_lead_after_the_upgrade(first):
    async with a_world(first) as world:
        await world.post(a_form(email="JAN@acme-client.example", message="It is me again."))
        await until(lambda: not count(first, "submissions", "state IN ('waiting', 'unjudged')"))

        assert count(first, "leads") == 4
        assert count(first, "submissions", "lead = 1") == 3


async def test_a_press_on_a_card_from_before_the_upgrade_moves_its_lead(first):
    async with a_world(first, start=False) as world:
        # Telegram counts its updates on from those that the first version got.
        for _ in rows(first, "SELECT id FROM updates"):
            world.chat.push_update({"message": {}})
        await world.start()
        data = encode(Press(lead=3, move=Move.SPAM, revision=1))
        query = world.chat.press(TRIAGE.id, 2, data, user=User(OLGA.telegram, OLGA.name))
        await world.chat.answer(query, 5)

        assert (await world.lead(3)).lead.state is State.QUARANTINED


async def test_what_was_sent_before_the_upgrade_is_not_sent_again(first):
    async with a_world(first) as world:
        await world.post(a_form(email="new@somebody.example"))
        await world.mail("new@somebody.example")
        await until(lambda: not count(first, "submissions", "state IN ('waiting', 'unjudged')"))
        await until(lambda: not count(first, "deliveries", "state IN ('due', 'claimed')"))

        assert [mail.recipients for mail in world.mailbox.mails] == [("new@somebody.example",)]


@pytest.fixture(params=ENGINES)
def old(request, tmp_path):
    """The address of a database of the first version, once on each engine."""
    if request.param == "postgresql":
        return first_postgres()
    first_database(tmp_path / "first.db")
    return f"sqlite:///{tmp_path / 'first.db'}"


def test_a_kill_during_the_upgrade_leaves_the_old_or_the_new_and_the_same_data(old, tmp_path):
    before = found(old)
    fresh = upgrading.Copies(old, tmp_path).fresh()
    assert upgraded(fresh)[0] == 0
    after = found(fresh)

    left = list(kills(old, tmp_path, KILLS, seed=1))

    assert [where for where, now in left if not is_whole(now, before, after)] == []
    assert before.version in {now.version for _, now in left}


def test_half_an_upgrade_would_be_seen(tmp_path):
    first_database(tmp_path / "first.db")
    before = found(f"sqlite:///{tmp_path / 'first.db'}")
    with closing(sqlite3.connect(tmp_path / "first.db")) as connection, connection:
        connection.execute("CREATE TABLE nodes (id)")

    assert not is_whole(found(f"sqlite:///{tmp_path / 'first.db'}", before.shape), before, before)
