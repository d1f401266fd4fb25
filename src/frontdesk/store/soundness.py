"""Soundness: whether an SQLite file can be trusted, found out without changing a byte of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Final

#: Layout of a database, of its WAL and of the index of that (sqlite.org/fileformat2.html, walformat.html).
_PAGE_SIZE: Final = 16
_WAL_HEADER: Final = 32
_FRAME_HEADER: Final = 24
_CHECKSUMMED: Final = {0x377F0682: "<II", 0x377F0683: ">II"}  #: magic number: what its checksums run over
_INDEX: Final = 40
_RECOVERED: Final = 16  #: where the index says how many frames count
_SALT: Final = 32  #: and to which round of the WAL they belong
_LIMIT: Final = 2**32


def beside(path: Path, ending: str) -> Path:
    """The file that SQLite keeps beside a database: "-wal", "-shm" or "-journal"."""
    return path.with_name(path.name + ending)


def has_content(path: Path) -> bool:
    """Whether there is such a file, with anything in it."""
    return path.is_file() and path.stat().st_size > 0


@contextmanager
def read_only(path: Path, wait_s: float = 5.0) -> Iterator[sqlite3.Connection]:
    """A connection that sees everything committed and tidies nothing up when it is closed.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    # A journal beside the file is an unfinished change, which only a connection that writes can take back.
    mode = "rw" if has_content(beside(path, "-journal")) else "ro"
    address = f"{path.resolve().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(address, wait_s, isolation_level=None, uri=True)) as connection:
        yield connection


def damage(path: Path, check: str | None = "quick_check", wait_s: float = 5.0) -> str | None:
    """What is wrong with a database file, in words; None when nothing is, or when it is not there yet.

    `check` is the pragma that looks through its pages, None for none: they take a second for each 250 MB.

    Raises:
        sqlite3.Error: it cannot be read, or is no database.
    """
    if path.is_dir():
        return "a folder"
    if not has_content(path):
        wal = beside(path, "-wal")
        return f"nothing in it, but changes to it in {wal.name}" if has_content(wal) else None
    with read_only(path, wait_s) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        # Twice: a service that begins its WAL anew just then would look like damage.
        if lost_commits(path) and (lost := lost_commits(path)):
            return f"{lost} commits in {beside(path, '-wal').name} that cannot be read any more"
        found = connection.execute(f"PRAGMA {check}(1)").fetchone()[0] if check else "ok"
    return None if found == "ok" else " ".join(str(found).split())[:200]


def tables(path: Path, wait_s: float = 5.0) -> set[str]:
    """The names of a database's tables; none of a file that is not there yet.

    Raises:
        sqlite3.Error: it cannot be read, or is no database.
    """
    if not has_content(path):
        return set()
    with read_only(path, wait_s) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def lost_commits(path: Path) -> int:
    """How many commits in the WAL were on disk whole and cannot be read any more.

    SQLite takes the WAL to end at its first damaged frame. That is right for a commit that a power cut tore,
    for nothing followed it; but one that is followed by further frames had been synced and answered for, and
    would be dropped in silence. Call it while a connection reads the database: that has made the index.
    """
    wal = beside(path, "-wal")
    if not has_content(wal) or wal.stat().st_size <= _WAL_HEADER:
        return 0
    with wal.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        salts, commits = _frames(data, _page_size(path))
        salt = data[16:24] if _is_sound(data[:_WAL_HEADER]) else None
    if salt is None:
        return sum(commits)
    # Last, since a service may write meanwhile: what it has committed by now is in the index.
    index = beside(path, "-shm").read_bytes()[:_INDEX]
    if index[_SALT:] != salt:
        return 0
    recovered = unpack_from("=I", index, _RECOVERED)[0]
    last = max((number for number, own in enumerate(salts, 1) if own == salt), default=0)
    ours = (own == salt and commit for own, commit in zip(salts, commits, strict=True))
    return sum(commit and recovered < number < last for number, commit in enumerate(ours, 1))


def _frames(data: mmap, page: int) -> tuple[list[bytes], list[bool]]:
    """For each frame of a WAL the salt of its round, and whether it ends a commit."""
    starts = range(_WAL_HEADER, len(data) - page - _FRAME_HEADER + 1, page + _FRAME_HEADER)
    salts = [data[start + 8 : start + 16] for start in starts]
    return salts, [data[start + 4 : start + 8] != bytes(4) for start in starts]


def _page_size(path: Path) -> int:
    with path.open("rb") as file:
        size = int(unpack_from(">H", file.read(_PAGE_SIZE + 2), _PAGE_SIZE)[0])
    return 65536 if size == 1 else size


def _is_sound(header: bytes) -> bool:
    """Whether the header of a WAL is as it was written; it is synced before any frame."""
    order = _CHECKSUMMED.get(unpack_from(">I", header)[0])
    if order is None:
        return False
    first = second = 0
    for one, other in iter_unpack(order, header[:24]):
        first = (first + one + second) % _LIMIT
        second = (second + other + first) % _LIMIT
    return (first, second) == unpack_from(">II", header, 24)
