"""Hexes: an id in hexadecimal inside a statement, as causes and keys hold it, on either engine."""

from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from frontdesk.store.columns import moment

RANDOM_BITS: Final = 12  #: of a submission's id; above them stands when it came, in microseconds
SUBMISSION: Final = "submission:"  #: how the cause begins of the receipt of a submission, before its id
LETTER: Final = "letter:"  #: how the key of a letter begins that answers a submission, before its id


class hexed(sa.sql.expression.FunctionElement[str]):
    """A column of whole numbers in hexadecimal, small letters."""

    type = sa.String()
    inherit_cache = True


@compiles(hexed, "sqlite")
def _sqlite(element: hexed, compiler: Any, **keywords: Any) -> str:
    return f"printf('%x', {compiler.process(element.clauses, **keywords)})"


@compiles(hexed, "postgresql")
def _postgresql(element: hexed, compiler: Any, **keywords: Any) -> str:
    return f"to_hex({compiler.process(element.clauses, **keywords)})"


def unproven(submission: Any, receipts: Any) -> sa.ColumnElement[bool]:
    """Where a submission has no receipt under its own lead."""
    mine = sa.exists().where(receipts.c.lead == submission.c.lead, receipts.c.cause == cause(submission))
    return ~mine


def id_came_at(id: int) -> datetime:
    """When a submission came, as its id tells."""
    return moment(id >> RANDOM_BITS)


def came_at(key: str) -> datetime | None:
    """When the form came that a letter with this key answers; None where it answers none."""
    try:
        return id_came_at(int(key.removeprefix(LETTER), 16)) if key.startswith(LETTER) else None
    except (ValueError, OverflowError):
        return None


def cause(submission: Any) -> sa.ColumnElement[str]:
    """The cause that the receipt of a submission has."""
    return sa.literal(SUBMISSION) + hexed(submission.c.id)
