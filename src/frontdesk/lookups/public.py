"""Public: what can be seen of servers from outside: what they answer, their clock, their certificate."""

import asyncio
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from aiohttp import ClientError, ClientSession, DummyCookieJar

from frontdesk.errors import Deferred
from frontdesk.lookups.answer import LIMIT_BYTES, json_object

_DATE: Final = re.compile(r"\w{3}, +\d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_GREETING_BYTES: Final = 512  #: RFC 5321, section 4.5.3.1.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """One answer over HTTP."""

    status: int
    data: Mapping[str, Any]  #: the JSON object; empty when there was none
    date: datetime | None  #: by the clock of whoever answered


async def seen(method: str, url: str, tls: ssl.SSLContext, limit_s: float) -> Seen:
    """What one request without anything private in it is answered; no redirect is followed.

    Raises:
        Deferred: no answer, or not in time; its cause tells more.
    """
    try:
        async with (
            asyncio.timeout(limit_s),
            ClientSession(cookie_jar=DummyCookieJar(), headers={"User-Agent": "frontdesk"}) as session,
            session.request(method, url, ssl=tls, allow_redirects=False) as response,
        ):
            body = await response.content.read(LIMIT_BYTES)
            return Seen(
                status=response.status, data=json_object(body), date=_date(response.headers.get("Date"))
            )
    except TimeoutError as error:
        raise Deferred(f"no answer within {limit_s:g} s") from error
    except (ClientError, OSError, ValueError) as error:
        # aiohttp's own words name its objects.
        told = getattr(error, "os_error", None) or error
        raise Deferred(f"no connection: {told}") from error


async def certificate_end(host: str, port: int, tls: ssl.SSLContext, limit_s: float) -> datetime:
    """Until when the certificate that a server shows is valid.

    Raises:
        Deferred: no connection, or no certificate to be trusted: then its cause is an `ssl.SSLError`.
    """
    try:
        async with asyncio.timeout(limit_s):
            _, writer = await asyncio.open_connection(host, port, ssl=tls, server_hostname=host)
    except TimeoutError as error:
        raise Deferred(f"no answer within {limit_s:g} s") from error
    except OSError as error:
        raise Deferred(f"no connection: {error}") from error
    try:
        found = writer.get_extra_info("ssl_object").getpeercert() or {}
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(found["notAfter"])), UTC)
    finally:
        writer.transport.abort()


async def greeted_at(host: str, port: int, tls: ssl.SSLContext | None, limit_s: float) -> datetime | None:
    """The time in the greeting of a mail server; None where it has none in it.

    Raises:
        Deferred: no greeting, or not in time.
    """
    try:
        async with asyncio.timeout(limit_s):
            reader, writer = await asyncio.open_connection(host, port, ssl=tls)
            try:
                greeting = await reader.read(_GREETING_BYTES)
                writer.write(b"QUIT\r\n")
                await writer.drain()
            finally:
                writer.transport.abort()
    except (TimeoutError, OSError) as error:
        raise Deferred("no greeting") from error
    found = _DATE.search(greeting.decode("ascii", "replace"))
    return _date(found[0]) if found else None


def _date(written: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(written or "")
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None
