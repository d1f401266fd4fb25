"""Alarm: how a chat and a mailbox are told of one."""

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from frontdesk.messages.alarm_words import alarm_told, alarm_word
from frontdesk.messages.defuse import defused, kept, uncalled
from frontdesk.messages.mail import mail_head, text_part
from frontdesk.messages.markup import time_tag
from frontdesk.messages.telegram_html import check
from frontdesk.model.alarm import Alarm
from frontdesk.model.delivery import Card
from frontdesk.text import clean, cut, one_line

TOLD: Final = 3_000  #: characters of an alarm; some count twice, and a message has 4,096 (Bot API)
SUBJECT: Final = 100  #: characters
_MINUTE: Final = timedelta(minutes=1)
#: A command between backticks, or a word.
_SPOTS: Final = re.compile(r"`([^`]+)`|\S+")


def alarm_card(alarm: Alarm, language: str, zone: tzinfo, *, silent: bool) -> Card:
    """The message in a chat: what is wrong or, once it is over, when that was.

    `zone`: of the company, for clients that do not show each reader's own time.
    """
    said = uncalled(one_line(kept(clean(alarm_told(alarm.text, language))), TOLD))
    head = f"✅ {_over(alarm, language, zone)}\n" if alarm.cleared_at else "🚨 "
    text = head + _SPOTS.sub(_spot, said)
    try:
        return Card(text=text, plain=cut(defused(check(text)), TOLD), silent=silent)
    except ValueError:  # more of it would be live than there may be marks
        text = head + html.escape(cut(defused(said), TOLD // 2), quote=False)
        return Card(text=text, plain=check(text), silent=silent)


def alarm_mail(
    alarms: Sequence[Alarm], language: str, *, to: str, sender: str, message_id: str, at: datetime
) -> bytes:
    """A plain-text mail of one alarm, or of several; `to` is one address, `sender` as in the settings.

    Raises:
        ValueError: one of them is no address.
    """
    first = alarms[0]
    lines = [_block(alarm, language) for alarm in alarms]
    if len(alarms) > 1:
        lines.insert(0, alarm_word("mail_rest", language).format(count=len(alarms)))
        subject = alarm_word("mail_many", language).format(count=len(alarms))
    else:
        word = alarm_word("mail_over" if first.is_over else "mail_raised", language)
        subject = one_line(f"{word}: {alarm_told(first.text, language)}", SUBJECT)
    text = "\n\n".join([*lines, alarm_word("mail_end", language)]) + "\n"
    head = mail_head(subject, to=to, sender=sender, message_id=message_id, at=at)
    return head.encode() + text_part("plain", text)


def lasted(span: timedelta, language: str) -> str:
    """12 min, 3 h 5 min or 2 d 4 h; less than a minute is one."""
    minutes = max(span // _MINUTE, 1)
    days, hours = minutes // 1440, minutes % 1440 // 60
    parts = ((days, "d"), (hours, "h"), (0 if days else minutes % 60, "min"))
    return " ".join(f"{number} {alarm_word(unit, language)}" for number, unit in parts if number)


def _spot(found: re.Match[str]) -> str:
    """What is to be typed, and what Telegram would make live, as code: there it makes nothing live."""
    said = html.escape(found[1] or found[0], quote=False)
    return f"<code>{said}</code>" if found[1] or defused(found[0]) != found[0] else said


def _over(alarm: Alarm, language: str, zone: tzinfo) -> str:
    end = alarm.cleared_at or alarm.raised_at
    shown = time_tag(end, "t", f"{end.astimezone(zone):%H:%M}")
    return f"{alarm_word('over', language)}, {shown}, {_after(alarm, language)}"


def _after(alarm: Alarm, language: str) -> str:
    span = (alarm.cleared_at or alarm.raised_at) - alarm.raised_at
    return alarm_word("after", language).format(span=lasted(span, language))


def _block(alarm: Alarm, language: str) -> str:
    told = one_line(alarm_told(alarm.text, language), TOLD)
    since = alarm_word("since", language).format(time=_utc(alarm.raised_at))
    if alarm.cleared_at is None:
        return f"{told}\n{since}"
    over = alarm_word("over", language)
    return f"{over.capitalize()}, {_utc(alarm.cleared_at)}, {_after(alarm, language)}.\n{told}\n{since}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
