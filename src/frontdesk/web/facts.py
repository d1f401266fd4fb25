"""Facts: what `/metrics` is written from."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.figures import Figures
from frontdesk.store.undone import Undone


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Everything that one scrape tells."""

    figures: Figures
    now: datetime
    role: str  #: of this node
    engine: str  #: of the database
    silent_s: float  #: since this node last wrote its heartbeat
    refused: int  #: forms that were told to come back, unread ones too
    undone: Undone | None  #: None: the database did not answer
