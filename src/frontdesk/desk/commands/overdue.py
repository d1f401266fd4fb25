"""Overdue: the command that tells which leads wait past a step of `[[sla]]`, ten at a time, no contacts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from frontdesk.desk.commands.ask import Ask, Said
from frontdesk.messages.defuse import short
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.spans import told_span
from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Button, Card
from frontdesk.model.press import Move, Press
from frontdesk.model.submission import shown_name
from frontdesk.rules.assignment import Concern
from frontdesk.rules.hours import zone_of
from frontdesk.rules.rules import Rules
from frontdesk.store import leads, reminders
from frontdesk.store.database import Connection
from frontdesk.store.leads import LeadLine
from frontdesk.store.reminders import LONGEST
from frontdesk.triage.overdue import Overdue, by_owner, overdue
from frontdesk.triage.sla import steps_of

OVERDUE: Final = 8  #: the number of this list on its buttons, where lists of leads have theirs
PAGE: Final = 10
LOOKED_AT: Final = 300  #: leads of one concern, those that came first
_NAME: Final = 40


async def sla(ask: Ask) -> Said:
    """`/sla`: what is overdue now, by owner."""
    if ask.rest:
        return ask.usage("/sla")
    return await sla_card(ask, 0)


async def sla_card(ask: Ask, page: int) -> Card:
    """One page of what is overdue, with the buttons to turn it."""
    rules, now = ask.rules, ask.now
    if not rules.sla:
        return ask.says("sla_unset")

    def look(connection: Connection) -> tuple[int, list[Overdue], Mapping[int, LeadLine]]:
        found = by_owner(_found(connection, rules, now))
        shown = found[page * PAGE : (page + 1) * PAGE]
        lines = leads.lines_of(connection, [each.lead.id for each in shown])
        return len(found), shown, {line.lead.id: line for line in lines}

    count, shown, lines = await ask.desk.db.read(look)
    head = say("sla_head", ask.language, number=count) if count else ask.word("sla_none")
    if page:
        head = f"{head} · {say('list_page', ask.language, number=page + 1)}"
    turns = [(page - 1, "button_prev")] if page else []
    turns += [(page + 1, "button_next")] if count > (page + 1) * PAGE else []
    row = [Button(ask.word(label), Press(lead=to, move=Move.LIST, number=OVERDUE)) for to, label in turns]
    return plain_card([f"⏰ {head}", *_lines(ask, shown, lines)], [row] if row else [])


def _found(connection: Connection, rules: Rules, now: datetime) -> Iterator[Overdue]:
    for concern in Concern:
        if steps := steps_of(rules, concern):
            began = (now - LONGEST, now - steps[0].after)
            for each in reminders.waiting(connection, concern, began, 0, LOOKED_AT):
                if late := overdue(rules, each.lead, now):
                    yield late


def _lines(ask: Ask, shown: Sequence[Overdue], lines: Mapping[int, LeadLine]) -> Iterator[str]:
    last = None
    for each in shown:
        if (head := _head(each, ask.language)) != last:
            yield (last := head)
        yield _line(ask, each, lines.get(each.lead.id))


def _head(each: Overdue, language: str) -> str:
    if each.clock.concern is Concern.TRIAGE:
        return f"🟡 {word('sla_triage', language)}"
    name = short(each.group, _NAME)
    if name:
        return f"{'👤' if each.lead.owner else '⏳'} {name}"
    return f"🔥 {word('sla_free', language)}"


def _line(ask: Ask, each: Overdue, line: LeadLine | None) -> str:
    language, fields = ask.language, line.fields if line else {}
    who = short(fields.get("company"), _NAME) or short(shown_name(fields), _NAME)
    parts = [
        f"#{each.lead.id}",
        who,
        say("sla_waits", language, who=told_span(ask.now - each.clock.since, language)),
        say("sla_past", language, limit=told_span(each.step.after, language)),
        _next(ask, each),
        f"/lead_{each.lead.id}",
    ]
    return " · ".join(part for part in parts if part)


def _next(ask: Ask, each: Overdue) -> str:
    if each.following is None or each.following_at is None:
        return ask.word("sla_last")
    at = each.following_at.astimezone(zone_of(ask.rules.hours))
    today = at.date() == ask.now.astimezone(at.tzinfo).date()
    told = f"{at:%H:%M}" if today else f"{at:%d.%m. %H:%M}"
    return say("sla_next", ask.language, who=ask.word(f"role_{each.following.role}"), until=told)
