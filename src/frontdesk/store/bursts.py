"""Bursts: when one live message stands for the cards of a chat, and which leads it is about.

Its row lives on while its cards come; a flood that begins anew meanwhile goes on with the same message.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.lead import State
from frontdesk.model.post import BURST, Asked, Burst, BurstPlan, Called, Counts, Source, Way
from frontdesk.model.press import Move
from frontdesk.model.score import Band
from frontdesk.signals.host import host_of
from frontdesk.store import card_turns, posts
from frontdesk.store import tables as t
from frontdesk.store.upsert import insert_or_update
from frontdesk.triage.outcome import UNTAKEN

BEFORE: Final = timedelta(seconds=60)  #: leads that came so shortly before a burst are part of it
LOOKED_AT: Final = 2_000  #: leads of a burst, the newest, whose source is looked at
VALUE: Final = 200  #: characters of an address or a page

_c, _l, _s, _h = t.posts.c, t.leads.c, t.submissions.c, t.history.c
_MINE: Final = _c.key == BURST


def looked_at(
    connection: sa.Connection, chat: int, now: datetime, plan: BurstPlan, *, busy: bool
) -> Burst | None:
    """The burst of a chat after a look at what waits there: it may begin, end or be over by that.

    `busy`: so much went out lately that two new cards are enough for one.
    """
    row = connection.execute(sa.select(t.posts).where(_c.chat == chat, _MINE)).first()
    if row is None or row.state == posts.OVER:
        waiting = card_turns.waiting(connection, chat, now, limit=plan.cards + 1)
        if waiting > plan.cards or (busy and waiting > 1):
            return _begun(connection, chat, now)
        return None
    burst = _burst(row)
    if burst.ended_at is None:
        lately = card_turns.waiting(connection, chat, now, since=now - plan.quiet, limit=plan.cards + 1)
        quiet = now - burst.began_at >= plan.quiet and lately <= plan.cards
        # One that cannot be shown stands for nothing: the cards come instead.
        return _ended(connection, burst, now) if quiet or row.state == "held" else burst
    again = card_turns.waiting(connection, chat, now, since=burst.ended_at, limit=plan.cards + 1)
    if again > plan.cards and row.state != "held":
        return _resumed(connection, burst, now)
    if row.state == "held" and not card_turns.waiting(connection, chat, now, limit=1):
        connection.execute(sa.update(t.posts).where(_c.chat == chat, _MINE).values(state=posts.OVER))
        return None
    return burst


def standing(connection: sa.Connection, chat: int) -> Burst | None:
    """The burst of a chat; None where there is none, or it is over."""
    row = connection.execute(sa.select(t.posts).where(_c.chat == chat, _MINE, _c.state != posts.OVER)).first()
    return _burst(row) if row else None


def _burst(row: Any) -> Burst:
    said = orjson.loads(row.about)
    asked, called = said.get("asked"), said.get("called")
    return Burst(
        chat=row.chat,
        first=said["first"],
        began_at=row.began_at,
        ended_at=row.ended_at,
        asked=asked and Asked(**{**asked, "way": Way(asked["way"])}),
        called=called and Called(**called),
    )


def _begun(connection: sa.Connection, chat: int, now: datetime) -> Burst:
    lately = sa.select(_l.id, _l.created_at).order_by(_l.id.desc()).limit(LOOKED_AT).subquery()
    counted = sa.select(sa.func.min(lately.c.id), sa.func.min(lately.c.created_at)).where(
        lately.c.created_at > now - BEFORE
    )
    first, at = connection.execute(counted).one()
    oldest = card_turns.first_waiting(connection, chat, now)
    first = min((id_ for id_ in (first, oldest) if id_ is not None), default=0)
    row = {
        "chat": chat,
        "key": BURST,
        "about": orjson.dumps({"first": first}),
        "began_at": at or now,
        "ended_at": None,
        "state": "due",
        "due_at": now,
        "message_id": None,
        "shown": None,
        "shown_at": None,
        "attempts": 0,
        "doubts": 0,
    }
    insert_or_update(connection, t.posts, [row], [name for name in row if name not in ("chat", "key")])
    return Burst(chat=chat, first=first, began_at=at or now, ended_at=None)


def _ended(connection: sa.Connection, burst: Burst, now: datetime) -> Burst:
    return _turned(connection, burst, now, now)


def _resumed(connection: sa.Connection, burst: Burst, now: datetime) -> Burst:
    return _turned(connection, burst, None, now)


def _turned(connection: sa.Connection, burst: Burst, ended_at: datetime | None, now: datetime) -> Burst:
    mine = sa.update(t.posts).where(_c.chat == burst.chat, _MINE)
    connection.execute(mine.values(ended_at=ended_at))
    posts.redraw(connection, burst.chat, BURST, now)
    return replace(burst, ended_at=ended_at)


def counts(connection: sa.Connection, burst: Burst) -> Counts:
    """The leads that came in a burst and were judged, as they stand now."""
    mine = [_l.id >= burst.first, _l.state.is_not(None)]
    if burst.ended_at:
        mine.append(_l.created_at <= burst.ended_at)
    return counted(connection, mine)


def counted(connection: sa.Connection, which: Sequence[sa.ColumnElement[bool]]) -> Counts:
    """Leads by where they stand."""
    select = sa.select(_l.state, _l.band, sa.func.count(), sa.func.max(_l.created_at)).where(*which)
    sums, last = Counter[str](), list[datetime]()
    for state, band, number, at in connection.execute(select.group_by(_l.state, _l.band)):
        sums[_kind(state, band)] += number
        last.append(at)
    return Counts(
        total=sums.total(),
        hot=sums["hot"],
        triage=sums["triage"],
        nurture=sums["nurture"],
        last_at=max(last, default=None),
    )


def _kind(state: str, band: str | None) -> str:
    if state in (State.QUARANTINED, State.JUNK):
        return "other"
    if band == Band.QUALIFIED:
        return "hot"
    return "nurture" if state == State.NURTURE else "triage"


def keep(
    connection: sa.Connection,
    burst: Burst,
    now: datetime,
    *,
    asked: Asked | None = None,
    called: Called | None = None,
) -> None:
    """Keep what somebody wants of the burst's leads, or did to them; without either nothing any more."""
    said: dict[str, Any] = {"first": burst.first}
    said |= {name: asdict(one) for name, one in (("asked", asked), ("called", called)) if one}
    posts.change(connection, burst.chat, BURST, said, now)


@dataclass(frozen=True, slots=True)
class _Came:
    """One lead of a burst, and where it came from."""

    lead: int
    free: bool  #: people may call it spam
    hook: str
    ways: Mapping[Way, str]


def source(connection: sa.Connection, burst: Burst) -> Source | None:
    """The one source of more than half of the leads; None where there is none, or nothing is left of it."""
    came = list(_came(connection, burst))
    made = Counter((one.hook, way, value) for one in came for way, value in one.ways.items())
    for way in Way:  # the narrowest first
        for (hook, kind, value), number in made.items():
            if kind is way and number > 1 and 2 * number > len(came):
                theirs = [one for one in came if one.hook == hook and one.ways.get(way) == value]
                free = [one.lead for one in theirs if one.free]
                lead = min(one.lead for one in theirs)
                return Source(hook=hook, way=way, value=value, lead=lead, count=len(free)) if free else None
    return None


def from_source(connection: sa.Connection, burst: Burst, asked: Asked) -> tuple[str, str, list[int]]:
    """Hook and value of the source that somebody asked about, and its leads that may be called spam."""
    came = {one.lead: one for one in _came(connection, burst, asked.lead)}
    sample = came.get(asked.lead)
    value = sample.ways.get(asked.way) if sample else None
    if sample is None or value is None:
        return "", "", []
    hook = sample.hook
    theirs = (one for one in came.values() if one.hook == hook and one.ways.get(asked.way) == value)
    return hook, value, sorted(one.lead for one in theirs if one.free)


def to_take_back(connection: sa.Connection, burst: Burst, called: Called, limit: int) -> list[int]:
    """The leads that were called spam together, and to which nothing happened since."""
    theirs = (_h.lead >= burst.first, _h.cause == f"press:{called.update}", _h.what == Move.SPAM)
    still = (_l.state == State.QUARANTINED, _l.revision == _h.revision)
    mine = sa.select(_l.id).join(t.history, _h.lead == _l.id).where(*theirs, *still)
    return list(connection.execute(mine.order_by(_l.id).limit(limit)).scalars())


def _came(connection: sa.Connection, burst: Burst, also: int = 0) -> Iterator[_Came]:
    """The newest leads of a burst by what they sent first."""
    mine = sa.select(_l.id).where(_l.id >= burst.first, _l.state.is_not(None))
    if burst.ended_at:
        mine = mine.where(_l.created_at <= burst.ended_at)
    mine = mine.order_by(_l.id.desc()).limit(LOOKED_AT)
    wanted = sa.or_(_l.id.in_(mine.scalar_subquery()), _l.id == also)
    firsts = sa.select(sa.func.min(_s.id)).join(t.leads, _s.lead == _l.id).where(wanted).group_by(_s.lead)
    select = sa.select(_l.id, _l.state, _s.hook, _s.normalised).join(t.leads, _s.lead == _l.id)
    for row in connection.execute(select.where(_s.id.in_(firsts.scalar_subquery()))):
        fields = orjson.loads(row.normalised).get("fields", {})
        yield _Came(row.id, row.state in UNTAKEN, row.hook, dict(_ways(fields)))


def _ways(fields: Mapping[str, Any]) -> Iterator[tuple[Way, str]]:
    for way in Way:
        said = fields.get(way)
        if isinstance(said, str) and said:
            value = said[:VALUE] if way is Way.ADDRESS else host_of(said)
            if value:
                yield way, value
