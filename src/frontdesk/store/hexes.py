"""Hexes: an id in hexadecimal inside a statement, as causes and keys hold it, on either engine."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles


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


def cause(submission: Any) -> sa.ColumnElement[str]:
    """The cause that the receipt of a submission has."""
    return sa.literal("submission:") + hexed(submission.c.id)
