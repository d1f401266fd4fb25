"""Submission: one form post, the same shape whichever provider sent it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from frontdesk.model.frozen import frozen

#: What intake puts under `fields`, everything as text but `utm` (a mapping) and `consent` (true or false).
FIELDS: Final = (
    "first_name",
    "last_name",
    "full_name",
    "email",
    "phone",
    "company",
    "position",
    "message",
    "page_url",
    "referrer",
    "ip",
    "language",
    "utm",
    "consent",
)

#: What intake leaves in `extra` under its own label; the signals find it there.
LABELLED: Final = ("budget", "business", "country", "deadline", "files")


#: A label of `extra` that no sender can set: seconds between showing the form and sending it, proven.
SHOWN_S: Final = "_fd_shown_s"
REQUEST: Final = "request"  #: the subject in `Submission.noted` that holds the request's id


@frozen
class Submission:
    """What one form post says, before anybody judged it.

    `fields` holds only what was sent and not blank; `extra` the other answers, by the label they were sent
    with. Values are trimmed, with line ends `\\n`, without NUL or lone surrogates; nothing else is changed.
    """

    provider: str
    form: str | None = None  #: the form's own name, as its builder sends it
    submission_id: str | None = None  #: the sender's own id for this post
    fields: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    #: what frontdesk itself notes about the post, by subject; none of it is an answer of the visitor
    noted: Mapping[str, Any] = field(default_factory=dict)
    test_ping: bool = False  #: a connection test: nothing is stored, nothing is sent
    thin: bool = False  #: it holds ids only: the answers must be fetched
    ignore: bool = False  #: a genuine notice that is no new submission: nothing is stored

    @property
    def request(self) -> str:
        """The id of the request that it came with; empty where that had none."""
        return str(self.noted.get(REQUEST, ""))

    def ignored(self) -> "Submission":
        """The same, as a notice that is no new submission."""
        return replace(self, ignore=True)

    def identified(self, submission_id: str | None) -> "Submission":
        """The same under that id."""
        return replace(self, submission_id=submission_id or None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """One stored submission of a lead."""

    id: int  #: ours; grows with time, and is written in hexadecimal where people see it
    hook: str  #: the FORM of `POST /hooks/FORM`
    at: datetime
    submission: Submission


def shown_name(fields: Mapping[str, Any]) -> str:
    """Who somebody is by the fields of a form: the full name, else its halves; "" where none is told."""
    halves = (fields.get("first_name"), fields.get("last_name"))
    return str(fields.get("full_name") or " ".join(str(half) for half in halves if half))
