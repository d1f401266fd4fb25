"""Request and response: what adapters read and answer, free of any web framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One HTTP request to a hook. Method and URL are part of it because some senders sign them."""

    method: str
    url: str  #: the public address, query string included
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)  #: names in lower case, however they were given
    body: bytes = b""  #: word for word, as it was sent
    received_at: datetime

    def __post_init__(self) -> None:
        if not "".join(self.headers).islower():
            lower = {name.lower(): value for name, value in self.headers.items()}
            object.__setattr__(self, "headers", lower)


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """The exact answer that a sender needs, for example to a handshake."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain"
