"""HubSpot: a workflow's webhook with the contact, whose newest form is the submission."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof, in_base64, matched, signed, timely
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

_SIGNATURE: Final = "x-hubspot-signature"
#: Properties that HubSpot keeps for itself; a contact has hundreds.
_OWN: Final = (
    "hs_",
    "hubspot_",
    "createdate",
    "lastmodifieddate",
    "lifecyclestage",
    "notes_",
    "num_",
    "recent_",
)
_OWN_MORE: Final = (
    "first_conversion",
    "first_deal",
    "closedate",
    "associatedcompany",
    "currentlyinworkflow",
    "ip_",
)
#: What its third signature signs decoded.
_DECODED: Final = {
    "%3A": ":", "%2F": "/", "%3F": "?", "%40": "@", "%21": "!", "%24": "$",
    "%27": "'", "%28": "(", "%29": ")", "%2A": "*", "%2C": ",", "%3B": ";",
}  # fmt: skip


class HubSpot(FormAdapter):
    """Signs method, public address, body and time, in three versions."""

    name: ClassVar[str] = "hubspot"
    headers: ClassVar[tuple[str, ...]] = (_SIGNATURE, f"{_SIGNATURE}-v3")
    marks: ClassVar[tuple[str, ...]] = ("vid", "form-submissions")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By a contact's number and properties."""
        return "properties" in data

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """The third version when it is sent, else the second or the first: both are plain SHA-256."""
        if sent := request.headers.get(f"{_SIGNATURE}-v3"):
            return _third(request, sent, secrets)
        first = request.headers.get(f"{_SIGNATURE}-version", "v1") == "v1"
        text = request.body if first else (request.method + request.url).encode() + request.body
        hashes = (sha256(secret.encode() + text).hexdigest().encode() for secret in secrets)
        return matched(request.headers.get(_SIGNATURE), hashes)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission: the newest of the contact's forms.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        forms = [form for form in each(data.get("form-submissions")) if isinstance(form, dict)]
        newest = max(forms, key=_time, default={})
        about = of_request(
            request,
            form=newest.get("title"),
            form_id=newest.get("form-id"),
            submission_id=newest.get("conversion-id"),
            fields={"page_url": newest.get("page-url"), "email": _identity(data)},
        )
        return [normalise(self.name, _answers(data, labels), labels, about)]


def _third(request: Request, sent: str, secrets: Sequence[str]) -> Proof:
    time = request.headers.get("x-hubspot-request-timestamp", "")
    url = request.url
    for code, character in _DECODED.items():
        url = url.replace(code, character)
    text = (request.method + url).encode() + request.body + time.encode("utf-8", "surrogatepass")
    return timely(signed(sent, text, secrets, in_base64), time, request.received_at, 0.001)


def _time(form: Mapping[str, Any]) -> float:
    at = form.get("timestamp")
    return at if isinstance(at, int | float) else 0


def _identity(data: Mapping[str, Any]) -> Any:
    """The address by which HubSpot knows the contact."""
    known = (
        one for profile in each(data.get("identity-profiles")) for one in each(inside(profile, "identities"))
    )
    return next((inside(one, "value") for one in known if inside(one, "type") == "EMAIL"), None)


def _answers(data: Mapping[str, Any], labels: Labels) -> Iterator[tuple[str, Any]]:
    properties = data.get("properties")
    for name, held in (properties if isinstance(properties, dict) else data).items():
        if name.startswith((*_OWN, *_OWN_MORE)):
            continue
        value = inside(held, "value") if isinstance(held, dict) else held
        ticked = isinstance(value, str) and ";" in value.replace("; ", "") and labels.field(name) is None
        yield name, value.split(";") if ticked else value
