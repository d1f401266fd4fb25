"""Tally: a list of fields with label, type and value; choices by id, their texts beside them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.intake import naming
from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof, best, hexadecimal, in_base64, signed
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: base64 by its documentation; some receivers have met the other.
_ENCODINGS: Final[tuple[Callable[[bytes, bytes], bytes], ...]] = (in_base64, hexadecimal)


class Tally(FormAdapter):
    """Signs the raw body when the webhook has a secret."""

    name: ClassVar[str] = "tally"
    headers: ClassVar[tuple[str, ...]] = ("tally-signature",)
    marks: ClassVar[tuple[str, ...]] = ("eventType", "data")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the event and a form's answers."""
        return "eventType" in data and inside(data, "data", "fields") is not None

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`Tally-Signature`."""
        sent = request.headers.get("tally-signature", "").removeprefix("sha256=")
        return best([signed(sent, request.body, secrets, encode) for encode in _ENCODINGS])

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; another event is not a new one.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        response = inside(data, "data")
        about = of_request(
            request,
            form=inside(response, "formName"),
            form_id=inside(response, "formId"),
            submission_id=inside(response, "responseId") or inside(response, "submissionId"),
        )
        submission = normalise(self.name, _answers(inside(response, "fields"), labels), labels, about)
        whole = (data.get("eventType") or "FORM_RESPONSE") == "FORM_RESPONSE"
        return [submission if whole else submission.ignored()]


def _answers(fields: Any, labels: Labels) -> Iterator[tuple[str, Any]]:
    questions = {text(inside(field, "key")) for field in each(fields) if inside(field, "options")}
    for field in each(fields):
        key, value = text(inside(field, "key")) or "", inside(field, "value")
        # Each option of a list of boxes comes once more as a question of its own.
        if isinstance(value, bool) and key.rpartition("_")[0] in questions:
            continue
        label, options = text(inside(field, "label")) or key, _texts(inside(field, "options"))
        # A box alone often has no title but what stands beside it.
        beside = options.values() if len(options) == 1 else ()
        yield naming.best(labels, (label, *beside), label), _shown(value, field, options)


def _shown(value: Any, field: Any, options: Mapping[str, Any]) -> Any:
    """Choices as the texts shown, a matrix by its rows, uploads as their addresses."""
    if isinstance(value, dict):
        rows, columns = _texts(inside(field, "rows")), _texts(inside(field, "columns"))
        return {str(rows.get(row) or row): _shown(one, field, columns) for row, one in value.items()}
    if isinstance(value, list):
        return [inside(one, "url") or _shown(one, field, options) for one in value]
    return options.get(value) or value if isinstance(value, str) else value


def _texts(choices: Any) -> dict[str, Any]:
    return {id_: inside(one, "text") for one in each(choices) if (id_ := text(inside(one, "id")))}
