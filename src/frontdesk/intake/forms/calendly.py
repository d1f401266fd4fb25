"""Calendly: somebody books a meeting; what else was asked comes as questions and answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.naming import texts
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof, stamped
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import UTM_PARTS, Labels, key

#: The one question that every event has until its owner takes it away.
_PREPARE: Final = key("Please share anything that will help prepare for our meeting.")


class Calendly(FormAdapter):
    """Signs the time and the raw body; whoever does not answer 2xx for a day is switched off."""

    name: ClassVar[str] = "calendly"
    headers: ClassVar[tuple[str, ...]] = ("calendly-webhook-signature",)
    marks: ClassVar[tuple[str, ...]] = ("event", "payload")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By an event of an invitee."""
        return str(data.get("event")).startswith("invitee") and isinstance(data.get("payload"), dict)

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`Calendly-Webhook-Signature: t=SECONDS,v1=` and hexadecimal."""
        header = request.headers.get("calendly-webhook-signature")
        return stamped(header, "v1", request.body, secrets, request.received_at)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; a meeting that is called off is not a new one.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        invitee = data.get("payload")
        marks = texts({part: inside(invitee, "tracking", f"utm_{part}") for part in UTM_PARTS})
        about = of_request(
            request,
            form=inside(invitee, "scheduled_event", "name"),
            submission_id=inside(invitee, "uri"),
            utm=marks,
        )
        submission = normalise(self.name, _answers(invitee), labels, about)
        return [submission if data.get("event") == "invitee.created" else submission.ignored()]


def _answers(invitee: Any) -> Iterator[tuple[str, Any]]:
    parts = [(name, inside(invitee, name)) for name in ("first_name", "last_name")]
    whole = inside(invitee, "name")
    yield from parts if all(said for _, said in parts) or not whole else [("name", whole)]
    yield "email", inside(invitee, "email")
    for one in each(inside(invitee, "questions_and_answers")):
        question = text(inside(one, "question")) or ""
        yield "message" if key(question) == _PREPARE else question, inside(one, "answer")
    yield "phone", inside(invitee, "text_reminder_number")
    yield "start_time", inside(invitee, "scheduled_event", "start_time")
    yield "timezone", inside(invitee, "timezone")
    if inside(invitee, "old_invitee"):
        yield "rescheduled", True
