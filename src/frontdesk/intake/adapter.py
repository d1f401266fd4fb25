"""Form adapter: what every provider's file fills in, and what suits those that leave it out."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from frontdesk.intake.request import Request, Response
from frontdesk.intake.signatures import Proof, bearer
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class FormAdapter(ABC):
    """Reads what one provider sends, and nothing else."""

    name: ClassVar[str]
    #: Headers that nobody else sends, in lower case.
    headers: ClassVar[tuple[str, ...]] = ()
    #: Names at the top of the body by which `recognises` is worth a look.
    marks: ClassVar[tuple[str, ...]] = ()
    #: Its owner may let it send its values by these methods; those of GET stand in the query.
    methods: ClassVar[tuple[str, ...]] = ("POST",)

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """Whether a body with one of the `marks` is this provider's."""
        return all(mark in data for mark in self.marks)

    def reply(self, request: Request, secrets: Sequence[str]) -> Response | None:
        """The answer to a handshake, which says nothing of anybody; None for every other request.

        Raises:
            Unreadable: 400, or 401 for a handshake by somebody who does not know the secret.
        """
        return None

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """Whether one of these secrets made the request; unless overridden, sent as a bearer token."""
        return bearer(request.headers.get("authorization"), secrets)

    @abstractmethod
    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """The submissions in one request; also those that are only a test, or not a new one.

        Raises:
            Unreadable: nobody can read it; `status` is the answer.
        """

    def answer(self, request: Request, submissions: Sequence[Submission]) -> Response | None:
        """The exact answer that the sender needs once all is stored; None: the usual one."""
        return None
