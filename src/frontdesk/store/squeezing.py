"""Squeezing: rewrites an SQLite file, so that nothing of what was deleted is left in it or in its WAL."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

LARGEST_BYTES: Final = 256_000_000  #: a larger file would keep forms waiting for seconds
_TRIES: Final = 20
_WAIT_S: Final = 10.0


def squeeze(path: Path) -> bool:
    """Rewrite the file and empty its WAL; False where it is too large, or somebody reads it all the time.

    The desk may be in use: who writes meanwhile waits. What was deleted with `secure_delete` is overwritten
    in the file as it is; here also goes what earlier changes left in pages that moved.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    with closing(sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        small = path.stat().st_size <= LARGEST_BYTES
        if small:
            connection.execute("VACUUM")
        return any(_emptied(connection) for _ in range(_TRIES)) and small


def _emptied(connection: sqlite3.Connection) -> bool:
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
