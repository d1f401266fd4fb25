"""Quarantine: what waits there and why, who looks human, the day's digest, and the way out.

Nothing in it is deleted, and a guard can be wrong: password managers fill hidden fields too. Who looks human
comes first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from frontdesk.model.lead import Known, Person, Role, State
from frontdesk.model.signals import Signals, Suspicion
from frontdesk.model.submission import shown_name
from frontdesk.text import one_line
from frontdesk.triage.outcome import Moved, Refusal

LINES: Final = 10  #: of a digest
HONEYPOT: Final = "honeypot"
PERSON: Final = "person"  #: the reason code of a lead that a person called spam
_RELEASERS: Final = frozenset({Role.SECRETARY, Role.MANAGER, Role.HEAD, Role.ADMIN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """One lead that waits in quarantine, or that a watching guard would have put there."""

    lead: int
    at: datetime  #: since when
    guards: tuple[Suspicion, ...]  #: what noticed it, and what was seen
    name: str  #: as it was given: untrusted text
    human: bool  #: looks like a person whose password manager filled a hidden field

    @property
    def why(self) -> str:
        """The guards with what they saw: "honeypot (the hidden field website_hp is filled)"."""
        return told(self.guards)


def told(guards: Iterable[Suspicion]) -> str:
    """Guards with what they saw, on one line."""
    return "; ".join(
        f"{one.guard} ({one_line(one.because, 120)})" if one.because else one.guard for one in guards
    )


def held(known: Known, signals: Signals) -> Held:
    """A lead in quarantine, with the words of its newest receipt; an older receipt has only the codes."""
    lead, receipt = known.lead, known.receipt
    codes = receipt.verdict.quarantine if receipt else ()
    noticed = receipt.verdict.suspicions if receipt else ()
    words = {one.guard: one for one in (*signals.spam, *noticed)}
    if lead.quarantined_by:
        words[PERSON] = Suspicion(guard=PERSON, because=f"{lead.quarantined_by} called it spam")
    return Held(
        lead=lead.id,
        at=lead.state_at or lead.created_at,
        guards=tuple(words.get(code, Suspicion(guard=code, because="")) for code in codes),
        name=_name(known),
        human=_human(signals, codes_of(known)),
    )


def watched(known: Known) -> Held | None:
    """A lead that guards would have put into quarantine, did they enforce; None where there was nothing."""
    receipt = known.receipt
    if receipt is None or not receipt.verdict.watched or known.lead.state is State.QUARANTINED:
        return None
    return Held(
        lead=known.lead.id, at=receipt.at, guards=receipt.verdict.watched, name=_name(known), human=False
    )


def ranked(found: Iterable[Held]) -> list[Held]:
    """Those who look human first, each part with the newest first."""
    return sorted(found, key=lambda one: (one.human, one.at, one.lead), reverse=True)


def digest(found: Sequence[Held]) -> tuple[str, ...]:
    """What came into quarantine, in at most `LINES` lines: how many, by which guard, and who looks human."""
    if not found:
        return ("Quarantine: nothing new.",)
    counts = Counter(one.guard for each in found for one in each.guards)
    by_guard = ", ".join(f"{guard} {count}" for guard, count in sorted(counts.items(), key=_most_first))
    lines = [f"Quarantine: {len(found)} new ({by_guard})."]
    human = [one for one in ranked(found) if one.human]
    if human:
        lines.append(f"Look human: {len(human)}. `frontdesk quarantine release N` lets one out.")
        lines += _listed(human, LINES - len(lines))
    return tuple(lines)


def released(known: Known, by: str) -> Moved | Refusal:
    """What letting a lead out does, or why it does nothing; who looks after leads says who may ask for it.

    It stays out: a person's word outranks the guards, which only tell what they notice from then on. "Spam"
    puts it back.
    """
    lead = known.lead
    if lead.joined_into:
        return Refusal(toast="joined_already", by=f"#{lead.joined_into}")
    if lead.state is not State.QUARANTINED:
        return Refusal(toast="already" if lead.released_by else "changed", by=lead.released_by or "")
    return Moved(lead=replace(lead, quarantined_by=None, released_by=by), toast="released")


def pressed(known: Known, person: Person) -> Moved | Refusal:
    """What the press of a release button does, or why it does nothing."""
    if person.role not in _RELEASERS:
        return Refusal(toast="not_allowed")
    return released(known, person.name)


def codes_of(known: Known) -> set[str]:
    """Every guard that noticed something, enforced or not."""
    if known.receipt is None:
        return set()
    decided = known.receipt.verdict
    return {*decided.quarantine, *(one.guard for one in decided.suspicions)}


def _human(signals: Signals, guards: set[str]) -> bool:
    """A hidden field is all that speaks against it."""
    reachable = signals.email.valid and signals.email.kind in ("corporate", "free")
    return bool(guards == {HONEYPOT} and reachable and signals.name.greeting and not signals.message.links)


def _name(known: Known) -> str:
    return shown_name(known.submissions[-1].submission.fields) if known.submissions else ""


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _listed(human: Sequence[Held], room: int) -> Iterator[str]:
    """As many as there is room for; the last line says how many more there are."""
    shown = human if len(human) <= room else human[: room - 1]
    for one in shown:
        yield f"#{one.lead} {one_line(one.name, 40)}: {one_line(one.why, 160)}"
    if len(shown) < len(human):
        yield f"and {len(human) - len(shown)} more: `frontdesk quarantine list`"
