"""WPForms: names of the owner's choice; signs the body, or in form format what PHP would write as JSON."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode, looks_like_json
from frontdesk.intake.brackets import nested, unfolded
from frontdesk.intake.charsets import content_type
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import MISSING, Proof, best, stamped
from frontdesk.model.submission import FIELDS, Submission
from frontdesk.rules.labels import Labels

_DATE: Final = {"value", "unix"}
_TIME: Final = re.compile(r"-?[1-9][0-9]{0,15}")


class WpForms(FormAdapter):
    """The add-on "Webhooks"."""

    name: ClassVar[str] = "wpforms"
    headers: ClassVar[tuple[str, ...]] = ("x-wpforms-webhook-id",)

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`X-WPForms-Webhook-Signature: t=SECONDS,v=` and hexadecimal.

        Raises:
            Unreadable: the fields that are signed cannot be read.
        """
        header = request.headers.get("x-wpforms-webhook-signature")
        if not header:
            return MISSING
        found = [stamped(header, "v", one, secrets, request.received_at) for one in _signed(request)]
        return best(found)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        answers = _answers(unfolded(decode(request)), labels)
        return [normalise(self.name, answers, labels, of_request(request))]


def _signed(request: Request) -> list[bytes]:
    media = content_type(request.headers.get("content-type", "")).media
    if looks_like_json(media, request.body):
        return [request.body]
    data = nested(decode(request))
    # PHP signed the time of a date as a number, which a form cannot tell from text.
    dated = {name: _dated(value) for name, value in data.items()}
    return [as_php_writes(data), *([as_php_writes(dated)] if dated != data else ())]


def _dated(value: Any) -> Any:
    time = value.get("unix") if isinstance(value, dict) and value.keys() == _DATE else None
    return {**value, "unix": int(time)} if isinstance(time, str) and _TIME.fullmatch(time) else value


def as_php_writes(data: Mapping[str, Any]) -> bytes:
    """JSON with `\\/` for `/` and `\\uXXXX` for what is not ASCII; what is numbered from 0 is a list."""
    return json.dumps(_as_php(data), separators=(",", ":")).replace("/", "\\/").encode()


def _as_php(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_php(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    inner = {name: _as_php(one) for name, one in value.items()}
    return list(inner.values()) if list(inner) == [str(number) for number in range(len(inner))] else inner


def _answers(data: Mapping[str, Any], labels: Labels) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if isinstance(value, dict) and value.keys() == _DATE:
            yield name, value["value"]
        elif isinstance(value, str) and "||" in value and labels.field(name) not in FIELDS:
            yield name, value.split("||")
        else:
            yield from flat({name: value})
