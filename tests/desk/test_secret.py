"""Secret: one for the whole desk, whichever node needs it first."""

import asyncio

from frontdesk.desk.secret import Secret
from frontdesk.store.database import Database
from support.stored import count


async def test_all_nodes_that_start_at_once_agree_on_one(tmp_path, database_url):
    nodes = [Database(database_url, desk=tmp_path) for _ in range(4)]

    found = await asyncio.gather(*(Secret(db).read() for db in nodes for _ in range(3)))
    for db in nodes:
        await db.close()

    assert len(set(found)) == 1
    assert len(found[0]) >= 40


async def test_the_secret_outlives_a_restart(tmp_path, database_url):
    db = Database(database_url, desk=tmp_path)
    first = await Secret(db).read()
    await db.close()
    db = Database(database_url, desk=tmp_path)
    second = await Secret(db).read()
    await db.close()

    assert first == second


async def test_one_of_the_settings_is_taken_and_none_is_made(db, tmp_path, database_url):
    secret = await Secret(db, "a secret of the operator's").read()

    assert secret == b"a secret of the operator's"
    assert count(tmp_path if database_url.startswith("sqlite") else database_url, "kept") == 0
