"""Weighing: rules made of a few criteria, and leads with a past, for tests of scores."""

from datetime import UTC, datetime, timedelta

from frontdesk.model.lead import Known, Lead
from frontdesk.model.score import Answer, Score, Verdict
from frontdesk.model.signals import Signals
from frontdesk.model.submission import Received, Submission
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rules
from frontdesk.scoring.score import score
from frontdesk.scoring.verdict import verdict

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ANYBODY = Signals(filled=frozenset(["email", "phone", "company", "message"]))
_TAIL = '[[bands]]\nband = "junk"\n'
_LETTERS = '[[letters]]\nletter = "ask_details"\n'


def a_criterion(id: str, points: int, when: str = "email", more: str = "") -> str:
    """One `[[criteria]]`; by default everybody here meets it."""
    return (
        f'[[criteria]]\nid = "{id}"\nname = {{ en = "{id}" }}\nwhen = "{when}"\npoints = {points}\n{more}\n'
    )


def rules_of(*parts: str, bands: str = _TAIL) -> Rules:
    """Rules of these tables; every lead is junk unless `bands` say otherwise."""
    text = 'language = "en"\n[sender]\n' + "\n".join(parts) + "\n" + bands + _LETTERS
    return read_rules(text, environment={})


def a_past(*days: float, form: str = "web", now: datetime = NOW, **touches: list[float]) -> Known:
    """A lead that sent forms so many days ago, the newest last; touches by kind, in days ago as well."""
    came = [
        Received(id=number, hook=form, at=now - timedelta(days=ago), submission=Submission(provider="web"))
        for number, ago in enumerate(days or (0,), 1)
    ]
    happened = [
        Touch(kind=TouchKind(kind), at=now - timedelta(days=ago), key=f"{kind}:{ago}")
        for kind, several in touches.items()
        for ago in several
    ]
    return Known(lead=Lead(id=1, created_at=now), submissions=tuple(came), touches=tuple(happened), now=now)


def answered(now: datetime = NOW, **yes: bool) -> dict[str, Answer]:
    """What a person said of criteria."""
    return {id: Answer(criterion=id, yes=value, by="Olga", at=now) for id, value in yes.items()}


def parts(scored: Score) -> list[tuple[str, int]]:
    """The reasons as (criterion or group, points)."""
    return [(reason.criterion, reason.points) for reason in scored.reasons]


def decided(rules: Rules, known: Known | None = None, signals: Signals = ANYBODY, **more) -> Verdict:
    """The verdict on a lead."""
    form = known.submissions[-1].hook if known else ""
    return verdict(signals, score(signals, {}, rules, known), rules, form=form, **more)
