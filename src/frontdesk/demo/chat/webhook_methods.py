"""Webhook methods: setWebhook, deleteWebhook and getWebhookInfo, in the public server's words."""

import re
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from frontdesk.demo.chat.chats import Chats
from frontdesk.demo.chat.errors import bad
from frontdesk.demo.chat.params import Params
from frontdesk.demo.chat.webhook import CONNECTIONS

SECRET_CHARACTERS: Final = 256
PORTS: Final = (443, 80, 88, 8443)
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]*")


async def set_webhook(chats: Chats, params: Params) -> bool:
    """Send updates to an address; without one, let them be polled for again.

    As a server of one's own with `--local`, the stand-in takes any address on this machine.
    """
    secret, url = params.text("secret_token"), params.text("url").strip()
    if len(secret) > SECRET_CHARACTERS:
        raise bad("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if url:
        _check(url)
    connections = min(max(params.integer("max_connections", CONNECTIONS), 1), 100)
    if (kinds := params.json("allowed_updates")) is not None:
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            raise bad("can't parse allowed_updates: an Array of String is expected")
        chats.updates.allow(kinds)
    if params.flag("drop_pending_updates"):
        chats.updates.drop_all()
    if url:
        chats.webhook.set(url, secret, connections)
    else:
        chats.webhook.remove()
    return True


async def delete_webhook(chats: Chats, params: Params) -> bool:
    """Let updates be polled for again; what waits is dropped on request."""
    if params.flag("drop_pending_updates"):
        chats.updates.drop_all()
    chats.webhook.remove()
    return True


async def get_webhook_info(chats: Chats, params: Params) -> dict[str, Any]:
    """The webhook, how many updates wait, and what last went wrong."""
    return chats.webhook.info()


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError as error:
        raise bad("invalid webhook URL specified") from error
    if _is_here(parts):
        return
    if parts.scheme != "https" or not parts.hostname:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_here(parts: SplitResult) -> bool:
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"
