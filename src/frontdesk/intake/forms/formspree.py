"""Formspree: the inputs under "submission"; it names no submission."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request, Response
from frontdesk.intake.signatures import Proof, stamped
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

_OWN: Final = frozenset(("_date", "_status", "_id"))
_ECHO_CHARS: Final = 200
_PLAIN: Final = re.compile(r"[\x21-\x7e]+")


class Formspree(FormAdapter):
    """Signs the time and the raw body."""

    name: ClassVar[str] = "formspree"
    headers: ClassVar[tuple[str, ...]] = ("formspree-signature",)
    marks: ClassVar[tuple[str, ...]] = ("keys",)

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By its three names."""
        return data.keys() >= {"form", "keys", "submission"}

    def reply(self, request: Request, secrets: Sequence[str]) -> Response | None:
        """A REST hook first wants its secret echoed, before it sends anything."""
        sent = request.headers.get("x-hook-secret", "")[:_ECHO_CHARS]
        first = b"submission" not in request.body
        return Response(headers={"X-Hook-Secret": sent}) if first and _PLAIN.fullmatch(sent) else None

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`Formspree-Signature: t=SECONDS,v1=` and hexadecimal."""
        header = request.headers.get("formspree-signature")
        return stamped(header, "v1", request.body, secrets, request.received_at)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; a build hook says nothing.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        if not request.body.strip():
            return [Submission(provider=self.name, ignore=True)]
        data = decode(request)
        about = of_request(request, form=data.get("form"))
        answers = data["submission"] if isinstance(data.get("submission"), dict) else data
        found = without(flat(answers), _OWN if answers is not data else (*_OWN, "form", "keys"))
        return [normalise(self.name, found, labels, about)]
