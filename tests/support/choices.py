"""Choices: the stand-in's chats as tests of questions and snoozes use them."""

from frontdesk.demo.chat import Message, User
from frontdesk.model.lead import Chat, Person
from support.chats import a_card, labels, tap
from support.world import OLGA, PIOTR, SALES, TRIAGE, World, until


async def taken(world: World) -> Message:
    """A lead that Piotr took; its card."""
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    sales = await world.card(SALES, "Kowalski")
    await world.press(SALES, "Take", PIOTR, message=sales)
    return await labels(world, SALES, "👤 Piotr", "Contacted")


async def spoken(world: World) -> Message:
    """One that he also spoke to."""
    await world.press(SALES, "Contacted", PIOTR, message=await taken(world))
    return await labels(world, SALES, "☎️ Piotr", "Won")


async def asked_why_lost(world: World, by: Person = PIOTR) -> Message:
    """The question that "other…" leads to."""
    card = await spoken(world)
    await tap(world, SALES, card, f"1|1|lo|5|{await revision(world)}", by)
    return await question(world, SALES)


async def question(world: World, chat: Chat) -> Message:
    """Wait for a question in a chat."""
    return await until(
        lambda: next((m for m in world.chat.messages(chat.id) if m.text.startswith("✍")), None)
    )


async def revision(world: World, lead: int = 1) -> int:
    """That of the lead as it stands."""
    return (await world.lead(lead)).lead.revision


def reply(world: World, chat: Chat, to: int, text: str, by: Person) -> int:
    """Answer a message; the number of the answer."""
    world.chat.write(text, user=User(by.telegram, by.name), chat_id=chat.id, reply_to=to)
    return max(world.chat.written(chat.id))
