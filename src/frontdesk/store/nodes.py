"""Nodes: the processes that work on one database, and the leases for what only one of them may do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from frontdesk.store.tables import leases, nodes
from frontdesk.store.upsert import insert_or_ignore, insert_or_update


def beat(connection: sa.Connection, id: str, place: str, role: str, now: datetime) -> None:
    """This node lives."""
    row = {"id": id, "place": place, "role": role, "started_at": now, "seen_at": now}
    insert_or_update(connection, nodes, [row], ["seen_at"])


def read(connection: sa.Connection) -> Sequence[Any]:
    """Every node that has not left, dead ones among them: rows, by id."""
    return connection.execute(sa.select(nodes).order_by(nodes.c.id)).all()


def forget(connection: sa.Connection, ids: Sequence[str]) -> None:
    """These nodes are gone: what they held is free for others."""
    if ids:
        connection.execute(sa.delete(nodes).where(nodes.c.id.in_(ids)))


def leave(connection: sa.Connection, id: str) -> None:
    """This node ends, and lets go of its leases."""
    connection.execute(sa.delete(leases).where(leases.c.node == id))
    forget(connection, [id])


def take_lease(connection: sa.Connection, name: str, node: str, now: datetime) -> bool:
    """Take a lease that nobody living holds; whether this node has it now."""
    insert_or_ignore(connection, leases, [{"name": name, "node": node, "since": now}])
    held = sa.select(leases.c.node).where(leases.c.name == name).with_for_update()
    if connection.execute(held).scalar() == node:
        return True
    mine = sa.update(leases).where(leases.c.name == name, leases.c.node.not_in(living()))
    return connection.execute(mine.values(node=node, since=now)).rowcount == 1


def living() -> Any:
    """The ids of all nodes that nobody has found dead, as a subquery: a claim of any other is free."""
    return sa.select(nodes.c.id).scalar_subquery()
