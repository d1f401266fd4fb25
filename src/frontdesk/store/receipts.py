"""Receipts: read back word for word; one that cannot be read counts as none and hides no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson
import sqlalchemy as sa

from frontdesk.model.score import Receipt
from frontdesk.scoring import receipt as receipts_json
from frontdesk.store.tables import receipts

#: A receipt, or None and why it cannot be read.
Read = tuple[Receipt | None, str]

NONE: Final[Read] = (None, "")
_c: Final = receipts.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Broken:
    """A receipt that cannot be read."""

    cause: str
    at: datetime
    error: str  #: may quote what people wrote


def read(body: bytes, reader: str | None) -> Read:
    """A receipt out of its columns body and reader."""
    try:
        return receipts_json.from_json(orjson.loads(body), reader), ""
    except (ValueError, TypeError, LookupError) as error:
        return None, f"{type(error).__name__}: {error}"


def newest_receipts(connection: sa.Connection, wanted: Sequence[int]) -> Mapping[int, Read]:
    """lead: the newest receipt."""
    newest = sa.select(sa.func.max(_c.id)).where(_c.lead.in_(wanted)).group_by(_c.lead)
    rows = connection.execute(sa.select(_c.lead, _c.body, _c.reader).where(_c.id.in_(newest)))
    return {row.lead: read(row.body, row.reader) for row in rows}


def read_receipts(connection: sa.Connection, lead: int, limit: int = 100) -> list[Receipt | Broken]:
    """The newest receipts of a lead, newest first."""
    columns = sa.select(_c.cause, _c.at, _c.body, _c.reader)
    found = list[Receipt | Broken]()
    for row in connection.execute(columns.where(_c.lead == lead).order_by(_c.id.desc()).limit(limit)):
        receipt, error = read(row.body, row.reader)
        found.append(receipt or Broken(cause=row.cause, at=row.at, error=error))
    return found
