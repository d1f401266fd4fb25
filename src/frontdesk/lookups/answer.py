"""Answer: what a service says when it is asked, and the shape of whoever asks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol

import orjson

LIMIT_BYTES: Final = 64 * 1024  #: of an answer


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a service answered."""

    status: int
    data: Mapping[str, Any]  #: the JSON object; empty when there was none
    after_s: float | None = None  #: when to come back, if it said so


class Asks(Protocol):
    """Asks services; the client, which need not be loaded to know what providers need."""

    async def ask(
        self,
        method: str,
        url: str,
        *,
        within: timedelta,
        headers: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer to one request; `within` holds for all of it, the look-up of the address included.

        Raises:
            Deferred: none came, or not in time.
            Refused: a redirect, or more than 64 kB.
        """
        ...


def json_object(body: bytes) -> Mapping[str, Any]:
    """The JSON object that a body holds; empty where it holds none."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}
