"""Telling: commands that ask about one lead, about the rules, or about the desk itself."""

from collections.abc import Iterator
from datetime import datetime

from frontdesk.desk.commands.ask import Ask, Said
from frontdesk.desk.commands.health import Queue, queue
from frontdesk.desk.commands.lists import line_of
from frontdesk.desk.past import tell_history
from frontdesk.desk.private import greet, show_lead
from frontdesk.desk.why import tell_why
from frontdesk.messages.commands import numbered, opened_lead, payload
from frontdesk.messages.defuse import short
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.receipt_lines import band_name
from frontdesk.messages.words import signed, word
from frontdesk.model.delivery import Button
from frontdesk.model.lead import Role
from frontdesk.rules.hours import zone_of
from frontdesk.rules.rules import Rules
from frontdesk.store import card_turns
from frontdesk.store import leads as stored
from frontdesk.store.database import Connection
from frontdesk.store.leads import LeadLine

_CONDITION = 120  #: characters


async def start(ask: Ask) -> Said:
    """`/start`, perhaps behind a link to a lead."""
    number = opened_lead(ask.rest)
    if number is None:
        return await greet(ask.desk, user=ask.person.telegram, update=ask.update)
    return await show_lead(ask.desk, number, user=ask.person.telegram, update=ask.update)


async def lead(ask: Ask) -> Said:
    """`/lead 142`: the card in private; in a group one line without contacts, and the way to them."""
    found = numbered(ask.rest)
    if found is None or found[1]:
        return ask.usage("/lead 142")
    number = found[0]
    if ask.private:
        return await show_lead(ask.desk, number, user=ask.person.telegram, update=ask.update)

    def look(connection: Connection) -> list[LeadLine]:
        standing = stored.standing(connection, number)
        return stored.lines_of(connection, [standing.id]) if standing else []

    lines = await ask.desk.db.read(look)
    if not lines:
        return ask.says("no_such_lead")
    await _card_here(ask, lines[0].lead.id)
    row = [
        Button(ask.word("button_contacts"), url=f"https://t.me/{ask.bot}?start={payload(lines[0].lead.id)}")
    ]
    return plain_card([line_of(lines[0], ask.language)], [row] if ask.bot else [])


async def _card_here(ask: Ask, number: int) -> None:
    """Of a lead whose card waits for its turn in that chat, it comes next."""
    if ask.person.role is Role.VIEWER:
        return
    if await ask.desk.db.write(lambda connection: card_turns.ask(connection, ask.chat.id, [number])):
        ask.desk.wake.ring("cards")


async def why(ask: Ask) -> Said:
    """`/why 142`."""
    found = numbered(ask.rest)
    if found is None or found[1]:
        return ask.usage("/why 142")
    return await tell_why(
        ask.desk,
        found[0],
        user=ask.person.telegram,
        update=ask.update,
        alone=ask.private,
        language=ask.language,
    )


async def history(ask: Ask) -> Said:
    """`/history 142`."""
    found = numbered(ask.rest)
    if found is None or found[1]:
        return ask.usage("/history 142")
    return await tell_history(
        ask.desk, found[0], user=ask.person.telegram, update=ask.update, mask=ask.mask, language=ask.language
    )


async def rules(ask: Ask) -> Said:
    """`/rules`: the scheme in words."""
    return plain_card(_scheme(ask.rules, ask.language))


def _scheme(rules: Rules, language: str) -> Iterator[str]:
    yield word("rules_head", language)
    for criterion in rules.criteria:
        asked = f" · {word('rules_ask', language)}" if criterion.ask else ""
        yield f"{signed(criterion.points)} {short(criterion.name(language), _CONDITION, 'none')}{asked}"
    yield word("rules_bands", language)
    for rule in rules.bands:
        when = short(rule.when, _CONDITION, "none") if rule.when else word("rules_else", language)
        yield f"{band_name(rule.band, language)}: {when}"
    yield word("rules_why", language)


async def privacy(ask: Ask) -> Said:
    """`/privacy`."""
    return plain_card([ask.word("privacy")])


async def health(ask: Ask) -> Said:
    """`/health`: what waits, and the alarms that stand."""
    found = await ask.desk.db.read(lambda connection: queue(connection, ask.now))
    return plain_card(_health(found, ask))


def _health(found: Queue, ask: Ask) -> Iterator[str]:
    for name in ("updates", "forms", "letters", "cards", "held"):
        yield f"{ask.word(f'health_{name}')}: {getattr(found, name)}"
    if found.oldest is not None:
        yield f"{ask.word('health_oldest')} {_time(found.oldest, ask)}"
    for alarm in found.alarms:
        yield f"⚠️ {ask.word('health_alarm')}: {short(alarm.text, 300)} ({_time(alarm.raised_at, ask)})"
    if not found.alarms:
        yield ask.word("health_well")


def _time(at: datetime, ask: Ask) -> str:
    return f"{at.astimezone(zone_of(ask.rules.hours)):%d.%m. %H:%M}"
