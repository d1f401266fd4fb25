"""Budget: the amount that a budget field names, its currency, and what it is worth in the desk's own."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from frontdesk.model.money import Money
from frontdesk.model.signal_parts import BudgetSignal
from frontdesk.signals.words.amounts import (
    ALONE,
    BILLION,
    FILLERS,
    LAKH,
    MILLION,
    NUMBERS,
    THOUSAND,
    VAGUE,
    WRITTEN,
)

LIMIT: Final = 200  #: characters that are looked at
LARGEST: Final = 1e12  #: more is no budget
_HUNDRED: Final = "hundred"

_TIMES: Final = (
    rf"(?:(?P<k>(?:{THOUSAND})(?![^\W\d_]))|(?P<m>(?:{MILLION})(?![^\W\d_]))|(?P<b>(?:{BILLION})(?![^\W\d_]))"
    rf"|(?P<l>(?:{LAKH})\b))"
)
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:[ '’]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d[\d.,]{{0,20}})\s*{_TIMES}?"
)
_YEAR: Final = re.compile(r"20[2-4]\d\s*")
_SYMBOL: Final = re.compile("([$€£₽₴₸¥₺₹₪])")
_PREFIX: Final = re.compile(r"(?<=[a-zа-яё])(?=\d)")
_NO_MONEY: Final = re.compile(
    r"^\s*(?:(?:[-–—]\s*\d+\s*)?%|percent|проц|дн|день|дня|нед|мес|лет|год|чел|шт|users?|people|days?|weeks?|months?|years?|dni|tyg|mies|lat|"
    r"osob|tage|wochen|monate|jahre|st(?:uck)?\b|h\b|hours?|час)"
)
_CURRENCY: Final = re.compile(
    "|".join(
        rf"(?P<{code}>(?<![^\W\d_])(?:{written}))"
        for code, written in sorted(WRITTEN.items(), key=lambda item: item[0] != "BYN")
    )
)
#: Letters between a number and its thousands that a fold would lose: "50 TEUR", "1млн200тыс", "zehntausend".
_TEUR: Final = re.compile(r"(?<=\d)\s*t(?=\s?(?:eur|€))")
_JOINED: Final = re.compile(r"(?<=[^\W\d_])(?=(?:tausend|million)\b|(?:миллион|мільион)\w*)")
#: "тысяч 50" is about fifty thousand.
_TURNED: Final = re.compile(r"(?<![\d.,])(?<!\d )\b(тысяч|тыс|тыщ|тисяч)\.?\s+(\d{1,3})\b(?!\s*(?:тыс|млн))")
_HOURLY: Final = re.compile(
    r"\d\s*(?:hours?|часов|часа|час|годин|godzin\w*|stunden|heures|horas)\b|"
    r"(?:/|\bper |\ban |\bв |\bза |\bна |\bza |\bpro |\bje |\bpar |\bpor )\s*"
    r"(?:h|hr|hour|ч|час|годину|godz\w*|stunde|std|heure|hora)\b"
)
#: What stands between the two ends of a range, and between the parts of one amount.
_TO: Final = ("", *str.split("- – — to or до или do lub bis oder a и and und i y et"))
_PLUS: Final = ("", *str.split("и i and und y et"))
_MULTIPLIERS: Final = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000, "l": 100_000}
_QUOTE: Final = re.compile("['’ʼ`]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKS: Final = re.compile("[\u0300-\u036f]")


def budget_signal(field: str, money: Money | None = None) -> BudgetSignal:
    """The upper amount named, its currency, and what it is worth under `money`; unknown without a number."""
    if not field or field.isspace():
        return _NOTHING
    named, currency = _named(field[:LIMIT])
    if named is None:
        return _NOTHING
    worth = named if money is None else money.amount(named, currency)
    return BudgetSignal(amount=worth, currency=currency, named=named)


@lru_cache(maxsize=1024)  # most are chosen from a list
def _named(field: str) -> tuple[float | None, str | None]:
    """The upper amount and its currency."""
    text = _plain(field)
    found = _CURRENCY.search(text)
    return max(_amounts(text), default=None), found.lastgroup if found else None


def _plain(text: str) -> str:
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ").lower()
    if not text.isascii():
        text = _MARKS.sub("", normalize("NFKD", text)).replace("ł", "l").replace("ß", "ss")
    text = _PREFIX.sub(" ", _TEUR.sub(" tsd ", _SYMBOL.sub(lambda found: f" {found[0]} ", text)))
    if not any(map(str.isdigit, text)):
        return " ".join(_in_digits(_WORD.findall(_JOINED.sub(" ", _QUOTE.sub("", text)))))
    return _TURNED.sub(r"\2 \1", text) if "ты" in text or "тис" in text else text


def _in_digits(words: list[str]) -> Iterator[str]:
    """The words with numbers before thousands in digits: "half a million euros" is "0.5 million euros"."""
    number, vague = 0.0, False
    for word in words:
        if word in VAGUE:
            vague = True
            continue
        counted = _counted(word, number)
        if counted is None:
            if not vague and (number or word in ALONE):
                yield f"{number or 1:g}"
            counted, vague = 0.0, False
            yield word
        number = counted


def _counted(word: str, number: float) -> float | None:
    """The number that the words before made, with this one; None where the word belongs to no number."""
    if word == _HUNDRED:
        return max(number, 1) * 100
    if word in FILLERS:
        return number
    return number + NUMBERS[word] if word in NUMBERS else None


def _amounts(text: str) -> list[float]:
    """Every amount; one without a multiplier takes that of the range's other end (100–300 тыс.)."""
    if _HOURLY.search(text):
        return []
    found = list(_AMOUNT.finditer(text))
    amounts: list[float] = []
    above = 0.0  # millions that thousands follow: 1 млн 200 тыс
    for i, match in enumerate(found):
        number, times = _number(match["number"]), _times(match)
        if number is None or _NO_MONEY.match(text[match.end() :]):
            continue
        if len(found) > 1 and _YEAR.fullmatch(match[0]) and _is_year(text, found, i):
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        between = text[match.end() : following.start()].strip(" .") if following else None
        if times == 1 and following and between in _TO:
            times = _times(following) if number < 1_000 else 1
        amount = number * times + above
        above = amount if following and between in _PLUS and times > _times(following) > 1 else 0.0
        if amount <= LARGEST:
            amounts.append(amount)
    return amounts


def _is_year(text: str, found: Sequence[re.Match[str]], at: int) -> bool:
    """Whether 2027 is a year: the currency stands beside another number, of which it is no other end."""
    start, end = found[at].span()
    currencies = [each.span() for each in _CURRENCY.finditer(text)]
    since = found[at - 1].end() if at else None
    until = found[at + 1].start() if at + 1 < len(found) else None
    if not currencies or any(_is_beside(text, pair, (start, end), since) for pair in currencies):
        return False
    before = text[since:start].strip(" .") if since is not None else None
    after = text[end:until].strip(" .") if until is not None else None
    return before not in _TO and after not in _TO


def _is_beside(text: str, currency: tuple[int, int], number: tuple[int, int], since: int | None) -> bool:
    """Whether a currency is this number's and not that of the number before, which ends at `since`."""
    (first, last), (start, end) = currency, number
    if first >= end:
        return not text[end:first].strip()
    taken = since is not None and first >= since and not text[since:first].strip()
    return not taken and not text[last:start].strip()


def _times(match: re.Match[str]) -> int:
    return _MULTIPLIERS.get(match.lastgroup or "", 1)


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


_NOTHING: Final = BudgetSignal()
