"""Letter filters: days, numbers, money and lists, as a letter in one language writes them.

Each takes little time whatever it is given, and raises ValueError for what it cannot write.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final

from frontdesk.messages.speech import Speech, written_date

_DIGITS: Final = 15  #: before the decimal sign
_FINEST: Final = Decimal("0.000001")
_SIGNS: Final = {"EUR": "€", "USD": "$", "GBP": "£", "PLN": "zł", "RUB": "₽", "UAH": "₴", "CZK": "Kč"}


def filters(spoken: Speech) -> Mapping[str, Callable[..., str]]:
    """The filters of letters in that language, by the names that templates use."""
    return {
        "date": partial(_date, spoken),
        "weekday": partial(_weekday, spoken),
        "number": partial(_number, spoken),
        "money": partial(_money, spoken),
        "listed": partial(_listed, spoken),
    }


def _date(spoken: Speech, value: Any) -> str:
    return written_date(spoken, _day(value))


def _weekday(spoken: Speech, value: Any) -> str:
    """on Monday"""
    return spoken.days[_day(value).weekday()]


def _number(spoken: Speech, value: Any) -> str:
    """1,200 or 1,200.50"""
    amount = _decimal(value)
    whole, _, rest = f"{amount:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", spoken.thousands) + (spoken.decimal + rest if rest else "")


def _money(spoken: Speech, value: Any, currency: str) -> str:
    """€1,200 or 1 200 €: with two digits behind the sign, or none where they are noughts."""
    amount = _decimal(value).quantize(Decimal("0.01"))
    whole, _, rest = f"{amount:,f}".partition(".")
    written = whole.replace(",", spoken.thousands) + (spoken.decimal + rest if rest.strip("0") else "")
    sign = _SIGNS.get(currency, currency)
    if sign in spoken.money_first:
        return written.replace("-", "-" + sign) if amount < 0 else sign + written
    return f"{written}\u00a0{sign}"


def _listed(spoken: Speech, values: Sequence[str]) -> str:
    """a, b and c"""
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} {spoken.last} {values[-1]}"


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    raise ValueError("expected a day, found none; write it between {% if … %} and {% endif %}")


def _decimal(value: Any) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("nan")
    if not amount.is_finite() or amount.adjusted() >= _DIGITS:
        raise ValueError(f"expected a number, found {str(value)[:60]!r}")
    return amount.quantize(_FINEST)  # or 1e-999999 would be a million noughts
