"""Formspree: the inputs under "submission"; it names no submission."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import inside
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request, Response
from frontdesk.intake.signatures import Proof, stamped
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

_OWN: Final = frozenset(("_date", "_status", "_id"))
_ECHO_CHARS: Final = 200


class Formspree(FormAdapter):
    """Signs the time and the raw body."""

    name: ClassVar[str] = "formspree"
    headers: ClassVar[tuple[str, ...]] = ("formspree-signature",)
    marks: ClassVar[tuple[str, ...]] = ("keys",)

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By its three names."""
        return data.keys() == {"form", "keys", "submission"}

    def reply(self, request: Request, secrets: Sequence[str]) -> Response | None:
        """A REST hook first wants its secret echoed, before it sends any submission."""
        sent = request.headers.get("x-hook-secret", "")[:_ECHO_CHARS]
        if not sent or not sent.isascii() or not sent.isprintable() or b'"submission"' in request.body:
            return None
        return Response(headers={"X-Hook-Secret": sent})

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`Formspree-Signature: t=SECONDS,v1=` and hexadecimal."""
        header = request.headers.get("formspree-signature")
        return stamped(header, "v1", request.body, secrets, request.received_at)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; a build hook says nothing.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        if not request.body:
            return [Submission(provider=self.name, ignore=True)]
        data = decode(request)
        answers = inside(data, "submission")
        about = of_request(request, form=data.get("form"))
        found = without(flat(answers if isinstance(answers, dict) else {}), _OWN)
        return [normalise(self.name, found, labels, about)]
