"""Receipt lines: a stored receipt in words, read back and never worked out again.

Names of criteria and what open ones can bring are not in a receipt: they come from the rules in force, the
points only where those are the rules that made it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from frontdesk.messages.words import WORDS, say, signed, word
from frontdesk.model.score import ANSWERED_YES, MACHINE, Band, Reason, Receipt, Verdict
from frontdesk.model.signals import Suspicion
from frontdesk.rules.rules import Rules
from frontdesk.text import one_line

NAME_LIMIT: Final = 60  #: characters of a name
QUOTED_LIMIT: Final = 200  #: of what matched, or of a condition
OPEN_LIMIT: Final = 15  #: questions that are named
_SAID_LIMIT: Final = 120  #: of what a guard saw


@dataclass(frozen=True, slots=True)
class Line:
    """One line as plain text: what frontdesk says around what the receipt quotes. Nothing is escaped."""

    said: str
    quoted: str = ""  #: signals and conditions as the rules name them, and words that matched
    rest: str = ""

    def __str__(self) -> str:
        return self.said + self.quoted + self.rest


def receipt_lines(
    receipt: Receipt, rules: Rules, language: str | None, *, visitors_words: bool = True
) -> Iterator[Line]:
    """A line for each reason first, then what is open, the band and the letter with what decided, and what
    guards saw.

    `language` None: for who runs frontdesk: in English, with ids and codes as they are stored. Guards may
    quote the visitor; without `visitors_words` they are only named.
    """
    yield from _reasons(receipt, rules, language)
    yield _open(receipt, rules, language)
    score, verdict = receipt.score, receipt.verdict
    if score.cell:
        yield Line(say("why_cell", _of(language), cell=score.cell, fit=score.fit, interest=score.interest))
    yield from _band(verdict, rules, language)
    yield _letter(verdict, language)
    yield from _guards(verdict, _of(language), visitors_words)


def reason_name(reason: Reason, rules: Rules, language: str) -> str:
    """The name of a reason's criterion or group."""
    return one_line(rules.name(reason.criterion, language), NAME_LIMIT)


def open_names(receipt: Receipt, rules: Rules, language: str) -> list[str]:
    """The questions that nobody has answered, with what a yes brings: `budget fits +3`."""
    same, names = receipt.rules == rules.hash, []
    for id_ in receipt.score.open:
        criterion, name = rules.criterion(id_), one_line(rules.name(id_, language), NAME_LIMIT)
        names.append(f"{name} {signed(criterion.points)}" if criterion and same else name)
    return names


def band_name(band: Band, language: str) -> str:
    """A band as people call it."""
    return word(f"band_{band}", language)


def withheld_words(code: str, language: str) -> str:
    """Why a letter was withheld; a code without words as it stands."""
    key = f"reason_{code}"
    return word(key, language) if key in WORDS else code.replace("_", " ")


def _of(language: str | None) -> str:
    return language or "en"


def _reasons(receipt: Receipt, rules: Rules, language: str | None) -> Iterator[Line]:
    """The parts that add up to the score: points, what matched, and who says so."""
    for reason in receipt.score.reasons:
        points = f"{reason.points:+d}" if language is None else signed(reason.points)
        name = reason_name(reason, rules, language or rules.language)
        by = word("by_machine", _of(language)) if reason.by == MACHINE else one_line(reason.by, NAME_LIMIT)
        yield Line(f"{points}  {name}: ", _matched(reason, _of(language)), f" ({by})")


def _matched(reason: Reason, language: str) -> str:
    """What matched, as it is stored; of a person's answer it begins with a text of ours."""
    stored = one_line(reason.because, QUOTED_LIMIT)
    if reason.by == MACHINE or not stored.startswith(ANSWERED_YES):
        return stored
    return word("why_answered", language) + stored.removeprefix(ANSWERED_YES)


def _open(receipt: Receipt, rules: Rules, language: str | None) -> Line:
    ids = list(receipt.score.open)
    names = ids if language is None else open_names(receipt, rules, language)[:OPEN_LIMIT]
    if len(names) < len(ids):
        names.append("…")
    told = ", ".join(names) or word("why_nothing", _of(language))
    reach = word("why_reach", _of(language))
    return Line(f"{word('why_open', _of(language))}: {told}; {reach} {receipt.score.reachable}")


def _band(verdict: Verdict, rules: Rules, language: str | None) -> Iterator[Line]:
    """The band with the condition that chose it or who set it, and each gate that was not passed."""
    said = f"{word('why_band', _of(language))}: {band_name(verdict.band, _of(language))}"
    if verdict.band_by != MACHINE:
        yield Line(f"{said}, {say('why_by_hand', _of(language), who=verdict.band_by)}")
    else:
        yield _because(said, verdict.band_because)
    for gate in verdict.gates:
        band = band_name(gate.band, _of(language))
        name = one_line(rules.gate_name(gate.needs, language or rules.language), NAME_LIMIT)
        said = f"{say('why_gate', _of(language), band=band)}: "
        condition = one_line(gate.needs, QUOTED_LIMIT)
        yield Line(said, condition) if name == gate.needs else _because(said + name, condition)


def _letter(verdict: Verdict, language: str | None) -> Line:
    name = verdict.letter or word("why_no_letter", _of(language))
    line = _because(f"{word('why_letter', _of(language))}: {name}", verdict.letter_because)
    if not verdict.withheld:
        return line
    why = verdict.withheld if language is None else withheld_words(verdict.withheld, language)
    return Line(line.said, line.quoted, f"{line.rest}, {word('why_withheld', _of(language))}: {why}")


def _because(said: str, condition: str) -> Line:
    return Line(f"{said} (", one_line(condition, QUOTED_LIMIT), ")") if condition else Line(said)


def _guards(verdict: Verdict, language: str, visitors_words: bool) -> Iterator[Line]:
    if verdict.quarantine:
        seen = {one.guard: one for one in verdict.suspicions}
        held = [seen.get(code, Suspicion(guard=code, because="")) for code in verdict.quarantine]
        yield Line(f"{word('why_quarantined', language)}: ", _seen(held, visitors_words))
    if verdict.watched:
        yield Line(f"{word('why_watched', language)}: ", _seen(verdict.watched, visitors_words))
    if visitors_words:
        yield from (Line("", one_line(told, QUOTED_LIMIT)) for told in verdict.unchecked)


def _seen(guards: Sequence[Suspicion], visitors_words: bool) -> str:
    return "; ".join(
        f"{one.guard} ({one_line(one.because, _SAID_LIMIT)})" if one.because and visitors_words else one.guard
        for one in guards
    )
