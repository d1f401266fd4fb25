"""Card reasons: the parts of a score as cards show them: short plain text, defused and masked."""

from functools import lru_cache
from typing import Any, Final

from frontdesk.messages.card_private import own_mask
from frontdesk.messages.defuse import NAME_LIMIT, short
from frontdesk.messages.reason_words import reason_told
from frontdesk.messages.words import signed
from frontdesk.model.delivery import CardFacts
from frontdesk.model.score import MACHINE
from frontdesk.rules.rules import Rules
from frontdesk.text import cut

LIST_LIMIT: Final = 15  #: reasons, questions and answers that a card lists
_BECAUSE_LIMIT: Final = 120  #: characters of what matched


def parts(facts: CardFacts, rules: Rules, language: str) -> list[dict[str, Any]]:
    """Each reason with its name and points, and what matched or who says so."""
    mask = own_mask(facts)
    found = []
    for reason in facts.receipt.score.reasons[:LIST_LIMIT]:
        name, because = rules.name(reason.criterion, language), _because(reason.because, language, mask)
        found.append(
            {
                "name": name,
                "points": signed(reason.points),
                "by": None if reason.by == MACHINE else short(reason.by, NAME_LIMIT),
                "because": None if because.casefold() == name.casefold() else because or None,
            }
        )
    return found


@lru_cache(maxsize=1_000)
def _because(because: str, language: str, mask: str) -> str:
    """What matched; only what others wrote is defused, for our own words are never live."""
    told = reason_told(because, language, lambda said: short(said, NAME_LIMIT, mask) or "")
    return cut(told, _BECAUSE_LIMIT)
