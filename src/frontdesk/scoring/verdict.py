"""Verdict: what to do with a lead of that score: its band, its letter, and what holds it back."""

from collections.abc import Mapping
from typing import Any, Final

from frontdesk.model.mailbox import is_machine
from frontdesk.model.score import EVERYONE_ELSE, Band, Closed, Score, Verdict
from frontdesk.model.signals import Signals
from frontdesk.rules.rules import Rules, Sheet

#: The reason code of a lead that a person called spam.
PERSON: Final = "person"
QUARANTINED: Final = "quarantined"
TWO_ADDRESSES: Final = "two_addresses"
NO_ADDRESS: Final = "no_address"
UNDELIVERABLE: Final = "undeliverable"
MACHINE_ADDRESS: Final = "machine_address"
#: The name in rules.toml for "no letter".
NO_LETTER: Final = "none"


def verdict(
    signals: Signals,
    score: Score,
    rules: Rules,
    *,
    band_by_hand: tuple[Band, str] | None = None,
    quarantined_by: str | None = None,
    released: bool = False,
    form: str = "",
) -> Verdict:
    """The band, the letter that the fields call for, and why it is withheld.

    `band_by_hand` is a band with the name of the person who set it, `quarantined_by` who pressed "Spam";
    of a lead that a person `released` the guards only tell what they notice. `form` is the one that its
    newest enquiry came by. A band set by hand passes every gate.
    Quotas, suppressed addresses and our own are not looked at here.
    """
    facts = facts_of(signals, score, rules)
    band = _by_hand(*band_by_hand) if band_by_hand else _band(facts, rules.sheet(form))
    facts["band"] = band["band"].value
    quarantine = _quarantine(signals, rules, quarantined_by, released)
    return Verdict(
        **band,
        **_letter(facts, rules, signals, quarantine),
        quarantine=quarantine,
        unchecked=signals.unchecked,
        suspicions=signals.spam,
    )


def facts_of(signals: Signals, score: Score, rules: Rules) -> dict[str, Any]:
    """What the conditions of bands, gates, letters and follow-ups name, but for the band."""
    return {
        **rules.facts(signals),
        "score": score.total,
        "reachable": score.reachable,
        "fit": score.fit,
        "interest": score.interest,
        "cell": score.cell,
    }


def _by_hand(band: Band, by: str) -> dict[str, Any]:
    return {"band": band, "band_by": by}


def _band(facts: Mapping[str, Any], sheet: Sheet) -> dict[str, Any]:
    """The band, the condition that chose it, and the gates that kept it from a better one."""
    rule = next(rule for rule in sheet.bands if rule.holds(facts))
    band, closed = rule.band, []
    for gate in sheet.gates:
        if gate.band is band and not gate.holds(facts):
            closed.append(Closed(band=band, needs=gate.needs))
            band = gate.otherwise
    return {"band": band, "band_because": rule.when or EVERYONE_ELSE, "gates": tuple(closed)}


def _quarantine(
    signals: Signals, rules: Rules, quarantined_by: str | None, released: bool
) -> tuple[str, ...]:
    seen = () if released else tuple(suspicion.guard for suspicion in signals.spam)
    codes = [guard for guard in dict.fromkeys(seen) if rules.guards.get(guard) == "enforce"]
    return (*codes, PERSON) if quarantined_by else tuple(codes)


def _letter(
    facts: Mapping[str, Any], rules: Rules, signals: Signals, quarantine: tuple[str, ...]
) -> dict[str, Any]:
    """The letter, the condition that chose it, and why it does not go out."""
    rule = next(rule for rule in rules.letters if rule.holds(facts))
    because = rule.when or EVERYONE_ELSE
    if rule.letter == NO_LETTER:
        return {"letter_because": because}
    return {
        "letter": rule.letter,
        "letter_because": because,
        "withheld": _withheld(signals, quarantine),
    }


def _withheld(signals: Signals, quarantine: tuple[str, ...]) -> str | None:
    if quarantine:
        return QUARANTINED
    if signals.email.also:
        return TWO_ADDRESSES
    if not signals.email.valid or not signals.email.address:
        return NO_ADDRESS
    if is_machine(signals.email.address):
        return MACHINE_ADDRESS
    return UNDELIVERABLE if signals.email.deliverable is False else None
