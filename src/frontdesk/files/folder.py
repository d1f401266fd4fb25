"""Folder: where the files of forms lie, under the hash of their bytes; everything here blocks.

    incoming/TIME-RANDOM            a file that arrives
    incoming/TIME-RANDOM.SHA256     a note: that file was put into its place for a form
    AB/ABCDEF…                      a file in its place

A process may die between any two lines, and nobody may know whether a form was stored. So `incoming/` is
swept an hour later: files that arrived and were not kept go, and notes; the file that a note speaks of goes
too if no stored form has it. No other file is ever removed. Several nodes may share the folder; a lock keeps
one from sweeping what another is just putting into its place.
"""

import os
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_SH, flock
from pathlib import Path
from re import compile
from typing import Final

from frontdesk.files.incoming import FILE_MODE, FOLDER_MODE, Arrived, Incoming, synced

INCOMING: Final = "incoming"
_LOCK: Final = ".lock"
_RANDOM_BYTES: Final = 8
_NAME: Final = compile(r"([0-9a-f]{1,16})-[0-9a-f]{16}(?:\.([0-9a-f]{64}))?")
_HASH: Final = compile(r"[0-9a-f]{64}")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Folder:
    """The folder of one desk."""

    def __init__(self, path: Path) -> None:
        """`path` is made when the first file comes."""
        self.path, self._incoming = path, path / INCOMING

    def place(self, sha256: str) -> Path:
        """Where the file with that hash lies.

        Raises:
            ValueError: that is no hash.
        """
        if not _HASH.fullmatch(sha256):
            raise ValueError("expected a SHA-256 in hexadecimal, found another text")
        return self.path / sha256[:2] / sha256

    def begin(self, at: datetime) -> Incoming:
        """A file that arrives at that time; nothing is on disk yet."""
        return Incoming(self._incoming / f"{_micros(at):x}-{secrets.token_hex(_RANDOM_BYTES)}")

    def keep(self, files: Sequence[Arrived]) -> None:
        """Put whole files into their places, on disk for good, each with a note. Raises OSError."""
        with self.locked(LOCK_SH):
            for file in files:
                place, note = self.place(file.sha256), file.path.with_name(f"{file.path.name}.{file.sha256}")
                note.touch(FILE_MODE)
                place.parent.mkdir(FOLDER_MODE, exist_ok=True)
                # The bytes are the same where that file is there already.
                os.replace(file.path, place)
        for parent in {self.place(file.sha256).parent for file in files}:
            synced(parent)
        synced(self.path)

    def left(self, before: datetime) -> tuple[list[Path], dict[str, list[Path]]]:
        """What lies in `incoming/` since before that time: files, and notes by the hash they name.

        A hash for which there is a later note too is not among them: somebody is at it. Raises OSError.
        """
        files: list[Path] = []
        old: dict[str, list[Path]] = {}
        busy: set[str] = set()
        for path, at, sha256 in self._found():
            if at >= before:
                busy.add(sha256)
            elif sha256:
                old.setdefault(sha256, []).append(path)
            else:
                files.append(path)
        return files, {sha256: notes for sha256, notes in old.items() if sha256 not in busy}

    def sweep(self, notes: Mapping[str, Sequence[Path]], known: Collection[str]) -> int:
        """Remove the files of these notes but for the `known` hashes, then the notes; how many files.

        Call it while the folder is locked, with what `left` found since. Raises OSError.
        """
        gone = [sha256 for sha256 in notes if sha256 not in known]
        for sha256 in gone:
            self.place(sha256).unlink(missing_ok=True)
        removed(path for paths in notes.values() for path in paths)
        return len(gone)

    def note(self, hashes: Collection[str], at: datetime) -> dict[str, list[Path]]:
        """A note for each file that may have no form soon: hash: its notes. Raises OSError."""
        self._incoming.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        notes: dict[str, list[Path]] = {}
        for sha256 in hashes:
            path = self._incoming / f"{_micros(at):x}-{secrets.token_hex(_RANDOM_BYTES)}.{sha256}"
            path.touch(FILE_MODE)
            notes[sha256] = [path]
        synced(self._incoming)
        return notes

    def noted_elsewhere(self, notes: Mapping[str, Sequence[Path]]) -> set[str]:
        """Hashes of which others have notes too: somebody may be storing such a file just now."""
        mine = {path for paths in notes.values() for path in paths}
        return {sha256 for path, _, sha256 in self._found() if sha256 in notes and path not in mine}

    @contextmanager
    def locked(self, how: int = LOCK_EX) -> Iterator[None]:
        """Alone with the folder; or, with LOCK_SH, only not beside whoever sweeps. Raises OSError."""
        file = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, FILE_MODE)
        try:
            flock(file, how)
            yield
        finally:
            os.close(file)

    def _found(self) -> Iterator[tuple[Path, datetime, str]]:
        """Everything of ours in `incoming/`: path, time, hash of a note or ""."""
        with suppress(FileNotFoundError), os.scandir(self._incoming) as entries:
            for entry in entries:
                if found := _NAME.fullmatch(entry.name):
                    at = _EPOCH + timedelta(microseconds=min(int(found[1], 16), 2**57))
                    yield Path(entry.path), at, found[2] or ""


def removed(paths: Iterable[Path]) -> None:
    """Remove these; one that cannot be removed is swept later."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)
