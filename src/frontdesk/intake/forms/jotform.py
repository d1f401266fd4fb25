"""Jotform: multipart parts, with the answers as JSON in one of them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

import orjson

from frontdesk.errors import Unreadable
from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode, measure
from frontdesk.intake.brackets import nested
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: What the form notes for itself; a question may have the same name behind its number.
_AMONG: Final = frozenset(
    str.split(
        "slug path event_id jsexecutiontracker submitsource builddate timetosubmit temp_upload "
        "validatednewrequiredfieldids uploadserverurl eventobserver submitdate"
    )
)
_AROUND: Final = _AMONG | frozenset(
    str.split(
        "rawrequest pretty formid submissionid formtitle type ip username webhookurl action customparams "
        "product customtitle event documentid teamid subject issilent custombody fromtable appid unread "
        "parent"
    )
)
_NUMBER: Final = re.compile(r"q[0-9]{1,6}_(?=.)")


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
        return [normalise(self.name, _answers(data), labels, about)]


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Those of the raw request; without one the parts are the answers themselves."""
    around = without(nested(data).items(), _AROUND)
    among = without(_raw(data.get("rawRequest")).items(), _AMONG)
    for name, value in (*around, *among):
        label = _NUMBER.sub("", name, count=1)
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
    elif "phone" in value and value.keys() <= {"country", "area", "phone"}:
        yield label, _joined(value, {"country": "+{}", "area": "({})", "phone": "{}"})
    elif all(text(value.get(part)) for part in ("year", "month", "day")):
        at = _joined(value, {"hour": "{}", "min": "{}"}, ":")
        day = _joined(value, {"year": "{}", "month": "{}", "day": "{}"}, "-")
        yield label, " ".join(part for part in (day, at, text(value.get("ampm"))) if part)
    elif value and all(name.isdigit() or name == "other" for name in value):
        yield label, list(value.values())
    else:
        yield from flat(value, label)


def _joined(value: Mapping[str, Any], shapes: Mapping[str, str], between: str = " ") -> str:
    """The parts that were filled in, each in its shape."""
    told = ((shape, text(value.get(part))) for part, shape in shapes.items())
    return between.join(shape.replace("{}", said) for shape, said in told if said)
