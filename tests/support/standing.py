"""Standing: where everything stands in the middle of a soak, in one line."""

import sqlalchemy as sa

from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.tables import cards, deliveries, submissions
from support.crashing import Ledger
from support.soaking import Soak

#: Letters and cards in these states, as "due 3 + 1".
_OPEN = {"due": ("due", "claimed"), "unsure": ("unsure",), "held": ("held",)}


def standing(soak: Soak) -> str:
    """Forms, letters and cards so far, and what each node takes."""
    posted = f"posted {soak.senders.posted}, answered 200 {len(soak.senders.answered)}"
    letters = f"letters at the sink {sum(soak.letters.copies.values())}"
    return f"{posted}, {letters}, {_stored(soak.ledger)} | {', '.join(_weights(soak))}"


def _stored(ledger: Ledger) -> str:
    count = ledger.count
    try:
        told = [
            f"stored {count('submissions')}",
            f"judged {count('submissions', submissions.c.state == 'judged')}",
            f"cards {count('cards', cards.c.message_id.is_not(None))}",
        ]
        for name, states in _OPEN.items():
            letters = count("deliveries", IS_LETTER, deliveries.c.state.in_(states))
            told.append(f"{name} {letters} + {count('cards', cards.c.state.in_(states))}")
    except sa.exc.OperationalError:
        return "the database is away"
    return ", ".join(told)


def _weights(soak: Soak) -> list[str]:
    lives = [(node.name, node.lives[-1].samples) for node in soak.tended if node.lives]
    return [f"{name} {seen[-1].memory_mb:.1f} MB {seen[-1].descriptors} fds" for name, seen in lives if seen]
