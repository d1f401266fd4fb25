"""Letter: what a letter may say of a visitor."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from frontdesk.model.signals import Signals
from frontdesk.text import clean, one_line

NAME_LIMIT: Final = 60  #: characters of a name or a company in a letter; a longer one is left out
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,5}")
_NAME_MARKS: Final = frozenset(" '’.-")
_COMPANY: Final = re.compile(r"(?:[^\W_]|[ &.,'’\"«»„“”()+|!/-])+")
#: What a mail program makes a link of, a number to call among it.
_LIVE: Final = re.compile(r"\S\.[^\W\d_]{2}|(?i:\bwww)\.|\d(?:\.\d+){3}|//|\d{4}|(?:\d\D*){5}", re.DOTALL)
#: Letters of Korean that stand for none: a line of them is empty.
_UNSEEN: Final = re.compile("[\u115f\u1160\u3164\uffa0]")


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterValues:
    """What a letter may say of a visitor. Whoever fills in a form may name someone else's address, so nothing
    that could carry an advert goes in: a value that is no plain name becomes None.
    """

    greeting: str | None = None  #: the name to greet: letters only, at most 60
    company: str | None = None  #: the company: no address, no number to call, at most 60
    product: str | None = None  #: the `product` of the form, which is the owner's
    missing: tuple[str, ...] = ()  #: the form fields that are still blank
    now: datetime | None = None  #: when it is written; without it no letter names a day

    @classmethod
    def of(cls, signals: Signals, fields: Mapping[str, Any], now: datetime | None = None) -> "LetterValues":
        """The values for a lead; `fields` are its form fields as merged over the submissions."""
        company = fields.get("company")
        return cls(
            greeting=None if signals.name.spam else signals.name.greeting,
            company=company if isinstance(company, str) else None,
            product=signals.source.product,
            missing=signals.profile.missing,
            now=now,
        )

    def __post_init__(self) -> None:
        object.__setattr__(self, "greeting", _safe_name(self.greeting))
        object.__setattr__(self, "company", _safe_company(self.company))
        object.__setattr__(self, "product", _safe_company(self.product))


def _safe_name(name: str | None) -> str | None:
    if not name or (len(name) <= NAME_LIMIT and _NAME.fullmatch(name) and name.isascii()):
        return name or None
    name = one_line(clean(name[: 4 * NAME_LIMIT]), 4 * NAME_LIMIT)
    kinds = [unicodedata.category(character)[0] for character in name if character not in _NAME_MARKS]
    # Vowel signs and accents are marks on letters; more marks than letters is ornament or an attack.
    letters = not set(kinds) - {"L", "M"} and 2 * kinds.count("M") <= len(kinds)
    return name if kinds and letters and len(name) <= NAME_LIMIT and not _is_live(name) else None


def _safe_company(company: str | None) -> str | None:
    if not company:
        return None
    company = one_line(clean(company[: 4 * NAME_LIMIT]), 4 * NAME_LIMIT)
    plain = _COMPANY.fullmatch(company) and not _is_live(company)
    return company if plain and len(company) <= NAME_LIMIT else None


def _is_live(text: str) -> bool:
    """Whether a program makes a link of some of it, or some of it is there and cannot be seen."""
    if text.isascii():
        return bool(_LIVE.search(text))
    # Numbers in circles are read as numbers, though no program calls them; a mark may be one of no ink.
    read = unicodedata.normalize("NFKC", text)
    bare = "".join(character for character in read if unicodedata.category(character)[0] != "M")
    return bool(_LIVE.search(bare) or _UNSEEN.search(text))
