"""Drawn posts: the live message of a burst and the morning's digest as they read now."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from frontdesk.desk.desk import Desk
from frontdesk.desk.morning import A_PAGE, night_leads, page_of
from frontdesk.messages.burst import burst_card
from frontdesk.messages.morning import morning_card
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Chat
from frontdesk.model.post import BURST, MORNING, BurstFacts, MorningFacts, PostLine, Source
from frontdesk.store import bursts, card_turns, posts
from frontdesk.store.database import Connection
from frontdesk.store.leads import read_known
from frontdesk.store.posts import PostWork

TOP: Final = 10  #: leads that the live message names


async def drawn_post(desk: Desk, chat: Chat, work: PostWork) -> Card | None:
    """The post as it should read; None where there is nothing to show."""
    if work.key == BURST:
        facts = await desk.db.read(lambda connection: _burst(connection, desk, chat))
        return burst_card(facts) if facts else None
    found = await desk.db.read(lambda connection: _morning(connection, desk, chat, work.key))
    return morning_card(found) if found else None


def _burst(connection: Connection, desk: Desk, chat: Chat) -> BurstFacts | None:
    burst = bursts.standing(connection, chat.id)
    if burst is None:
        return None
    burst = replace(burst, called=burst.taken_back(desk.clock()))
    best, waiting = card_turns.best_waiting(connection, chat.id, TOP)
    asked, source = burst.asked, None
    if asked and (asked.by or desk.clock().timestamp() < asked.until):
        hook, value, free = bursts.from_source(connection, burst, asked)
        if free:
            source = Source(hook=hook, way=asked.way, value=value, lead=asked.lead, count=len(free))
    elif waiting:
        burst, source = replace(burst, asked=None), bursts.source(connection, burst)
    return BurstFacts(
        burst=burst,
        chat=chat,
        counts=bursts.counts(connection, burst),
        lines=_lines(connection, desk, best),
        waiting=waiting,
        source=source,
    )


def _morning(connection: Connection, desk: Desk, chat: Chat, key: str) -> MorningFacts | None:
    said = posts.about(connection, chat.id, key)
    if said is None:
        return None
    counts, numbers = night_leads(connection, said)
    page, pages = page_of(said["page"], len(numbers))
    shown = numbers[page * A_PAGE : (page + 1) * A_PAGE]
    return MorningFacts(
        day=key.removeprefix(MORNING),
        chat=chat,
        counts=counts,
        lines=_lines(connection, desk, [(lead, None) for lead in shown]),
        page=page,
        pages=pages,
    )


def _lines(
    connection: Connection, desk: Desk, wanted: Sequence[tuple[int, int | None]]
) -> tuple[PostLine, ...]:
    """Leads with their scores; None: that of the newest receipt."""
    known = read_known(connection, [lead for lead, _ in wanted], desk.clock())
    found = []
    for lead, score in wanted:
        if one := known.get(lead):
            total = one.receipt.score.total if one.receipt else score or 0
            found.append(PostLine(lead=one.lead, score=total, contacts=desk.judge.fields(one)))
    return tuple(found)
