"""Erasing a person, on a desk that runs: what is gone, what is left, and what others keep."""

import re
from contextlib import asynccontextmanager
from datetime import timedelta

from frontdesk.app.mailboxes import mailboxes_of
from frontdesk.demo.chat import User
from frontdesk.desk.clock import wall as now
from frontdesk.desk.erasing import Eraser, lens
from frontdesk.desk.left_files import LEFT, sweep
from frontdesk.desk.tick import audited
from frontdesk.files.folder import Folder
from frontdesk.model.suppression import SuppressedBy
from frontdesk.store import erasing, holdings, persons, suppressions
from frontdesk.store.database import Database
from frontdesk.store.personal import HOLDINGS, By, Fate
from frontdesk.store.squeezing import squeeze
from frontdesk.store.tables import metadata
from support.books import put
from support.stored import count, rows
from support.uploads import notes, place
from support.world import OLGA, PIOTR, SALES, TRIAGE, Chat, a_form, a_world, until
from worker.test_private import PDF, opened, posted

MAIL, PHONE = "jan@acme-client.example", "+48512345200"
JAN = ("email", "JAN+crm@ACME-client.example")
TRACES = ("jan@", "Kowalski", "512 345 200", "512345200", "zażółć")
ANN_FORM = a_form(email="ann@other.example", first_name="Ann", last_name="Lee", phone="+48 512 345 999")


async def lived(world):
    """Jan wrote twice, with a file, was taken and noted; Ann wrote once."""
    await posted(world, ("brief.pdf", PDF), form=a_form(message="zażółć a portal, 20 seats"))
    await posted(world, ("brief.pdf", PDF), form=a_form(email="Jan+x@acme-client.example", message="again"))
    await world.post(ANN_FORM)
    await world.card(TRIAGE, "Lee")
    mine = await world.card(TRIAGE, "#1 ")
    await world.press(TRIAGE, "udget", OLGA, message=mine)
    await world.press(SALES, "Take", PIOTR, message=await world.card(SALES, "Kowalski"))
    await opened(world, PIOTR)
    card = await world.card(SALES, "Piotr")
    await world.press(SALES, "ontacts", PIOTR, message=card)
    await world.card(Chat.private(PIOTR), "Kowalski")
    world.chat.write("/note 1 call Kowalski at 512 345 200", user=_user(PIOTR))
    await until(lambda: count(world, "notes"))
    await world.mail(MAIL)
    await until(lambda: not count(world, "updates", "state = 'waiting'"))


def _user(person):
    return User(person.telegram, person.name)


async def eraser_of(world, folder=True):
    secret = await mailboxes_of(world.config(), world.service.db).secret.read()
    config = world.config()
    return Eraser(
        db=world.service.db,
        lens=lens(secret, config.rules),
        folder=Folder(config.files) if folder else None,
    )


def everything(world):
    """All that stands in the database, as one text."""
    return "\n".join(
        (bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value))
        for name in metadata.tables
        for row in rows(world, f'SELECT * FROM "{name}"')
        for value in row
    )


async def test_nothing_is_left_of_a_person_but_a_number_and_counts(world):
    await lived(world)
    await world.service.db.write(_suppressed(await eraser_of(world)))
    before = everything(world)

    eraser = await eraser_of(world)
    done = await eraser.erase(JAN, by="Olga", now=now())
    world.service.desk.wake.ring("cards")
    again = await eraser.erase(JAN, by="Olga", now=now())

    assert [trace for trace in TRACES if trace not in before] == []
    left = everything(world)
    assert [trace for trace in TRACES if re.search(re.escape(trace), left, re.IGNORECASE)] == []
    assert (done.leads, done.submissions, again.nothing) == ((1, 2), 2, True)
    assert count(world, "submissions") == 1
    assert "ann@other.example" in left


def _suppressed(eraser):
    def work(connection):
        keys, by_hand = eraser.lens.marks(MAIL), SuppressedBy.BY_HAND
        suppressions.add(connection, keys, address=MAIL, reason=by_hand, by="Olga", at=now())

    return work


async def test_cards_in_all_chats_become_a_number(world):
    await lived(world)

    await (await eraser_of(world)).erase(JAN, by="Olga", now=now())
    world.service.desk.wake.ring("cards")

    for chat in (TRIAGE, SALES, Chat.private(PIOTR)):
        card = await world.card(chat, "#1 erased")
        assert card.rows == ()
    await world.card(TRIAGE, "#2 erased")
    shown = [m.text for chat in (TRIAGE, SALES) for m in world.chat.messages(chat.id)]
    assert [text for text in shown if "Kowalski" in text] == []
    assert [text for text in shown if "Lee" in text] != []


async def test_an_erased_address_stays_suppressed_and_tells_nobody_whose_it_is(world):
    await lived(world)
    eraser = await eraser_of(world)
    await world.service.db.write(_suppressed(eraser))

    await eraser.erase(JAN, by="Olga", now=now())

    keys = eraser.lens.marks("J.an+other@acme-client.example")
    found = await world.service.db.read(lambda c: suppressions.found(c, keys))
    assert (found.address, found.reason) == (None, SuppressedBy.BY_HAND)


async def test_the_books_still_add_up(world):
    await lived(world)

    await (await eraser_of(world)).erase(JAN, by="Olga", now=now())
    world.service.desk.wake.ring("cards")
    await world.card(SALES, "#1 erased")

    spans = {"overdue": timedelta(hours=1), "node_timeout": timedelta(minutes=1)}
    found = await audited(world.service.db, world.config().rules, now(), **spans)
    assert [str(finding) for finding in found.findings] == []
    assert (found.accepted, found.submissions["erased"], found.submissions["judged"]) == (3, 2, 1)


async def test_what_is_exported_is_what_erasing_removes(world):
    await lived(world)
    eraser = await eraser_of(world)
    await world.service.db.write(_suppressed(eraser))
    who, before = await eraser.held(JAN)

    await eraser.erase(JAN, by="Olga", now=now())

    held = dict(before)
    expected = {n for n, h in HOLDINGS.items() if h.by is not By.NOBODY} - EMPTY_HERE
    assert set(held) == expected
    after = await world.service.db.read(lambda c: dict(holdings.held(c, who)))
    kept = {name for name, holding in HOLDINGS.items() if holding.fate is not Fate.DELETED}
    assert set(after) <= kept
    assert [(name, one) for name in after for one in _not_empty(name, after[name])] == []


#: Tables of which this person has no row.
EMPTY_HERE = {
    *("confirmations", "digest_leads", "mx", "watched_forms", "alarms", "alarm_messages"),
    *("digests", "posts", "spare_messages", "reminders", "offers", "follow_ups", "texts"),
    *("questions", "topics"),
}


def _not_empty(name, found):
    holding = HOLDINGS[name]
    for row in found:
        for column in holding.personal if holding.fate is Fate.EMPTIED else ():
            told = row[column]
            told = bytes(told) if isinstance(told, memoryview) else told
            if told not in (None, holding.empty.get(column), "erased") and row.get("channel") != "telegram":
                yield column, told


async def test_files_go_when_nobody_else_sent_the_same(world):
    await lived(world)
    lies = place(world.desk, PDF)
    await posted(world, ("mine.pdf", PDF), form=ANN_FORM)
    eraser = await eraser_of(world)
    for path in (world.desk / "files" / "incoming").iterdir():  # as an hour later
        path.unlink()

    await eraser.erase(JAN, by="Olga", now=now())
    still = lies.exists()
    await eraser.erase(("email", "ann@other.example"), by="Olga", now=now())

    assert (still, lies.exists(), notes(world.desk)) == (True, False, set())


async def test_a_file_that_may_be_on_its_way_again_goes_an_hour_later(world):
    await lived(world)
    lies, eraser = place(world.desk, PDF), await eraser_of(world)

    await eraser.erase(JAN, by="Olga", now=now())
    still = lies.exists()
    await sweep(eraser.folder, world.service.db, now() + 2 * LEFT)

    assert (still, lies.exists()) == (True, False)


async def test_a_crash_between_the_commit_and_the_files_leaves_no_file(world):
    await lived(world)
    eraser, at = await eraser_of(world), now()
    lies = place(world.desk, PDF)
    hashes = await world.service.db.read(lambda c: erasing.sent_files(c, persons.sought(c, JAN, eraser.lens)))

    eraser.folder.note(hashes, at)
    await (await eraser_of(world, folder=False)).erase(JAN, by="Olga", now=at)
    dead = lies.exists()
    await sweep(eraser.folder, world.service.db, at + 2 * LEFT)

    assert (dead, lies.exists(), notes(world.desk)) == (True, False, set())


async def test_a_crash_before_the_commit_keeps_the_file(world):
    await lived(world)
    eraser, at = await eraser_of(world), now()
    hashes = await world.service.db.read(lambda c: erasing.sent_files(c, persons.sought(c, JAN, eraser.lens)))

    eraser.folder.note(hashes, at)
    await sweep(eraser.folder, world.service.db, at + 2 * LEFT)

    assert place(world.desk, PDF).exists()


async def test_a_number_finds_the_person_too(world):
    await lived(world)

    done = await (await eraser_of(world)).erase(("phone", PHONE), by="Olga", now=now())

    assert done.leads == (1,)


async def test_a_letter_that_waits_or_is_in_hand_is_cancelled(world):
    await lived(world)
    await world.stop()
    async with _opened(world) as db:
        await db.write(lambda c: put(c, metadata.tables["deliveries"], *_pending()))
        secret = await mailboxes_of(world.config(), db).secret.read()
        eraser = Eraser(db=db, lens=lens(secret, world.config().rules), folder=None)

        done = await eraser.erase(JAN, by="Olga", now=now())

    assert (done.cancelled, done.in_hand) == (2, 1)
    told = rows(world, "SELECT state, recipient, reason FROM deliveries WHERE id > 900 ORDER BY id")
    assert told == [("cancelled", "", "erased")] * 2


def _pending():
    common = {"channel": "email", "lead": 1, "recipient": MAIL, "letter": "x", "message_id": "<1@x>"}
    for number, state in ((901, "due"), (902, "claimed")):
        yield {
            **common,
            "id": number,
            "key": f"later:{number}",
            "body": b"Dear Jan",
            "state": state,
            "claimed_by": "node" if state == "claimed" else None,
            "due_at": now() + timedelta(days=1),
            "created_at": now(),
        }


@asynccontextmanager
async def _opened(world):
    db = Database(world.variables["FRONTDESK_DATABASE"], desk=world.desk)
    try:
        yield db
    finally:
        await db.close()


async def test_the_file_of_the_database_holds_no_byte_of_the_person(tmp_path):
    async with a_world(tmp_path) as world:
        await lived(world)
        await (await eraser_of(world)).erase(JAN, by="Olga", now=now())
        world.service.desk.wake.ring("cards")
        await world.card(SALES, "#1 erased")

        clean = squeeze(world.desk / "test.db")

        assert clean
        held = b"".join(path.read_bytes() for path in world.desk.glob("test.db*"))
        assert [trace for trace in TRACES if trace.encode() in held] == []
