"""Webflow: both versions of its webhook; values need not be text."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import inside
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof, hexadecimal, signed, timely
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class Webflow(FormAdapter):
    """Only webhooks made through its API sign; those of the dashboard need a key in the address."""

    name: ClassVar[str] = "webflow"
    headers: ClassVar[tuple[str, ...]] = ("x-webflow-signature",)
    marks: ClassVar[tuple[str, ...]] = ("triggerType", "site")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the second version's trigger, or the site and the id of the first."""
        second = "triggerType" in data and inside(data, "payload", "data") is not None
        return second or data.keys() >= {"name", "site", "data", "_id"}

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`x-webflow-signature` over the time in milliseconds and the body."""
        time = request.headers.get("x-webflow-timestamp", "")
        text = time.encode("utf-8", "surrogatepass") + b":" + request.body
        sent = request.headers.get("x-webflow-signature")
        return timely(signed(sent, text, secrets, hexadecimal), time, request.received_at, 0.001)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; another trigger is not a new one.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        payload = data["payload"] if isinstance(data.get("payload"), dict) else data
        about = of_request(
            request,
            form=inside(payload, "name"),
            form_id=inside(payload, "formId"),
            submission_id=inside(payload, "id") or inside(payload, "_id"),
        )
        answers = inside(payload, "data")
        found = flat(answers if isinstance(answers, dict) else {"data": answers})
        submission = normalise(self.name, found, labels, about)
        sent = (data.get("triggerType") or "form_submission") == "form_submission"
        return [submission if sent else submission.ignored()]
