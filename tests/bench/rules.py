"""What the rules alone cost: µs a lead, and whether any message or value can make them slow.

python tests/bench/rules.py
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

from stopwatch import cost

from frontdesk.model.lead import Known, Lead
from frontdesk.model.signals import BudgetSignal, EmailSignal, MessageSignal, NameSignal, PhoneSignal, Signals
from frontdesk.model.submission import Received, Submission
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rules
from frontdesk.scoring.score import score
from frontdesk.scoring.verdict import verdict
from frontdesk.signals.keywords import KeywordFinder
from frontdesk.signals.reading import SignalReader

TIMES, HOSTILE = 2_000, 100_000
LIMIT_US, LIMIT_RULE_MS, LONG = 15.0, 50.0, 20_000
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SHIPPED = (Path(__file__).parents[2] / "rules.toml").read_text("utf-8")
CONDITIONS = (
    "phone.valid",
    "email.corporate",
    "company and position",
    "budget.amount >= 5000",
    "keywords.off_profile",
    "files or message.words >= 150",
    "language == 'en'",
    "email.kind == 'free'",
    "phone.region in ['PL', 'DE']",
    "message.links > 2",
    "repeat.enquiries > 1",
    "profile.complete",
    "not phone",
    "email.role",
    "phone.mismatch",
    "name.spam",
    "deadline",
    "business and country",
    "message.words < 5",
    "phone.kind == 'mobile'",
)
#: The dearest that the grammar allows in 500 characters and 100 parts.
WORST = (
    " or ".join(["'a' in email.address"] * 16),
    " or ".join(["name.first | lower == 'a'"] * 14),
    " and ".join(["message.words * message.words > 0"] * 10),
    "not " * 40 + "(phone.valid or email.valid)",
)
MESSAGES = {
    "ordinary words": "We would like to see a customer portal with order tracking. ",
    "one word": "a" * LONG,
    "a phrase over and over": "mobile app ",
    "blanks": " \n\t",
    "marks": "!?.,;:-—…",
    "Cyrillic": "разработка мобильного приложения ",
    "look-alikes": "mоbilе арр dеvеlорmеnt ",
    "links": "https://a.example/b?c=d ",
    "opening brackets": "([{<",
    "digits": "1234567890 ",
    "characters of four bytes": "😀𝔞",
    "joined marks": "e\u0301\u0323\u0308",
}


def a_lead(**changed: object) -> Signals:
    values = {
        "filled": frozenset(["phone", "email", "company", "position", "first_name"]),
        "phone": PhoneSignal(valid=True, e164="+48600100200", region="PL", kind="mobile"),
        "email": EmailSignal(address="jan@acme.example", valid=True, kind="corporate"),
        "message": MessageSignal(words=40),
        "language": "en",
        "keywords": {"off_profile": ("SMM",)},
    }
    return Signals(**(values | changed))


def twenty(more: str = "", tables: str = "", conditions: tuple[str, ...] = CONDITIONS) -> Rules:
    criteria = "".join(
        f'[[criteria]]\nid = "c{n}"\nname = {{ en = "c" }}\nwhen = "{when}"\npoints = {n % 5 - 1}\n'
        f"ask = {str(n % 4 == 3).lower()}\n{more}\n"
        for n, when in enumerate(conditions)
    )
    before, rest = SHIPPED.split("[[criteria]]", 1)
    bands = rest[rest.index("\n[[bands]]") :]
    return read_rules(before + criteria + bands + tables, environment={})


def a_past() -> Known:
    came = [Received(id=n, hook="web", at=NOW - timedelta(days=20 - n), submission=Submission(provider="web"))
            for n in range(20)]  # fmt: skip
    touches = [Touch(kind=TouchKind.SENT, at=NOW - timedelta(days=n), key=str(n)) for n in range(200)]
    lead = Lead(id=1, created_at=NOW)
    return Known(lead=lead, submissions=tuple(came), touches=tuple(touches), now=NOW)


def slowest(work: Callable[[], object], times: int = 5) -> float:
    """ms of the slowest of a few calls."""
    found = []
    for _ in range(times):
        began = perf_counter()
        work()
        found.append((perf_counter() - began) * 1e3)
    return max(found)


def hostile(number: int) -> dict[str, object]:
    """Facts as bad as signals can make them."""
    text = ("a" * 254, "\u202e" * 200, "{{7*7}}", "')) or 1 --", "İ" * 200)[number % 5]
    lead = a_lead(
        email=EmailSignal(address=text + str(number), valid=True, kind="free"),
        name=NameSignal(first=text),
        budget=BudgetSignal(amount=(1e308, 0.0, 1e-308, 9e15)[number % 4]),
        message=MessageSignal(words=number, links=number),
        language=text[:8],
    )
    return lead.facts


def ordinary(number: int) -> dict[str, object]:
    """Facts of people who mean well."""
    lead = a_lead(
        email=EmailSignal(address=f"jan.kowalski{number}@acme.example", valid=True, kind="corporate"),
        name=NameSignal(first="Jan"),
        budget=BudgetSignal(amount=float(number)),
        message=MessageSignal(words=number % 200),
    )
    return lead.facts


def each(rules: Rules, many: list[dict[str, object]]) -> float:
    """µs a value set, all of them once."""
    began = thread_time()
    for facts in many:
        rules.findings(facts)
    return (thread_time() - began) / len(many) * 1e6


def speed() -> bool:
    lead, past, plain = a_lead(), a_past(), twenty()
    lead.facts  # noqa: B018 - the signals make it, not the rules
    grouped = twenty('group = "g"', '\n[[groups]]\nid = "g"\ncap = 5\n')
    fading = twenty('within = "30d"\nfades = { every = "7d", percent = 20 }')
    rows = {
        "findings alone": lambda: plain.findings(lead.facts),
        "score with reasons": lambda: score(lead, {}, plain),
        "score of a lead with a past": lambda: score(lead, {}, plain, past),
        "score and verdict": lambda: verdict(lead, score(lead, {}, plain, past), plain),
        "all in one group": lambda: score(lead, {}, grouped, past),
        "all fading": lambda: score(lead, {}, fading, past),
    }
    found = {name: cost(work, times=TIMES) for name, work in rows.items()}
    print(f"20 criteria, {len(score(lead, {}, plain).reasons)} met")
    for name, us in found.items():
        print(f"  {name:32} {us:7.1f} µs")
    return found["score with reasons"] <= LIMIT_US


def values() -> bool:
    good, bad = ([make(number) for number in range(HOSTILE)] for make in (ordinary, hostile))
    fine = True
    for name, rules in (("20 criteria", twenty()), ("the 4 dearest criteria", twenty(conditions=WORST))):
        usual, worst = (median(each(rules, many) for _ in range(3)) for many in (good, bad))
        print(f"{HOSTILE} hostile value sets, {name}: {worst:.2f} µs each; ordinary ones {usual:.2f} µs")
        fine = fine and worst < 3 * usual
    return fine


def messages() -> bool:
    rules = read_rules(SHIPPED, environment={})
    finder, reader, slow = KeywordFinder(rules.keywords, rules.language), SignalReader(rules=rules), 0.0
    dear = twenty(conditions=WORST)
    print(f"a message of {LONG} characters, the slowest of five, ms: keywords, all signals, all rules")
    for name, unit in MESSAGES.items():
        text = (unit * LONG)[:LONG]
        sent = Submission(provider="web", fields={"message": text, "email": "jan@acme.example"})
        came = Received(id=1, hook="web", at=NOW, submission=sent)
        known = Known(lead=Lead(id=1, created_at=NOW), submissions=(came,), now=NOW)
        facts = reader.read(known).facts
        found = slowest(lambda text=text: finder.find({"message": text}))  # folded but for the first time
        every = slowest(lambda known=known: reader.read(known))
        ruled = slowest(lambda facts=facts: dear.findings(facts))
        slow = max(slow, found, ruled)
        print(f"  {name:26} {found:7.2f} {every:7.2f} {ruled:7.3f}")
    return slow <= LIMIT_RULE_MS


if __name__ == "__main__":
    sys.exit(0 if all([speed(), values(), messages()]) else 1)
