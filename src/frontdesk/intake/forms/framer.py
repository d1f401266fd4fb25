"""Framer: input names and values, nothing else; the submission's id is a header."""

from collections.abc import Sequence
from typing import ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof, hexadecimal, signed
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

_ID: Final = "framer-webhook-submission-id"
_SIGNATURE: Final = "framer-signature"


class Framer(FormAdapter):
    """Signs the body and then the id."""

    name: ClassVar[str] = "framer"
    headers: ClassVar[tuple[str, ...]] = (_ID, _SIGNATURE)

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`Framer-Signature: sha256=` and hexadecimal."""
        text = request.body + request.headers.get(_ID, "").encode("utf-8", "surrogatepass")
        sent = request.headers.get(_SIGNATURE, "").removeprefix("sha256=")
        return signed(sent, text, secrets, hexadecimal)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        about = of_request(request, submission_id=request.headers.get(_ID))
        return [normalise(self.name, flat(decode(request)), labels, about)]
