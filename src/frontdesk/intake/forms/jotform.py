"""Jotform: multipart parts, with the answers as JSON in one of them."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

import orjson

from frontdesk.errors import Unreadable
from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode, measure
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: What the form notes for itself, among the answers and around them.
_OWN: Final = frozenset(
    str.split(
        "slug path event_id jsexecutiontracker submitsource builddate timetosubmit temp_upload "
        "validatednewrequiredfieldids uploadserverurl eventobserver submitdate "
        "rawrequest pretty formid submissionid formtitle type ip username webhookurl action customparams "
        "product customtitle event documentid teamid subject issilent custombody fromtable appid unread "
        "parent"
    )
)


class Jotform(FormAdapter):
    """It cannot sign, so the address holds a key."""

    name: ClassVar[str] = "jotform"
    marks: ClassVar[tuple[str, ...]] = ("rawRequest",)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        about = of_request(
            request,
            form=text(data.get("formTitle")),
            form_id=text(data.get("formID")),
            submission_id=text(data.get("submissionID")),
            fields={"ip": data.get("ip")},
        )
        return [normalise(self.name, without(_answers(data), _OWN), labels, about)]


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from data.items()
    for name, value in _raw(data.get("rawRequest")).items():
        number, slug = name.partition("_")[::2]
        label = slug if slug and number[:1] == "q" and number[1:].isdigit() else name
        yield from _parts(label, value) if isinstance(value, dict) else ((label, value),)


def _raw(sent: Any) -> dict[str, Any]:
    if not sent:
        return {}
    try:
        raw = orjson.loads(sent)
    except (orjson.JSONDecodeError, TypeError) as error:
        raise Unreadable(400, "rawRequest: expected JSON, found something else") from error
    if not isinstance(raw, dict):
        raise Unreadable(400, "rawRequest: expected an object, found another value")
    measure(raw)
    return raw


def _parts(label: str, value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """A question of several inputs: a person's name, a phone, a date; any other by its parts."""
    if "first" in value and "last" in value:
        names = {"first": "first_name", "last": "last_name"}
        yield from ((names.get(part, f"{label}.{part}"), name) for part, name in value.items())
    elif "full" in value:
        yield label, value["full"]
    elif value.keys() >= {"area", "phone"}:
        code = f"+{text(value.get('country'))} " if text(value.get("country")) else ""
        yield label, f"{code}({text(value['area'])}) {text(value['phone'])}"
    elif value.keys() >= {"day", "month", "year"} and all(value[part] for part in ("day", "month", "year")):
        yield label, "-".join(text(value[part]) or "" for part in ("year", "month", "day"))
    else:
        yield from flat(value, label)
