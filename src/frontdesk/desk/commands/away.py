"""Away: who of the team is offered no leads for a while, and who covers; what was offered goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from frontdesk.desk.commands.ask import Ask, Said, Several
from frontdesk.desk.commands.changing import named
from frontdesk.desk.offering import pass_on
from frontdesk.messages.away import away as asked_for
from frontdesk.messages.defuse import short
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import say
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Person
from frontdesk.rules.hours import zone_of
from frontdesk.rules.rules import Rules
from frontdesk.store import absences
from frontdesk.store.database import Connection
from frontdesk.triage.assignment import seats
from frontdesk.triage.closing import LEADERS

_NAMED: Final = 8  #: who covers, by name
_NAME: Final = 40
_EXAMPLE: Final = "/away until 2026-12-24 | 3d | off"

_log = structlog.get_logger(__name__)


async def away(ask: Ask) -> Said:
    """`/away until DATE`, `/away 3d`, `/away off`; those who lead may name another; alone: who is away."""
    if not ask.rest:
        return await _listed(ask)
    asked = asked_for(ask.rest, ask.now, zone_of(ask.rules.hours))
    if asked is None:
        return ask.usage(_EXAMPLE)
    person = named(ask.rules.team, asked.name) if asked.name else ask.person
    if person is None:
        return ask.says("no_such_person")
    if person.name != ask.person.name and ask.person.role not in LEADERS:
        return ask.says("not_allowed")
    until = asked.until
    gone, owned = await ask.desk.db.write(lambda c: _set(c, person.name, until, ask.now))
    passed = await pass_on(ask.desk, person.name) if until else 0
    _log.info("absence set", by=ask.person.name, away=until is not None, passed=passed)
    facts = _Facts(ask=ask, person=person, until=until, gone=gone, owned=owned, passed=passed)
    here = _told(facts, ask.language)
    if person.name == ask.person.name or not person.telegram:
        return here
    return Several(card=here, others=((person.telegram, _told(facts, person.language)),))


def _set(
    connection: Connection, name: str, until: datetime | None, now: datetime
) -> tuple[Mapping[str, datetime], int]:
    """Who is away then, and how many leads stay with that person."""
    absences.set_away(connection, name, until)
    return absences.ends(connection, now), absences.owned(connection, name)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Facts:
    ask: Ask
    person: Person
    until: datetime | None
    gone: Mapping[str, datetime]
    owned: int
    passed: int


def _told(facts: _Facts, language: str) -> Card:
    ask, person, until, gone = facts.ask, facts.person, facts.until, facts.gone
    owned, passed = facts.owned, facts.passed
    name = _shown(person.name)
    by = "" if person.name == ask.person.name else say("away_by", language, who=_shown(ask.person.name))
    if until is None:
        return plain_card([f"{say('away_off', language, who=name)} {by}".strip()])
    back = told_end(until, ask.rules)
    lines = [f"{say('away_set', language, who=name, until=back)} {by}".strip()]
    covering = covers(ask.rules, gone)
    listed = ", ".join(map(_shown, covering[:_NAMED])) + (" …" if len(covering) > _NAMED else "")
    lines.append(say("away_covers", language, who=listed) if covering else say("away_nobody", language))
    lines += [say("away_passed", language, number=passed)] if passed else []
    lines += [say("away_own", language, number=owned)] if owned else []
    return plain_card(lines)


def covers(rules: Rules, gone: Mapping[str, datetime]) -> list[str]:
    """Who is offered leads while these are away, in the order of `[[team]]`."""
    return [seat.person.name for seat in seats(rules) if seat.is_offered and seat.person.name not in gone]


def told_end(until: datetime, rules: Rules) -> str:
    """When somebody is back, in the company's time; the hour where it is not the day's beginning."""
    at = until.astimezone(zone_of(rules.hours))
    return f"{at:%d.%m.%Y}" if (at.hour, at.minute) == (0, 0) else f"{at:%d.%m.%Y %H:%M}"


async def _listed(ask: Ask) -> Card:
    now = ask.now
    gone = await ask.desk.db.read(lambda connection: absences.ends(connection, now))
    team = {person.name for person in ask.rules.team}
    lines = [away_line(name, until, ask.rules, ask.language) for name, until in gone.items() if name in team]
    return plain_card(lines or [ask.word("away_list_none")])


def away_line(name: str, until: datetime, rules: Rules, language: str) -> str:
    """`Piotr: away until 24.12.2026`."""
    return f"🌴 {say('away_until', language, who=_shown(name), until=told_end(until, rules))}"


def _shown(name: str) -> str:
    return short(name, _NAME) or "—"
