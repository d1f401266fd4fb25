"""Fetcher: what every provider's file fills in that can be asked for the answers to a notice."""

from dataclasses import dataclass
from typing import Any, ClassVar, Final, Protocol

from frontdesk.errors import Deferred, FrontdeskError, Refused
from frontdesk.lookups.answer import Answer
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Fetch

#: Labels and values: single ones, or lists of such.
Answers = list[tuple[str, Any]]
_FINAL: Final = {
    401: "what it is asked with is not valid, or not any more",
    403: "what it is asked with does not allow it",
    404: "there is no such lead, or not any more",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """What a person answered."""

    answers: Answers
    form: str | None = None  #: the form's name or id, where the notice did not tell it


class Fetcher(Protocol):
    """Fetches the answers to one provider's notices."""

    name: ClassVar[str]
    needs: ClassVar[str]  #: which of `Fetch` it asks with

    async def fetch(self, notice: Submission, access: Fetch) -> Fetched:
        """The answers that the notice is about.

        Raises:
            Deferred: not now.
            Refused: they will not be told, with the reason.
        """
        ...


def trouble(answer: Answer, service: str) -> FrontdeskError | None:
    """What a status that means no success says, in words of our own; None for a success."""
    if 200 <= answer.status < 300:
        return None
    told = f"{service} answered {answer.status}"
    if answer.status == 429 or answer.status >= 500:
        return Deferred(told, answer.after_s)
    return Refused(f"{told}: {_FINAL[answer.status]}" if answer.status in _FINAL else told)


def single(value: Any) -> bool:
    """Whether a value is a text, a number or a truth: what is deeper than that is no answer."""
    return isinstance(value, str | int | float)
