"""Phone in message: a number to call that somebody wrote into the message instead of the field.

Messages are full of other digits. A number with its country's code is believed; one without is believed
where a word says that it is a phone's, or where it is written as one dials. A word for something else
outranks both.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from frontdesk.signals.dialled import MOST, Dialled, numbers, plain
from frontdesk.signals.words.calling import CALLING, OTHERWISE, UNITS

LIMIT: Final = 20_000  #: characters of a message that are looked at
_TRIED: Final = 20  #: runs of digits that are tried in one message
_BEFORE: Final = 40  #: characters that may say what a number is
_AFTER: Final = 24

_DIGIT: Final = re.compile(r"\d")
_FEWEST: Final = 7  #: digits of a number
_GAP: Final = (
    "[ \t\u00a0\u00ad\u2000-\u2015\u202a-\u202f\u2060\u2066-\u2069\u2212\u3000\ufeff\uff08\uff09\uff0d().-]"
)
#: So many digits or more, close together, in any script.
_RUN: Final = re.compile(rf"(?:[+＋]\s?|\(){{0,4}}\d(?:{_GAP}{{0,4}}\d){{{_FEWEST - 1},}}")
_GLUED_BEFORE: Final = re.compile(r"[\w@#№$€£₽=_&%:/\\.,*-]\Z")
_SPOKEN_BEFORE: Final = re.compile(r"[^\W\d_][:.,-]\Z|\A[.,:-]\Z|[^\w][.,-]\Z")
_CHAT: Final = re.compile(r"(?:wa\.me/|[?&]phone=)(?:%2B|\+)?\Z", re.IGNORECASE)
_GLUED_AFTER: Final = re.compile(r"[\w@%$€£₽/=_*]|[.,:-]\d|-[^\W\d_]")
_OTHERWISE: Final = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(OTHERWISE)})[^\W\d_]{{0,4}}[\s.:#№=-]{{0,6}}\Z", re.IGNORECASE
)
_UNITS: Final = re.compile(rf"\s{{0,2}}(?:[$€£₽₴%]|(?:{'|'.join(UNITS)})(?![^\W\d_]))", re.IGNORECASE)
_PRICED: Final = re.compile(r"(?:[$€£₽₴]|\b(?:eur|usd|pln|gbp|chf|uah|rub))\s{0,2}\Z", re.IGNORECASE)
_CALLING: Final = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(CALLING)})", re.IGNORECASE)
_YEAR: Final = r"(?:19|20)\d\d"
#: Dates, amounts, addresses of machines, document and card numbers.
_NO_NUMBER: Final = re.compile(
    rf"\d{{1,2}}[. -]\d{{1,2}}[. -]{_YEAR}(?:\D.*)?|{_YEAR}[. -]\d{{1,2}}[. -]\d{{1,2}}(?:\D.*)?"
    rf"|{_YEAR}\s?-\s?{_YEAR}.*|(?:\d{{1,3}}\.){{3}}\d{{1,3}}|\d{{1,3}}(?:[ .]\d{{3}})*[ .]000|\d+0000"
    r"|\d[\d .]*00\s?-\s?\d[\d .]*00|\d{3}-\d{3}-\d\d-\d\d|\d{3}-\d\d-\d{4}"
    r"|\d{4}(?: \d{4}){2,4}|\d{2}(?: \d{4}){6}"
)
_TRUNK: Final = re.compile(r"0\d|8|\(")
_GROUPS: Final = re.compile(r"\d+")
_DIALLED_DIGITS: Final = 9  #: digits of a number with its area, without its country's code


def numbers_in_message(message: str, hints: Sequence[str]) -> list[Dialled]:
    """The numbers to call in a message, in order, at most `MOST`; `hints` as `numbers` takes them."""
    text = message[:LIMIT]
    if len(_DIGIT.findall(text)) < _FEWEST:
        return []
    found: list[Dialled] = []
    for run in islice(_RUN.finditer(text), _TRIED):
        before, after = (
            text[max(0, run.start() - _BEFORE) : run.start()],
            text[run.end() : run.end() + _AFTER],
        )
        if _is_otherwise(run[0], before, after):
            continue
        written = plain(run[0]).strip()
        if "+" not in written and _CHAT.search(before):
            written = "+" + written
        found += _believed(written, before, plain(after), hints)
        if len(found) >= MOST:
            break
    return found[:MOST]


def _is_otherwise(run: str, before: str, after: str) -> bool:
    """Whether the digits are part of something longer, priced, measured, or called something else."""
    if _GLUED_AFTER.match(after) or _UNITS.match(after) or _PRICED.search(before):
        return True
    if _GLUED_BEFORE.search(before) and not _SPOKEN_BEFORE.search(before) and not _CHAT.search(before):
        return True
    return bool(_OTHERWISE.search(before))


def _believed(written: str, before: str, after: str, hints: Sequence[str]) -> list[Dialled]:
    digits = "".join(filter(str.isdigit, written))
    if len(set(digits)) < 3 or not (
        written.startswith(("+", "(+")) or _is_named(before, after) or _looks_dialled(written, digits)
    ):
        return []
    line = after.partition("\n")[0]
    return numbers(written + (line if line[:1] in " ,;(#x" else ""), hints)[:1]


def _is_named(before: str, after: str) -> bool:
    """Whether a word in the same line says that it is a number to call."""
    line = before.rpartition("\n")[2]
    return bool(_CALLING.search(line) or _CALLING.match(after.lstrip(" ,(-")))


def _looks_dialled(written: str, digits: str) -> bool:
    """Whether a number without its country's code is written as one dials it, and as nothing else is."""
    if _NO_NUMBER.fullmatch(written):
        return False
    if digits.startswith("00"):
        return len(digits) > _DIALLED_DIGITS + 1
    if len(digits) < _DIALLED_DIGITS:
        return False
    if len(_GROUPS.findall(written)) > 2 or "(" in written:
        return True
    return bool(_TRUNK.match(written)) and len(digits) > _DIALLED_DIGITS
