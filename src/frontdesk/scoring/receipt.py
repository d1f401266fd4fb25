"""Receipt: a score and its verdict as JSON, for the database and for `score --json`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from frontdesk.model.rehearsal import Before
from frontdesk.model.score import Band, Closed, Reason, Receipt, Score, Verdict
from frontdesk.model.signals import Suspicion


def as_json(receipt: Receipt) -> dict[str, Any]:
    """A receipt as plain values; `from_json` gives the same receipt back."""
    return {
        "lead": receipt.lead,
        "cause": receipt.cause,
        "rules": receipt.rules,
        "at": receipt.at.isoformat(),
        "score": {
            "total": receipt.score.total,
            "reasons": [_reason(reason) for reason in receipt.score.reasons],
            "open": list(receipt.score.open),
            "reachable": receipt.score.reachable,
            **_axes(receipt.score),
        },
        "verdict": {
            "band": receipt.verdict.band.value,
            "band_by": receipt.verdict.band_by,
            "band_because": receipt.verdict.band_because,
            **_gates(receipt.verdict),
            "letter": receipt.verdict.letter,
            "letter_because": receipt.verdict.letter_because,
            "withheld": receipt.verdict.withheld,
            "quarantine": list(receipt.verdict.quarantine),
            **({"unchecked": list(receipt.verdict.unchecked)} if receipt.verdict.unchecked else {}),
            "suspicions": [
                {"guard": noticed.guard, "because": noticed.because} for noticed in receipt.verdict.suspicions
            ],
        },
    }


def from_json(stored: Mapping[str, Any], reader: str | None = None) -> Receipt:
    """The receipt that `as_json` made these values from; `reader` is kept apart."""
    score, verdict = stored["score"], stored["verdict"]
    return Receipt(
        lead=stored["lead"],
        cause=stored["cause"],
        rules=stored["rules"],
        reader=reader or "",
        at=datetime.fromisoformat(stored["at"]),
        score=Score(
            score["total"],
            tuple(Reason(**reason) for reason in score["reasons"]),
            tuple(score["open"]),
            score["reachable"],
            # Receipts of rules without a matrix have none of what follows, older ones neither.
            score.get("interest", 0),
            score.get("cell"),
        ),
        verdict=Verdict(
            band=Band(verdict["band"]),
            band_by=verdict["band_by"],
            band_because=verdict.get("band_because", ""),
            gates=tuple(
                Closed(band=Band(gate["band"]), needs=gate["needs"]) for gate in verdict.get("gates", ())
            ),
            letter=verdict["letter"],
            letter_because=verdict["letter_because"],
            withheld=verdict["withheld"],
            quarantine=tuple(verdict["quarantine"]),
            unchecked=tuple(verdict.get("unchecked", ())),
            # Receipts that are older than this part have none.
            suspicions=tuple(Suspicion(**noticed) for noticed in verdict.get("suspicions", ())),
        ),
    )


def before(stored: Mapping[str, Any]) -> Before:
    """What a rehearsal compares of the receipt that `as_json` made these values from.

    Raises:
        ValueError, TypeError, LookupError: it made none such.
    """
    score, verdict = stored["score"], stored["verdict"]
    total, letter = score["total"], verdict["letter"]
    if not isinstance(total, int) or not (letter is None or isinstance(letter, str)):
        raise TypeError("expected a total and a letter, found something else")
    return Before(
        total=total,
        band=Band(verdict["band"]),
        letter=letter,
        quarantined=bool(verdict["quarantine"]),
        met=tuple([reason["criterion"] for reason in score["reasons"]]),
    )


def line(id: Any, score: Score, verdict: Verdict) -> dict[str, Any]:
    """One line of `score --json`; `letter` is None when none will be sent."""
    return {
        "id": id,
        "score": score.total,
        "reachable": score.reachable,
        "band": verdict.band.value,
        **_axes(score),
        **_gates(verdict),
        "reasons": [_reason(reason) for reason in score.reasons],
        "open": list(score.open),
        "letter": None if verdict.withheld else verdict.letter,
        "withheld": verdict.withheld,
        "quarantine": list(verdict.quarantine) or None,
    }


def _axes(score: Score) -> dict[str, Any]:
    """What a matrix adds; nothing where the rules have none."""
    told: dict[str, Any] = {"interest": score.interest} if score.interest else {}
    return told | {"cell": score.cell} if score.cell else told


def _gates(verdict: Verdict) -> dict[str, Any]:
    if not verdict.gates:
        return {}
    return {"gates": [{"band": gate.band.value, "needs": gate.needs} for gate in verdict.gates]}


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "criterion": reason.criterion,
        "points": reason.points,
        "because": reason.because,
        "by": reason.by,
    }
