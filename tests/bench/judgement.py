"""What it costs to judge a lead: each row that has a floor, beside bare libraries over the same leads.

python tests/bench/judgement.py [--parts] [--stored 5000]

CPU µs of one thread, the best of some rounds, each over 1,000 leads of its own; as in the service, what is
loaded is left out of garbage collection. Ratios of one run stay, absolute figures drift with the machine.
"""

import argparse
import gc
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import keywords
import phonenumbers
import rehearse
import Stemmer
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, PhoneNumberFormat
from stopwatch import cost, cost_each

import rules as rules_alone
import signals
from frontdesk.app.config import read_config
from frontdesk.app.service import GARBAGE
from frontdesk.desk.judge import Judge
from frontdesk.messages.card import Cards
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.names import environment
from frontdesk.model.delivery import CardFacts, View
from frontdesk.model.lead import Chat, Known, Purpose
from frontdesk.model.score import Band, Receipt
from frontdesk.signals.reading import SignalReader

#: µs at least, µs aimed at.
SCORED, RULES, WHOLE, PHRASES = (150, 100), (15, 5), (500, 300), (60, 60)
REHEARSED: Final = (10.0, 3.0)  #: seconds for 100,000 leads
CHAT: Final = Chat(id=-1001, purpose=Purpose.TRIAGE)
PAGE: Final = environment(autoescape=True).from_string("<p>Hello {{ name }} of {{ company }}!</p>" * 10)
_WORD: Final = re.compile(r"\w+")
_STEMMER: Final = Stemmer.Stemmer("russian")

Crowds = Sequence[Sequence[Known]]


class Judging:
    """A lead judged as the desk does it, with its letter and its card."""

    def __init__(self, desk: Path) -> None:
        config = read_config(desk, {})
        self.rules, self.cards = config.rules, config.cards
        self.judge = Judge(
            rules=config.rules,
            reader=SignalReader(rules=config.rules),
            letters=config.letters,
            sender=config.sender,
        )

    def scored(self, known: Known) -> object:
        """Signals, and the score with its reasons."""
        return rules_alone.score(self.judge.signals(known), known.answers, self.rules, known)

    def decided(self, known: Known) -> object:
        """Signals, score and verdict."""
        return self.judge.decided(known, self.judge.signals(known))

    def whole(self, known: Known) -> object:
        """All of it: the letter in text and HTML, and the card with its buttons."""
        signals = self.judge.signals(known)
        total, decided = self.judge.decided(known, signals)
        fields = self.judge.fields(known)
        spoken = signals.language or self.rules.language
        letter = self.judge.letters.render(str(decided.letter), spoken, LetterValues.of(signals, fields))
        receipt = Receipt(
            lead=known.lead.id, cause="", rules=self.rules.hash, at=known.now, score=total, verdict=decided
        )
        view = View.SALES if decided.band is Band.QUALIFIED else View.TRIAGE
        facts = CardFacts(
            lead=known.lead,
            view=view,
            chat=CHAT,
            latest=known.submissions[-1],
            signals=signals,
            receipt=receipt,
            contacts=fields,
        )
        return letter, self._card(facts)

    def _card(self, facts: CardFacts) -> object:
        cards: Cards = self.cards
        return cards.render(facts, self.rules)


def bare(several: Crowds) -> Iterator[tuple[str, float]]:
    """The libraries alone, over the fields of the newest forms of the same leads."""
    said = [[known.submissions[-1].submission.fields for known in each] for each in several]
    works: dict[str, tuple[str, Callable[[Any], object]]] = {
        "phonenumbers: parse, is_valid, format": ("phone", _number),
        "email_validator, without DNS": ("email", _address),
        r"re.findall(\w+) and PyStemmer": ("message", lambda text: _STEMMER.stemWords(_WORD.findall(text))),
    }
    for name, (field, work) in works.items():
        yield name, cost_each(work, [[fields[field] for fields in each if field in fields] for each in said])
    render = [[fields for fields in each if "company" in fields] for each in said]
    yield "Jinja: twenty values", cost_each(_page, render)


def _number(text: str) -> object:
    try:
        found = phonenumbers.parse(text, "PL")
    except NumberParseException:
        return None
    return phonenumbers.is_valid_number(found) and phonenumbers.format_number(found, PhoneNumberFormat.E164)


def _address(text: str) -> object:
    try:
        return validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None


def _page(fields: dict[str, Any]) -> str:
    return PAGE.render(name=fields.get("full_name", ""), company=fields["company"])


def rows(judging: Judging, several: Crowds) -> Iterator[tuple[str, float, tuple[int, int]]]:
    """Each row that has a floor: name, µs, at least and aim."""
    yield "signals and score of one lead, with reasons", cost_each(judging.scored, several), SCORED
    plain, lead = rules_alone.twenty(), rules_alone.a_lead()
    lead.facts  # noqa: B018 - the signals make it, not the rules
    alone = cost(lambda: rules_alone.score(lead, {}, plain), times=2_000)
    yield "the rules alone, 20 criteria", alone, RULES
    yield "judging whole: to verdict, letter, card", cost_each(judging.whole, several), WHOLE
    for found, us in keywords.after_tokens().items():
        yield f"200 phrases, 1 KB, after its tokens, {found}", us, PHRASES


def rehearsed(stored: int) -> None:
    """What a rehearsal costs a lead, and what 100,000 would take two processes by it."""
    us = rehearse.of_stored(stored)
    whole = sum(us.values())
    told = ", ".join(f"{name} {each:.1f}" for name, each in us.items())
    least, aim = REHEARSED
    print(f"rehearsing {stored} stored leads: {told}; {whole:.0f} µs a lead")
    print(f"  so 100,000 by two processes {whole / 20:.1f} s; at least {least}, aim {aim}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--parts", action="store_true", help="every part of the signals as well")
    parser.add_argument("--stored", type=int, default=5_000, help="leads to rehearse; 0 for none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as desk:
        judging, several = Judging(Path(desk)), signals.crowds()
    for known in several[0][:200]:
        judging.whole(known)  # templates and patterns are compiled when first met
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)
    print(f"{'CPU µs':50} {'':>8} at least    aim")
    for name, us, (least, aim) in rows(judging, several):
        print(f"{name:50} {us:8.1f} {least:8} {aim:6}")
    print(f"{'signals, score and verdict':50} {cost_each(judging.decided, several):8.1f}")
    for name, us in bare(several):
        print(f"bare {name:45} {us:8.1f}")
    for name, us in signals.parts(judging.judge.reader, several) if options.parts else ():
        print(f"  {name:48} {us:8.1f}")
    if options.stored:
        rehearsed(options.stored)


if __name__ == "__main__":
    main()
