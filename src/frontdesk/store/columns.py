"""Columns: the kinds of columns that all tables share."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Microseconds since 1970, as times are stored."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(micros: int) -> datetime:
    """The aware UTC time behind stored microseconds."""
    return _EPOCH + timedelta(microseconds=micros)


class UtcTime(sa.types.TypeDecorator[datetime]):
    """An aware UTC time, stored as whole microseconds since 1970."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Towards the database."""
        return None if value is None else micros(value)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        """Back from the database."""
        return None if value is None else moment(value)


metadata = sa.MetaData()
#: SQLite counts up only in an INTEGER primary key.
Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def partial(name: str, *columns: str, where: str) -> sa.Index:
    """An index of the rows of which that holds."""
    return sa.Index(name, *columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def lead(nullable: bool = False, **keywords: Any) -> sa.Column[int]:
    """Whose it is."""
    return sa.Column("lead", Id, sa.ForeignKey("leads.id"), nullable=nullable, **keywords)
