"""Pitch: whether a message sells something to whoever reads it, as the adverts in contact forms do.

No one sign is enough: customers too offer something to their own customers, trade in what adverts sell, and
paste links. Signs are weighed, and whoever asks for something gets the benefit of the doubt.
"""

from typing import Final

from frontdesk.signals.folding import fold, fold_text
from frontdesk.signals.words.adverts import OFFER
from frontdesk.signals.words.goods import GOODS
from frontdesk.signals.words.listed import Wordings
from frontdesk.signals.words.pitches import PITCH, TONE, YOURS
from frontdesk.signals.words.requests import REQUEST
from frontdesk.signals.words.scams import ALONE
from frontdesk.text import one_line

LIMIT: Final = 5_000  #: characters of a message that are searched
ENOUGH: Final = 3  #: weight from which on a message is a pitch

_STRONG: Final = 2  #: weight of a wording that customers hardly use
_MOST: Final = 3  #: different strong wordings that are looked for
_DOUBT: Final = 2  #: weight that a request takes away
_SIGN: Final = Wordings.joined(PITCH, ALONE, GOODS)  #: without any of these nothing is a pitch


def pitch(message: str, links: int) -> str | None:
    """What makes the message a pitch, in its own words, folded; None when it is none."""
    if not message:
        return None
    text = " ".join(fold_text(message[:LIMIT]).split())
    if not _SIGN.search(text):
        return None
    strong = (*PITCH.several(text, _MOST), *ALONE.several(text, _MOST))
    goods = GOODS.search(text)
    offer = OFFER.search(text)
    if not strong and not offer:
        return None
    weight = _STRONG * len(strong) + bool(offer) + bool(goods) + bool(links)
    weight += bool(TONE.search(text)) + bool(YOURS.search(text))
    if (links < 2 or not strong) and REQUEST.search(text):
        weight -= _DOUBT
    if weight < ENOUGH:
        return None
    words = (*strong, *(word for word in (offer, goods) if word))
    return f"{', '.join(one_line(word, 40) for word in words[:_MOST])}; links: {links}"


def sells(name: str) -> bool:
    """Whether a name holds the goods of adverts."""
    folded = fold(name)
    return bool(ALONE.search(folded) or GOODS.search(folded))
