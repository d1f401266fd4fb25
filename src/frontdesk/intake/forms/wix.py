"""Wix: automations send the answers by label, by field key and the contact; apps get a signed event."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

import orjson

from frontdesk.errors import Unreadable
from frontdesk.intake import jwt
from frontdesk.intake.about import About, of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode, measure
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: The end of a key is only a number of its own: "field:first_name_d74c".
_KEY: Final = re.compile(r"(field:)?(.+?)(?:_[0-9a-f]{4})?", re.DOTALL)
_NAMES: Final = frozenset(("first_name", "last_name", "full_name"))
#: The one event that is a new submission.
_ENTITY, _CREATED = "wix.forms.v4.submission", "created"


class Wix(FormAdapter):
    """An automation is not signed, so the address holds a key; for an app its public key is the secret."""

    name: ClassVar[str] = "wix"
    marks: ClassVar[tuple[str, ...]] = ("formFieldMask", "data")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By its list of fields, at the top or within "data", or by the event's own type."""
        sent = data.get("data")
        if isinstance(sent, str):
            return _ENTITY in sent
        return "formFieldMask" in data or inside(sent, "formFieldMask") is not None

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """An event is a token, signed by the key pair of the app; an automation may send a bearer token."""
        if jwt.is_token(request.body):
            return jwt.proof(request.body, secrets, request.received_at)
        return super().verify(request, secrets)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; an event of another kind is ignored, one without answers is thin.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        if isinstance(data.get("data"), str):
            return [self._of_event(_loaded(data["data"]), labels)]
        data = data["data"] if isinstance(data.get("data"), dict) else data
        answers = list(_answers(data))
        named = any(labels.field(label) in _NAMES for label, value in answers if text(value))
        about = of_request(
            request,
            form=inside(data, "formName"),
            form_id=inside(data, "formId"),
            submission_id=inside(data, "submissionId"),
            fields=_contact(inside(data, "contact"), named),
        )
        return [normalise(self.name, answers, labels, about)]

    def _of_event(self, envelope: Mapping[str, Any], labels: Labels) -> Submission:
        event = _loaded(envelope.get("data"))
        if (event.get("entityFqdn"), event.get("slug")) != (_ENTITY, _CREATED):
            return Submission(provider=self.name, ignore=True)
        entity = _entity(event)
        about = About(form_id=inside(entity, "formId"), submission_id=event.get("entityId"))
        if not isinstance(answers := inside(entity, "submissions"), dict):
            id_ = text(about.submission_id)
            return Submission(provider=self.name, submission_id=id_ or None, thin=True)
        said = [(_label(name) or name, value) for name, value in answers.items()]
        return normalise(self.name, said, labels, about)


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    told = [(text(inside(one, "label")) or "", inside(one, "value")) for one in each(data.get("submissions"))]
    if told:
        yield from told
        return
    for name, value in data.items():
        if name.startswith("field:") and (label := _label(name)):
            yield label, value


def _label(name: str) -> str | None:
    """The key of a field without what is no name in it."""
    found = _KEY.fullmatch(name)
    return found[2] if found else None


def _contact(contact: Any, named: bool) -> dict[str, Any]:
    """What Wix knows of the person, for what nobody asked."""
    names = (
        {}
        if named
        else {"first_name": inside(contact, "name", "first"), "last_name": inside(contact, "name", "last")}
    )
    return {
        **names,
        "email": inside(contact, "email") or inside(contact, "emails", "0", "email"),
        "phone": inside(contact, "phone") or inside(contact, "phones", "0", "phone"),
        "language": inside(contact, "locale"),
    }


def _entity(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The submission that an event is about, which some hold as JSON within a text; {} when it holds none."""
    created = event.get("createdEvent")
    for name in ("entity", "currentEntity", "entityAsJson"):
        if sent := inside(created, name):
            return _loaded(sent)
    return {}


def _loaded(value: Any) -> dict[str, Any]:
    """An object, also where it stands as JSON within a text.

    Raises:
        Unreadable: 400, it is none; 413, it is too large.
    """
    try:
        found = orjson.loads(value) if isinstance(value, str) else value
    except orjson.JSONDecodeError as error:
        raise Unreadable(400, "data: expected JSON, found something else") from error
    if not isinstance(found, dict):
        raise Unreadable(400, "data: expected an object, found another value")
    measure(found)
    return found
