"""Money: the currencies that a budget is read in, and what an amount is worth in the desk's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

#: The currencies that people's words are understood in, by their ISO 4217 codes.
CURRENCIES: Final = tuple(
    str.split(
        "USD EUR GBP PLN RUB UAH CZK KZT BYN CHF TRY HUF SEK NOK DKK RON JPY CNY INR ILS AED CAD AUD "
        "BGN GEL UZS"
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """`[money]`: the currency of conditions, and what others are worth in it."""

    currency: str  #: as EUR
    rates: Mapping[str, float] = field(default_factory=dict)  #: currency: units of `currency` for one of it

    def amount(self, named: float, currency: str | None) -> float | None:
        """The amount in the desk's currency, in which it is without one; None where there is no rate."""
        if currency in (None, self.currency):
            return named
        rate = self.rates.get(currency or "")
        return None if rate is None else round(named * rate, 2)
