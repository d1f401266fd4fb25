"""Money: the table of the currency that conditions speak of, and what others are worth in it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from frontdesk.model.money import CURRENCIES
from frontdesk.rules.tables.base import Table

_Currency = Annotated[
    str,
    StringConstraints(pattern=rf"^(?:{'|'.join(CURRENCIES)})$"),
    Field(description=f"one of the currencies {', '.join(CURRENCIES)}"),
]
_Rate = Annotated[float, Field(strict=False, gt=0, le=1e9, description="a number above 0")]


class MoneyTable(Table):
    """`[money]`: the currency that conditions speak of, and what others are worth in it."""

    currency: _Currency = Field(title="The currency of budgets in conditions")
    rates: Annotated[dict[_Currency, _Rate], Field(description="a table such as { USD = 0.92 }")] = Field(
        default={}, title="What one of another currency is worth in it"
    )
