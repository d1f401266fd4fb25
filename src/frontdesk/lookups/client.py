"""Client: the one way to ask a service outside; bounded in time and size, and it goes where it was sent only.

No redirect is followed, no cookie kept, no proxy taken from the environment. Addresses may be secrets: no
error repeats one, nor what the other side said.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from aiohttp import ClientError, ClientResponse, ClientSession, DummyCookieJar, TCPConnector

from frontdesk.errors import Deferred, Refused
from frontdesk.lookups.answer import LIMIT_BYTES, Answer, json_object

CONNECTIONS: Final = 50
AFTER_S: Final = 3600.0  #: the longest rest that another service may ask for
#: What is packed could be unpacked to any size.
_HEADERS: Final = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "frontdesk"}


class Client:
    """One kept session."""

    def __init__(self) -> None:
        self._session: ClientSession | None = None

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
        try:
            async with (
                asyncio.timeout(within.total_seconds()),
                self._opened().request(
                    method, url, data=form, headers=headers, allow_redirects=False
                ) as response,
            ):
                return await _read(response)
        # Not chained: their texts tell the address.
        except TimeoutError:
            raise Deferred(f"no answer within {within.total_seconds():g} s") from None
        except (ClientError, OSError, ValueError) as error:
            raise Deferred(f"no connection: {type(error).__name__}") from None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session:
            await self._session.close()

    def _opened(self) -> ClientSession:
        if self._session is None:
            self._session = ClientSession(
                headers=_HEADERS,
                cookie_jar=DummyCookieJar(),
                connector=TCPConnector(limit=CONNECTIONS),
                auto_decompress=False,
                trust_env=False,
            )
        return self._session


async def _read(response: ClientResponse) -> Answer:
    if 300 <= response.status < 400:
        raise Refused("answered with a redirect, and none is followed")
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > LIMIT_BYTES:
            raise Refused(f"answered with more than {LIMIT_BYTES} bytes")
    return Answer(status=response.status, data=json_object(bytes(body)), after_s=_after_s(response))


def _after_s(response: ClientResponse) -> float | None:
    said = response.headers.get("Retry-After", "")
    return min(float(said), AFTER_S) if said.isascii() and said.isdigit() and len(said) < 10 else None
