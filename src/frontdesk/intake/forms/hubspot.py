"""HubSpot: a workflow's webhook with the contact, whose newest form is the submission."""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import FIELDS, decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof, in_base64, matched, signed, timely
from frontdesk.intake.values import text
from frontdesk.model.submission import FIELDS as NAMES
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

_SIGNATURE: Final = "x-hubspot-signature"
_DIGITS: Final = re.compile(r"[0-9]{1,16}")
#: Names that HubSpot keeps for itself; its own properties of a contact, which has hundreds; and what stands
#: beside the properties.
_RESERVED: Final = ("hs_", "hubspot_")
_OWN: Final = frozenset(
    str.split(
        "createdate lastmodifieddate lifecyclestage closedate days_to_close associatedcompanyid "
        "associatedcompanylastupdated currentlyinworkflow total_revenue notes_last_contacted "
        "notes_last_updated notes_next_activity_date num_notes num_contacted_notes num_associated_deals "
        "num_conversion_events num_unique_conversion_events first_conversion_date first_deal_created_date "
        "first_conversion_event_name recent_conversion_date recent_conversion_event_name recent_deal_amount "
        "recent_deal_close_date ip_city ip_country ip_country_code ip_state ip_state_code ip_latlon "
        "ip_zipcode"
    )
)
_BESIDE: Final = frozenset(
    str.split(
        "vid canonical-vid merged-vids portal-id is-contact properties form-submissions identity-profiles "
        "list-memberships merge-audits associated-company profile-token profile-url addedat"
    )
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


def _time(form: Mapping[str, Any]) -> int:
    at = text(form.get("timestamp")) or ""
    return int(at) if _DIGITS.fullmatch(at) else 0


def _identity(data: Mapping[str, Any]) -> Any:
    """The address by which HubSpot knows the contact."""
    known = (
        one for profile in each(data.get("identity-profiles")) for one in each(inside(profile, "identities"))
    )
    return next((inside(one, "value") for one in known if inside(one, "type") == "EMAIL"), None)


def _answers(data: Mapping[str, Any], labels: Labels) -> Iterator[tuple[str, Any]]:
    """What a form asked comes first: of a contact no more is kept than of a form."""
    properties = data.get("properties")
    held = properties if isinstance(properties, dict) else without(data.items(), _BESIDE)
    told = [pair for pair in dict(held).items() if _value(pair[1]) not in (None, "") and _is_answer(*pair)]
    told.sort(key=lambda pair: not _is_asked(pair[1]) and labels.field(pair[0]) is None)
    for name, one in told[:FIELDS]:
        value = _value(one)
        ticked = isinstance(value, str) and ";" in value.replace("; ", "")
        if isinstance(value, dict):
            yield from flat({name: value})
        else:
            yield name, value.split(";") if ticked and labels.field(name) not in NAMES else value


def _value(held: Any) -> Any:
    return held["value"] if isinstance(held, dict) and "value" in held else held


def _is_asked(held: Any) -> bool:
    return any(inside(one, "source-type") == "FORM" for one in each(inside(held, "versions")))


def _is_answer(name: str, held: Any) -> bool:
    return _is_asked(held) or not (name in _OWN or name.startswith(_RESERVED))
