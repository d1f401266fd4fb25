"""Question: what a person is asked to say in words before a press of theirs counts."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.model.press import Move


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question to one person, about one lead."""

    id: int = 0  #: 0 until it is kept
    lead: int
    chat: int  #: where it is asked, as rules.toml has it
    account: int  #: whose answer counts
    move: Move  #: the press that waits for it, with what that names
    number: int
    revision: int
    until: datetime  #: an answer counts before that
    message_id: int | None = None  #: None while nobody knows whether it was posted
    card: int | None = None  #: the message that it answers
