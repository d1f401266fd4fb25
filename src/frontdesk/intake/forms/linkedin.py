"""LinkedIn Lead Gen: notices with ids only; the answers must be fetched."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

import orjson

from frontdesk.errors import Unreadable
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.request import Request, Response
from frontdesk.intake.signatures import Proof, hexadecimal, signed
from frontdesk.intake.values import LABEL_CHARS, text, tidy
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)


class LinkedIn(FormAdapter):
    """Signs the raw body with the app's secret, which answers its challenges too."""

    name: ClassVar[str] = "linkedin"
    headers: ClassVar[tuple[str, ...]] = ("x-li-signature",)
    marks: ClassVar[tuple[str, ...]] = ("leadGenFormResponse", "challengeCode")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the notice, or the handshake, which holds little else."""
        return "leadGenFormResponse" in data or len(data) <= 2

    def reply(self, request: Request, secrets: Sequence[str]) -> Response | None:
        """The challenge, signed by the first secret.

        Notices are signed by the same key: whoever got any text signed here could forge them. A UUID is none.

        Raises:
            Unreadable: 400, what is no UUID; 401, the form has no secret.
        """
        code = request.query.get("challengeCode")
        if request.method != "GET" or code is None:
            return None
        if not _UUID.fullmatch(code):
            raise Unreadable(400, "challengeCode: expected a UUID, found something else")
        if not secrets:
            raise Unreadable(401, "expected a secret of this form, found none to answer with")
        signature = hexadecimal(secrets[0].encode(), code.encode()).decode()
        body = orjson.dumps({"challengeCode": code, "challengeResponse": signature})
        return Response(body=body, content_type="application/json")

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`X-LI-Signature`: hexadecimal over `hmacsha256=` and the body."""
        sent = request.headers.get("x-li-signature")
        return signed(sent, b"hmacsha256=" + request.body, secrets, hexadecimal)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One thin submission; a deleted lead is not a new one.

        Raises:
            Unreadable: 400, 413 or 415.
        """
        data = decode(request)
        id_, form = text(data.get("leadGenFormResponse")), text(data.get("leadGenForm"))
        if (
            not id_
            or (data.get("type") or "LEAD_ACTION") != "LEAD_ACTION"
            or (data.get("leadAction") or "CREATED") != "CREATED"
        ):
            return [Submission(provider=self.name, ignore=True)]
        kind = tidy(data.get("leadType"))
        return [
            Submission(
                provider=self.name,
                form=form[:LABEL_CHARS] if form else None,
                submission_id=id_[:LABEL_CHARS],
                extra={"leadType": kind} if isinstance(kind, str) else {},
                thin=True,
            )
        ]
