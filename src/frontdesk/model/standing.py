"""Standing: what score and verdict look at besides the signals of a lead."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from frontdesk.model.lead import Lead
from frontdesk.model.score import Answer
from frontdesk.model.touch import Touch


class Came(Protocol):
    """A submission, without what it says."""

    @property
    def hook(self) -> str:
        """The FORM of `POST /hooks/FORM`."""

    @property
    def at(self) -> datetime:
        """When it came."""


class Standing(Protocol):
    """A lead as it stands; `Known` is one, and so is a lead whose forms nobody has read."""

    @property
    def lead(self) -> Lead:
        """The lead as stored."""

    @property
    def submissions(self) -> Sequence[Came]:
        """Oldest first."""

    @property
    def answers(self) -> Mapping[str, Answer]:
        """By criterion."""

    @property
    def touches(self) -> Sequence[Touch]:
        """The newest, oldest first."""

    @property
    def now(self) -> datetime:
        """The moment of the look."""
