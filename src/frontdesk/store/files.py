"""Files: which submission came with which file; where a file lies goes by its hash."""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from frontdesk.model.sent_file import SentFile
from frontdesk.store.tables import files


def append(connection: sa.Connection, sent: Mapping[int, Sequence[SentFile]]) -> None:
    """Store the files of submissions, by the submission's id."""
    rows = [
        {
            "submission": submission,
            "number": number,
            "sha256": file.sha256,
            "name": file.name,
            "media": file.media,
            "size": file.size,
        }
        for submission, several in sent.items()
        for number, file in enumerate(several)
    ]
    if rows:
        connection.execute(sa.insert(files), rows)


def of_submissions(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[SentFile]]:
    """submission: its files, in order; nothing for those without one."""
    c = files.c
    select = sa.select(files).where(c.submission.in_(ids)).order_by(c.submission, c.number)
    found: dict[int, list[SentFile]] = {}
    for row in connection.execute(select):
        file = SentFile(sha256=row.sha256, name=row.name, media=row.media, size=row.size)
        found.setdefault(row.submission, []).append(file)
    return found


def known(connection: sa.Connection, hashes: Collection[str]) -> set[str]:
    """Those of these hashes that a submission has."""
    return set(connection.execute(sa.select(files.c.sha256).where(files.c.sha256.in_(hashes))).scalars())
