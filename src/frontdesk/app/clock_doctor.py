"""Clock doctor: does this machine's clock agree with the database's and with others', and did it jump."""

import asyncio
import ssl
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from frontdesk.addresses import smtp_address
from frontdesk.desk.clock import wall
from frontdesk.errors import Deferred
from frontdesk.lookups.public import greeted_at, seen
from frontdesk.model.finding import Finding, State
from frontdesk.settings import Settings
from frontdesk.store.looking import Look

CLOCK: Final = "clock"
JUMP: Final = "clock's past"
LIMIT_S: Final = 5.0  #: for one server to say its time
NEAR: Final = timedelta(seconds=5)  #: others tell whole seconds, and take a moment to arrive
FAR: Final = timedelta(minutes=2)  #: signatures of forms and certificates are refused beyond
AHEAD: Final = timedelta(minutes=1)  #: a moment on record that is later than that has not been yet
_DO: Final = "let the machine's clock be set by time servers (timedatectl set-ntp true)"


async def others_ahead(settings: Settings, tls: ssl.SSLContext) -> dict[str, timedelta]:
    """name: how far ahead of this machine's clock that server's is; those that say their time."""
    asked = {}
    if settings.telegram_token:
        asked["Telegram"] = _by_http(settings.telegram_api, tls)
    if settings.public_url:
        asked["the public address"] = _by_http(settings.public_url, tls)
    if settings.smtp:
        asked["the mail server"] = _by_greeting(settings.smtp.get_secret_value(), tls)
    found = await asyncio.gather(*asked.values())
    return {name: ahead for name, ahead in zip(asked, found, strict=True) if ahead is not None}


def clock_findings(look: Look | None, ahead: Mapping[str, timedelta]) -> Iterator[Finding]:
    """`look`: at the database, where it answers; `ahead`: what others' clocks show beyond ours."""
    yield _clock(look, ahead)
    if look and look.rows and look.rows.newest:
        yield _past(look.rows.newest, look.now or look.asked_at)


def _clock(look: Look | None, ahead: Mapping[str, timedelta]) -> Finding:
    all_ = dict(ahead)
    if look and look.now:
        all_["the database"] = look.now - look.asked_at
    told = [f"{name} {_told(by)}" for name, by in all_.items()]
    if look and look.file:
        told.append("the database goes by this machine's")
    if not all_:
        said = f"compared with nobody's: {told[0] if told else 'no server told its time'}"
        return Finding(part=CLOCK, state=State.UNKNOWN, said=said, do="compare it with a watch")
    worst, said = max(abs(by) for by in all_.values()), "; ".join(told)
    if worst <= NEAR:
        return Finding(part=CLOCK, state=State.OK, said=said)
    return Finding(part=CLOCK, state=State.FAULT if worst > FAR else State.WARNING, said=said, do=_DO)


def _past(newest: datetime, now: datetime) -> Finding:
    if newest - now > AHEAD:
        said = f"the database has something of {newest:%Y-%m-%d %H:%M:%S} UTC, which is yet to come: "
        said += "the clock was set back, or was wrong then"
        return Finding(part=JUMP, state=State.FAULT, said=said, do=_DO)
    return Finding(part=JUMP, state=State.OK, said="nothing on record is of a time to come")


def _told(by: timedelta) -> str:
    if abs(by) <= NEAR:
        return "agrees"
    return f"is {abs(by).total_seconds():,.0f} s {'ahead' if by > timedelta() else 'behind'}"


async def _by_http(url: str, tls: ssl.SSLContext) -> timedelta | None:
    try:
        found = await seen("HEAD", f"{url}/", tls, LIMIT_S)
    except Deferred:
        return None
    return found.date - wall() if found.date else None


async def _by_greeting(url: str, tls: ssl.SSLContext) -> timedelta | None:
    scheme, host, port, *_ = smtp_address(url)
    try:
        found = await greeted_at(host, port, tls if scheme == "smtps" else None, LIMIT_S)
    except Deferred:
        return None
    return found - wall() if found else None
