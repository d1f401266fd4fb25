"""Google Ads lead forms: columns by id and name; a key in the body is the proof."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from frontdesk.errors import Unreadable
from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.naming import best
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import MISSING, Proof, matched
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: By which a click can be found again.
_KEPT: Final = ("gcl_id", "campaign_id")


class GoogleAds(FormAdapter):
    """Its `google_key` is the secret of the form."""

    name: ClassVar[str] = "google_ads"
    marks: ClassVar[tuple[str, ...]] = ("user_column_data", "google_key")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By its columns, or by the key that nobody else sends."""
        return True

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`google_key` in the body; a body that cannot be read proves nothing."""
        try:
            sent = text(decode(request).get("google_key"))
        except Unreadable:
            return MISSING
        return matched(sent, (secret.encode() for secret in secrets))

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission, or the test of "Send test data".

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        about = of_request(request, form_id=data.get("form_id"), submission_id=data.get("lead_id"))
        submission = normalise(self.name, _answers(data, labels), labels, about)
        return [replace(submission, test_ping=_is_test(data))]


def _is_test(data: Mapping[str, Any]) -> bool:
    return text(data.get("is_test")) == "true"


def _answers(data: Mapping[str, Any], labels: Labels) -> Iterator[tuple[str, Any]]:
    for column in each(data.get("user_column_data")):
        name, id_ = inside(column, "column_name"), inside(column, "column_id")
        yield best(labels, (name, id_), name), inside(column, "string_value")
    if not _is_test(data):
        yield from ((name, data[name]) for name in _KEPT if name in data)
