"""Folder: a file lies under its hash or nowhere, whenever a process dies."""

import stat
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from frontdesk.files.folder import INCOMING, Folder, removed
from support.briefs import EXE, PDF, PNG

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "desk/files")


def arrived(folder, content=PDF, at=AT):
    incoming = folder.begin(at)
    for start in range(0, len(content), 7):
        incoming.write(content[start : start + 7])
    return incoming.finish("brief.pdf", "application/pdf")


def lying(folder) -> list[str]:
    """Every file of the folder but its lock, by its path in it."""
    found = (path for path in folder.path.rglob("*") if path.is_file() and path.name != ".lock")
    return sorted(str(path.relative_to(folder.path)) for path in found)


def _sorted(*files):
    return sorted(files, key=lambda file: file.path.name)


def swept(folder, before, known=()):
    with folder.locked():
        return folder.sweep(folder.left(before)[1], known)


def test_a_kept_file_lies_under_its_hash_for_its_owner_alone(folder):
    file = arrived(folder)

    folder.keep([file])
    swept(folder, LATER, known={file.sha256})

    place = folder.place(sha256(PDF).hexdigest())
    assert (file.sha256, file.size, file.media) == (sha256(PDF).hexdigest(), len(PDF), "application/pdf")
    assert place.read_bytes() == PDF
    assert lying(folder) == [f"{file.sha256[:2]}/{file.sha256}"]
    paths = [folder.path, *folder.path.rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o700, 0o600}


def test_a_file_of_another_kind_is_gone_at_once(folder):
    assert arrived(folder, EXE).refused
    assert lying(folder) == []


def test_nothing_is_on_disk_before_the_first_byte(folder):
    folder.begin(AT).drop()

    assert not folder.path.exists()


def test_a_dropped_file_is_gone_and_takes_no_more(folder):
    incoming = folder.begin(AT)
    incoming.write(PDF)

    incoming.drop()
    incoming.write(PDF)
    incoming.drop()

    assert lying(folder) == []


def test_the_same_file_from_two_forms_lies_there_once(folder):
    first, second = arrived(folder), arrived(folder)

    folder.keep([first])
    folder.keep([second])

    place = f"{first.sha256[:2]}/{first.sha256}"
    assert lying(folder) == [place, *(f"{INCOMING}/{f.path.name}.{f.sha256}" for f in _sorted(first, second))]


@pytest.mark.parametrize(
    "sha256",
    ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "é" * 64, "a" * 65],
    ids=["nothing", "a path", "too short", "capitals", "a line end", "other letters", "too long"],
)
def test_what_is_no_hash_has_no_place(folder, sha256):
    with pytest.raises(ValueError, match="SHA-256"):
        folder.place(sha256)


def test_what_arrived_and_was_not_kept_is_left_after_its_time_only(folder):
    arrived(folder)

    assert folder.left(AT) == ([], {})
    [path] = folder.left(AT + timedelta(microseconds=1))[0]
    assert str(path.relative_to(folder.path)) in lying(folder)


def test_a_kept_file_whose_form_was_never_stored_is_swept_with_its_note(folder):
    folder.keep([arrived(folder)])

    assert swept(folder, LATER) == 1
    assert lying(folder) == []


def test_a_kept_file_that_a_form_has_stays(folder):
    file = arrived(folder)
    folder.keep([file])

    assert swept(folder, LATER, known={file.sha256}) == 0
    assert lying(folder) == [f"{file.sha256[:2]}/{file.sha256}"]


def test_a_file_that_somebody_else_is_just_keeping_stays_with_both_notes(folder):
    folder.keep([arrived(folder)])
    folder.keep([arrived(folder, at=LATER)])
    before = lying(folder)

    assert swept(folder, LATER) == 0
    assert lying(folder) == before


def test_files_of_other_people_are_left_alone(folder):
    incoming = folder.path / INCOMING
    incoming.mkdir(parents=True)
    for name in ("notes.txt", "1-2", ".hidden", "f" * 16 + "-" + "g" * 16, "1-" + "a" * 16 + ".txt"):
        (incoming / name).write_bytes(b"mine")
    before = lying(folder)

    assert folder.left(LATER) == ([], {})
    assert swept(folder, LATER) == 0
    assert lying(folder) == before


def test_a_folder_that_is_not_there_has_nothing_left(folder):
    assert folder.left(LATER) == ([], {})


def test_whoever_keeps_waits_for_whoever_sweeps(folder):
    folder.keep([arrived(folder, PNG)])
    file = arrived(folder, PNG, LATER)
    keeping = threading.Thread(target=folder.keep, args=([file],))
    with folder.locked():
        notes = folder.left(LATER)[1]
        keeping.start()
        keeping.join(0.2)
        assert keeping.is_alive()
        assert folder.sweep(notes, ()) == 1
    keeping.join(20)

    assert folder.place(sha256(PNG).hexdigest()).read_bytes() == PNG


def _before_the_note(folder, file):
    """Nothing was done."""


def _after_the_note(folder, file):
    file.path.with_name(f"{file.path.name}.{file.sha256}").touch()


def _after_the_move(folder, file):
    folder.keep([file])


@pytest.mark.parametrize("died", [_before_the_note, _after_the_note, _after_the_move])
def test_a_process_that_died_while_it_kept_leaves_nothing_after_the_sweep(folder, died):
    died(folder, arrived(folder))
    assert lying(folder)

    removed(folder.left(LATER)[0])
    swept(folder, LATER)

    assert lying(folder) == []
