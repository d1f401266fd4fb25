"""Crowd: as many different leads as wanted, as forms of companies bring them; the same ones every time.

What share fills in which field, writes how much, in which language and from which mailbox follows what
contact and demo forms of companies that sell to companies get: two in three name a phone, three in four
write something, half of the addresses are free mail, one in ten has written before. Companies and addresses
differ from lead to lead, most last names too; first names, labels, positions, sites and countries come
again, as they do in life.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final, TypeVar

import crowd_words as words

from frontdesk.model.lead import Known, Lead
from frontdesk.model.submission import Received, Submission

BEGAN: Final = datetime(2026, 11, 2, 8, tzinfo=UTC)
_LANGUAGES: Final = {"en": 30, "ru": 22, "pl": 18, "de": 10, "uk": 10, "cs": 4, "fr": 3, "es": 3}
#: Cyrillic letters, and what stands for them in an address.
_LETTERS: Final = str.maketrans(
    "абвгдеёжзийклмнопрстуфхцчшщыэюяіїєґ", "abvgdeezziiklmnoprstufxccssyeuaiieg", "ьъ"
)
_ACCENTS: Final = str.maketrans("ąćęłńóśźżäöüßáčďéěíňřšťúůýžèêñ'", "acelnoszzaousacdeeinrstuuyzeen-")
_SOURCES: Final = ("google", "linkedin", "newsletter", "yandex", "facebook")
_PAGES: Final = ("demo", "contact", "pricing", "pl/kontakt", "ru/zayavka", "de/angebot", "landing/crm")
_SITES: Final = ("https://www.google.com/", "https://yandex.ru/", "https://www.linkedin.com/feed/", "")
T = TypeVar("T")


def crowd(count: int, first: int = 1) -> list[Known]:
    """That many leads, numbered from `first`, each with all its submissions, the newest to be judged."""
    return [_known(number) for number in range(first, first + count)]


def _known(number: int) -> Known:
    dice, at = Random(number), BEGAN + timedelta(minutes=7 * number)
    person = _Person(number, dice)
    times = dice.choices((1, 2, 3), (90, 8, 2))[0]
    days = sorted((dice.randrange(1, 60) for _ in range(times - 1)), reverse=True)
    came = [
        Received(id=number * 10 + i, hook="web", at=at - timedelta(days=ago), submission=person.form())
        for i, ago in enumerate((*days, 0))
    ]
    return Known(lead=Lead(id=number, created_at=came[0].at), submissions=tuple(came), now=at)


class _Person:
    """Somebody who fills in a form, maybe again."""

    def __init__(self, number: int, dice: Random) -> None:
        self._number, self._dice = number, dice
        self.language = dice.choices(list(_LANGUAGES), list(_LANGUAGES.values()))[0]
        given, family = words.NAMES[self.language]
        self._first = dice.choice(given.split())
        pair = (dice.choice(family.split()) if self._likely(0.4) else self._rare()).split("|")
        self._last = pair[-1] if self._first[-1] in "aаяія" else pair[0]
        self._company = f"{dice.choice(words.COMPANIES)} {number}"
        self._email, self._phone = self._address(), self._dialled()
        self._two_fields = dice.random() < 0.45

    def form(self) -> Submission:
        """One post; what it says besides who it is differs each time."""
        fields = {name: value for name, value in self._fields().items() if value}
        return Submission(provider="json", fields=fields, extra=dict(self._extra()))

    def _fields(self) -> dict[str, Any]:
        first, last = (each if self._likely(0.93) else each.lower() for each in (self._first, self._last))
        whole = "" if self._likely(0.04) else first if self._likely(0.2) else f"{first} {last}"
        legal = words.LEGAL.get(self.language, "")
        visit = {"source": self._one(_SOURCES), "medium": "cpc", "campaign": f"autumn-{self._number % 9}"}
        return {
            "first_name": first if self._two_fields else "",
            "last_name": last if self._two_fields else "",
            "full_name": "" if self._two_fields else whole,
            "email": self._email,
            "phone": self._phone,
            "company": self._maybe(0.55, lambda: f"{self._company} {legal}".strip()),
            "position": self._maybe(0.35, lambda: self._one(words.POSITIONS[self.language])),
            "message": self._maybe(0.75, self._message),
            "page_url": f"https://www.acme.example/{self._one(_PAGES)}?utm_source=x&gclid={self._number}",
            "referrer": self._maybe(0.6, lambda: self._one(_SITES)),
            "ip": f"203.0.113.{self._number % 250}",
            "language": self._maybe(0.2, lambda: self.language),
            "utm": visit if self._likely(0.5) else None,
            "consent": True if self._likely(0.4) else None,
        }

    def _extra(self) -> list[tuple[str, Any]]:
        country = words.HOMES[self.language][0]
        answers: tuple[tuple[float, str, Any], ...] = (
            (0.2, "Budget", self._maybe(0.6, lambda: self._one(words.BUDGETS)) or f"{self._number}00 EUR"),
            (0.15, "business", self._one(words.BUSINESSES)),
            (0.25, "country", country),
            (0.12, "deadline", self._maybe(0.7, lambda: self._one(words.DEADLINES)) or self._day()),
            (0.02, "brief", [{"filename": "brief.pdf", "sha256": "00", "url": "https://acme.example/f/1"}]),
            (0.15, "How did you hear about us?", self._one(("Google", "a friend", "реклама", "konferencja"))),
            (0.1, "Number of employees", self._one(("1-10", "11-50", "51-200"))),
            (0.3, "_gotcha", ""),
            (0.3, "_fd_shown_s", 5 + self._dice.random() * 90),
            (0.05, "Website", f"https://{self._domain()}"),
        )
        return [(label, value) for share, label, value in answers if self._likely(share)]

    def _message(self) -> str:
        if self._likely(0.03):
            return self._one(words.ADVERTS).format(self._number, self._number % 90)
        if self._likely(0.12):
            return self._one(words.SHORT[self.language])
        lines = words.SENTENCES[self.language]
        count = self._dice.choices((1, 2, 3, len(lines)), (30, 40, 20, 10))[0]
        chosen = self._dice.sample(lines, min(count, len(lines)))
        gap = "\n\n" if count > 2 and self._likely(0.4) else " "
        text = gap.join(line.format(self._dice.randrange(2, 900)) for line in chosen)
        if self._likely(0.06):
            text += f" https://www.{self._domain()}/about"
        return text + (f" {self._dialled(always=True)}" if self._likely(0.05) else "")

    def _address(self) -> str:
        local = _latin(f"{self._first}.{self._last}").strip(".-")
        kind = self._dice.choices(("corporate", "free", "role", "wrong", "none"), (40, 49, 5, 3, 3))[0]
        if kind == "none":
            return ""
        if kind == "wrong":
            return local + self._one(("@gmial.com", "@", " at mail", "@mailinator.com"))
        if kind == "free":
            return f"{local}{self._number}@{self._one(words.HOMES[self.language][3].split())}"
        return f"{'info' if kind == 'role' else local}@{self._domain()}"

    def _day(self) -> str:
        return f"{self._dice.randrange(1, 29)}.{self._dice.randrange(1, 13):02}.2027"

    def _rare(self) -> str:
        """A last name that hardly anybody else has."""
        beginnings, middles, endings = words.RARE["cyrillic" if self.language in ("ru", "uk") else "latin"]
        stem = self._one(beginnings.split()) + self._one(middles.split())
        return "|".join(stem + ending for ending in self._one(endings.split()).split("|"))

    def _domain(self) -> str:
        return f"{_latin(self._company).replace(' ', '-')}.{words.HOMES[self.language][2]}"

    def _dialled(self, *, always: bool = False) -> str:
        if not always and self._likely(0.33):
            return ""
        pattern = self._one(words.HOMES[self.language][1])
        return "".join(str(self._dice.randrange(10)) if sign == "#" else sign for sign in pattern)

    def _one(self, several: Sequence[T]) -> T:
        return self._dice.choice(several)

    def _likely(self, share: float) -> bool:
        return self._dice.random() < share

    def _maybe(self, share: float, value: Callable[[], str]) -> str:
        return value() if self._likely(share) else ""


def _latin(text: str) -> str:
    return text.lower().translate(_ACCENTS).translate(_LETTERS)
