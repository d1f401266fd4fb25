"""Touch: one thing that happened between the lead and us. Written once, never changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TouchKind(StrEnum):
    """What happened."""

    SUBMISSION = "submission"  #: a form came
    ANSWER = "answer"  #: a person answered a question about the lead, or took the answer back
    STAGE = "stage"  #: the lead came to stand elsewhere
    SENT = "sent"  #: a letter went out
    REPLIED = "replied"  #: the lead answered a letter
    REFUSED = "refused"  #: the lead's mail server took no letter
    UNSUBSCRIBED = "unsubscribed"  #: the lead wants no more letters


@dataclass(frozen=True, kw_only=True, slots=True)
class Touch:
    """One touch of a lead; product and amount stay unknown until something names them."""

    kind: TouchKind
    at: datetime
    key: str  #: what makes it the same touch when it is written twice
    source: str | None = None  #: the hook, the person or the channel it came by
    product: str | None = None
    amount: float | None = None
