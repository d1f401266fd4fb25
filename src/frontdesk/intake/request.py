"""Request and response: what adapters read and answer, free of any web framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frontdesk.model.frozen import frozen


@frozen
class Request:
    """One HTTP request to a hook. Method and URL are part of it because some senders sign them."""

    method: str
    url: str  #: the public address, query string included
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)  #: names in lower case, however they were given
    body: bytes = b""  #: word for word, as it was sent, but for `files`
    received_at: datetime
    client: str = ""  #: address of whoever sent it; "" when not known
    id: str = ""  #: by which logs and the answer name it; our own or, well-formed, the sender's
    #: what stands in `body` instead of a file, and what that file's value is
    files: Mapping[bytes, Mapping[str, Any]] = field(default_factory=dict, repr=False, compare=False)
    #: what `body.decode` found, kept for whoever asks again
    decoded: dict[str, Any] | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not "".join(self.headers).islower():
            lower = {name.lower(): value for name, value in self.headers.items()}
            object.__setattr__(self, "headers", lower)

    def keep(self, decoded: dict[str, Any]) -> None:
        """Keep what the body says: it is asked for by recognising, proving and reading alike."""
        object.__setattr__(self, "decoded", decoded)


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """The exact answer that a sender needs, for example to a handshake."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)
