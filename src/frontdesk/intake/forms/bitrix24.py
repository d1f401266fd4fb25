"""Bitrix24: an outgoing webhook with an id only, or a robot's with fields in the query."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.errors import Unreadable
from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode, query_pairs
from frontdesk.intake.brackets import each, inside, nested
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import MISSING, Proof, matched
from frontdesk.intake.values import LABEL_CHARS, text, tidy
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: A CRM form appears as one of these.
_NEW: Final = frozenset(("ONCRMLEADADD", "ONCRMDEALADD", "ONCRMCONTACTADD"))
#: What it says of itself, also in the query; and of an event.
_ABOUT: Final = frozenset(("auth", "document_id", "document_type"))
_OF_EVENT: Final = frozenset(("event", "event_handler_id", "event_token", "ts", "data"))


class Bitrix24(FormAdapter):
    """Its `application_token` is the secret of the form."""

    name: ClassVar[str] = "bitrix24"
    marks: ClassVar[tuple[str, ...]] = ("auth[member_id]", "auth[domain]", "document_id[0]", "auth")
    methods: ClassVar[tuple[str, ...]] = ("POST", "GET")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By what it says of its portal."""
        return "auth" not in data or inside(data, "auth", "application_token") is not None

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`auth[application_token]` in the body; a body that cannot be read proves nothing."""
        try:
            sent = text(inside(nested(decode(request)), "auth", "application_token"))
        except Unreadable:
            return MISSING
        return matched(sent, (secret.encode() for secret in secrets))

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission, thin unless a robot sends fields; what is not new is none.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = nested(decode(request))
        # A robot's owner may call a field of the query "event".
        event = None if "document_id" in data else text(data.get("event"))
        if event and event.upper() not in _NEW:
            return [Submission(provider=self.name, ignore=True)]
        id_ = _id(data)
        if answers := _answers(request, data, labels):
            return [normalise(self.name, flat(answers), labels, of_request(request, submission_id=id_))]
        return [self._thin(data, event, id_)]

    def _thin(self, data: Mapping[str, Any], event: str | None, id_: str | None) -> Submission:
        if not id_:
            return Submission(provider=self.name, ignore=True)
        domain = tidy(inside(data, "auth", "domain"))
        kept = {"event": tidy(event), "auth[domain]": domain if isinstance(domain, str) else None}
        return Submission(
            provider=self.name,
            submission_id=id_[:LABEL_CHARS],
            extra={name: value for name, value in kept.items() if value},
            thin=True,
        )


def _answers(request: Request, data: Mapping[str, Any], labels: Labels) -> dict[str, Any]:
    """What the owner put into the query, and what else the body holds if it tells anything of a person."""
    query = {name: value for name, value in nested(query_pairs(request)).items() if name not in _ABOUT}
    query.pop("form", None)
    sent = {name: value for name, value in data.items() if name not in _ABOUT | _OF_EVENT}
    whole = {**(sent if request.method != "GET" else {}), **query}
    by_robot = bool(query) and "document_id" in data
    return whole if by_robot or any(labels.field(name) for name, _ in flat(whole)) else {}


def _id(data: Mapping[str, Any]) -> str | None:
    document = list(each(data.get("document_id")))
    return text(inside(data, "data", "FIELDS", "ID")) or (text(document[2]) if len(document) > 2 else None)
