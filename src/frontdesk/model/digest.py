"""Digest: what came into quarantine since the last one, told to the triage chat once a working day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frontdesk.model.lead import Chat, Lead
from frontdesk.model.signals import Suspicion


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A lead that a digest names, with a button to let it out."""

    lead: int
    human: bool  #: it looked like a person when the digest was made


@dataclass(frozen=True, kw_only=True, slots=True)
class Noticed:
    """What a guard that only watches would have held back."""

    count: int  #: leads
    leads: tuple[int, ...]  #: the newest few of them


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """What one digest tells; numbers and guards only, names are looked up when it is shown."""

    day: str  #: 2026-11-20, in the company's zone; there is one digest a day
    chat: int
    since: datetime  #: it tells of what came from then on
    until: datetime  #: and before this
    total: int  #: leads that came into quarantine
    human: int  #: those among them that look human
    guards: Mapping[str, int] = field(default_factory=dict)  #: guard: how many it held back
    watched: Mapping[str, Noticed] = field(default_factory=dict)  #: by guards that only watch
    listed: tuple[Listed, ...] = ()  #: those that look human first, then the newest

    @property
    def empty(self) -> bool:
        """There is nothing to tell."""
        return not self.total and not self.watched


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestLine:
    """A listed lead as it stands when the digest is shown."""

    lead: Lead
    human: bool
    noticed: tuple[Suspicion, ...]  #: by the guards
    contacts: Mapping[str, Any]  #: form fields as merged over its submissions
    email: str | None  #: when it is valid


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestFacts:
    """What a digest is rendered from."""

    digest: Digest
    chat: Chat
    lines: tuple[DigestLine, ...] = ()
