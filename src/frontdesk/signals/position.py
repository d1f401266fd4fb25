"""Position: whether somebody decides, does or learns, and in which field."""

import re
from functools import lru_cache
from typing import Final

from frontdesk.model.signal_parts import PositionSignal
from frontdesk.signals.folding import fold
from frontdesk.signals.words.positions import ASSISTANT, FIELDS, LEADER, SPECIALIST, STUDENT, TOP, WHOLE

LIMIT: Final = 120  #: characters that are looked at

DECISION: Final = "decision"
#: What stands after one of these is somebody or something else: head *of* marketing, assistant *to* the CEO.
_OF: Final = re.compile(
    r"\b(?:of|to|for|at|in|with|по|в|во|у|при|для|з|із|ds|do|w|der|des|fur|bei|im|in der|de|du|des|del)\b"
)
_COMPOUND: Final = re.compile(
    r"(?<=[a-z])(?<!projekt)(?=leiter|leitung|assistent|direktor|entwickler|mitarbeiter|berater|vorstand|fachangestellt|manager|chef\b|ingenieur)"
)
_BLANKS: Final = re.compile(r"[^\w.]+")


def position_signal(field: str) -> PositionSignal:
    """What a position as typed tells; both unknown where nothing of it is known."""
    return _told(field[:LIMIT]) if field else _NOTHING


@lru_cache(maxsize=4096)
def _told(text: str) -> PositionSignal:
    folded = " ".join(_BLANKS.sub(" ", fold(text)).split())
    folded = _COMPOUND.sub(" ", folded)
    told = _OF.split(folded, maxsplit=1)[0].strip() or folded
    seniority = _seniority(told) or _seniority(folded)
    field = next((name for name, words in FIELDS.items() if words.search(folded)), None)
    if field is None and seniority == DECISION and (TOP.search(told) or _leads_all(folded)):
        field = "management"
    return PositionSignal(seniority=seniority, field=field)


def _seniority(told: str) -> str | None:
    """Whoever helps is no decider, whomever they help; a student who founded something is one."""
    if ASSISTANT.search(told):
        return "specialist"
    if TOP.search(told):
        return DECISION
    learns = STUDENT.search(told)
    if LEADER.search(told):
        return DECISION
    if learns:
        return "student"
    return "specialist" if SPECIALIST.search(told) else None


def _leads_all(folded: str) -> bool:
    """Whether somebody leads, or stands in for a leader, and nothing says of what."""
    return all(word.strip(".") in WHOLE or LEADER.search(word) for word in folded.split())


_NOTHING: Final = PositionSignal()
