"""Ninja Forms: names of the owner's choice; its JSON comes labelled as a form, or within one argument."""

from collections.abc import Mapping
from typing import Any, ClassVar

import orjson

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode, measure
from frontdesk.intake.brackets import unfolded
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class NinjaForms(FormAdapter):
    """It cannot sign, so the address holds a key."""

    name: ClassVar[str] = "ninja_forms"
    methods: ClassVar[tuple[str, ...]] = ("POST", "GET")

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        answers = flat(unfolded(_unwrapped(decode(request))))
        return [normalise(self.name, answers, labels, of_request(request), ids=("seq_num", "sub_id"))]


def _unwrapped(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What one argument holds as JSON, when it is the only one; `form` is our own."""
    given = [value for name, value in data.items() if name != "form"]
    alone = given[0] if len(given) == 1 else None
    if not (isinstance(alone, str) and alone.lstrip().startswith("{")):
        return data
    try:
        inner: dict[str, Any] = orjson.loads(alone)
    except orjson.JSONDecodeError:
        return data
    measure(inner)
    return inner
