"""Alarms: the message of an alarm as a chat shows it now."""

from datetime import datetime

from frontdesk.messages.alarm import alarm_card
from frontdesk.model.alarm import is_fault
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Chat
from frontdesk.rules.hours import Hours, zone_of
from frontdesk.rules.quiet import is_quiet
from frontdesk.store.alarm_work import AlarmWork


def drawn_alarm(work: AlarmWork, chat: Chat, hours: Hours | None, now: datetime) -> Card | None:
    """The message; None where nobody was told of what is over.

    In the chat's quiet time it makes no sound, unless forms or leads are not served.
    """
    if work.alarm.is_over and work.message_id is None and not work.doubtful:
        return None
    silent = is_quiet(chat, hours, now) and not is_fault(work.alarm.key)
    return alarm_card(work.alarm, chat.language, zone_of(hours), silent=silent)
