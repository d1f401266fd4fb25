"""Requests for the tests of intake: valid by default, each test showing only what it is about."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontdesk.intake.request import Request
from frontdesk.intake.wire import request_of
from frontdesk.rules.labels import Labels

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
URL = "https://desk.example/hooks/web"


def _a_request(
    body: bytes = b"{}",
    content_type: str | None = "application/json",
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> Request:
    typed = {} if content_type is None else {"Content-Type": content_type}
    return Request(
        method="POST",
        url=URL,
        query=query or {},
        headers={**typed, **(headers or {})},
        body=body,
        received_at=NOON,
    )


def _wire(path: Path, at: datetime = NOON) -> Request:
    return request_of(path.read_bytes(), at)


@pytest.fixture(scope="session")
def a_request() -> Callable[..., Request]:
    return _a_request


@pytest.fixture(scope="session")
def wire() -> Callable[[Path], Request]:
    """One raw HTTP request in a file, as a Request."""
    return _wire


@pytest.fixture(scope="session")
def labels() -> Labels:
    return Labels.shipped()
