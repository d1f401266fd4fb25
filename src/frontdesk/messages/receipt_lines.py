"""Receipt lines: a stored receipt in words, read back and never worked out again.

Names of criteria and what open ones can bring are not in a receipt: they come from the rules in force, the
points only where those are the rules that made it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from frontdesk.messages.guard_words import guard_name, seen_told
from frontdesk.messages.reason_words import condition_told, reason_told
from frontdesk.messages.words import WORDS, say, signed, word
from frontdesk.model.score import MACHINE, Band, Closed, Reason, Receipt, Verdict
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
    quoted: str = ""  #: what guards saw: a visitor's words may be among it; and whatever is as it is stored
    rest: str = ""

    def __str__(self) -> str:
        return self.said + self.quoted + self.rest


def receipt_lines(
    receipt: Receipt, rules: Rules, language: str | None, *, visitors_words: bool = True
) -> Iterator[Line]:
    """A line for each reason first, then what is open, the band and the letter with what decided, and what
    guards saw.

    `language` None: for who runs frontdesk: in English, with reasons, conditions, ids and codes as they are
    stored. Guards may quote the visitor; without `visitors_words` they are only named.
    """
    yield from _reasons(receipt, rules, language)
    yield _open(receipt, rules, language)
    score, verdict = receipt.score, receipt.verdict
    if score.cell:
        yield Line(say("why_cell", _of(language), cell=score.cell, fit=score.fit, interest=score.interest))
    yield from _band(verdict, rules, language)
    yield _letter(verdict, language)
    yield from _guards(verdict, language, visitors_words)


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


def lacks(gate: Closed, rules: Rules, language: str) -> str:
    """What a lead lacks for a better band: "lacks: an e-mail address"."""
    name = _gate_name(gate, rules, language) or condition_told(gate.needs, language)
    return say("gate", language, needs=name)


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
        if language is None:
            yield Line(f"{points}  {name}: ", one_line(reason.because, QUOTED_LIMIT), f" ({by})")
            continue
        because = one_line(reason_told(reason.because, language), QUOTED_LIMIT)
        named = because.casefold() == name.casefold()
        yield Line(f"{points}  {name} ({by})" if named else f"{points}  {name}: {because} ({by})")


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
        yield _because(said, verdict.band_because, language)
    for gate in verdict.gates:
        band = band_name(gate.band, _of(language))
        said = f"{say('why_gate', _of(language), band=band)}: "
        name = _gate_name(gate, rules, language or rules.language)
        before, after = (f"{said}{name} (", ")") if name else (said, "")
        yield _conditioned(before, gate.needs, after, language)


def _gate_name(gate: Closed, rules: Rules, language: str) -> str | None:
    """The name that the rules give a gate."""
    name = rules.gate_name(gate.needs, language)
    return None if name == gate.needs else one_line(name, NAME_LIMIT)


def _letter(verdict: Verdict, language: str | None) -> Line:
    name = verdict.letter or word("why_no_letter", _of(language))
    line = _because(f"{word('why_letter', _of(language))}: {name}", verdict.letter_because, language)
    if not verdict.withheld:
        return line
    why = verdict.withheld if language is None else withheld_words(verdict.withheld, language)
    return Line(line.said, line.quoted, f"{line.rest}, {word('why_withheld', _of(language))}: {why}")


def _because(said: str, condition: str, language: str | None) -> Line:
    return _conditioned(f"{said} (", condition, ")", language) if condition else Line(said)


def _conditioned(said: str, condition: str, rest: str, language: str | None) -> Line:
    """A condition in words, or as it is stored."""
    if language is None:
        return Line(said, one_line(condition, QUOTED_LIMIT), rest)
    return Line(f"{said}{one_line(condition_told(condition, language), QUOTED_LIMIT)}{rest}")


def _guards(verdict: Verdict, language: str | None, visitors_words: bool) -> Iterator[Line]:
    if verdict.quarantine:
        seen = {one.guard: one for one in verdict.suspicions}
        held = [seen.get(code, Suspicion(guard=code, because="")) for code in verdict.quarantine]
        yield Line(f"{word('why_quarantined', _of(language))}: ", _seen(held, language, visitors_words))
    if verdict.watched:
        yield Line(
            f"{word('why_watched', _of(language))}: ", _seen(verdict.watched, language, visitors_words)
        )
    if visitors_words:
        yield from (Line("", one_line(_saw(told, language), QUOTED_LIMIT)) for told in verdict.unchecked)


def _seen(guards: Sequence[Suspicion], language: str | None, visitors_words: bool) -> str:
    """Each guard, with what it saw."""
    told = []
    for one in guards:
        name = one.guard if language is None else guard_name(one.guard, language)
        saw = one_line(_saw(one.because, language), _SAID_LIMIT) if visitors_words else ""
        told.append(f"{name} ({saw})" if saw else name)
    return "; ".join(told)


def _saw(because: str, language: str | None) -> str:
    return because if language is None else seen_told(because, language)
