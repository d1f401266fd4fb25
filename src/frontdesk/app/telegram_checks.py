"""Telegram checks: what the Bot API's answers mean for cards and presses, in words, with what to do."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from frontdesk.app.telegram_mode import webhook_url
from frontdesk.errors import FrontdeskError, Paused
from frontdesk.model.finding import Finding, State
from frontdesk.model.lead import Chat, Person, Purpose
from frontdesk.model.topic import Binding
from frontdesk.model.updates import KINDS
from frontdesk.rules.rules import Rules
from frontdesk.settings import PREFIX, Settings
from frontdesk.text import one_line

TOKEN: Final = "token"  # noqa: S105 - the name of a part
PRIVACY: Final = "privacy mode"
UPDATES: Final = "updates"
LATELY: Final = timedelta(hours=1)  #: an older error of Telegram's is no news
WAITING: Final = 20  #: more updates than that wait only where nobody takes them
_SAID_CHARS: Final = 200
_ADMINISTRATORS: Final = ("creator", "administrator")

Json = Mapping[str, Any]


def no_token() -> Finding:
    """There is none."""
    said = f"{PREFIX}TELEGRAM_TOKEN is not set: cards are kept, and shown to nobody"
    do = f"write to @BotFather, /newbot, and set {PREFIX}TELEGRAM_TOKEN to the token it gives"
    return Finding(part=TOKEN, state=State.FAULT, said=said, do=do)


def no_log_in(settings: Settings, error: FrontdeskError) -> Finding:
    """Telegram does not let the bot in, or is not there."""
    if isinstance(error, Paused):
        do = f"set {PREFIX}TELEGRAM_TOKEN to the token that @BotFather shows: /mybots, your bot, API Token"
        return Finding(part=TOKEN, state=State.FAULT, said="Telegram does not know this bot's token", do=do)
    said = f"{settings.telegram_api} cannot be reached: {_short(error)}"
    do = f"let this machine out to it, or set {PREFIX}TELEGRAM_PROXY or {PREFIX}TELEGRAM_API"
    return Finding(part=TOKEN, state=State.FAULT, said=said, do=do)


def log_in(me: Json) -> Finding:
    """The bot that the token belongs to."""
    return Finding(part=TOKEN, state=State.OK, said=f"it is that of {_name(me)}")


def privacy(me: Json) -> Finding:
    """Whether the bot is sent all that people write in groups, of which it uses nothing."""
    if me.get("can_read_all_group_messages"):
        said = "off: Telegram sends the bot all that people write in its groups, which it never uses"
        do = "@BotFather, /setprivacy, Enable; then remove the bot from each group and add it again"
        return Finding(part=PRIVACY, state=State.WARNING, said=said, do=do)
    said = "on: of what people write in groups the bot is sent only commands and answers to it"
    return Finding(part=PRIVACY, state=State.OK, said=said)


def missing(rules: Rules) -> Iterator[Finding]:
    """Chats and people that nobody named."""
    for purpose in (Purpose.TRIAGE, Purpose.SALES):
        if rules.chat(purpose) is None:
            do = f"name it in [[chats]], or set {PREFIX}{purpose.upper()}_CHAT"
            said = f"there is none: nobody sees the leads that belong to {purpose}"
            yield Finding(part=f"chat {purpose}", state=State.FAULT, said=said, do=do)
    if not rules.team:
        said, do = "there is nobody: every press is refused", "name the people in [[team]] of rules.toml"
        yield Finding(part="team", state=State.FAULT, said=said, do=do)


def updates(settings: Settings, info: Json, now: datetime) -> Finding:
    """Whether presses can come as the settings say, and do."""
    url, waiting = str(info.get("url") or ""), int(info.get("pending_update_count") or 0)
    hooked = settings.telegram_mode == "webhook"
    said = "by webhook" if hooked else "by polling"
    if wrong := _misplaced(settings, url, info):
        do = (
            "start frontdesk serve, which mends it; while it runs, another program with this token is at work"
        )
        return Finding(part=UPDATES, state=State.FAULT, said=f"{said}, but {wrong}", do=do)
    if hooked and waiting and (error := _lately(info, now)):
        told = f"{said}, but Telegram does not get through to {url}, and {waiting} wait: {error}"
        return Finding(part=UPDATES, state=State.FAULT, said=told, do=_mend(error))
    if waiting > WAITING:
        do = "is frontdesk serve running? Telegram keeps them for 24 hours"
        told = f"{said}; {waiting} wait for somebody to take them"
        return Finding(part=UPDATES, state=State.WARNING, said=told, do=do)
    return Finding(
        part=UPDATES, state=State.OK, said=f"{said}{f' to {url}' if hooked else ''}; {waiting} wait"
    )


def unused(binding: Binding) -> Finding:
    """What somebody bound by /chat and rules.toml, or another chat, has otherwise."""
    part = f"chat {binding.to} {binding.chat}"
    said = f"/chat bound {f'its topic {binding.thread}' if binding.thread else 'it'}, which is not in force: "
    said += "rules.toml, or another chat, has that already"
    return Finding(part=part, state=State.WARNING, said=said, do="write /chat off there")


def part_of(chat: Chat) -> str:
    """What a chat is called."""
    return f"chat {chat.purpose} {chat.id}"


def no_chat(chat: Chat, refusal: str, me: Json) -> Finding:
    """Telegram does not let the bot see that chat."""
    told = refusal.lower()
    if "the group became" in told:
        new = refusal.rsplit(" ", 1)[-1]
        said, do = f"the group became {new}", f"put {new} in the place of {chat.id}"
    elif "not found" in told:
        said = "the bot is not in it, or the number is wrong"
        do = f"add {_name(me)} to the group; numbers of supergroups begin with -100"
    elif "kicked" in told:
        said, do = "the bot was removed from it", f"add {_name(me)} to the group again"
    else:
        said, do = f"Telegram says: {one_line(refusal, _SAID_CHARS)}", f"add {_name(me)} to the group anew"
    return Finding(part=part_of(chat), state=State.FAULT, said=said, do=do)


def chat(chat: Chat, found: Json, member: Json) -> Finding:
    """Whether the bot may write there, and make topics where there are any."""
    part, status = part_of(chat), str(member.get("status", ""))
    title = f"“{one_line(str(found.get('title') or found.get('first_name') or ''), 80)}”"
    if not member:
        return Finding(part=part, state=State.OK, said=f"{title}, the chat of one person")
    if status in ("left", "kicked") or member.get("is_member") is False:
        said, do = f"{title}: the bot is not a member", "add it to the group"
        return Finding(part=part, state=State.FAULT, said=said, do=do)
    if not _may_write(found, member):
        said = f"{title}: the bot is {status}, and may not write there"
        return Finding(part=part, state=State.FAULT, said=said, do="allow it, or make it an administrator")
    if found.get("is_forum") and not (status == "creator" or member.get("can_manage_topics")):
        said = f"{title}: the bot may write, but can neither make topics nor open closed ones"
        do = "make it an administrator with “Manage topics”"
        return Finding(part=part, state=State.WARNING, said=said, do=do)
    if chat.topics and not found.get("is_forum"):
        said = f"{title}: rules.toml parts its cards into topics, but the group has none"
        return Finding(part=part, state=State.WARNING, said=said, do="switch Topics on in its settings")
    may = "may write, and make topics" if found.get("is_forum") else "may write"
    return Finding(part=part, state=State.OK, said=f"{title}: the bot is {status}, and {may}{_bound(chat)}")


def person(person: Person) -> Finding:
    """The bot may write to this one."""
    return Finding(part=person.name, state=State.OK, said="has opened the bot")


def unreached_person(person: Person, refusal: str, me: Json) -> Finding:
    """The bot may not begin: the person has to."""
    said = "has not opened the bot, which cannot write in private: reminders come in the chat instead"
    if "not found" not in refusal.lower():
        said = f"cannot be written to in private: {one_line(refusal, _SAID_CHARS)}"
    do = f"ask them to open https://t.me/{me.get('username')} and press Start; their account is to be "
    do += f"{person.telegram}"
    return Finding(part=person.name, state=State.WARNING, said=said, do=do)


def _misplaced(settings: Settings, url: str, info: Json) -> str:
    """Why updates go elsewhere; blank: they do not."""
    if settings.telegram_mode == "polling":
        return f"a webhook is set ({one_line(url, _SAID_CHARS)}), so nobody can" if url else ""
    if not url:
        return "none is set"
    if url != webhook_url(settings):
        return f"it leads to {one_line(url, _SAID_CHARS)}, not to {webhook_url(settings)}"
    lacks = set(KINDS) - set(info.get("allowed_updates") or KINDS)
    return f"{', '.join(sorted(lacks))} is not asked for" if lacks else ""


def _lately(info: Json, now: datetime) -> str:
    """Telegram's last error, unless that is long ago."""
    at = info.get("last_error_date")
    if at is None or datetime.fromtimestamp(at, UTC) < now - LATELY:
        return ""
    return one_line(str(info.get("last_error_message") or "no reason given"), _SAID_CHARS)


def _mend(error: str) -> str:
    """What the words of Telegram's error ask for."""
    told = error.lower()
    if "401" in told or "403" in told:
        return f"start frontdesk serve, which tells Telegram the secret; {PREFIX}SECRET is one on all nodes"
    if "404" in told or "405" in told:
        return "let the proxy in front pass POST /telegram on to frontdesk as it is"
    if "ssl" in told or "certificate" in told:
        return "give the public address a certificate that everybody trusts, with its whole chain"
    if any(word in told for word in ("refused", "timed out", "timeout", "expired", "resolve")):
        return f"see that {PREFIX}PUBLIC_URL can be reached from the internet, and that frontdesk serve runs"
    return "look into the log of frontdesk and of the proxy in front"


def _bound(chat: Chat) -> str:
    topics = ", ".join(f"topic {each.thread} to {each.to} {each.source}".rstrip() for each in chat.bound)
    return f"; /chat bound {topics}" if topics else ""


def _may_write(found: Json, member: Json) -> bool:
    status = member.get("status")
    if found.get("type") == "channel":
        return status == "creator" or bool(member.get("can_post_messages"))
    if status in _ADMINISTRATORS:
        return True
    rights = member if status == "restricted" else found.get("permissions", {})
    return bool(rights.get("can_send_messages", True))


def _name(me: Json) -> str:
    return f"@{one_line(str(me.get('username')), 40)}"


def _short(error: Exception) -> str:
    return one_line(str(error), _SAID_CHARS)
