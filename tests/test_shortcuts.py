"""Shortcuts of the tests: what is lent, forked or read once is what a test would have got anew."""

import os

import psycopg
import pytest

from frontdesk.app.config import read_config
from frontdesk.messages.letter import LetterValues
from support import ready, shipped
from support.forked import forked
from support.plain import plain

LEAD = "INSERT INTO leads (created_at) VALUES (0) RETURNING id"


def told(url: str, *statements: str) -> list[tuple]:
    """What the last of these statements gives."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            done = connection.execute(statement)
        return done.fetchall() if done.description else []


def test_a_database_that_was_filled_is_lent_again_empty_and_counts_from_one():
    with ready.database() as first:
        told(first, LEAD, LEAD)
    with ready.database() as second:
        [[number]] = told(second, LEAD)
        [[rows]] = told(second, "SELECT count(*) FROM leads")

    assert (second, number, rows) == (first, 1, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE leads ADD CONSTRAINT poison CHECK (id <> 7)",
        "ALTER TABLE leads ALTER COLUMN band SET NOT NULL",
        "ALTER TABLE leads ADD COLUMN more TEXT",
        "ALTER TABLE leads ALTER COLUMN owner SET DEFAULT 'x'",
        "DROP INDEX cards_due",
        "CREATE TABLE songs (title TEXT)",
        "CREATE SCHEMA other",
        "UPDATE alembic_version SET version_num = '9999'",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = 1', current_database()); END $$",
    ],
    ids=["constraint", "not null", "column", "default", "index", "table", "schema", "version", "setting"],
)
def test_a_database_that_is_made_another_way_is_not_lent_again(statement):
    with ready.database() as first:
        told(first, statement)
    with ready.database() as second:
        assert second != first


def test_who_is_still_connected_to_a_lent_database_is_sent_away():
    with ready.database() as first, psycopg.connect(first, autocommit=True) as late:
        late.execute("SELECT 1")
        ready_again = ready._emptied(first)
        with pytest.raises(psycopg.OperationalError):
            late.execute(LEAD)

    assert ready_again


@pytest.mark.parametrize("variables", [{}, {"FRONTDESK_TRIAGE_CHAT": "-7"}], ids=["none", "a chat"])
def test_what_is_read_once_is_what_the_folder_holds(tmp_path, variables):
    once, anew = shipped.config(tmp_path, variables), read_config(tmp_path, variables)

    assert (once.desk, once.settings, once.rules.text) == (anew.desk, anew.settings, anew.rules.text)
    assert once.rules.chats == anew.rules.chats
    letters = [config.letters.render("full_profile", "pl", LetterValues()) for config in (once, anew)]
    assert letters[0] == letters[1]


def test_a_folder_with_files_of_its_own_is_read(tmp_path):
    (tmp_path / "rules.toml").write_text("")

    with pytest.raises(Exception, match=r"rules\.toml"):
        shipped.config(tmp_path, {})


def test_plain_templates_are_letters_and_cards_without_a_fault(tmp_path):
    plain(tmp_path)

    config, full = read_config(tmp_path, {}), shipped.config(tmp_path.parent, {})

    assert config.letters.names == full.letters.names
    assert "Hello." in config.letters.render("full_profile", "ru", LetterValues()).text


async def test_a_forked_command_says_and_ends_as_one_that_was_started(tmp_path):
    told = await forked(("--desk", str(tmp_path / "nowhere"), "check"), {**os.environ, "NO_COLOR": "1"})
    out, err = await told.communicate()

    assert (told.returncode, out) == (1, b"")
    assert b"expected a desk folder, found none" in err
