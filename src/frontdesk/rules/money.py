"""Money table: the shape and the meaning of `[money]`."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from frontdesk.model.money import CURRENCIES

_Currency = Annotated[
    str,
    StringConstraints(pattern=rf"^(?:{'|'.join(CURRENCIES)})$"),
    Field(description=f"one of the currencies {', '.join(CURRENCIES)}"),
]
_Rate = Annotated[float, Field(strict=False, gt=0, le=1e9, description="a number above 0")]
_SAME: Final = "expected other currencies only, found the one of money.currency"


class MoneyTable(BaseModel):
    """`[money]`: the currency that conditions speak of, and what others are worth in it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    currency: _Currency = Field(title="The currency of budgets in conditions")
    rates: Annotated[dict[_Currency, _Rate], Field(description="a table such as { USD = 0.92 }")] = Field(
        default={}, title="What one of another currency is worth in it"
    )


def money_problems(money: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each currency of `rates` that cannot have one, with the reason."""
    rates, own = money.get("rates"), money.get("currency")
    if isinstance(rates, dict) and isinstance(own, str) and own in rates:
        yield own, _SAME
