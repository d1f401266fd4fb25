"""Turning: the tap that shows another page of a list, or another list."""

from frontdesk.desk.commands.ask import Ask
from frontdesk.desk.commands.lists import PAGES, list_card
from frontdesk.desk.commands.overdue import OVERDUE, sla_card
from frontdesk.desk.commands.stats import STATS, turned_stats
from frontdesk.desk.desk import Desk
from frontdesk.desk.told import Told, settled
from frontdesk.model.lead import Chat, Person
from frontdesk.model.press import Press


async def press_list(desk: Desk, press: Press, *, chat: int, user: int, update: int) -> Told:
    """The page that a press asks for, of the list of whoever presses, where that person may read lists.

    Raises:
        Unavailable: the database does not answer.
    """
    person = desk.judge.rules.person(user)
    here = _chat(desk, chat, person)
    if person is None or here is None:
        return await settled(desk.db, update, Told(toast="gone" if person else "stranger", person=person))
    ask = Ask(
        desk=desk,
        person=person,
        chat=here,
        private=chat == user,
        rest="",
        update=update,
        message=0,
        bot=None,
    )
    if press.number == STATS:
        return await settled(desk.db, update, await turned_stats(ask, press.lead))
    page = min(press.lead, PAGES)
    late = press.number == OVERDUE
    card = await sla_card(ask, page) if late else await list_card(ask, press.number or 0, page)
    return await settled(desk.db, update, Told(toast="list_turned", person=person, message=card))


def _chat(desk: Desk, chat: int, person: Person | None) -> Chat | None:
    if person and chat == person.telegram:
        return Chat.private(person)
    return next((each for each in desk.judge.rules.chats if each.id == chat), None)
