"""Raw: requests written byte for byte, which a polite client would not send."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One answer as it came."""

    status: int
    headers: dict[str, str]  #: names in lower case
    body: bytes

    @property
    def length(self) -> int:
        """How long its body says it is."""
        return int(self.headers.get("content-length", "0"))

    @property
    def json(self) -> dict[str, Any]:
        """The body, which must be JSON."""
        return json.loads(self.body)


def request(
    body: bytes | str = b"",
    media: str = JSON,
    *,
    method: str = "POST",
    path: str = "/hooks/web",
    length: bool = True,
    **headers: str,
) -> bytes:
    """The bytes of one request; `X_Y` is the header X-Y, and a blank one is left out."""
    body = body.encode() if isinstance(body, str) else body
    given = {"Host": "desk.example", "Content-Type": media, "Connection": "close"}
    given |= {"Content-Length": str(len(body))} if length else {}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items() if value)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def chunked(*pieces: bytes) -> bytes:
    """A body in chunks."""
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b""))


def multipart(*parts: tuple[str, bytes], boundary: str = "b") -> bytes:
    """A multipart body of parts with these headers."""
    heads = (f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n" for head, content in parts)
    return b"".join(heads) + f"--{boundary}--\r\n".encode()


async def connected(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A fresh connection."""
    parts = urlsplit(url)
    return await asyncio.open_connection(parts.hostname, parts.port, limit=2**20)


async def sent(url: str, data: bytes, timeout_s: float = 5.0, more_s: float = 0.1) -> list[Answer]:
    """Every answer to these bytes on a fresh connection: until it ends, or `more_s` after a whole answer.

    Raises:
        TimeoutError: no answer by then, and the connection is still open.
    """
    reader, writer = await connected(url)
    try:
        with suppress(ConnectionError):
            writer.write(data)
        found = b""
        with suppress(ConnectionError):
            async with asyncio.timeout(timeout_s) as limit:
                while piece := await reader.read(65536):
                    found += piece
                    if whole(found):
                        limit.reschedule(asyncio.get_running_loop().time() + more_s)
        return answers(found)
    except TimeoutError:
        if not whole(found):
            raise
        return answers(found)
    finally:
        writer.close()


async def one(url: str, data: bytes, timeout_s: float = 5.0) -> Answer:
    """The only answer to these bytes."""
    [answer] = await sent(url, data, timeout_s)
    return answer


async def all_of(reader: asyncio.StreamReader) -> bytes:
    """Everything until the connection ends, however it ends."""
    found = b""
    with suppress(ConnectionError):
        while piece := await reader.read(65536):
            found += piece
    return found


def whole(data: bytes) -> bool:
    """At least one answer is there to its end."""
    head, mark, body = data.partition(b"\r\n\r\n")
    return bool(mark) and len(body) >= answers(head + mark)[0].length


def answers(data: bytes) -> list[Answer]:
    """The answers in what a server sent."""
    found = []
    while data:
        head, mark, rest = data.partition(b"\r\n\r\n")
        assert mark, f"an answer without an end: {data[:200]!r}"
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        bare = first.split()[1] in ("204", "304")
        length = 0 if bare else int(headers.get("content-length", "0"))
        found.append(Answer(status=int(first.split()[1]), headers=headers, body=rest[:length]))
        data = rest[length:]
    return found
