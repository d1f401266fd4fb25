"""Outbox: the live message of a burst and the morning's digest among what is on its way."""

import asyncio
import json

import pytest

from cli.conftest import ran
from frontdesk.store import tables
from frontdesk.store.database import Database
from support.books import AT, TRIAGE, a_sound_desk, put

pytestmark = pytest.mark.usefixtures("plain_words")

BURST, MORNING = f"post:{TRIAGE}:burst", f"post:{TRIAGE}:morning:2026-11-20"
STANDS = f"post:{TRIAGE - 1}:burst"


def a_post(chat: int, key: str, state: str, **changes) -> dict:
    row = {"chat": chat, "key": key, "about": b'{"first": 1}', "began_at": AT, "state": state, "due_at": AT}
    return {**row, "revision": 1, "attempts": 3, "doubts": 1, "reason": None, "message_id": None, **changes}


@pytest.fixture
def listed(tmp_path, database_url):
    """What the list says, with the state of each post; more words are another command."""
    (tmp_path / ".env").write_text(f"FRONTDESK_DATABASE={database_url}\n")

    async def fill() -> None:
        db = Database(database_url, desk=tmp_path)
        await a_sound_desk(db)
        rows = (
            a_post(TRIAGE, "burst", "held", reason="Bad Request"),
            a_post(TRIAGE, "morning:2026-11-20", "due"),
            a_post(TRIAGE - 1, "burst", "due", message_id=7),
            a_post(TRIAGE - 1, "morning:2026-11-20", "over"),
        )
        await db.write(lambda c: put(c, tables.posts, *rows))
        await db.close()

    asyncio.run(fill())

    ours = ["--desk", str(tmp_path), "outbox"]

    def run(*words: str) -> dict[str, str]:
        if words:
            assert ran([*ours, *words]).code == 0
        lines = ran([*ours, "list", "--all", "--json"]).out.splitlines()
        found = [json.loads(line) for line in lines]
        return {one["id"]: one["state"] for one in found if str(one["id"]).startswith("post:")}

    return run


def test_a_held_one_is_listed_and_one_that_stands_is_not_on_its_way(listed):
    found = listed()

    assert (found[BURST], found[MORNING]) == ("held", "due")
    assert STANDS not in found
    assert found[f"post:{TRIAGE - 1}:morning:2026-11-20"] == "sent"


def test_a_held_one_can_be_sent_again(listed):
    assert listed("retry", BURST)[BURST] == "due"


def test_one_that_a_person_dropped_is_over(listed):
    assert listed("drop", BURST)[BURST] == "cancelled"
    assert listed("drop", MORNING)[MORNING] == "cancelled"
