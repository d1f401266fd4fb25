"""Meta Lead Ads: notices with ids only; the answers must be fetched."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.errors import Unreadable
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.naming import texts
from frontdesk.intake.request import Request, Response
from frontdesk.intake.signatures import OK, Proof, hexadecimal, matched, signed
from frontdesk.intake.values import LABEL_CHARS, text, tidy
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

CHALLENGE_CHARS: Final = 200
#: Of a notice, beside the ids of lead and form.
_KEPT: Final = ("page_id", "ad_id", "adgroup_id", "created_time")


class Meta(FormAdapter):
    """Signs the raw body with the app's secret."""

    name: ClassVar[str] = "meta"
    headers: ClassVar[tuple[str, ...]] = ("x-hub-signature-256",)
    marks: ClassVar[tuple[str, ...]] = ("entry", "hub.challenge")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the notice of a page, or the handshake."""
        return data.get("object") == "page" or "hub.challenge" in data

    def reply(self, request: Request, secrets: Sequence[str]) -> Response | None:
        """The challenge, to whoever knows the token: `secret` is also the verify token.

        Raises:
            Unreadable: 401.
        """
        challenge = request.query.get("hub.challenge")
        if request.method != "GET" or challenge is None:
            return None
        known = matched(request.query.get("hub.verify_token"), (secret.encode() for secret in secrets))
        if known is not OK or request.query.get("hub.mode") != "subscribe":
            raise Unreadable(401, "expected the verify token that is the secret of this form")
        return Response(body=challenge[:CHALLENGE_CHARS].encode())

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`X-Hub-Signature-256: sha256=` and hexadecimal."""
        sent = request.headers.get("x-hub-signature-256", "").removeprefix("sha256=")
        return signed(sent, request.body, secrets, hexadecimal)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One thin submission for each lead of each page; other changes are not new ones.

        Raises:
            Unreadable: 400, 413 or 415.
        """
        changes = [
            change
            for entry in each(decode(request).get("entry"))
            for change in each(inside(entry, "changes"))
        ]
        return [self._thin(change) for change in changes] or [Submission(provider=self.name, ignore=True)]

    def _thin(self, change: Any) -> Submission:
        value = inside(change, "value")
        id_ = text(inside(value, "leadgen_id"))
        if inside(change, "field") != "leadgen" or not id_:
            return Submission(provider=self.name, ignore=True)
        kept = texts({name: tidy(inside(value, name)) for name in _KEPT})
        form = text(tidy(inside(value, "form_id")))
        return Submission(
            provider=self.name, form=form or None, submission_id=id_[:LABEL_CHARS], extra=kept, thin=True
        )
