"""E-mail probe: how far our mail server lets us come, up to the sender's address; nothing is sent."""

import asyncio
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from frontdesk.addresses import smtp_address
from frontdesk.delivery.channels.email_errors import Stage
from frontdesk.delivery.channels.email_line import Envelope, Line
from frontdesk.delivery.channels.email_server import Server, is_open_line
from frontdesk.errors import Deferred, FrontdeskError, Unreached
from frontdesk.model.finding import Finding, State
from frontdesk.text import one_line

PARTS: Final = ("mail server", "TLS", "log-in", "sender")
_CONNECTION, _TLS, _LOG_IN, _SENDER = PARTS
RENEW: Final = timedelta(days=14)  #: before its end somebody should look at a certificate
SIZE_OCTETS: Final = 1_000_000  #: a letter with a price list
_LATER: Final = "look again in a few minutes; if it stays so, ask whoever runs the server"
_SAID_CHARS: Final = 200
_NO_WAY: Final = "set FRONTDESK_SMTP to an address the server can be reached at from this machine; "
_CHAIN: Final = 5  #: causes of an error that are looked at


class Probe(Line):
    """A connection that is looked at."""

    async def greet(self, envelope: Envelope) -> None:
        """Name the sender and take it back: what follows would be a letter.

        Raises:
            FrontdeskError: it is not taken.
        """
        options = (b"SMTPUTF8",) if envelope.smtputf8 else ()
        await self._said(Stage.MAIL, b"MAIL", b"FROM:<%s>" % envelope.sender.encode(), *options)
        await self._said(Stage.MAIL, b"RSET")

    @property
    def security(self) -> ssl.SSLObject | None:
        """The TLS of the open connection; None: there is none."""
        found: Any = self._smtp.get_transport_info("ssl_object")
        return found if found is not None else None

    def offers(self, extension: str) -> str | None:
        """What the server says beside an extension; None: it has it not."""
        return self._smtp.esmtp_extensions.get(extension.lower())


async def probe(server: Server, envelope: Envelope, now: datetime, limit_s: float) -> list[Finding]:
    """What was seen of connection, TLS, log-in and sender, as far as it came; for at most that long."""
    line = Probe(server)
    found: list[Finding] = []
    try:
        async with asyncio.timeout(limit_s):
            await line.open()
            found += _opened(line, server, now)
            await line.greet(envelope)
        found.append(_taken(line, envelope))
    except TimeoutError:
        found += [_failed(server, line.stage, Unreached(f"no answer within {limit_s:g} s"), envelope)]
    except FrontdeskError as error:
        found += [_failed(server, line.stage, error, envelope)]
    finally:
        line.close()
    return found


def _opened(line: Probe, server: Server, now: datetime) -> Iterator[Finding]:
    scheme, host, port, user, _ = smtp_address(server.url)
    yield Finding(part=_CONNECTION, state=State.OK, said=f"{host}:{port} answers and greets us")
    if security := line.security:
        yield _not_asked_for(host, port) if scheme == "smtp" else _secured(security, host, now)
    else:
        yield _in_the_open(server.url, host, port)
    said = "accepted" if user else "none: FRONTDESK_SMTP holds no user"
    yield Finding(part=_LOG_IN, state=State.OK, said=said)


def _secured(security: ssl.SSLObject, host: str, now: datetime) -> Finding:
    end = str((security.getpeercert() or {}).get("notAfter", ""))
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(end), UTC)
    said = f"{security.version()}, the certificate of {host} is valid until {until:%Y-%m-%d}"
    if until - now < RENEW:
        do = "have the server's certificate renewed: after that day no letter goes out"
        return Finding(part=_TLS, state=State.WARNING, said=said, do=do)
    return Finding(part=_TLS, state=State.OK, said=said)


def _in_the_open(url: str, host: str, port: int) -> Finding:
    if is_open_line(url):
        return Finding(part=_TLS, state=State.OK, said=f"none, and none is needed: {host} is this machine")
    said = f"{host}:{port} offers none: whoever is on the line reads every letter, and may change it"
    do = "ask your provider for its address with TLS, often port 587 or 465"
    return Finding(part=_TLS, state=State.WARNING, said=said, do=do)


def _not_asked_for(host: str, port: int) -> Finding:
    said = "STARTTLS was offered and used, but not asked for: if somebody on the line takes the offer out, "
    said += "letters go in the open"
    do = f"set FRONTDESK_SMTP=smtp+starttls://{host}:{port}, with user and password as they are"
    return Finding(part=_TLS, state=State.WARNING, said=said, do=do)


def _taken(line: Probe, envelope: Envelope) -> Finding:
    if envelope.smtputf8 and line.offers("SMTPUTF8") is None:
        said = f"{envelope.sender} is not all ASCII, and the server takes ASCII only (no SMTPUTF8)"
        return Finding(part=_SENDER, state=State.FAULT, said=said, do="write before its @ with ASCII letters")
    said, size = f"{envelope.sender} is accepted; nothing was sent", line.offers("SIZE") or ""
    if size.isdecimal() and 0 < int(size) < SIZE_OCTETS:
        said += f"; no letter may be longer than {int(size):,} octets"
        do = "keep attachments small, or have the limit raised"
        return Finding(part=_SENDER, state=State.WARNING, said=said, do=do)
    return Finding(part=_SENDER, state=State.OK, said=said)


def _failed(server: Server, stage: Stage, error: FrontdeskError, envelope: Envelope) -> Finding:
    """What stopped us, by how far we had come."""
    scheme, host, port, *_ = smtp_address(server.url)
    told, causes = one_line(str(error), _SAID_CHARS), list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes) or stage is Stage.STARTTLS:
        return Finding(part=_TLS, state=State.FAULT, said=told, do=_mend_tls(told, scheme, host))
    if stage is Stage.EHLO and not causes:
        do = f"try smtps://{host}:465, or ask your provider for its address with TLS"
        return Finding(part=_TLS, state=State.FAULT, said=told, do=do)
    if stage >= Stage.AUTH and isinstance(error, Deferred):
        part = _LOG_IN if stage is Stage.AUTH else _SENDER
        return Finding(part=part, state=State.WARNING, said=told, do=_LATER)
    if stage is Stage.AUTH:
        do = "check user and password in FRONTDESK_SMTP (write @ as %40, / as %2F, : as %3A); many providers "
        do += "want a password made for programs (app password), or have SMTP to be switched on first"
        return Finding(part=_LOG_IN, state=State.FAULT, said=told, do=do)
    if stage >= Stage.MAIL:
        said = f"{envelope.sender}: {told}"
        do = "confirm that address or its domain with your mail provider, or take another FRONTDESK_MAIL_FROM"
        return Finding(part=_SENDER, state=State.FAULT, said=said, do=do)
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        told = "nobody listens there"
    elif any(isinstance(cause, TimeoutError) for cause in causes):
        told = f"no answer within {server.timeout_s:g} s"
    do = f"{_NO_WAY}hosts often close port 25 to the outside: use 587 or 465"
    return Finding(part=_CONNECTION, state=State.FAULT, said=f"{host}:{port}: {told}", do=do)


def _mend_tls(told: str, scheme: str, host: str) -> str:
    if "mismatch" in told or "not valid for" in told:
        return f"use the name that stands in the certificate of {host} in FRONTDESK_SMTP"
    if "expired" in told:
        return "have the server's certificate renewed"
    if "certificate" in told:
        return "give the server a certificate that this machine trusts (for one of your own: SSL_CERT_FILE)"
    ways = {"smtps": "smtp+starttls:// (port 587)", "smtp+starttls": "smtps:// (port 465)"}
    return f"try {ways.get(scheme, 'smtp+starttls:// or smtps://')}: the port may speak another way"


def _causes(error: BaseException) -> Iterator[BaseException]:
    for _ in range(_CHAIN):
        cause = error.__cause__ or error.__context__
        if cause is None:
            return
        yield cause
        error = cause
