"""Mailboxes: what a desk knows of those whom it writes to, under its own secret and address."""

from frontdesk.app.basis import Basis
from frontdesk.desk.letter_quota import Mailboxes
from frontdesk.desk.secret import Secret
from frontdesk.desk.unsubscribe import root_of
from frontdesk.errors import Faults
from frontdesk.settings import Settings
from frontdesk.store.database import Database


def mailboxes_of(basis: Basis, db: Database) -> Mailboxes:
    """What a desk of that basis knows of the mailboxes that it writes to.

    Raises:
        Faults: its public address can stand in no letter.
    """
    settings = basis.settings
    try:
        root = root_of(settings.public_url) if settings.public_url else None
    except ValueError as error:
        told = f"expected an address such as https://forms.acme.example, found another text: {error}"
        raise Faults([f"FRONTDESK_PUBLIC_URL: {told}"]) from error
    return Mailboxes(db, secret_of(settings, db), root)


def secret_of(settings: Settings, db: Database) -> Secret:
    """What the desk signs with: that of the settings, else the one that is kept in the database."""
    return Secret(db, settings.secret.get_secret_value() if settings.secret else None)
