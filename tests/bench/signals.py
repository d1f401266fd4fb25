"""What each part of the signals costs, in CPU µs a lead: of every lead, or of those who fill in that field.

python tests/bench/signals.py, or all of it together with `judgement.py`
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import crowd
from stopwatch import cost_each

from frontdesk.model.lead import Known
from frontdesk.model.submission import FIELDS
from frontdesk.rules.load import read_rules
from frontdesk.signals.budget import budget_signal
from frontdesk.signals.deadline import deadline_signal
from frontdesk.signals.email import email_signal
from frontdesk.signals.language import by_text
from frontdesk.signals.lines import as_json
from frontdesk.signals.merge import merged
from frontdesk.signals.message import message_signal
from frontdesk.signals.name import name_signal
from frontdesk.signals.phone import phone_signal
from frontdesk.signals.reading import SignalReader

LEADS, ROUNDS = 1_000, 9
RULES = read_rules((Path(__file__).parents[2] / "rules.toml").read_text("utf-8"), environment={})

Fields = dict[str, str]


def crowds(leads: int = LEADS, rounds: int = ROUNDS) -> list[list[Known]]:
    """So many different leads for each round."""
    return [crowd.crowd(leads, first=1 + leads * number) for number in range(rounds)]


def parts(reader: SignalReader, several: Sequence[Sequence[Known]]) -> Iterable[tuple[str, float]]:
    """Every part of the signals and its µs."""
    said = [[merged(known.submissions, RULES.labels, RULES.forms) for known in each] for each in several]
    read = [[reader.read(known) for known in each] for each in several]
    yield "merged", cost_each(lambda known: merged(known.submissions, RULES.labels, RULES.forms), several)
    for field, work in _fields(reader).items():
        filled = [[fields for fields in each if fields.get(field)] for each in said]
        share = sum(map(len, filled)) / sum(map(len, said))
        yield f"{field} of those who fill it in, {share:.0%}", cost_each(work, filled)
    messages = [[fields for fields in each if not fields.get("phone")] for each in said]
    yield "phone in a message", cost_each(_phone, messages)
    yield "all signals of one lead", cost_each(reader.read, several)
    yield "as JSON values", cost_each(as_json, read)


def _fields(reader: SignalReader) -> dict[str, Callable[[Fields], object]]:
    at, finder = crowd.BEGAN, reader._finder
    return {
        "email": lambda said: email_signal(said["email"]),
        "phone": _phone,
        "full_name": lambda said: name_signal("", "", said["full_name"]),
        "last_name": lambda said: name_signal(said.get("first_name", ""), said["last_name"], ""),
        "message": lambda said: _written(said["message"], finder),
        "budget": lambda said: budget_signal(said["budget"]),
        "deadline": lambda said: deadline_signal(said["deadline"], at, at.tzinfo),
    }


def _written(text: str, finder: Any) -> None:
    """What a message is looked through for: its language, its words, keywords."""
    by_text(text), message_signal(text), finder.find({"message": text})


def _phone(said: Fields) -> object:
    return phone_signal(said.get("phone", ""), regions=("PL",), messages=[said.get("message", "")])


def main() -> None:
    phrases = sum(map(len, RULES.keywords.values()))
    print(f"{LEADS} leads a round, {len(FIELDS)} fields, {phrases} keyword phrases; CPU µs")
    for part, us in parts(SignalReader(rules=RULES), crowds()):
        print(f"  {part:44} {us:7.1f}")


if __name__ == "__main__":
    main()
