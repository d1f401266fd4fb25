"""Backup and restore: what was taken before a backup is in it, and coming back does no harm."""

import asyncio
import fcntl
import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from support.stored import count, rows
from support.world import World, a_form, a_world, until
from web.raw import one, request
from web.served import Served, a_served

pytestmark = pytest.mark.usefixtures("plain_words")

NAME = "test.db"
#: A letter in every state that it may have when the backup is made.
STATES = ("due", "claimed", "unsure", "sent", "held", "refused", "cancelled", "withheld")


@pytest.fixture(autouse=True)
def _database(desk: Path) -> None:
    """The desk keeps its data where the tests of a service look for it."""
    (desk / ".env").write_text(f"FRONTDESK_DATABASE=sqlite:///{NAME}\n")


async def a_desk(desk: Path, people: int = 3) -> None:
    """A desk that has taken forms and is at rest."""
    async with a_world(desk) as world:
        for number in range(people):
            await world.post(a_form(email=f"lead{number}@acme{number}.example"))
        await until(lambda: len(world.mailbox.mails) == people)
        await until(lambda: count(desk, "deliveries", "state = 'sent'") == people)


@pytest.fixture(scope="module")
def resting(tmp_path_factory) -> Path:
    """The file of a desk at rest, with three leads."""
    desk = tmp_path_factory.mktemp("resting")
    asyncio.run(a_desk(desk))
    assert names(desk) == {NAME}
    return desk / NAME


@pytest.fixture
def rested(desk: Path, resting: Path) -> Path:
    """The folder of a desk at rest, with three leads, to do with as one likes."""
    shutil.copy(resting, desk)
    return desk


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, open, with nobody's transaction."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


def leads_in(file: Path) -> int:
    with opened(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute("SELECT count(*) FROM leads").fetchone()[0]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def posted(served: Served, taken: list[int], ended: asyncio.Event) -> None:
    """Post one form after the other, and note which were taken."""
    while not ended.is_set():
        number = len(taken)
        form = a_form(email=f"lead{number}@acme{number}.example", message="m" * 3_000)
        assert (await one(served.url, request(json.dumps(form)), 30)).status == 200
        taken.append(number)


async def test_a_backup_of_a_busy_desk_holds_every_form_taken_before_it(desk, tmp_path_factory):
    taken, ended, elsewhere = list[int](), asyncio.Event(), tmp_path_factory.mktemp("elsewhere")
    async with a_served(desk) as served:
        await served.start()
        load = asyncio.create_task(posted(served, taken, ended))
        await until(lambda: len(taken) >= 50, 30)
        before = len(taken)
        code, out, err = await served.command("backup", str(elsewhere / "b.db"))
        during = len(taken)
        ended.set()
        await load

    assert (code, err) == (0, "")
    assert count(f"sqlite:///{elsewhere / 'b.db'}", "submissions") >= before
    assert f"{leads_in(elsewhere / 'b.db')} leads" in out
    assert during > before
    async with a_served(elsewhere) as served:
        code, _, err = await served.command("restore", str(elsewhere / "b.db"))
        await served.start()
        kept = {f"lead{number}@acme{number}.example" for number in taken[:before]}
        assert (code, err) == (0, "")
        await until(lambda: kept <= {value for (value,) in rows(elsewhere, "SELECT value FROM identities")})
        assert (await one(served.url, request(json.dumps(a_form(email="new@acme.example"))))).status == 200


def test_a_backup_is_one_file_for_its_owner_alone(run, rested, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups")

    ran = run("backup", str(folder / "b.db"))

    assert (ran.code, ran.err) == (0, "")
    assert names(folder) == {"b.db"}
    assert (folder / "b.db").stat().st_mode & 0o777 == 0o600
    assert "3 leads, 3 submissions" in ran.out


def test_a_backup_leaves_the_database_as_it_is_and_takes_what_stands_in_the_wal_only(run, rested):
    with opened(rested / NAME) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("INSERT INTO leads (id, created_at) VALUES (99, 0)")
        for path in rested.glob(f"{NAME}*"):  # as a kill would leave them: closing tidies up
            shutil.copy(path, rested / path.name.replace(NAME, "killed.db"))
    (rested / ".env").write_text("FRONTDESK_DATABASE=sqlite:///killed.db\n")
    before = {path.name: path.read_bytes() for path in rested.glob("killed.db*") if path.suffix != ".db-shm"}

    assert run("backup", str(rested / "b.db")).code == 0

    assert leads_in(rested / "b.db") == 4
    assert {name: (rested / name).read_bytes() for name in before} == before


def test_a_backup_writes_over_no_file(run, rested):
    (rested / "b.db").write_text("the only copy")

    ran = run("backup", str(rested / "b.db"))

    assert ran.code == 1
    assert "found one" in ran.faults[0]
    assert (rested / "b.db").read_text() == "the only copy"


def test_what_a_killed_backup_left_does_not_keep_the_next_one_from_it(run, rested):
    (rested / "b.db.part").write_bytes(b"half a backup" * 10_000)

    assert run("backup", str(rested / "b.db")).code == 0

    assert leads_in(rested / "b.db") == 3
    assert "b.db.part" not in names(rested)


def test_two_backups_do_not_write_one_file_at_once(run, rested):
    with (rested / "b.db.part").open("wb") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        first.write(b"first")
        first.flush()

        ran = run("backup", str(rested / "b.db"))

        assert (ran.code, len(ran.faults)) == (1, 1)
        assert (rested / "b.db.part").read_bytes() == b"first"


def no_desk(desk: Path) -> None:
    (desk / NAME).unlink()


def a_bad_page(desk: Path) -> None:
    with opened(desk / NAME) as connection:
        [[page]] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'submissions'")
    with (desk / NAME).open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)


def a_text(desk: Path) -> None:
    (desk / NAME).write_text("This is no database.\n" * 500)


def something_else(desk: Path) -> None:
    (desk / NAME).unlink()
    with opened(desk / NAME) as connection:
        connection.execute("CREATE TABLE songs (title)")


def a_later_version(desk: Path) -> None:
    with opened(desk / NAME) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


BAD = {
    "none": no_desk,
    "a damaged one": a_bad_page,
    "a text": a_text,
    "a database of something else": something_else,
    "a database of a later version": a_later_version,
}


@pytest.mark.parametrize("damaged", BAD.values(), ids=BAD)
def test_no_backup_is_made_of_what_could_not_be_restored(run, rested, damaged):
    damaged(rested)
    before = names(rested)

    ran = run("backup", str(rested / "b.db"))

    assert (ran.code, len(ran.faults)) == (1, 1)
    assert ran.faults[0].startswith(str(rested / NAME))
    assert "b.db" not in names(rested)
    assert names(rested) - before <= {f"{NAME}-wal", f"{NAME}-shm"}


@pytest.mark.parametrize("damaged", BAD.values(), ids=BAD)
def test_a_file_that_is_no_sound_backup_replaces_nothing(run, rested, tmp_path_factory, damaged):
    folder = tmp_path_factory.mktemp("backups")
    shutil.copy(rested / NAME, folder)
    damaged(folder)
    before = (rested / NAME).read_bytes()

    ran = run("restore", str(folder / NAME), "--replace")

    assert (ran.code, len(ran.faults)) == (1, 1)
    assert ran.faults[0].startswith(str(folder / NAME))
    assert (rested / NAME).read_bytes() == before
    assert not [name for name in names(rested) if name.startswith(f"{NAME}.")]


def test_the_desk_that_is_there_stays_unless_it_is_to_be_replaced(run, rested):
    run("backup", str(rested / "b.db"))
    before = (rested / NAME).read_bytes()

    ran = run("restore", str(rested / "b.db"))

    assert (ran.code, len(ran.faults)) == (1, 1)
    assert "--replace" in ran.faults[0]
    assert (rested / NAME).read_bytes() == before


def test_a_desk_that_is_replaced_lies_beside_it_with_all_it_had(run, rested):
    run("backup", str(rested / "b.db"))
    with opened(rested / NAME) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("INSERT INTO leads (id, created_at) VALUES (99, 0)")
        killed = {path.name: path.read_bytes() for path in rested.glob(f"{NAME}*")}
    for name, content in killed.items():
        (rested / name).write_bytes(content)

    ran = run("restore", str(rested / "b.db"), "--replace")

    assert (ran.code, ran.err) == (0, "")
    [aside] = [name for name in names(rested) if name.startswith(f"{NAME}.") and name.endswith("Z")]
    assert aside in ran.out
    assert leads_in(rested / aside) == 4
    assert leads_in(rested / NAME) == 3


def test_a_desk_whose_file_is_damaged_can_be_replaced(run, rested):
    run("backup", str(rested / "b.db"))
    a_text(rested)

    assert run("restore", str(rested / "b.db"), "--replace").code == 0

    assert leads_in(rested / NAME) == 3


def test_what_another_database_left_beside_the_place_does_no_harm(run, rested, tmp_path_factory):
    stale = tmp_path_factory.mktemp("stale") / NAME
    shutil.copy(rested / NAME, stale)
    with opened(stale) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("DELETE FROM identities")
        left = stale.with_name(f"{NAME}-wal").read_bytes()
    run("backup", str(rested / "b.db"))
    (rested / NAME).unlink()
    (rested / f"{NAME}-wal").write_bytes(left)
    (rested / "harmed.db").write_bytes((rested / "b.db").read_bytes())
    (rested / "harmed.db-wal").write_bytes(left)

    assert run("restore", str(rested / "b.db")).code == 0

    query = "SELECT count(*) FROM identities"
    with opened(rested / NAME) as restored, opened(rested / "harmed.db") as harmed:
        assert restored.execute(query).fetchone()[0] > 0
        assert harmed.execute(query).fetchone()[0] == 0
    assert leads_in(rested / NAME) == 3


@pytest.mark.parametrize("there", [True, False], ids=["its file is there", "its file was deleted"])
async def test_a_running_desk_is_not_replaced_under_its_feet(desk, there):
    async with a_served(desk) as served:
        await served.start()
        assert (await one(served.url, request(json.dumps(a_form())))).status == 200
        await served.command("backup", str(desk / "b.db"))
        if not there:
            (desk / NAME).unlink()
        before = names(desk)

        code, _, err = await served.command("restore", str(desk / "b.db"), "--replace")

        assert code == 1
        assert "stop frontdesk first" in err
        own = {NAME, f"{NAME}-wal", f"{NAME}-shm"}  # a desk whose file is gone may begin another at any time
        assert names(desk) - own == before - own
        served.signal(signal.SIGTERM)
        await served.ended()


def with_letters(desk: Path) -> None:
    """Letters in every state, and a form that nobody has judged."""
    columns = "key, channel, lead, recipient, letter, message_id, body, state, due_at, created_at"
    with opened(desk / NAME) as connection:
        for state in STATES:
            values = (state, "email", 1, "jan@acme.example", "ask", f"<{state}@x>", b"To: x", state, 0, 0)
            connection.execute(f"INSERT INTO deliveries ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?)", values)
        connection.execute("UPDATE submissions SET state = 'waiting' WHERE lead = 2")
        connection.execute("DELETE FROM deliveries WHERE lead = 2")
        connection.execute("DELETE FROM receipts WHERE lead = 2")
        connection.execute("DELETE FROM quotas")
        connection.execute("INSERT INTO nodes VALUES ('old', '', 'all', 0, 0)")


def letters(desk: Path) -> dict[str, tuple[str, Any]]:
    """key: state and reason of each letter."""
    found = rows(desk, "SELECT key, state, reason FROM deliveries")
    return {key: (state, reason) for key, state, reason in found if key in STATES}


@pytest.mark.parametrize("whose", [2, None], ids=["of a lead", "nobody's yet"])
def test_letters_that_may_have_gone_out_since_are_held_for_a_person(run, rested, whose):
    with_letters(rested)
    with opened(rested / NAME) as connection:
        connection.execute("UPDATE submissions SET lead = ? WHERE state = 'waiting'", (whose,))
    run("backup", str(rested / "b.db"))

    ran = run("restore", str(rested / "b.db"), "--replace")

    held = dict.fromkeys(("due", "claimed", "unsure"), ("held", "restored"))
    assert letters(rested) == {state: (state, None) for state in STATES} | held
    assert "held, since they may have gone out after the backup: 3" in ran.out
    assert "that get no letter now: 1" in ran.out
    assert count(rested, "quotas", "key LIKE 'letter:%'") == 1
    assert count(rested, "nodes") == 0


def test_files_for_peoples_own_chats_are_no_letters_and_stay_due(run, rested):
    with_letters(rested)
    with opened(rested / NAME) as connection:
        connection.execute("UPDATE deliveries SET channel = 'telegram' WHERE key = 'due'")
    run("backup", str(rested / "b.db"))

    ran = run("restore", str(rested / "b.db"), "--replace")

    assert letters(rested)["due"] == ("due", None)
    assert "held, since they may have gone out after the backup: 2" in ran.out


def test_letters_stay_due_where_a_person_says_so(run, rested):
    with_letters(rested)
    run("backup", str(rested / "b.db"))

    ran = run("restore", str(rested / "b.db"), "--replace", "--send")

    assert letters(rested) == {state: (state, None) for state in STATES}
    assert "held" not in ran.out
    assert count(rested, "quotas") == 0


async def test_a_desk_that_comes_back_writes_to_new_people_only(rested: Path):
    desk = rested
    with_letters(desk)
    world = World(desk)
    await world.start_peers()
    mail = {"SMTP": world.mailbox.url, "MAIL_FROM": "Acme <hello@acme.example>"}
    try:
        async with a_served(desk, **mail) as served:
            await served.command("backup", str(desk / "b.db"))
            code, _, _ = await served.command("restore", str(desk / "b.db"), "--replace")
            await served.start()
            form = a_form(email="new@somebody.example")
            assert (await one(served.url, request(json.dumps(form)))).status == 200
            await until(lambda: count(desk, "deliveries", "state IN ('due', 'claimed')") == 0)
            await until(lambda: not count(desk, "submissions", "state = 'waiting'"))
            await until(lambda: world.mailbox.mails)
            served.signal(signal.SIGTERM)
            await served.ended()
    finally:
        await world.close()

    assert code == 0
    assert [mail.recipients for mail in world.mailbox.mails] == [("new@somebody.example",)]
    assert count(desk, "deliveries", "lead = 2 AND state = 'withheld' AND reason = 'quota'") == 1


def test_a_backup_of_the_first_version_is_restored_in_the_newest(run, desk):
    import gzip

    first = Path(__file__).parents[1] / "store/data/first.db.gz"
    (desk / "b.db").write_bytes(gzip.decompress(first.read_bytes()))

    assert run("restore", str(desk / "b.db")).code == 0

    assert leads_in(desk / NAME) == 4
    assert rows(desk, "SELECT version_num FROM alembic_version") != [("0001",)]
    assert run("leads", "list", "--json").out.count("\n") == 4


def test_broken_rules_do_not_stand_in_the_way(run, rested):
    (rested / "rules.toml").write_text("this is no TOML")

    assert run("backup", str(rested / "b.db")).code == 0
    assert run("restore", str(rested / "b.db"), "--replace").code == 0


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_on_postgresql_the_line_says_which_command_does_it(run, desk, command):
    address = "postgresql://anna:hunter2@db.acme.example:5433/desk?sslmode=require"
    (desk / ".env").write_text(f"FRONTDESK_DATABASE={address}\n")

    ran = run(command, "my backup")

    tool = {"backup": "pg_dump", "restore": "pg_restore"}[command]
    assert (ran.code, len(ran.faults)) == (1, 1)
    assert tool in ran.faults[0]
    assert "postgresql://anna@db.acme.example:5433/desk?sslmode=require" in ran.faults[0]
    assert "'my backup'" in ran.faults[0]
    assert "hunter2" not in ran.faults[0]


def test_a_place_without_room_is_one_line_and_leaves_nothing_behind(run, rested):
    ran = run("backup", str(rested / "no" / "such" / "folder" / "b.db"))

    assert (ran.code, len(ran.faults)) == (1, 1)
    assert os.fspath(rested / "no") in ran.faults[0]


def test_a_wrong_setting_is_told_with_its_line(run, desk):
    (desk / ".env").write_text("# ours\nFRONTDESK_PORT=http\n")

    ended = run("backup", "copy.db")

    assert ended.faults == ['.env:2: FRONTDESK_PORT: expected a whole number, found "http"']
