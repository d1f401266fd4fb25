"""What each part of the signals costs: µs a lead over 1,000 varied leads, the median of seven rounds.

python tests/bench/signals.py
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from frontdesk.model.lead import Known, Lead
from frontdesk.model.submission import FIELDS, Received, Submission
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Phrase
from frontdesk.signals.budget import budget_signal
from frontdesk.signals.email import email_signal
from frontdesk.signals.keywords import KeywordFinder
from frontdesk.signals.language import by_text
from frontdesk.signals.lines import as_json
from frontdesk.signals.merge import merged
from frontdesk.signals.message import message_signal
from frontdesk.signals.name import name_signal
from frontdesk.signals.phone import phone_signal
from frontdesk.signals.reading import SignalReader

LEADS, ROUNDS = 1_000, 7
RULES = read_rules((Path(__file__).parents[2] / "rules.toml").read_text("utf-8"), environment={})

PEOPLE = (
    ("Maria", "Lindqvist", "maria{}@lindqvist{}.example", "+46 8 123 45{:03}"),
    ("Tomasz", "Zieliński", "tomasz.zielinski{}@gmail.com", "512 345 {:03}"),
    ("Ольга", "Соколова", "olga{}@studio-sever{}.example", "+7 912 345-6{:03}"),
    ("JAN", "NOWAK", "jan.nowak{}@onet.pl", "+48 601-234-{:03}"),
    ("Ingrid", "Vogel", "i.vogel{}@vogel-optik{}.example", "+49 30 23125{:03}"),
    ("Олександр", "Шевченко", "o.shevchenko{}@ukr.net", "+380 50 123 1{:03}"),
    ("Ben", "Cole", "ben{}@cole-and-sons{}.example", "+1 202 555 0{:03}"),
)
MESSAGES = (
    "We would like to see a customer portal with order tracking for our {} dispatchers. When could we talk?",
    "Proszę o telefon po 15:00. Potrzebujemy sklepu internetowego z magazynem na {} produktów i z ERP.",
    "Ищем подрядчика на разработку мобильных приложений для {} филиалов. Бюджет согласован, ждём звонка.",
    "Dzień dobry, ile kosztuje wdrożenie dla {} osób?",
    "Wir suchen eine Lösung für unser Lager mit {} Stellplätzen. Bitte um ein Angebot und einen Termin.",
    "Добрий день! Цікавить демо вашого продукту для {} користувачів, коли можна поговорити?",
    "Could you send a quote for {} seats? Our site is https://cole-and-sons.example and we start in March.",
)
EVERYDAY = "Dziękujemy za szybką odpowiedź, wrócimy do tematu po urlopach i świętach, najpóźniej wiosną. "
EXTRAS = (
    {"budget": "40 000 EUR"},
    {"business": "meble"},
    {"country": "PL"},
    {"business": "опт", "budget": "300 тыс. руб."},
)


def a_lead(number: int) -> Received:
    first, last, email, phone = PEOPLE[number % len(PEOPLE)]
    fields = {
        "first_name": first,
        "last_name": last,
        "email": email.format(number, number),
        "phone": phone.format(number % 1_000),
        "company": f"{last} {number}",
        "position": "Head of Operations",
        "message": MESSAGES[number % len(MESSAGES)].format(number),
        "page_url": "https://www.example.com/demo",
    }
    return Received(
        id=str(number),
        hook="web",
        at=datetime(2026, 11, 20, tzinfo=UTC),
        submission=Submission(provider="web", fields=fields, extra=EXTRAS[number % len(EXTRAS)]),
    )


def cost(work: Callable[[int], object]) -> float:
    """µs a lead."""
    rounds = []
    for _ in range(ROUNDS):
        began = perf_counter()
        for number in range(LEADS):
            work(number)
        rounds.append((perf_counter() - began) / LEADS * 1e6)
    return median(rounds)


def a_kilobyte(texts: Sequence[str]) -> str:
    return " ".join(islice(cycle(texts), 40))[:1_024]


def two_hundred_phrases() -> KeywordFinder:
    """Pairs of everyday words in three languages, many of which stand in `MESSAGES`."""
    texts = {
        "en": "customer portal order demo quote seat site price lease hire crew boat hotel school clinic",
        "pl": "sklep internetowy magazyn produkt wdrożenie telefon kredyt praca szkolenie reklama",
        "ru": "разработка приложение филиал бюджет звонок вакансия реклама продвижение сайт игра",
    }
    words = {code: text.split() for code, text in texts.items()}
    pairs = [(f"{a} {b}", code) for code, every in words.items() for a in every for b in every if a < b]
    phrases = tuple(Phrase(text=text, language=code) for text, code in pairs[:200])
    return KeywordFinder({"group": phrases}, "en")


def main() -> None:
    leads = [a_lead(number) for number in range(LEADS)]
    fields = [lead.submission.fields for lead in leads]
    finder = KeywordFinder(RULES.keywords, RULES.language)
    everyday = a_kilobyte([EVERYDAY]) + MESSAGES[0]
    many = two_hundred_phrases()
    reader = SignalReader(rules=RULES)
    known = [Known(lead=Lead(id=1, created_at=lead.at), submissions=(lead,), now=lead.at) for lead in leads]
    read = [reader.read(each) for each in known]
    kilobyte = a_kilobyte([message.format(7) for message in MESSAGES])
    parts: dict[str, Callable[[int], object]] = {
        "merged": lambda n: merged([leads[n]], RULES.labels, RULES.forms),
        "email": lambda n: email_signal(fields[n]["email"]),
        "phone": lambda n: phone_signal(fields[n]["phone"], regions=("PL",)),
        "phone, field blank": lambda n: phone_signal("", regions=("PL",), messages=(fields[n]["message"],)),
        "name": lambda n: name_signal(fields[n]["first_name"], fields[n]["last_name"], ""),
        "language of a text": lambda n: by_text(fields[n]["message"]),
        "message": lambda n: message_signal(fields[n]["message"]),
        "budget": lambda n: budget_signal("40 000 EUR"),
        "keywords in the message": lambda n: finder.find({"message": fields[n]["message"]}),
        "keywords in 1 KB": lambda n: finder.find({"message": kilobyte}),
        "200 phrases in 1 KB, 30 hits": lambda n: many.find({"message": kilobyte}),
        "200 phrases in 1 KB, 5 hits": lambda n: many.find({"message": everyday}),
        "all signals of one lead": lambda n: reader.read(known[n]),
        "flat facts": lambda n: read[n].facts,
        "as JSON values": lambda n: as_json(read[n]),
    }
    print(f"{LEADS} leads, {len(FIELDS)} fields, {sum(map(len, RULES.keywords.values()))} keyword phrases")
    for part, work in parts.items():
        print(f"{part:28} {cost(work):7.1f} µs")


if __name__ == "__main__":
    main()
