"""Own: what a person of the team sets for itself, and the link by which an account becomes a person's."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Final

from frontdesk.desk.commands.ask import Ask, Said, Several
from frontdesk.desk.commands.changing import named
from frontdesk.desk.desk import Desk
from frontdesk.desk.told import Told
from frontdesk.messages.commands import link_payload, span
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import LANGUAGES, say, word
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Role
from frontdesk.rules.hours import zone_of
from frontdesk.store import people as store
from frontdesk.store import updates
from frontdesk.store.database import Connection
from frontdesk.triage.hearing import is_muted

LINK_LIVES: Final = timedelta(minutes=15)
LONGEST: Final = timedelta(days=7)  #: that somebody may be muted
_TOKEN_BYTES: Final = 24
_HEADS: Final = frozenset({Role.HEAD, Role.ADMIN})


async def lang(ask: Ask) -> Said:
    """`/lang en|ru|pl`."""
    language = ask.rest.lower()
    if language not in LANGUAGES:
        return ask.usage(f"/lang {' | '.join(LANGUAGES)}")
    await ask.desk.people.choose(ask.person, language=language)
    return plain_card([word("language_set", language)])


async def mute(ask: Ask) -> Said:
    """`/mute 2h`, `/mute off`: what comes to the own chat makes no sound; no lead is hidden by it."""
    if ask.rest.lower() in ("off", "0"):
        await ask.desk.people.choose(ask.person, muted_until=None)
        return ask.says("unmuted")
    lasting = span(ask.rest)
    if lasting is None:
        return ask.usage("/mute 30m | 2h | 1d | off")
    until = ask.now + min(lasting, LONGEST)
    await ask.desk.people.choose(ask.person, muted_until=until)
    told = f"{until.astimezone(zone_of(ask.rules.hours)):%d.%m. %H:%M}"
    # Who is muted already and chooses another end is no news for the head.
    told_of = () if is_muted(ask.person, ask.now) else ask.rules.team
    others = tuple(
        (head.telegram, plain_card([say("muted_of", head.language, who=ask.person.name, until=told)]))
        for head in told_of
        if head.role in _HEADS and head.telegram and head.name != ask.person.name
    )
    return Several(card=ask.says("muted", who=told), others=others)


async def link(ask: Ask) -> Said:
    """`/link NAME`: an address that binds whoever opens it first to that person; in private only."""
    person = named(tuple(ask.desk.people.written), ask.rest)
    if not ask.rest or person is None:
        return ask.says("no_such_person") if ask.rest else ask.usage("/link Ann")
    if person.telegram:
        return ask.says("has_account", who=person.name)
    if ask.bot is None:
        return ask.says("link_nameless")
    token, now, by = token_urlsafe(_TOKEN_BYTES), ask.now, ask.person.name
    hashed, name = _hash(token), person.name
    await ask.desk.db.write(
        lambda connection: store.offer(connection, hashed, name, by, now + LINK_LIVES, now)
    )
    address = f"https://t.me/{ask.bot}?start={link_payload(token)}"
    return plain_card([say("link_made", ask.language, who=name), address])


async def bind(desk: Desk, token: str, *, user: int, update: int) -> Told | Card:
    """What whoever opens such an address is told; once, and within its time, the account is that person's."""
    now, bound, rules = desk.clock(), desk.judge.rules.person(user), desk.judge.rules
    language = bound.language if bound else rules.language
    if bound is not None:
        await desk.db.write(lambda connection: updates.settle(connection, update))
        return plain_card([word("linked_already", language)])
    free = {person.name for person in desk.people.written if not person.telegram}

    def work(connection: Connection) -> str | None:
        updates.settle(connection, update)
        return store.take_up(connection, _hash(token), user, free, now)

    name = await desk.db.write(work)
    if name is None:
        return plain_card([word("link_gone", language)])
    await desk.people.read()
    desk.wake.ring("people", "cards")
    person = next((each for each in desk.judge.rules.team if each.name == name), None)
    return plain_card([say("linked", person.language if person else language, who=name)])


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
