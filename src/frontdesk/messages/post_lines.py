"""Post lines: one lead on one line, as messages about many leads name it."""

from html import escape
from typing import Final

from frontdesk.messages.card_others import name_of
from frontdesk.messages.defuse import short
from frontdesk.messages.words import word
from frontdesk.model.lead import Chat
from frontdesk.model.post import PostLine
from frontdesk.model.score import Band

NAME: Final = 40  #: characters of a company or a name


def post_line(line: PostLine, chat: Chat) -> str:
    """`#142 ACME 7 🔥 /lead_142`: its number, company or name, score, and the command that shows it.

    Whatever a visitor typed is cut, masked as on cards, defused and escaped, in this order.
    """
    called = short(line.contacts.get("company"), NAME, chat.mask) or short(
        name_of(line.contacts, chat.mask), NAME, chat.mask
    )
    name = called or word("nameless", chat.language)
    hot = " 🔥" if line.lead.band is Band.QUALIFIED else ""
    return f"#{line.lead.id} {escape(name, quote=False)} <b>{line.score}</b>{hot} /lead_{line.lead.id}"
