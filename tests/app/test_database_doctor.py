"""Database doctor: how a desk's database is, on both engines, without a change to it."""

import os
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.app import database_doctor as doctor
from frontdesk.desk.clock import wall as now
from frontdesk.errors import Faults
from frontdesk.model.finding import State
from frontdesk.store import alarms, schema, swept
from frontdesk.store.database import Database
from frontdesk.store.looking import look, note_backup
from frontdesk.store.stamp import stamp

WAIT = timedelta(seconds=1)


@pytest.fixture
async def changed(tmp_path, database_url):
    """Change the database, as a service would."""

    async def change(work):
        db = Database(database_url, desk=tmp_path)
        await db.write(work)
        await db.close()

    return change


def found(url, desk):
    findings = doctor.database_findings(look(url, desk, WAIT), now())
    return {one.part: one for one in findings}


def set_schema(version):
    return lambda connection: schema.set_version(connection, version)


async def test_a_sound_database_is_well(tmp_path, database_url, changed):
    await changed(lambda connection: stamp(connection, "0.9.9"))

    told = found(database_url, tmp_path)

    states = {part: one.state for part, one in told.items()}
    assert {states[part] for part in ("database", "schema", "alarms")} == {State.OK}
    assert schema.HEAD in told["schema"].said
    assert "0.9.9 served on it last" in told["schema"].said
    assert ("SQLite 3" in told["database"].said) == database_url.startswith("sqlite")


async def test_alarms_that_stand_are_told(tmp_path, database_url, changed):
    await changed(lambda connection: alarms.raise_(connection, "audit", "2 forms lost", now()))

    one = found(database_url, tmp_path)["alarms"]

    assert one.state is State.WARNING
    assert "audit: 2 forms lost" in one.said


@pytest.mark.parametrize(
    ("version", "state", "said"),
    [
        pytest.param("0001", State.WARNING, "is to be brought to", id="older"),
        pytest.param("9999", State.FAULT, "does not start", id="newer"),
        pytest.param(f"{schema.MOVING}1234", State.FAULT, "a part of a desk", id="moving"),
    ],
)
async def test_another_schema_is_told(tmp_path, database_url, changed, version, state, said):
    await changed(set_schema(version))

    one = found(database_url, tmp_path)["schema"]

    assert one.state is state
    assert said in one.said


async def test_a_look_leaves_an_older_schema_as_it_is(tmp_path, database_url, changed):
    await changed(set_schema("0001"))

    assert look(database_url, tmp_path, WAIT).schema == "0001"
    assert look(database_url, tmp_path, WAIT).schema == "0001"


def test_no_database_is_not_made(tmp_path):
    assert look("sqlite:///none.db", tmp_path, WAIT) == tmp_path / "none.db"
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_database_is_a_fault(tmp_path):
    (tmp_path / "text.db").write_text("Dear diary " * 99)

    with pytest.raises(Faults, match="not a database"):
        look("sqlite:///text.db", tmp_path, WAIT)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_that_is_locked_is_a_fault_in_time(tmp_path, database_url):
    other = sa.create_engine(f"sqlite:///{tmp_path / 'test.db'}", isolation_level="AUTOCOMMIT").connect()
    other.exec_driver_sql("BEGIN IMMEDIATE")
    began = time.monotonic()

    with pytest.raises(Faults, match="locked"):
        look(database_url, tmp_path, timedelta(milliseconds=100))

    assert time.monotonic() - began < 5
    other.close()


@pytest.mark.parametrize(
    ("days", "state"),
    [
        pytest.param(None, State.WARNING, id="none"),
        pytest.param(0, State.OK, id="today"),
        pytest.param(9, State.WARNING, id="nine days ago"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_age_of_the_last_backup_is_told(tmp_path, database_url, days, state):
    if days is not None:
        note_backup(tmp_path / "test.db")
        at = time.time() - days * 86400
        os.utime(tmp_path / "test.db.backed-up", (at, at))

    assert found(database_url, tmp_path)["backup"].state is state


def test_room_is_told_for_a_folder_that_is_not_there_yet(tmp_path):
    one = doctor.room("files", tmp_path / "files" / "of" / "people")

    assert "left on the disk" in one.said


@pytest.mark.parametrize(
    ("count", "said"),
    [pytest.param(900, "1 kB", id="kB"), pytest.param(10**9, "1.0 GB", id="GB")],
)
def test_bytes_are_told_short(count, said):
    assert doctor.bytes_told(count) == said


@pytest.mark.parametrize(
    ("days_ago", "state", "said"),
    [
        pytest.param(0.5, State.OK, "removed so far: raw 1,200", id="in time"),
        pytest.param(2, State.OK, "last swept at", id="a day late"),
        pytest.param(3.5, State.WARNING, "overdue for 2 days; last swept at", id="overdue"),
    ],
)
async def test_the_last_sweep_of_retention_is_told(tmp_path, database_url, changed, days_ago, state, said):
    at = now() - timedelta(days=days_ago)
    removed = {"raw": 1_200, "notes": 0}
    await changed(lambda c: swept.end(c, removed, at=at, due_at=at + timedelta(days=1)))

    one = found(database_url, tmp_path)["retention"]

    assert one.state is state
    assert said in one.said


async def test_a_desk_that_was_never_swept_is_not_called_well(tmp_path, database_url, changed):
    await changed(lambda connection: None)

    assert found(database_url, tmp_path)["retention"].state is State.UNKNOWN
