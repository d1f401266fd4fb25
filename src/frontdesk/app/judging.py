"""Judging: what looks at leads under one config, and what it knows of those who are written to."""

from frontdesk.app.config import Config
from frontdesk.desk.judge import Judge
from frontdesk.desk.letter_quota import Mailboxes
from frontdesk.desk.secret import Secret
from frontdesk.desk.unsubscribe import root_of
from frontdesk.errors import Faults
from frontdesk.signals.reading import SignalReader
from frontdesk.store.database import Database


def judge_of(config: Config) -> Judge:
    """What looks at leads under that config."""
    return Judge(
        rules=config.rules,
        reader=SignalReader(rules=config.rules),
        letters=config.letters,
        sender=config.sender,
        own=config.own,
    )


def mailboxes_of(config: Config, db: Database) -> Mailboxes:
    """What a desk of that config knows of the mailboxes that it writes to.

    Raises:
        Faults: its public address can stand in no letter.
    """
    settings = config.settings
    secret = Secret(db, settings.secret.get_secret_value() if settings.secret else None)
    try:
        return Mailboxes(db, secret, root_of(settings.public_url) if settings.public_url else None)
    except ValueError as error:
        told = f"expected an address such as https://forms.acme.example, found another text: {error}"
        raise Faults([f"FRONTDESK_PUBLIC_URL: {told}"]) from error
