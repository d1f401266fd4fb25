"""Identities: by what leads are known again, and whose a submission is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.submission import Received
from frontdesk.signals.identity import Identity
from frontdesk.store.driver import driver_sql, new_leads
from frontdesk.store.locks import try_lock
from frontdesk.store.tables import micros

#: A submission and by what its lead is known; None makes a lead of its own.
Leadless = tuple[Received, Identity | None]

#: Driver-level statements: each form takes this step, and Core costs ten times as much.
_GIVE: Final = driver_sql("UPDATE submissions SET lead = ? WHERE id = ?")
#: How many values one statement looks for; few statements, so that each is prepared once.
_SIZES: Final = (1, 8, 64)
_LEADLESS: Final = {
    size: driver_sql(
        f"SELECT id FROM submissions WHERE lead IS NULL AND id IN ({', '.join('?' * size)})"  # noqa: S608
    )
    for size in _SIZES
}
_OWNERS: Final = {
    size: driver_sql(
        f"SELECT value, lead FROM identities WHERE kind = ? AND value IN ({', '.join('?' * size)})"  # noqa: S608
    )
    for size in _SIZES
}
_INSERT_LEAD: Final = driver_sql("INSERT INTO leads (id, created_at) VALUES (?, ?)")
_DELETE_LEAD: Final = driver_sql("DELETE FROM leads WHERE id = ?")
_INSERT_IDENTITY: Final = driver_sql(
    "INSERT INTO identities (kind, value, lead) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
)


def give_leads(connection: sa.Connection, found: Sequence[Leadless]) -> bool:
    """Give submissions, oldest first, to the leads they are of, or to new ones; False: another node is at it.

    One node at a time: two at once could give the later of a lead's submissions first, and it would be
    judged first.
    """
    if not try_lock(connection, "give_leads"):
        return False
    still = _leadless(connection, [received.id for received, _ in found])
    came = [(received, identity) for received, identity in found if received.id in still]
    owners = _known(connection, {identity for _, identity in came if identity})
    makers: dict[Any, Received] = {}
    for received, identity in came:
        if identity is None or identity not in owners:
            makers.setdefault(identity or received.id, received)
    owners.update(_new_leads(connection, makers))
    if given := [(owners[identity or received.id], received.id) for received, identity in came]:
        _GIVE(connection, given)
    return True


def _leadless(connection: sa.Connection, ids: Sequence[int]) -> set[int]:
    """Those that another process has not given to a lead meanwhile."""
    return {row[0] for some in _portions(ids) for row in _LEADLESS[len(some)](connection, some)}


def _known(connection: sa.Connection, wanted: set[Identity]) -> dict[Any, int]:
    """identity: the lead that is known by it."""
    found: dict[Any, int] = {}
    for kind in {kind for kind, _ in wanted}:
        for some in _portions([value for other, value in wanted if other == kind]):
            rows = _OWNERS[len(some)](connection, [kind, *some])
            found |= {(kind, value): lead for value, lead in rows}
    return found


def _portions(values: Sequence[Any]) -> Iterator[list[Any]]:
    """As many at a time as there is a statement for; the last portion is filled up with its first value."""
    for start in range(0, len(values), _SIZES[-1]):
        some = list(values[start : start + _SIZES[-1]])
        size = next(size for size in _SIZES if size >= len(some))
        yield some + some[:1] * (size - len(some))


def _new_leads(connection: sa.Connection, makers: Mapping[Any, Received]) -> dict[Any, int]:
    """Whoever makes a lead (an identity, or a submission's id): the lead."""
    if not makers:
        return {}
    made = dict(zip(makers, new_leads(connection, len(makers)), strict=True))
    _INSERT_LEAD(connection, [(made[maker], micros(came.at)) for maker, came in makers.items()])
    known = {maker: lead for maker, lead in made.items() if isinstance(maker, tuple)}
    # In one order on all nodes, or two could wait for each other.
    rows = [(kind, value, known[kind, value]) for kind, value in sorted(known)]
    if rows and _INSERT_IDENTITY(connection, rows).rowcount < len(rows):
        made.update(_quicker(connection, known))
    return made


def _quicker(connection: sa.Connection, known: Mapping[Identity, int]) -> dict[Any, int]:
    """Another node stored these identities meanwhile: its leads; ours, which nobody has seen, go."""
    theirs = {one: lead for one, lead in _known(connection, set(known)).items() if lead != known[one]}
    _DELETE_LEAD(connection, [(known[one],) for one in theirs])
    return theirs
