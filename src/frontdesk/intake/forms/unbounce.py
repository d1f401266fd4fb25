"""Unbounce: the answers as JSON in a field of a form, each a list."""

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
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: PHP on the way makes an underscore of the dot.
_JSON: Final = ("data.json", "data_json")
_OWN: Final = frozenset(
    str.split(
        "page_name page_id page_uuid variant time_submitted date_submitted "
        "data.json data_json data.xml data_xml"
    )
)


class Unbounce(FormAdapter):
    """It cannot sign, so the address holds a key."""

    name: ClassVar[str] = "unbounce"
    marks: ClassVar[tuple[str, ...]] = _JSON

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By either name of its JSON; the second needs the page."""
        return _JSON[0] in data or "page_id" in data

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        answers = list(_answers(decode(request)))
        told = dict(reversed(answers))
        about = of_request(request, form=told.get("page_name"), form_id=told.get("page_id"))
        return [normalise(self.name, without(answers, _OWN), labels, about)]


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    rest = {name: value for name, value in data.items() if name not in _JSON}
    for name, value in (*_inner(data).items(), *flat(rest)):
        yield name, value[0] if isinstance(value, list) and len(value) == 1 else value


def _inner(data: Mapping[str, Any]) -> dict[str, Any]:
    sent = next((data[name] for name in _JSON if name in data), None)
    if not sent:
        return {}
    try:
        inner = sent if isinstance(sent, dict) else orjson.loads(sent)
    except (orjson.JSONDecodeError, TypeError) as error:
        raise Unreadable(400, "data.json: expected JSON, found something else") from error
    if not isinstance(inner, dict):
        raise Unreadable(400, "data.json: expected an object, found another value")
    measure(inner)
    return inner
