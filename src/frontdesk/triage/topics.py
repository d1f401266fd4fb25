"""Topics: in which topic of a chat a lead's card belongs.

Pure. A name may be what a stranger put into a link to the form: it is cleaned here, and counted where it is
kept.
"""

from collections.abc import Iterator
from typing import Final

from frontdesk.model.lead import Chat
from frontdesk.model.topic import NAME_CHARS, About, Bound, By
from frontdesk.text import clean, cut, one_line

HAND_MADE: Final = "#"  #: how the key of a topic that a person made begins, before its number


def key_of(thread: int) -> str:
    """The key of a topic that a person made: no name of a lead's topic begins so."""
    return f"{HAND_MADE}{thread}"


def thread_in(key: str) -> int | None:
    """The number in such a key; None for a name."""
    return int(key.removeprefix(HAND_MADE)) if key.startswith(HAND_MADE) else None


def lead_topic(chat: Chat, about: About, *, common: str) -> str | None:
    """The key of the topic of a lead's card: bound to its source, of its name, else bound to the cards of the
    chat. `common`: where those go that have none of their own. None: the chat has no topics.
    """
    sources = [source for source in (about.utm_source, about.form) if source]
    for binding in chat.bound:
        if binding.to is Bound.SOURCE and binding.source in (source.lower() for source in sources):
            return key_of(binding.thread)
    if chat.topics:
        return next(_names(chat, about), None) or common
    return bound_topic(chat, Bound(chat.purpose))


def bound_topic(chat: Chat, to: Bound) -> str | None:
    """The key of the topic that was bound to that; None where none was."""
    return next((key_of(each.thread) for each in chat.bound if each.to is to), None)


def topic_name(text: str) -> str:
    """A name for a topic out of any text: one line of at most 128 characters, perhaps blank."""
    return cut(one_line(clean(text), 2 * NAME_CHARS).lstrip(f"{HAND_MADE} "), NAME_CHARS)


def _names(chat: Chat, about: About) -> Iterator[str]:
    """The names that fit, the best first."""
    assert chat.topics is not None  # noqa: S101 - the caller looked
    if chat.topics.by is By.PRODUCT:
        found = [about.product]
    elif chat.topics.by is By.SOURCE:
        found = [about.utm_source or about.form]
    else:
        keys = (about.product, about.utm_source, about.form)
        found = [chat.topics.names.get(key.lower()) for key in keys if key]
    yield from (name for each in found if each and (name := topic_name(each)))
