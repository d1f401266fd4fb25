"""Talk: what people write to the bot, and what it says."""

from typing import Any

from frontdesk.demo.chat import Document, Message, User
from frontdesk.model.lead import Chat, Person
from support.world import World, until


def write(
    world: World,
    person: Person,
    text: str,
    chat: Chat | None = None,
    reply_to: int | None = None,
    document: Document | None = None,
) -> int:
    """Write as that person, in private unless a chat is given; the number of the message."""
    here = chat.id if chat else person.telegram
    user, room = User(person.telegram, person.name), chat.id if chat else None
    world.chat.write(text, user=user, chat_id=room, reply_to=reply_to, document=document)
    return max(world.chat.written(here))


def said(world: World, where: Person | Chat) -> list[Message]:
    """What the bot says in a chat, or in the own chat of a person, if there is one."""
    here = where.telegram if isinstance(where, Person) else where.id
    rooms = {room.id for room in world.chat.rooms}
    return world.chat.messages(here) if here in rooms else []


async def ask(world: World, person: Person, text: str, chat: Chat | None = None) -> Message:
    """Write, and wait for the next thing the bot says there, a lead's private card apart."""
    before = {message.message_id for message in said(world, chat or person)}
    write(world, person, text, chat)

    def new() -> Message | None:
        found = (message for message in said(world, chat or person) if message.message_id not in before)
        return next((message for message in found if "👁" not in message.text), None)

    return await until(new)


async def marked(world: World, where: Person | Chat, message: int) -> Any:
    """Wait for the bot's mark on a message."""
    here = where.telegram if isinstance(where, Person) else where.id
    return await until(lambda: world.chat.marks(here).get(message))
