"""Placing: /chat, by which an admin says what comes to the chat or the topic it is written in."""

from collections.abc import Iterator

from frontdesk.desk.commands.ask import Ask, Said
from frontdesk.messages.defuse import short
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import say
from frontdesk.model.lead import Chat
from frontdesk.model.topic import Binding, Bound
from frontdesk.store import bindings
from frontdesk.text import clean, one_line
from frontdesk.triage.bindings import bound_chats, refusal

SOURCE_CHARS = 100
_USAGE = "/chat triage | sales | alarms | source X | off"


async def chat(ask: Ask) -> Said:
    """`/chat`: what comes where; `/chat triage|sales|alarms|source X`, `/chat off`: what comes here."""
    if not ask.rest:
        return plain_card(_told(ask))
    if ask.private:
        return ask.says("chat_in_group")
    if ask.rest.lower() == "off":
        return await _freed(ask)
    binding = _read(ask)
    if binding is None:
        return ask.usage(_USAGE)
    desk, now = ask.desk, ask.now
    others = [each for each in desk.bindings.kept if _place(each) != _place(binding)]
    standing, _ = bound_chats(desk.bindings.written, others, ask.rules.language)
    if (refused := refusal(standing, binding)) is not None:
        key, by = refused
        return ask.says(key, who=_purpose(ask, by) if by else None)
    if not await desk.db.write(lambda connection: bindings.bind(connection, binding, now)):
        return ask.says("chat_full")
    await _follow(ask)
    return ask.says("chat_bound", who=_what(ask, binding))


async def _freed(ask: Ask) -> Said:
    chat, thread = ask.chat.id, ask.thread or 0
    if not await ask.desk.db.write(lambda connection: bindings.free(connection, chat, thread)):
        written = any(each.id == chat for each in ask.desk.bindings.written)
        return ask.says("chat_written" if written and not thread else "chat_free")
    await _follow(ask)
    return ask.says("chat_freed")


async def _follow(ask: Ask) -> None:
    await ask.desk.bindings.read()
    ask.desk.wake.ring("chats")


def _read(ask: Ask) -> Binding | None:
    """What the command says; None where that is nothing one can bind."""
    word, _, rest = ask.rest.partition(" ")
    source = one_line(clean(rest).lower(), SOURCE_CHARS)
    if word.lower() not in set(Bound) or bool(source) is not (word.lower() == Bound.SOURCE):
        return None
    return Binding(
        chat=ask.chat.id,
        thread=ask.thread or 0,
        to=Bound(word.lower()),
        source=source,
        by=ask.person.name,
    )


def _told(ask: Ask) -> Iterator[str]:
    found = ask.desk.bindings
    if not (found.written or found.kept):
        yield ask.word("chat_none")
        return
    yield ask.word("chat_head")
    for written in found.written:
        here = f" ({ask.word('chat_here')})" if written.id == ask.chat.id and not ask.private else ""
        yield f"{_purpose(ask, written)}{here} · {ask.word('chat_rules')}"
    for kept in found.kept:
        where = f"{ask.word('chat_whole')} {kept.chat}"
        where += f", {ask.word('chat_topic')} {kept.thread}" if kept.thread else ""
        mine = (kept.chat, kept.thread) == (ask.chat.id, ask.thread or 0) and not ask.private
        here = f" ({ask.word('chat_here')})" if mine else ""
        unused = "" if kept in found.used else f" · {ask.word('chat_unused')}"
        yield f"{where}: {_what(ask, kept)}{here} · {short(kept.by, 60)}{unused}"


def _purpose(ask: Ask, chat: Chat) -> str:
    return f"{ask.word('chat_whole')} {chat.id}: {ask.word(f'chat_{chat.purpose}')}"


def _what(ask: Ask, binding: Binding) -> str:
    return say(f"chat_{binding.to}", ask.language, who=short(binding.source, SOURCE_CHARS, "none"))


def _place(binding: Binding) -> tuple[int, int]:
    return binding.chat, binding.thread
