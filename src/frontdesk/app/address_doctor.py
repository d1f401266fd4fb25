"""Address doctor: does the public address lead to this desk, safely, and are visitors told from proxies."""

import asyncio
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from hmac import compare_digest
from ipaddress import ip_address
from secrets import token_urlsafe
from typing import Final
from urllib.parse import SplitResult, urlsplit

from frontdesk.app.telegram_mode import is_loopback
from frontdesk.desk.secret import proof
from frontdesk.errors import Deferred
from frontdesk.lookups.public import Seen, certificate_end, seen
from frontdesk.model.finding import Finding, State
from frontdesk.settings import PREFIX, Settings
from frontdesk.text import one_line

ADDRESS: Final = "public address"
CERTIFICATE: Final = "certificate"
REACH: Final = "reach"
PROXIES: Final = "proxies"
LIMIT_S: Final = 6.0  #: for one answer
RENEW: Final = timedelta(days=14)  #: before its end somebody should look at a certificate
WIDE: Final = {4: 8, 6: 16}  #: IP version: a network with fewer bits holds strangers too
_URL: Final = f"{PREFIX}PUBLIC_URL"
_TRUST: Final = f"{PREFIX}TRUSTED_PROXIES"
_SAID_CHARS: Final = 200


async def address_findings(
    settings: Settings, secret: str | None, now: datetime, tls: ssl.SSLContext
) -> list[Finding]:
    """`secret`: the desk's; None where nobody knows it here."""
    if settings.public_url is None:
        return [_no_address(), _proxies(settings)]
    looks = [_reached(settings.public_url, secret, tls)]
    if urlsplit(settings.public_url).scheme == "https":
        looks.append(_certificate(settings.public_url, now, tls))
    return [*await asyncio.gather(*looks), *_open_way(settings.public_url), _proxies(settings)]


def _no_address() -> Finding:
    said = f"{_URL} is not set: letters have no link to unsubscribe, and presses cannot come by webhook"
    do = f"set {_URL} to the address that visitors use, such as https://forms.acme.example"
    return Finding(part=ADDRESS, state=State.WARNING, said=said, do=do)


async def _reached(url: str, secret: str | None, tls: ssl.SSLContext) -> Finding:
    nonce = token_urlsafe(24)
    try:
        found = await seen("GET", f"{url}/health/live?nonce={nonce}", tls, LIMIT_S)
    except Deferred as error:
        said = f"{url} cannot be reached: {one_line(str(error), _SAID_CHARS)}"
        do = "see that its name leads here, that the proxy in front and frontdesk serve run; "
        do += "behind some routers a machine cannot reach its own address: then look from another"
        return Finding(part=ADDRESS, state=State.FAULT, said=said, do=do)
    return _answered(url, found, secret, nonce)


def _answered(url: str, found: Seen, secret: str | None, nonce: str) -> Finding:
    if found.status >= 500:
        said = f"{url} answers {found.status}: there is a proxy, and no frontdesk behind it"
        do = "start frontdesk serve, or lead the proxy to its HOST and PORT"
        return Finding(part=ADDRESS, state=State.FAULT, said=said, do=do)
    if found.data.get("status") != "live":
        said = f"{url} answers {found.status} to /health/live, as frontdesk does not"
        do = f"let the proxy pass /health/live on to frontdesk, or look for a slip in {_URL}"
        return Finding(part=ADDRESS, state=State.WARNING, said=said, do=do)
    given = found.data.get("proof")
    if secret is None:
        said, do = f"{url} leads to a frontdesk; whether to this one is not known", "start this one once"
        return Finding(part=ADDRESS, state=State.UNKNOWN, said=said, do=do)
    # As bytes: what came from outside need not be ASCII.
    if isinstance(given, str) and compare_digest(given.encode(), proof(secret.encode(), nonce).encode()):
        return Finding(part=ADDRESS, state=State.OK, said=f"{url} leads to this desk")
    said = (
        f"{url} leads to a frontdesk that is not this desk: it has another secret, or is of another version"
    )
    do = f"lead {_URL} here; nodes of one desk have one database, and one {PREFIX}SECRET where it is set"
    return Finding(part=ADDRESS, state=State.FAULT, said=said, do=do)


def _open_way(url: str) -> Iterator[Finding]:
    """What an address without TLS, or of this machine only, means."""
    if is_loopback(url):
        said, do = f"{url} is this machine: nobody else gets there", f"set {_URL} to the address visitors use"
        yield Finding(part=REACH, state=State.WARNING, said=said, do=do)
    elif urlsplit(url).scheme == "http":
        said = "none: what visitors write can be read on the way, and mailboxes show no button to unsubscribe"
        do = f"have a web server with https in front, and set {_URL} to https://"
        yield Finding(part=CERTIFICATE, state=State.FAULT, said=said, do=do)


async def _certificate(url: str, now: datetime, tls: ssl.SSLContext) -> Finding:
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        until = await certificate_end(host, _port(parts), tls, LIMIT_S)
    except Deferred as error:
        return _no_certificate(error)
    days, do = (until - now).days, "have it renewed; what should have done so has not (certbot renew)"
    said = f"of {host}, valid for {days} more days, until {until:%Y-%m-%d}"
    if until - now < RENEW:
        return Finding(part=CERTIFICATE, state=State.WARNING, said=said, do=do)
    return Finding(part=CERTIFICATE, state=State.OK, said=said)


def _no_certificate(error: Deferred) -> Finding:
    told, cause = one_line(str(error), _SAID_CHARS), error.__cause__
    if not isinstance(cause, ssl.SSLError):
        said = f"cannot be known: {told}"
        return Finding(part=CERTIFICATE, state=State.UNKNOWN, said=said, do="look again when it answers")
    said = f"nobody trusts it: {one_line(getattr(cause, 'verify_message', '') or str(cause), _SAID_CHARS)}"
    do = "give the web server in front a certificate of that name that everybody trusts, with its whole chain"
    return Finding(part=CERTIFICATE, state=State.FAULT, said=said, do=do)


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or 443
    except ValueError:
        return 443


def _proxies(settings: Settings) -> Finding:
    trusted = settings.trusted_proxies
    wide = [net for net in trusted if net.prefixlen < WIDE[net.version] and not net.is_private]
    if wide:
        said = f"{wide[0]} holds strangers: whoever is in it can claim to be anybody"
        do = f"name only the proxies of your own in {_TRUST}, such as 127.0.0.1"
        return Finding(part=PROXIES, state=State.FAULT, said=said, do=do)
    if trusted:
        said = f"the visitor's address is believed from {', '.join(map(str, trusted[:5]))}"
        return Finding(part=PROXIES, state=State.OK, said=said)
    if settings.public_url and urlsplit(settings.public_url).scheme == "https":
        said = (
            "none is trusted, but https comes through one: all visitors count as one, and floods as its own"
        )
        near = settings.host if _is_address(settings.host) and is_loopback(f"//{settings.host}") else ""
        do = f"set {_TRUST}={near or 'the address of the proxy'}, and let it send X-Forwarded-For"
        return Finding(part=PROXIES, state=State.WARNING, said=said, do=do)
    return Finding(part=PROXIES, state=State.OK, said="none: visitors come straight")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
