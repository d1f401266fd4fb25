"""Gravity Forms: answers by number and part of a number, or under names of the owner's own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

import orjson

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import unfolded
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import Proof, by_rsa, decoded
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: Columns of the entry that are no answers.
_OWN: Final = frozenset(
    str.split(
        "id form_id post_id date_created date_updated is_starred is_read is_approved ip source_url source_id "
        "user_agent currency payment_status payment_date payment_amount payment_method transaction_id "
        "is_fulfilled created_by transaction_type status"
    )
)
_NUMBER: Final = re.compile(r"[0-9]{1,6}")
#: Parts of a name question; the others are prefix, middle name and suffix.
_FIRST, _LAST = "3", "6"
_NAME_PARTS: Final = frozenset("23468")


class GravityForms(FormAdapter):
    """Only an add-on signs, so the address holds a key; numbers mean what `[forms.NAME.fields]` says."""

    name: ClassVar[str] = "gravity_forms"
    headers: ClassVar[tuple[str, ...]] = ("x-gform-signature",)
    marks: ClassVar[tuple[str, ...]] = ("is_starred", "source_url")
    methods: ClassVar[tuple[str, ...]] = ("POST", "GET", "PUT", "PATCH", "DELETE")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the columns of an entry."""
        return data.keys() >= {"form_id", "date_created", "source_url"}

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """The add-on "Webhook Signature" signs the body; its public key (PEM) is the secret."""
        if sent := request.headers.get(self.headers[0]):
            return by_rsa(decoded(sent.strip()) or b"?", request.body, secrets)
        return super().verify(request, secrets)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = unfolded(decode(request))
        whole = data.keys() >= {"form_id", "date_created"}
        about = of_request(
            request,
            form_id=data.get("form_id"),
            submission_id=data.get("id") if whole else None,
            fields={"ip": data.get("ip"), "page_url": data.get("source_url")},
        )
        answers = without(_answers(data, labels), _OWN if whole else ())
        return [normalise(self.name, answers, labels, about, ids=("id",))]


def _answers(data: Mapping[str, Any], labels: Labels) -> Iterator[tuple[str, Any]]:
    """Questions of several inputs as one: "1.3" and "1.6" are a name, "5.1" … what was ticked."""
    inputs: dict[str, dict[str, Any]] = {}
    for name, value in data.items():
        question, dot, part = name.partition(".")
        if dot and _NUMBER.fullmatch(question) and _NUMBER.fullmatch(part):
            inputs.setdefault(question, {})[part] = value
        elif _NUMBER.fullmatch(name):
            yield name, _files(value)
        else:
            yield from flat({name: value})
    for question, parts in inputs.items():
        in_order = dict(sorted(parts.items(), key=lambda one: int(one[0])))
        yield from _question(question, in_order, labels)


def _question(question: str, parts: Mapping[str, Any], labels: Labels) -> Iterator[tuple[str, Any]]:
    if {_FIRST, _LAST} <= parts.keys() <= _NAME_PARTS:
        yield "first_name", parts[_FIRST]
        yield "last_name", parts[_LAST]
        yield question, [value for part, value in parts.items() if part not in (_FIRST, _LAST)]
    elif parts.keys() == {"1", "2", "3"} and labels.field(text(parts["2"]) or "") == "consent":
        yield text(parts["2"]) or "", parts["1"] or "no"
    else:
        yield question, list(parts.values())


def _files(value: Any) -> Any:
    """Several uploads come as JSON within a text."""
    if not (isinstance(value, str) and value.startswith("[")):
        return value
    try:
        files = orjson.loads(value)
    except orjson.JSONDecodeError:
        return value
    return files if isinstance(files, list) and all(isinstance(one, str) for one in files) else value
