"""Sending: what the settings say about letters that go out, checked before the first one does."""

from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path

from frontdesk.delivery.channels.email_dkim import DkimSigner, signer_of
from frontdesk.errors import Faults
from frontdesk.messages.mail_headers import encoded_address, mail_domain
from frontdesk.settings import EXAMPLE_FROM, PREFIX, Settings


def signer(settings: Settings, sender: str, desk: Path) -> DkimSigner | None:
    """What signs letters of that From; None: nothing does.

    Raises:
        Faults: the key cannot be used.
    """
    if settings.dkim_key is None or settings.dkim_selector is None:
        return None
    domain = mail_domain(own_address(sender).rpartition("@")[2])
    return signer_of(settings.dkim_key.get_secret_value(), settings.dkim_selector, domain, desk)


def own_address(sender: str) -> str:
    """The address alone, of NAME <ADDRESS>.

    Raises:
        ValueError: there is none.
    """
    return parseaddr(encoded_address(sender))[1]


def faults(settings: Settings, desk: Path) -> Iterator[str]:
    """What would keep every letter from going out."""
    for name, value in (
        ("MAIL_FROM", settings.mail_from),
        ("MAIL_REPLY_TO", settings.mail_reply_to),
        ("ALARM_MAIL", settings.alarm_mail),
    ):
        try:
            encoded_address(value) if value else None
        except ValueError:
            yield f"{PREFIX}{name}: expected one address, as {EXAMPLE_FROM}, found another text"
            return
    try:
        signer(settings, settings.mail_from or "hello@acme.invalid", desk)
    except Faults as found:
        yield from found.problems
