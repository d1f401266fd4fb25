"""Telegram mode: whether a webhook can come to the address that the settings name."""

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from frontdesk.model.updates import PATH
from frontdesk.settings import PREFIX, Settings

PORTS: Final = (443, 80, 88, 8443)  #: Telegram sends nothing to others (Bot API, setWebhook)
_NAME: Final = f"{PREFIX}PUBLIC_URL"


def has_webhook(settings: Settings) -> bool:
    """Whether updates come to a route of this desk."""
    return settings.telegram_mode == "webhook" and settings.telegram_token is not None


def webhook_url(settings: Settings) -> str:
    """Where they come; the settings were checked."""
    return f"{settings.public_url}{PATH}"


def webhook_faults(settings: Settings) -> Iterator[str]:
    """Why Telegram could not send anything there; a Bot API on this machine sends anywhere."""
    if not has_webhook(settings):
        return
    if settings.public_url is None:
        told = f"expected the address of this desk, since {PREFIX}TELEGRAM_MODE is webhook, found nothing"
        yield f"{_NAME}: {told}; e.g. https://forms.acme.example"
        return
    if is_loopback(settings.telegram_api):
        return
    parts = urlsplit(settings.public_url)
    if parts.scheme != "https":
        yield f"{_NAME}: expected https://, the only way a Telegram webhook comes, found {parts.scheme}://"
    elif (port := _port(parts)) not in PORTS:
        ports = ", ".join(map(str, PORTS))
        told = f"expected one of the ports that a Telegram webhook comes to ({ports})"
        yield f"{_NAME}: {told}, found {port or 'none'}"


def _port(parts: SplitResult) -> int:
    """443 where none is named, 0 for none that there is."""
    try:
        return parts.port or 443
    except ValueError:
        return 0


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
