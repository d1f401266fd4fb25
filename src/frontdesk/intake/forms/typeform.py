"""Typeform: answers by id, their titles in the definition beside them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import best
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof, in_base64, signed
from frontdesk.intake.values import listed, text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: A title can recall another answer: "{{field:01HAAA}}, what is your company?"
_RECALL: Final = re.compile(r"\{\{[^{}]{0,200}\}\}")
#: Of an answer or a variable, beside its value.
_ABOUT: Final = frozenset(("type", "field", "key"))


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
        whole = (data.get("event_type") or "form_response") == "form_response"
        return [submission if whole else submission.ignored()]


def _answers(response: Any, labels: Labels) -> Iterator[tuple[str, Any]]:
    titles = dict(_titles(inside(response, "definition")))
    for answer in each(inside(response, "answers")):
        id_, ref = (text(inside(answer, "field", name)) for name in ("id", "ref"))
        title = titles.get(id_)
        yield best(labels, (_RECALL.sub("", title or ""), ref, id_), title or ref or id_), _value(answer)
    hidden = inside(response, "hidden")
    yield from flat(hidden if isinstance(hidden, Mapping) else {})
    for variable in each(inside(response, "variables")):
        yield text(inside(variable, "key")) or "", _value(variable)
    if not inside(response, "variables"):
        yield "score", inside(response, "calculated", "score")


def _titles(parent: Any) -> Iterator[tuple[str | None, str]]:
    """Id and title of every question; those of a group or of contact data stand within it."""
    for field in each(inside(parent, "fields")):
        yield text(inside(field, "id")), text(inside(field, "title")) or ""
        yield from _titles(inside(field, "properties"))


def _value(answer: Any) -> Any:
    """What stands under the answer's own type; choices by the texts that were shown."""
    if not isinstance(answer, Mapping):
        return answer
    kind, rest = answer.get("type"), [value for name, value in answer.items() if name not in _ABOUT]
    value = answer[kind] if isinstance(kind, str) and kind in answer else next(iter(rest), None)
    if not isinstance(value, Mapping):
        return value
    shown = [one for name in ("label", "labels", "other") if (one := inside(value, name))]
    if kind == "choices":
        return [choice for one in shown for choice in listed(one)]
    if kind == "choice":
        return shown[0] if len(shown) == 1 else shown
    return value
