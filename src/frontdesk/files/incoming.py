"""Incoming: one file on its way to disk, hashed as it comes; everything here blocks."""

import hashlib
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from frontdesk.files.kinds import EMPTY, Kind, kind

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """A whole file."""

    path: Path  #: in `incoming/`; gone when it was refused
    size: int  #: bytes
    sha256: str
    media: str = ""  #: what its bytes are
    refused: str = ""  #: why it is not kept; "" when it may be


class Incoming:
    """One file while it arrives; any thread may call it."""

    def __init__(self, path: Path) -> None:
        """Nothing is on disk before the first byte."""
        self.path, self._size, self._hash = path, 0, hashlib.sha256()
        self._lock, self._dropped = threading.Lock(), False
        self._file: BinaryIO | None = None

    def write(self, data: bytes) -> None:
        """Append, unless it was dropped. Raises OSError, for example on a full disk."""
        with self._lock:
            if self._dropped:
                return
            self._file = self._file or _opened(self.path)
            self._file.write(data)
            self._hash.update(data)
            self._size += len(data)

    def finish(self, name: str, claimed: str) -> Arrived:
        """Look what it is; on disk for good, or gone if it is not to be kept.

        `name` and `claimed` are what its sender called it and said of its type. Raises OSError.
        """
        with self._lock:
            found = self._looked_at(self._file, name, claimed) if self._file else Kind(refused=EMPTY)
        if found.refused:
            self.drop()
        return Arrived(
            path=self.path,
            size=self._size,
            sha256=self._hash.hexdigest(),
            media=found.media,
            refused=found.refused,
        )

    def drop(self) -> None:
        """It is not wanted; never fails: what cannot be removed now is swept later."""
        with self._lock:
            self._dropped = True
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
            # Closing writes what is in the buffer, which a full disk refuses once more.
            with suppress(OSError):
                if self._file:
                    self._file.close()

    def _looked_at(self, file: BinaryIO, name: str, claimed: str) -> Kind:
        file.flush()
        found = kind(file, self._size, name, claimed)
        if not found.refused:
            os.fsync(file.fileno())
            file.close()
        return found


def synced(folder: Path) -> None:
    """The names in a folder are on disk. Raises OSError."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _opened(path: Path) -> BinaryIO:
    """A new file; its folder is made with the first one."""
    folder = path.parent
    if not folder.is_dir():
        for each in (folder.parent, folder):
            each.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        synced(folder.parent.parent)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE), "w+b")
