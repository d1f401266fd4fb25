"""Post: a message that is the card of no lead: the live message of a burst, the morning's digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from frontdesk.model.lead import Chat, Lead

BURST: Final = "burst"  #: the key of the live message; a chat has one at most
MORNING: Final = "morning:"  #: how the key of a morning's digest begins, before its day


class Way(StrEnum):
    """What leads from one source have in common beside their form."""

    ADDRESS = "ip"
    REFERRER = "referrer"
    PAGE = "page_url"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where most of the leads of a burst come from."""

    hook: str
    way: Way
    value: str  #: an address or a host: what a visitor sent
    lead: int  #: the first of them
    count: int  #: of them people may still call spam


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A source of which somebody wants to call all leads spam."""

    lead: int
    way: Way
    by: int = 0  #: the Telegram account that said so for good; 0: it was only asked
    update: int = 0  #: that update
    until: int = 0  #: Unix seconds: as long as the message asks


@dataclass(frozen=True, kw_only=True, slots=True)
class Called:
    """Leads that were called spam together, which may be taken back for a while."""

    by: int  #: the Telegram account that said so
    update: int  #: that update
    until: int  #: Unix seconds
    undo: int = 0  #: the update that takes it back
    undoer: int = 0  #: whose it is


@dataclass(frozen=True, kw_only=True, slots=True)
class Burst:
    """A flood that one live message stands for."""

    chat: int
    first: int  #: its first lead
    began_at: datetime
    ended_at: datetime | None  #: since then what waits comes by itself
    asked: Asked | None = None
    called: Called | None = None

    @property
    def works(self) -> bool:
        """Whether leads are being called spam, or taken back."""
        return bool((self.asked and self.asked.by) or (self.called and self.called.undo))

    def taken_back(self, now: datetime) -> Called | None:
        """What may be taken back at that moment, or is being; None where it is too late."""
        called = self.called
        return called if called and (called.undo or now.timestamp() <= called.until) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """The leads of a burst, or of a night, as they stand."""

    total: int = 0
    hot: int = 0
    triage: int = 0
    nurture: int = 0
    last_at: datetime | None = None  #: when the last of them came

    @property
    def others(self) -> int:
        """Those in quarantine, and those that are junk."""
        return self.total - self.hot - self.triage - self.nurture


@dataclass(frozen=True, kw_only=True, slots=True)
class PostLine:
    """A lead that such a message names."""

    lead: Lead
    score: int
    contacts: Mapping[str, Any]  #: form fields as merged over its submissions


@dataclass(frozen=True, kw_only=True, slots=True)
class BurstFacts:
    """What the live message is rendered from."""

    burst: Burst
    chat: Chat
    counts: Counts
    lines: tuple[PostLine, ...]  #: the best of those that wait for a card
    waiting: int  #: how many wait for a card
    source: Source | None  #: where most come from


@dataclass(frozen=True, kw_only=True, slots=True)
class MorningFacts:
    """What a page of the morning's digest is rendered from."""

    day: str  #: 2026-11-23
    chat: Chat
    counts: Counts
    lines: tuple[PostLine, ...]
    page: int  #: from 0
    pages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BurstPlan:
    """When a flood of cards becomes one live message."""

    cards: int  #: new cards that may wait in a chat; 0: there are no bursts
    every: timedelta  #: between two edits of the live message
    quiet: timedelta  #: without that many new cards, after which it is over
