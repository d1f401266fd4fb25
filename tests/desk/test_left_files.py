"""Left files: after an hour nothing is left of uploads that went wrong, and no kept file is missing."""

from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk.desk.left_files import LEFT, sweep
from frontdesk.desk.tick import Tick, TickPlan
from frontdesk.errors import Unavailable
from frontdesk.files.folder import Folder
from frontdesk.model.sent_file import SentFile
from frontdesk.store import files
from support.books import AT, Hands, a_desk, a_sound_desk
from support.briefs import PDF, PNG

SOON, LATER = AT + LEFT, AT + LEFT + timedelta(seconds=1)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "files")


def arrived(folder, content):
    incoming = folder.begin(AT)
    incoming.write(content)
    return incoming.finish("brief", "")


def lying(folder) -> set[Path]:
    return {path for path in folder.path.rglob("*") if path.is_file() and path.name != ".lock"}


async def stored(db, *sent) -> None:
    """A submission with these files."""
    [id_] = await db.read(lambda c: c.exec_driver_sql("SELECT max(id) FROM submissions").scalars().all())
    several = [SentFile(sha256=each.sha256, name="brief", media=each.media, size=each.size) for each in sent]
    await db.write(lambda c: files.append(c, {id_: several}))


async def test_what_no_form_has_is_removed_after_an_hour_and_the_rest_stays(db, folder):
    await a_sound_desk(db)
    kept, lost, half = arrived(folder, PDF), arrived(folder, PNG), arrived(folder, b"half")
    folder.keep([kept, lost])
    await stored(db, kept)
    before = lying(folder)
    assert len(before) == 5

    await sweep(folder, db, SOON)
    assert lying(folder) == before

    await sweep(folder, db, LATER)
    assert lying(folder) == {folder.place(kept.sha256)}
    assert not half.path.exists()


async def test_a_folder_that_nobody_made_is_not_made_by_looking(db, folder):
    await sweep(folder, db, LATER)

    assert not folder.path.exists()


async def test_a_folder_that_cannot_be_used_is_told(db, folder):
    folder.path.write_text("not a folder")

    with pytest.raises(Unavailable, match="Not a directory"):
        await sweep(folder, db, LATER)


async def test_the_tick_sweeps_the_folder(db, folder, tmp_path):
    await a_sound_desk(db)
    arrived(folder, PDF)
    spans = dict.fromkeys(("sweep_every", "audit_every", "overdue", "node_timeout"), timedelta(minutes=1))
    plan = TickPlan(**spans, judge_retries=(), mail=True, files=folder.path)
    hands = Hands()
    tick = Tick(a_desk(db, tmp_path, hands), plan)

    await tick.sweeps["files"]()
    assert len(lying(folder)) == 1
    hands.forward(hours=1, seconds=1)
    await tick.sweeps["files"]()

    assert lying(folder) == set()
