"""Bindings: the chats of a desk, those of rules.toml with those that people bound by /chat. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from frontdesk.model.lead import Chat, Purpose
from frontdesk.model.topic import Binding, Bound

CARDS: Final = (Bound.TRIAGE, Bound.SALES)  #: what only one chat can be for


def bound_chats(
    written: Sequence[Chat], bindings: Iterable[Binding], language: str
) -> tuple[tuple[Chat, ...], tuple[Binding, ...]]:
    """All chats, those of rules.toml first, and which of the bindings are in force.

    What rules.toml says of a chat, or that a chat is for triage or sales, is never said otherwise.
    """
    chats, bindings, used = {chat.id: chat for chat in written}, tuple(bindings), []
    for binding in bindings:
        if binding.to is Bound.SOURCE or refusal(tuple(chats.values()), binding) is not None:
            continue
        if binding.chat not in chats:
            chats[binding.chat] = Chat(id=binding.chat, purpose=Purpose(binding.to), language=language)
        if binding.thread:
            chats[binding.chat] = _with(chats[binding.chat], binding)
        used.append(binding)
    for binding in bindings:
        if binding.to is Bound.SOURCE and refusal(tuple(chats.values()), binding) is None:
            chats[binding.chat] = _with(chats[binding.chat], binding)
            used.append(binding)
    return tuple(chats.values()), tuple(used)


def refusal(chats: Sequence[Chat], binding: Binding) -> tuple[str, Chat | None] | None:
    """Why a binding cannot be in force beside these chats: a word, and the chat in its way; None: it can."""
    here = next((chat for chat in chats if chat.id == binding.chat), None)
    if binding.to is Bound.SOURCE:
        fits = here is not None and here.purpose is not Purpose.ALARMS and binding.thread
        return None if fits else ("chat_in_topic", None)
    if here is not None and not binding.thread:
        return "chat_written", here
    if binding.to in CARDS:
        if here is not None and here.purpose is not Purpose(binding.to):
            return "chat_is_for", here
        first = next((chat for chat in chats if chat.purpose is Purpose(binding.to)), None)
        if first is not None and first.id != binding.chat:
            return "chat_other", first
    return None


def _with(chat: Chat, binding: Binding) -> Chat:
    return replace(chat, bound=(*chat.bound, binding))
