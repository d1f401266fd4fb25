"""Typeform: answers by id, their titles in the definition beside them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.naming import best
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof, in_base64, signed
from frontdesk.intake.values import listed
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class Typeform(FormAdapter):
    """Signs the raw body when the webhook has a secret."""

    name: ClassVar[str] = "typeform"
    headers: ClassVar[tuple[str, ...]] = ("typeform-signature",)
    marks: ClassVar[tuple[str, ...]] = ("form_response",)

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`Typeform-Signature: sha256=` and base64."""
        sent = request.headers.get("typeform-signature", "").removeprefix("sha256=")
        return signed(sent, request.body, secrets, in_base64)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; what is no `form_response` is not a new one.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        response = inside(data, "form_response")
        about = of_request(
            request,
            form=inside(response, "definition", "title"),
            form_id=inside(response, "form_id"),
            submission_id=inside(response, "token"),
        )
        submission = normalise(self.name, _answers(response, labels), labels, about)
        return [submission if data.get("event_type") == "form_response" else submission.ignored()]


def _answers(response: Any, labels: Labels) -> Iterator[tuple[str, Any]]:
    titles = {
        inside(field, "id"): inside(field, "title")
        for field in each(inside(response, "definition", "fields"))
    }
    for answer in each(inside(response, "answers")):
        field = inside(answer, "field")
        title = titles.get(inside(field, "id")) if isinstance(inside(field, "id"), str) else None
        yield best(labels, (title, inside(field, "ref")), title), _value(answer)
    hidden = inside(response, "hidden")
    if isinstance(hidden, Mapping):
        yield from hidden.items()
    for variable in each(inside(response, "variables")):
        kind = inside(variable, "type")
        yield str(inside(variable, "key")), inside(variable, kind) if isinstance(kind, str) else None


def _value(answer: Any) -> Any:
    """What stands under the answer's own type; choices by the texts that were shown."""
    kind = inside(answer, "type")
    value = inside(answer, kind) if isinstance(kind, str) else None
    if kind == "choice":
        return inside(value, "label") or inside(value, "other")
    if kind == "choices":
        labels, other = inside(value, "labels"), inside(value, "other")
        return [*(listed(labels) if labels else ()), *((other,) if other else ())]
    return value
