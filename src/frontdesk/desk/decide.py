"""Decide: what a lead is worth by its signals, and what to do with it."""

from collections.abc import Mapping

from frontdesk.model.lead import Lead
from frontdesk.model.score import Answer, Score, Verdict
from frontdesk.model.signals import Signals
from frontdesk.model.standing import Standing
from frontdesk.rules.rules import Rules
from frontdesk.scoring.score import score
from frontdesk.scoring.touches import newest_form
from frontdesk.scoring.verdict import verdict


def decide(
    rules: Rules, known: Standing, lead: Lead, signals: Signals, answers: Mapping[str, Answer]
) -> tuple[Score, Verdict]:
    """Score and verdict; quotas are not looked at.

    `lead` and `answers` are those of `known`, or what a press is about to make of them.
    """
    total = score(signals, answers, rules, known)
    hand = (lead.band, lead.band_by) if lead.band and lead.band_by else None
    held, out, form = lead.quarantined_by, bool(lead.released_by), newest_form(known)
    return total, verdict(
        signals, total, rules, band_by_hand=hand, quarantined_by=held, released=out, form=form
    )
