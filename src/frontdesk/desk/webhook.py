"""Webhook: the secret that proves that updates come from Telegram, the same on every node."""

import hashlib
import hmac
from typing import Final

from frontdesk.desk.secret import Secret

_ABOUT: Final = b"frontdesk telegram webhook"  #: what else the secret signs cannot be used here


async def webhook_secret(secret: Secret) -> str:
    """What Telegram sends back with each update: 64 of 0-9 and a-f, which tell nothing of the desk's secret.

    Raises:
        Unavailable: the database does not answer.
    """
    return hmac.new(await secret.read(), _ABOUT, hashlib.sha256).hexdigest()
