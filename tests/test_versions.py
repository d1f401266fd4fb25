"""Versions: a service says in its database which frontdesk it is; what a later one made is refused."""

import asyncio
from importlib import metadata

import pytest
import sqlalchemy as sa

from cli.conftest import ran
from frontdesk.store import schema
from frontdesk.store.database import Database
from frontdesk.store.stamp import stamp, stamped
from frontdesk.store.tables import kept
from frontdesk.version import version
from support.world import a_world


@pytest.fixture
async def changed(tmp_path, database_url):
    async def change(*works):
        db = Database(database_url, desk=tmp_path)
        for work in works:
            await db.write(work)
        await db.close()

    return change


def later(connection):
    schema.set_version(connection, "9999")


async def refused(tmp_path, database_url, *command):
    (tmp_path / ".env").write_text(f"FRONTDESK_DATABASE={database_url}\nFRONTDESK_PORT=0\n")
    return await asyncio.to_thread(ran, ["--desk", str(tmp_path), *command])


def test_the_version_is_that_of_the_package():
    ended = ran(["--version"])

    assert version() == metadata.version("frontdesk")
    assert (ended.code, ended.out.strip()) == (0, f"frontdesk, version {version()}")


async def test_a_service_stamps_its_database(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        assert await world.service.db.read(stamped) == version()


async def test_a_later_version_takes_the_place_of_the_stamp(tmp_path, database_url, changed):
    await changed(lambda c: stamp(c, "0.0.1"), lambda c: stamp(c, "0.0.2"))

    db = Database(database_url, desk=tmp_path)
    assert await db.read(stamped) == "0.0.2"
    await db.close()


@pytest.mark.parametrize("command", [("serve",), ("leads", "list"), ("audit",)], ids=" ".join)
async def test_a_database_of_a_later_frontdesk_is_refused_in_one_line(
    tmp_path, database_url, changed, command
):
    await changed(lambda c: stamp(c, "9.8.7"), later)

    ended = await refused(tmp_path, database_url, *command)

    assert (ended.code, len(ended.faults)) == (1, 1)
    assert f"schema {schema.HEAD} or earlier, found 9999" in ended.err
    assert "9.8.7 served on it last" in ended.err


async def test_one_that_names_nobody_is_refused_the_same(tmp_path, database_url, changed):
    await changed(lambda c: c.execute(sa.schema.DropTable(kept)), later)

    ended = await refused(tmp_path, database_url, "serve")

    assert (ended.code, len(ended.faults)) == (1, 1)
    assert "a later frontdesk made it" in ended.err
