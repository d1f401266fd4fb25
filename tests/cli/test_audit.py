"""Audit and `leads retry`, as commands."""

import asyncio
import json

import pytest

from cli.conftest import ran
from frontdesk.store.database import Database
from support.books import CHATS, a_sound_desk, spoil

pytestmark = pytest.mark.usefixtures("plain_words")

SOUND = """\
what         state        number
submissions  accepted     7
             judged       4
             quarantined  1
             unjudged     1
             waiting      1
letters      stored       5
             due          1
             sent         2
             withheld     2
cards        stored       2
             sent         2
#7 could not be judged, 2 times: ValueError: broken
`frontdesk leads retry` has these forms judged again.
Letters withheld: no reason 2
Everything is accounted for.
"""
#: The books are of another day: nothing in them may be too late, and no node is alive.
LONG = {"FRONTDESK_OVERDUE": "100000d", "FRONTDESK_NODE_TIMEOUT": "40000d"}


class Books:
    """A desk folder with a sound database, and the commands on it."""

    def __init__(self, folder, url: str) -> None:
        self.folder, self.url = folder, url
        given = {"FRONTDESK_DATABASE": url, **CHATS, **LONG}
        text = "".join(f"{name}={value}\n" for name, value in given.items())
        (folder / ".env").write_text(text)
        self._in(a_sound_desk)

    def _in(self, work) -> None:
        async def run() -> None:
            db = Database(self.url, desk=self.folder)
            await work(db)
            await db.close()

        asyncio.run(run())

    def spoil(self, *statements: str) -> None:
        async def work(db: Database) -> None:
            spoil(db, *statements)

        self._in(work)

    def run(self, *arguments: str):
        return ran(["--desk", str(self.folder), *arguments])

    def audit(self) -> dict:
        return json.loads(self.run("audit", "--json").out)


@pytest.fixture
def books(tmp_path, database_url):
    return Books(tmp_path, database_url)


def test_a_sound_desk_is_a_table_and_exit_0(books):
    ended = books.run("audit")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == SOUND


def test_what_is_lost_is_one_line_each_on_stderr_and_exit_1(books):
    books.spoil("DELETE FROM receipts WHERE lead = 1", "DELETE FROM cards WHERE lead = 2")

    ended = books.run("audit")

    assert ended.code == 1
    assert ended.faults == [
        "judged submissions without a receipt: 1 (1 of #1); "
        "have them judged again: `frontdesk leads retry N`",
        "leads in sales_open without a card in chat -1002: 1 (#2); the next sweep asks for it; "
        "if it stays so, no `frontdesk serve` with the role all or worker is running",
    ]
    assert "Everything" not in ended.out


def test_it_is_one_object_for_machines(books):
    books.spoil("DELETE FROM receipts WHERE lead = 1")

    ended = books.run("audit", "--json")

    found = json.loads(ended.out)
    assert (ended.code, ended.err) == (1, "")
    assert found["sound"] is False
    assert found["submissions"] == {
        "accepted": 7,
        "judged": 4,
        "quarantined": 1,
        "unjudged": 1,
        "waiting": 1,
        "thin": 0,
    }
    assert found["letters"]["withheld"] == 2
    assert found["cards"]["sent"] == 2
    assert found["unjudged"] == [{"submission": "7", "lead": 7, "tries": 2, "error": "ValueError: broken"}]
    assert [(one["code"], one["count"], one["ids"]) for one in found["findings"]] == [
        ("no_receipt", 1, ["1 of #1"])
    ]


def test_what_is_held_is_told_and_is_no_fault(books):
    books.spoil(
        "UPDATE deliveries SET state = 'held' WHERE lead = 2",
        "UPDATE cards SET state = 'held' WHERE lead = 2",
    )

    ended = books.run("audit")

    assert ended.code == 0
    assert "Held for a person to decide: 2; `frontdesk outbox list --state held`" in ended.out


def test_a_desk_that_kept_nothing_yet_is_sound_and_looking_makes_no_database(run, desk):
    ended = run("audit", "--json")

    assert (ended.code, json.loads(ended.out)["sound"]) == (0, True)
    assert [path.name for path in desk.iterdir()] == ["templates"]


def test_what_could_not_be_judged_is_judged_again_on_request(books):
    ended = books.run("leads", "retry")

    assert (ended.code, ended.out) == (0, "Forms that are judged again now: 1\n")
    assert books.audit()["submissions"]["waiting"] == 2


@pytest.mark.parametrize(("lead", "code"), [("7", 0), ("1", 1), ("99", 1)], ids=["its", "judged", "nobody"])
def test_one_lead_can_be_named(books, lead, code):
    ended = books.run("leads", "retry", lead)

    assert ended.code == code
    assert len(ended.faults) == code
    assert books.audit()["submissions"]["unjudged"] == code
