"""Wix Automations: the answers by label, the same again by field key, and the contact."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: The end of a key is only a number of its own: "field:first_name_d74c".
_KEY: Final = re.compile(r"field:(.+?)(?:_[0-9a-f]{4})?", re.DOTALL)
_NAMES: Final = frozenset(("first_name", "last_name", "full_name"))


class Wix(FormAdapter):
    """The action "send HTTP request" is not signed, so the address holds a key."""

    name: ClassVar[str] = "wix"
    marks: ClassVar[tuple[str, ...]] = ("formFieldMask", "data")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By its list of fields, at the top or within "data"."""
        return "formFieldMask" in data or inside(data, "data", "formFieldMask") is not None

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
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


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    told = [(text(inside(one, "label")) or "", inside(one, "value")) for one in each(data.get("submissions"))]
    if told:
        yield from told
        return
    for name, value in data.items():
        if field := _KEY.fullmatch(name):
            yield field[1], value


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
