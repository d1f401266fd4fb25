"""Assigning: what a judged lead is about, for who is offered it; and whose it is for now, in words."""

from frontdesk.model.lead import Known, Lead
from frontdesk.model.offer import Seeking
from frontdesk.model.signals import Signals
from frontdesk.rules.hours import Hours, zone_of
from frontdesk.rules.rules import Rules
from frontdesk.triage.assignment import Topic, seeking
from frontdesk.triage.outcome import Refusal


def sought(rules: Rules, known: Known, after: Lead, signals: Signals, language: str) -> Seeking | None:
    """To whom the lead can be offered, if it looks for somebody now."""
    if rules.assignment is None:
        return None
    return seeking(rules, known.lead, after, topic_of(known, signals, language), known.now)


def topic_of(known: Known, signals: Signals, language: str) -> Topic:
    """What the lead is about."""
    source = signals.source
    names = {source.form, source.utm_source, known.submissions[-1].hook if known.submissions else None}
    return Topic(
        product=source.product,
        language=language,
        sources=frozenset(name.lower() for name in names if name),
    )


def named(refusal: Refusal, hours: Hours | None) -> str:
    """Who stands in the way and, where it is for a while, until when in the company's time."""
    if refusal.until is None:
        return refusal.by
    return f"{refusal.by} → {refusal.until.astimezone(zone_of(hours)):%H:%M}"
