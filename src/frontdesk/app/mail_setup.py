"""Mail setup: what the settings say of letters, and whether it makes sense before anybody is asked."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from frontdesk.addresses import smtp_address
from frontdesk.app.sending import own_address
from frontdesk.messages.verp import bounce_address
from frontdesk.model.finding import Finding, State
from frontdesk.model.mail_setup import MailSetup
from frontdesk.settings import EXAMPLE_FROM, Settings
from frontdesk.signals.domains import is_free, is_public, is_reserved, registered

_NO_KEY: Final = b"for a look only"  #: a bounce of what it signs belongs to no letter
_DEAF: Final = re.compile(r"(?:no|do-?not)[-_.]?(?:reply|answer)|mailer-daemon", re.IGNORECASE)


def setup_of(settings: Settings, now: datetime) -> MailSetup | None:
    """Who letters come from and who sends them; None: there is no From."""
    if not settings.mail_from:
        return None
    sender = own_address(settings.mail_from)
    bounces = settings.bounce_domain
    return MailSetup(
        sender=sender,
        answers=own_address(settings.mail_reply_to) if settings.mail_reply_to else sender,
        envelope=bounce_address(0, bounces, _NO_KEY, now) if bounces else sender,
        host=smtp_address(settings.smtp.get_secret_value())[1] if settings.smtp else None,
        signs=settings.dkim_key is not None,
    )


def is_made_up(settings: Settings, mail: MailSetup) -> bool:
    """Whether DNS is not asked about the From's domain: it is reserved, and no own resolver is set."""
    return settings.dns == "on" and is_reserved(mail.domain)


def settings_findings(settings: Settings, mail: MailSetup | None) -> Iterator[Finding]:
    """What the settings alone tell."""
    yield _smtp(settings)
    if mail is None:
        said, do = "FRONTDESK_MAIL_FROM is not set", f"set FRONTDESK_MAIL_FROM={EXAMPLE_FROM}"
        yield Finding(part="From", state=State.FAULT, said=said, do=do)
        return
    yield _from(settings, mail)
    yield _reply_to(settings, mail)


def _smtp(settings: Settings) -> Finding:
    if settings.smtp is None:
        said = "FRONTDESK_SMTP is not set: letters are kept, and cancelled after 24 hours"
        do = "set FRONTDESK_SMTP=smtp+starttls://user:password@host:587, as your mail provider names it"
        return Finding(part="SMTP", state=State.FAULT, said=said, do=do)
    scheme, host, port, *_ = smtp_address(settings.smtp.get_secret_value())
    return Finding(part="SMTP", state=State.OK, said=f"letters go by {scheme}://{host}:{port}")


def _from(settings: Settings, mail: MailSetup) -> Finding:
    said = f"letters come from {mail.sender}"
    if is_reserved(mail.domain):
        told = f"{said}, but {mail.domain} is a name for examples, which nobody owns"
        state = State.FAULT if settings.dns == "on" else State.WARNING
        return Finding(part="From", state=state, said=told, do="set FRONTDESK_MAIL_FROM to your own address")
    if "." not in mail.domain or not is_public(mail.domain):
        told = f"{said}, but no domain ends as {mail.domain} does"
        return Finding(part="From", state=State.FAULT, said=told, do="look for a slip in FRONTDESK_MAIL_FROM")
    if is_free(mail.domain) and registered(mail.host or "") != registered(mail.domain):
        told = f"{said}: {mail.domain} lets only its own servers send in its name"
        do = "take an address of your own domain; free ones are taken for forged"
        return Finding(part="From", state=State.WARNING, said=told, do=do)
    return Finding(part="From", state=State.OK, said=said)


def _reply_to(settings: Settings, mail: MailSetup) -> Finding:
    said = f"answers go to {mail.answers}"
    if _DEAF.match(mail.answers):
        told = f"{said}, which looks like a mailbox that nobody reads"
        do = "set FRONTDESK_MAIL_REPLY_TO to one that somebody does: leads answer"
        return Finding(part="Reply-To", state=State.WARNING, said=told, do=do)
    if not settings.mail_reply_to:
        said += ", the From's address; FRONTDESK_MAIL_REPLY_TO would name another"
    return Finding(part="Reply-To", state=State.OK, said=said)
