"""Many: a database full of varied, judged leads, written at once."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from frontdesk.app.looking import Looking
from frontdesk.model.lead import Known, Lead
from frontdesk.model.submission import Received, Submission
from frontdesk.rules.load import read_rules
from frontdesk.scoring.receipt import as_json
from frontdesk.settings import shipped_folder
from frontdesk.signals.packed import packed
from frontdesk.store.driver import driver_sql
from frontdesk.store.engine import open_engine
from frontdesk.store.submissions import as_json as said
from frontdesk.store.tables import micros

KINDS = 840  # different ones are judged; the others differ from them by numbers only
BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
EVERY = timedelta(minutes=3)
PEOPLE = (
    ("Maria", "Lindqvist", "maria{0}@lindqvist{0}.example", "+46 8 123 45{1:03}"),
    ("Tomasz", "Zieliński", "tomasz.zielinski{0}@gmail.com", "512 345 {1:03}"),
    ("Ольга", "Соколова", "olga{0}@studio-sever{0}.example", "+7 912 345-6{1:03}"),
    ("JAN", "NOWAK", "jan.nowak{0}@onet.pl", ""),
    ("Ingrid", "Vogel", "i.vogel{0}@vogel-optik{0}.example", "+49 30 23125{1:03}"),
    ("Олександр", "Шевченко", "", "+380 50 123 1{1:03}"),
    ("Ben", "Cole", "ben{0}@cole-and-sons{0}.example", "+1 202 555 0{1:03}"),
)
MESSAGES = (
    "We would like to see a customer portal with order tracking for our {} dispatchers. When could we talk?",
    "Proszę o telefon po 15:00. Potrzebujemy sklepu internetowego z magazynem na {} produktów i z ERP.",
    "Ищем подрядчика на разработку мобильных приложений для {} филиалов. Бюджет согласован, ждём звонка.",
    "Dzień dobry, ile kosztuje wdrożenie dla {} osób?",
    "Wir suchen eine Lösung für unser Lager mit {} Stellplätzen. Bitte um ein Angebot und einen Termin.",
    "Добрий день! Цікавить демо вашого продукту для {} користувачів, коли можна поговорити?",
    "Could you send a quote for {} seats? Our site is https://cole-and-sons.example and we start in March.",
    "",
)
EXTRAS = ({"budget": "40 000 EUR"}, {"business": "meble"}, {"country": "PL"}, {}, {"budget": "300 тыс. руб."})
ENDS = {3: ("won", None), 7: ("lost", None), 11: ("quarantined", "Olga")}

_LEAD = driver_sql(
    "INSERT INTO leads (id, revision, state, state_revision, state_at, band, quarantined_by, created_at) "
    "VALUES (?, 1, ?, 1, ?, ?, ?, ?)"
)
_SUBMISSION = driver_sql(
    "INSERT INTO submissions (id, lead, hook, received_at, headers, body, normalised, state) "
    "VALUES (?, ?, 'web', ?, ?, ?, ?, 'judged')"
)
_RECEIPT = driver_sql(
    "INSERT INTO receipts (lead, cause, revision, at, body, signals, reader) VALUES (?, ?, 1, ?, ?, ?, ?)"
)
_TOUCH = driver_sql("INSERT INTO touches (lead, kind, at, key, source) VALUES (?, ?, ?, ?, ?)")


def fill(url: str, desk: Path, count: int, first: int = 1) -> None:
    """Write so many leads, numbered from `first`, with their forms, receipts and touches."""
    engine, stored = open_engine(url, desk, timedelta(seconds=10)), list(_judged())
    try:
        for start in range(first, first + count, 5_000):
            numbers = range(start, min(start + 5_000, first + count))
            with engine.writing.begin() as connection:
                for run, rows in _rows(numbers, stored):
                    run(connection, rows)
    finally:
        engine.close()


def a_lead(number: int) -> Received:
    """The form of the lead of that number."""
    first, last, email, phone = PEOPLE[number % len(PEOPLE)]
    given = {
        "first_name": first,
        "last_name": last,
        "email": email.format(number, number % 1_000),
        "phone": phone.format(number, number % 1_000),
        "company": f"{last} {number}" if number % 3 else "",
        "position": "Head of Operations" if number % 4 else "",
        "message": MESSAGES[number % len(MESSAGES)].format(number),
        "page_url": "https://www.example.com/demo",
    }
    fields = {name: value for name, value in given.items() if value}
    form = Submission(provider="json", fields=fields, extra=EXTRAS[number % len(EXTRAS)])
    return Received(id=1_000 + number, hook="web", at=BEGAN + EVERY * number, submission=form)


class _Kind(NamedTuple):
    """What judging a lead came to."""

    band: str
    receipt: dict[str, Any]  #: as JSON
    signals: bytes
    reader: str


def _judged() -> Iterator[_Kind]:
    """Each kind of lead under the shipped rules."""
    rules = read_rules((shipped_folder() / "rules.toml").read_text("utf-8"), environment={})
    looking = Looking(rules)
    for number in range(KINDS):
        lead = Lead(id=number, created_at=BEGAN)
        looked = looking.known(Known(lead=lead, submissions=(a_lead(number),), now=BEGAN))
        receipt = looked.receipt(rules)
        signals = looked.signals
        yield _Kind(looked.verdict.band, as_json(receipt), packed(signals), signals.reader)


def _rows(numbers: range, stored: Sequence[_Kind]) -> Iterator[tuple[Any, list[Any]]]:
    came = {number: a_lead(number) for number in numbers}
    at = {number: micros(each.at) for number, each in came.items()}
    causes = {number: f"submission:{each.id:x}" for number, each in came.items()}
    leads, receipts = [], []
    for number in numbers:
        kind = stored[number % KINDS]
        state, by = ENDS.get(number % 20, (_STATES[kind.band], None))
        leads.append((number, state, at[number], kind.band, by, at[number]))
        told = orjson.dumps({**kind.receipt, "lead": number, "cause": causes[number]})
        receipts.append((number, causes[number], at[number], told, kind.signals, kind.reader))
    yield _LEAD, leads
    raw = [(each.id, n, at[n], b"[]", b"{}", orjson.dumps(said(each.submission))) for n, each in came.items()]
    yield _SUBMISSION, raw
    yield _RECEIPT, receipts
    yield _TOUCH, [(n, "submission", at[n], causes[n], "web") for n in numbers]
    yield _TOUCH, [(n, "stage", at[n], f"stage:{n}:1", "machine") for n in numbers]


_STATES = {"qualified": "sales_open", "triage": "triage", "nurture": "nurture", "junk": "junk"}
