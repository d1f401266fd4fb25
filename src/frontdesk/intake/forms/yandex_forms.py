"""Yandex Forms: a request that its owner builds, or JSON-RPC."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import orjson

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request, Response
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class YandexForms(FormAdapter):
    """Its owner can add a header; it comes by IPv6 alone."""

    name: ClassVar[str] = "yandex_forms"
    headers: ClassVar[tuple[str, ...]] = ("x-delivery-id",)
    marks: ClassVar[tuple[str, ...]] = ("jsonrpc",)
    methods: ClassVar[tuple[str, ...]] = ("POST", "PUT", "PATCH", "GET")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By JSON-RPC, which no other sender speaks."""
        return "params" in data

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        params = data.get("params")
        answers = data if not _is_call(data) else params if isinstance(params, dict) else {"params": params}
        return [normalise(self.name, flat(answers), labels, of_request(request), ids=("id",))]

    def answer(self, request: Request, submissions: Sequence[Submission]) -> Response | None:
        """A call wants a result under its own id."""
        data = decode(request)
        if not _is_call(data):
            return None
        id_ = data.get("id") if isinstance(data.get("id"), int | str) else None
        body = orjson.dumps({"jsonrpc": "2.0", "result": "accepted", "id": id_})
        return Response(body=body, content_type="application/json")


def _is_call(data: Mapping[str, Any]) -> bool:
    return "jsonrpc" in data
