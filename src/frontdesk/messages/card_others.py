"""Card others: what a card says of other leads, and of what one lead says otherwise than before.

Short plain text, already defused and masked; the templates escape it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from frontdesk.messages.defuse import NAME_LIMIT, defused, kept, masked, short
from frontdesk.messages.markup import moment
from frontdesk.messages.words import say
from frontdesk.model.confirmation import NewValue
from frontdesk.model.delivery import CardFacts, OtherLead
from frontdesk.model.join import Join, JoinState
from frontdesk.model.submission import shown_name
from frontdesk.text import clean, mask_email, mask_phone, one_line

_VALUE_LIMIT: Final = 254  #: of an address (RFC 5321)
_ICONS: Final = {"name": "👤", "phone": "📞", "email": "✉️"}


def others(facts: CardFacts, language: str) -> dict[str, Any]:
    """What is new of this lead, its colleagues, and who may be the same person."""
    return {
        "news": [{"icon": _ICONS[new.part], "value": value} for new, value in shown_news(facts)],
        "colleagues": [
            {
                "number": other.number,
                "name": name_of(other.contacts),
                "wrote": moment(other.wrote_at),
                "owner": short(other.owner, NAME_LIMIT),
            }
            for other in facts.colleagues
        ],
        "joins": [_joining(other, other.join, language) for other in facts.joins if other.join],
    }


def shown_news(facts: CardFacts) -> Iterator[tuple[NewValue, str]]:
    """What later submissions say otherwise, as the chat may see it: (what, plain text)."""
    mask = facts.chat.mask
    for new in facts.news:
        if new.part == "name":
            yield new, short(new.value, NAME_LIMIT) or "—"
        elif mask != "full":
            hide = mask_email if new.part == "email" else mask_phone
            value = one_line(kept(clean(new.value)), _VALUE_LIMIT)
            yield new, defused(masked(value if mask == "none" else hide(value), mask))


def name_of(fields: Mapping[str, Any], mask: str = "partial") -> str | None:
    """The whole name out of the form fields; None when there is none to show."""
    return short(shown_name(fields), NAME_LIMIT, mask)


def _joining(other: OtherLead, join: Join, language: str) -> str:
    """Why two leads may be one, or whether they shall be."""
    if join.state is JoinState.ASKED:
        return say("join_question", language, later=join.later, older=join.older)
    who = " ".join(part for part in (f"#{other.number}", name_of(other.contacts)) if part)
    return say(f"same_{join.kind}", language, who=who)
