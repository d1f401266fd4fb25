"""Samples: the real requests of every provider under tests/payloads, as data that a test can change."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from frontdesk.intake.request import Request

PAYLOADS = Path(__file__).parents[1] / "payloads"
SAMPLES = sorted(PAYLOADS.glob("*/*.http"))
#: What they were signed with.
SECRET = "frontdesk-test-secret"


def sample_id(path: Path) -> str:
    """Of a row in a table of samples."""
    return f"{path.parent.name}-{path.stem}"


def is_json(request: Request) -> bool:
    """Whatever its label says."""
    return request.body[:1] == b"{"


def opened(request: Request) -> tuple[dict[str, Any], Callable[[Any], bytes]]:
    """A body as data, JSON within a form included, and how to write such data as a body again.

    Of a multipart only the JSON in it, which is written as a form.
    """
    if is_json(request):
        return json.loads(request.body), lambda data: json.dumps(data).encode()
    if request.headers.get("content-type", "").startswith("multipart"):
        line = next((line for line in request.body.splitlines() if line.startswith(b"{")), b"{}")
        return {"rawRequest": json.loads(line)}, _form
    grouped: dict[str, list[str]] = {}
    for name, value in parse_qsl(request.body.decode(), keep_blank_values=True):
        grouped.setdefault(name, []).append(value)
    return {name: _loaded(values) for name, values in grouped.items()}, _form


def _loaded(values: list[str]) -> Any:
    if values[0].startswith("{"):
        return json.loads(values[0])
    return values if len(values) > 1 else values[0]


def _form(data: dict[str, Any]) -> bytes:
    pairs = [
        (name, one) for name, value in data.items() for one in (value if isinstance(value, list) else [value])
    ]
    return urlencode([(name, _text(value)) for name, value in pairs]).encode()


def _text(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value)
    return "" if value is None else value
