"""Outbox: what is on its way, and what a person decides about it."""

import asyncio
import json

import pytest

from cli.conftest import ran
from frontdesk.store import tables
from frontdesk.store.database import Database
from support.books import AT, SALES, TRIAGE, a_card, a_letter, a_sound_desk, put, spoil

pytestmark = pytest.mark.usefixtures("plain_words")

TO = "jan@acme-client.example"
#: number of a letter: its state
LETTERS = {11: "claimed", 12: "unsure", 13: "held", 14: "refused", 15: "cancelled"}
DIGEST = "digest:2026-11-20"
SETTLED = ("sent", "cancelled", "withheld")
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the others run on both


def _digest(state: str, day: int) -> dict:
    """A row of `digests`."""
    told = {"chat": TRIAGE, "since": AT, "until": AT, "summary": b"{}", "state": state, "due_at": AT}
    return {"day": f"2026-11-{day}", "reason": "Bad Request" if state == "held" else None, **told}


def _alarm(id_: int, key: str, state: str) -> dict:
    """A row of `alarm_messages`."""
    told = {"channel": "email", "recipient": "ops@acme.example", "revision": 0, "due_at": AT}
    return {"id": id_, "alarm": key, "state": state, **told}


class Box:
    """A desk folder with a delivery in every state, and the commands on it."""

    def __init__(self, folder, url: str) -> None:
        self.folder, self.url = folder, url
        (folder / ".env").write_text(f"FRONTDESK_DATABASE={url}\n")
        asyncio.run(self._fill())

    async def _fill(self) -> None:
        db = Database(self.url, desk=self.folder)
        await a_sound_desk(db)
        letters = [a_letter(3, state, id=id_, key=f"k{id_}") for id_, state in LETTERS.items()]
        held = a_card(TRIAGE, 3, state="held", reason="ValueError: broken", attempts=4, doubts=1)
        await db.write(lambda c: put(c, tables.deliveries, *letters))
        await db.write(lambda c: put(c, tables.cards, held))
        alarms = [_alarm(1, "mail", "unsure"), _alarm(2, "rules", "shown")]
        await db.write(lambda c: put(c, tables.alarm_messages, *alarms))
        await db.write(lambda c: put(c, tables.digests, *map(_digest, ("empty", "held"), (19, 20))))
        spoil(
            db,
            "UPDATE deliveries SET claimed_by = 'n' WHERE state = 'claimed'",
            "UPDATE deliveries SET attempts = 7, doubts = 1, reason = 'given up: 450 busy' WHERE id = 13",
        )
        await db.close()

    def run(self, *arguments: str):
        return ran(["--desk", str(self.folder), "outbox", *arguments])

    def listed(self, *arguments: str) -> dict:
        """What the list shows, by id."""
        lines = self.run("list", "--json", *arguments).out.splitlines()
        return {str(item["id"]): item for item in map(json.loads, lines)}


@pytest.fixture
def box(tmp_path, database_url):
    return Box(tmp_path, database_url)


def test_the_list_shows_what_is_not_settled(box):
    shown = box.listed()

    assert {id_: item["state"] for id_, item in shown.items()} == {
        "2": "due",
        "11": "claimed",
        "12": "unsure",
        "13": "held",
        "14": "refused",
        f"card:{TRIAGE}:3": "held",
        DIGEST: "held",
        "alarm:1": "unsure",
    }


def test_a_line_for_machines_says_all_about_a_delivery(box):
    shown = box.listed()

    assert shown["13"] == {
        "id": 13,
        "channel": "email",
        "to": TO,
        "state": "held",
        "attempts": 7,
        "due_at": "2026-11-20T09:30:00+00:00",
        "reason": "given up: 450 busy",
    }
    assert shown[f"card:{TRIAGE}:3"] == {
        "id": f"card:{TRIAGE}:3",
        "channel": "telegram",
        "to": str(TRIAGE),
        "state": "held",
        "attempts": 4,
        "due_at": "2026-11-20T09:30:00+00:00",
        "reason": "ValueError: broken",
    }


@on_sqlite
def test_all_shows_the_settled_too_and_a_shown_card_as_sent(box):
    shown = box.listed("--all")

    assert shown[f"card:{SALES}:2"]["state"] == "sent"
    assert {item["state"] for item in shown.values()} >= set(SETTLED)


def test_states_can_be_chosen(box):
    open_ = {"12", "13", f"card:{TRIAGE}:3", DIGEST, "alarm:1"}
    assert set(box.listed("--state", "held", "--state", "unsure")) == open_


@on_sqlite
def test_the_list_is_a_table_for_people_no_longer_than_asked(box):
    head, *rows = box.run("list", "--limit", "2").out.splitlines()

    assert head.split() == ["id", "channel", "to", "state", "attempts", "due", "reason"]
    assert len(rows) == 2


def test_an_empty_outbox_is_one_line_and_looking_makes_no_database(run, desk):
    ended = run("outbox", "list")

    assert (ended.code, ended.out) == (0, "Nothing is on its way.\n")
    assert [path.name for path in desk.iterdir()] == ["templates"]


@on_sqlite
@pytest.mark.parametrize("id_", ["2", "12", "13", "14", f"card:{TRIAGE}:3", DIGEST])
def test_retry_makes_it_due_with_all_its_attempts(box, id_):
    ended = box.run("retry", id_)

    item = box.listed("--all")[id_]
    assert (ended.code, ended.out) == (0, f"{id_}: due now\n")
    assert (item["state"], item["attempts"], item["reason"]) == ("due", 0, None)


@on_sqlite
@pytest.mark.parametrize("id_", ["2", "12", "13", "14", f"card:{TRIAGE}:3", DIGEST])
def test_drop_cancels_it(box, id_):
    ended = box.run("drop", id_)

    item = box.listed("--all")[id_]
    assert (ended.code, ended.out) == (0, f"{id_}: dropped\n")
    assert (item["state"], item["reason"]) == ("cancelled", "dropped")


@on_sqlite
@pytest.mark.parametrize("command", ["retry", "drop"])
@pytest.mark.parametrize(
    ("id_", "found"),
    [
        ("11", "found it claimed; it goes out at this moment, look again in a minute"),
        ("1", "found it sent; it stays so"),
        ("15", "found it cancelled; it stays so"),
        ("3", "found it withheld; it stays so"),
        ("99", "found none; see `frontdesk outbox list --all`"),
        (f"card:{TRIAGE}:1", "found it sent; it stays so"),
        (f"card:{TRIAGE}:99", "found none; see `frontdesk outbox list --all`"),
        ("file:2", "found none; see `frontdesk outbox list --all`"),
        ("digest:2026-11-19", "found it empty; it stays so"),
        ("digest:2026-11-21", "found none; see `frontdesk outbox list --all`"),
        ("alarm:2", "found it sent; it stays so"),
        ("alarm:9", "found none; see `frontdesk outbox list --all`"),
    ],
    ids=[
        "claimed",
        "sent",
        "cancelled",
        "withheld",
        "none",
        "card shown",
        "no card",
        "no file",
        "no news",
        "no digest",
        "alarm told",
        "no alarm",
    ],
)
def test_what_is_not_open_stays_as_it_is(box, command, id_, found):
    before = box.listed("--all")

    ended = box.run(command, id_)

    assert (ended.code, ended.out, len(ended.faults)) == (1, "", 1)
    assert ended.err.startswith(f"{id_}: expected ")
    assert ended.err.endswith(f"{found}\n")
    assert box.listed("--all") == before


def test_what_a_dead_node_held_can_be_sent_again(box):
    asyncio.run(kill_nodes(box))

    assert box.run("retry", "11").code == 0
    assert box.listed()["11"]["state"] == "due"


async def kill_nodes(box: Box) -> None:
    db = Database(box.url, desk=box.folder)
    spoil(db, "DELETE FROM nodes")
    await db.close()


def test_what_tells_of_an_alarm_can_be_sent_again_or_dropped(box):
    assert box.run("retry", "alarm:1").out == "alarm:1: due now\n"
    assert box.listed()["alarm:1"]["to"] == "ops@acme.example"
    assert box.run("drop", "alarm:1").out == "alarm:1: dropped\n"
    assert "alarm:1" not in box.listed()


def test_of_several_each_is_done_that_can_be(box):
    retried = box.run("retry", "13", "1", f"card:{TRIAGE}:3")
    dropped = box.run("drop", "14", "2")

    assert (retried.code, retried.out) == (1, f"13: due now\ncard:{TRIAGE}:3: due now\n")
    assert len(retried.faults) == 1
    assert (dropped.code, dropped.out) == (0, "14: dropped\n2: dropped\n")


@on_sqlite
@pytest.mark.parametrize(
    "id_",
    [
        "0",
        "x",
        "card:1",
        "card:x:y",
        "1; DROP TABLE leads",
        "٣",
        "99999999999999999999",
        "card:1:2:3",
        "digest:20",
        "file:x",
        "alarm:x",
        "alarm:0",
        "nonsense:1",
        "file:99999999999999999999",
    ],
)
def test_what_is_no_id_is_a_wrong_call(box, id_):
    ended = box.run("retry", id_)

    assert (ended.code, len(ended.faults)) == (2, 1)
