"""Trial: the letter that `doctor --to` sends: a real one, to oneself."""

from datetime import datetime
from typing import Final

from frontdesk.app.config import Config
from frontdesk.app.looking import Looking
from frontdesk.cli.sample import sample_letter
from frontdesk.desk.unsubscribe import root_of
from frontdesk.messages.mail import compose, new_message_id
from frontdesk.model.samples import SAMPLES

SAMPLE: Final = "complete"  #: who it is written for
LINK: Final = "test"  #: its link to unsubscribe looks like every other, and unsubscribes nobody


def trial_letter(config: Config, to: str, now: datetime) -> bytes:
    """The letter that a complete form gets, with every header that it goes out with.

    Raises:
        ValueError: `to` is no address.
    """
    looked = Looking(config.rules).look(SAMPLES[SAMPLE], now)
    name = looked.verdict.letter or config.letters.names[0]
    url = config.settings.public_url
    unsubscribe = f"{root_of(url)}/u/{LINK}" if url else None
    language = looked.signals.language or config.rules.language
    letter = sample_letter(config, name, language, looked, unsubscribe)
    sender = config.sender
    return compose(
        letter,
        to=to,
        sender=letter.sender or sender.address,
        reply_to=letter.reply_to or sender.reply_to,
        message_id=new_message_id(sender.domain),
        at=now,
        unsubscribe=unsubscribe,
    )
