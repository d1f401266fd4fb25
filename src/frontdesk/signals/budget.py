"""Budget: the amount that a budget field names, and its currency."""

import re
from collections.abc import Mapping
from typing import Final
from unicodedata import normalize

from frontdesk.model.signals import BudgetSignal

LIMIT: Final = 200  #: characters that are looked at
LARGEST: Final = 1e12  #: more is no budget

_THOUSAND: Final = (
    "k|к|т|тыс|тысяч[аи]?|тис|тисяч[аі]?|tys|tysiecy|tysiace|tsd|tausend|tis|tisic|thousand|thou|mille"
)
_MILLION: Final = (
    "mln|млн|миллион(?:а|ов)?|мільйон(?:и|ів)?|mio|million(?:s|en)?|milion(?:y|ow|u)?|mil|m|м|mm"
)
_BILLION: Final = "млрд|mld|mrd|bln|billion|миллиард(?:а|ов)?|миллиард"
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:[ '’]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d[\d.,]{{0,20}})\s*"
    rf"(?:(?P<k>(?:{_THOUSAND})(?![^\W\d_]))|(?P<m>(?:{_MILLION})(?![^\W\d_]))|(?P<b>(?:{_BILLION})(?![^\W\d_])))?"
)
_SYMBOL: Final = re.compile("([$€£₽₴₸¥₺₹₪])")
_PREFIX: Final = re.compile(r"(?<=[a-zа-яё])(?=\d)")
_NO_MONEY: Final = re.compile(
    r"^\s*(?:%|percent|проц|дн|день|дня|нед|мес|лет|год|чел|шт|users?|people|days?|weeks?|months?|years?|dni|tyg|mies|lat|"
    r"osob|tage|wochen|monate|jahre|st(?:uck)?\b|h\b|hours?|час)"
)
#: What a currency is written as, folded; the longer ones first.
_CURRENCIES: Final[Mapping[str, str]] = {
    "USD": r"us\$|usd|\$|dollars?|bucks|доллар\w*|долл|дол\b|долар\w*|dolar\w*|бакс\w*|у\.е",
    "EUR": r"€|eur\b|euros?|евро|євро|евр\b",
    "GBP": r"£|gbp|pounds?|фунт\w*|funt\w*|quid",
    "PLN": r"zl\b|pln|zlot\w+|злот\w*",
    "RUB": r"₽|rub\b|rur\b|rubles?|руб\w*|р\b",
    "UAH": r"₴|uah|грн|гривен\w*|гривн\w*|hryvn\w*",
    "CZK": r"kc\b|czk|korun\w*",
    "KZT": r"₸|kzt|тенге|тг\b|tenge",
    "BYN": r"byn|белорусск\w+ руб\w*|бел\.? ?руб\w*",
    "CHF": r"chf|franken|sfr",
    "TRY": r"₺|try\b|tl\b|lira",
    "HUF": r"huf|forint\w*",
    "SEK": r"sek\b",
    "NOK": r"nok\b",
    "DKK": r"dkk\b",
    "RON": r"ron\b|lei\b",
    "JPY": r"¥|jpy|yen\b",
    "CNY": r"cny|rmb|yuan|юан\w*",
    "INR": r"₹|inr|rupees?",
    "ILS": r"₪|ils|nis\b|shekel\w*|шекел\w*",
    "AED": r"aed|dirham\w*|дирхам\w*",
    "CAD": r"cad\b",
    "AUD": r"aud\b",
}
_CURRENCY: Final = re.compile(
    "|".join(
        rf"(?P<{code}>(?<![^\W\d_])(?:{written}))"
        for code, written in sorted(_CURRENCIES.items(), key=lambda item: item[0] != "BYN")
    )
)
_MARKS: Final = re.compile("[\u0300-\u036f]")


def budget_signal(field: str) -> BudgetSignal:
    """The upper amount named and its currency; both unknown where there is no number."""
    if not field.strip():
        return BudgetSignal()
    text = _plain(field[:LIMIT])
    amounts = [amount for amount in _amounts(text) if amount is not None]
    if not amounts:
        return BudgetSignal()
    currency = _CURRENCY.search(text)
    return BudgetSignal(amount=max(amounts), currency=currency.lastgroup if currency else None)


def _plain(text: str) -> str:
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
    if not text.isascii():
        text = _MARKS.sub("", normalize("NFKD", text)).replace("ł", "l").replace("Ł", "l")
    return _PREFIX.sub(" ", _SYMBOL.sub(r" \1 ", text.lower()))


def _amounts(text: str) -> list[float | None]:
    """Every amount; one without a multiplier takes that of the range's other end (100–300 тыс.)."""
    found = list(_AMOUNT.finditer(text))
    amounts: list[float | None] = []
    for i, match in enumerate(found):
        number = _number(match["number"])
        times = _times(match)
        if number is None or _NO_MONEY.match(text[match.end() :]):
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        if (
            times == 1
            and following
            and text[match.end() : following.start()].strip() in ("-", "–", "—", "..", "...")
        ):
            times = _times(following) if number < 1_000 else 1
        amount = number * times
        amounts.append(amount if amount <= LARGEST else None)
    return amounts


def _times(match: re.Match[str]) -> int:
    if match["k"]:
        return 1_000
    return 1_000_000 if match["m"] else 1_000_000_000 if match["b"] else 1


def _number(written: str) -> float | None:
    """5,000 and 5.000 are five thousand, 1,5 is one and a half, 12.05.2024 is no amount."""
    whole, mark, tail = _cut(re.sub("[ '’]", "", written).rstrip(".,"))
    groups = re.split("[.,]", whole)
    if any(len(group) != 3 for group in groups[1:]):
        return None
    if (
        mark
        and len(tail) == 3
        and whole != "0"
        and all(other == mark for other in whole if not other.isdigit())
    ):
        groups, tail = [*groups, tail], ""
    return float("".join(groups) + ("." + tail if tail else ""))


def _cut(plain: str) -> tuple[str, str, str]:
    """The number up to its last mark, the mark, and what follows."""
    last = max(plain.rfind("."), plain.rfind(","))
    return (plain, "", "") if last < 0 else (plain[:last], plain[last], plain[last + 1 :])
