"""Budgets: how many letters may go out over all nodes, in any hour and to one domain in any minute."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from frontdesk.model.delivery import Delivery
from frontdesk.signals.domains import kind
from frontdesk.store import deliveries, quotas
from frontdesk.store.database import Connection
from frontdesk.store.locks import lock

ALL: Final = "mail"  #: the quota of all letters
HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
#: A limit that so many letters are left of is not reached within `SURE_FOR`, however many nodes send.
FAR: Final = 10_000
SURE_FOR: Final = timedelta(seconds=1)


class Budgets:
    """Counted under a lock of all nodes, but for a limit that is far away: that, once a second."""

    def __init__(self) -> None:
        self._sure: dict[tuple[str, int], datetime] = {}  # (quota, limit): far away until then

    def room(self, connection: Connection, wanted: int, per_hour: int, now: datetime) -> int:
        """How many letters may go out now, at most `wanted`."""
        return max(0, min(wanted, self._left(connection, {ALL}, per_hour, now - HOUR, now).get(ALL, wanted)))

    def spend(
        self, connection: Connection, claimed: Sequence[Delivery], per_domain: int, now: datetime
    ) -> list[Delivery]:
        """The letters that their domains' minutes have room for; the others are due a minute later."""
        domains = {one.id: key for one in claimed if (key := _domain(one.to))}
        left = self._left(connection, set(domains.values()), per_domain, now - MINUTE, now)
        fitting = []
        for one in claimed:
            key = domains.get(one.id, "")
            if key in left and left[key] <= 0:
                deliveries.put_off(connection, one.id, now + MINUTE)
                continue
            if key in left:
                left[key] -= 1
            fitting.append(one)
        keys = [domains[one.id] for one in fitting if one.id in domains]
        quotas.use(connection, [ALL] * len(fitting) + keys, now)
        return fitting

    def _left(
        self, connection: Connection, keys: set[str], limit: int, since: datetime, now: datetime
    ) -> dict[str, int]:
        """How much is left of those that are not far away."""
        near = sorted(key for key in keys if self._sure.get((key, limit), now) <= now)
        if not near:
            return {}
        lock(connection, *near)
        left = {key: limit - used for key, used in quotas.used(connection, near, since).items()}
        self._sure = {one: until for one, until in self._sure.items() if until > now}
        self._sure |= {(key, limit): now + SURE_FOR for key in near if left[key] > FAR}
        return left


def used_up(connection: Connection, per_hour: int, now: datetime) -> str | None:
    """What people are told while letters wait for the hour's budget; None: none waits."""
    count = deliveries.waiting(connection, now)
    if not count:
        return None
    # Each letter that went out frees its place an hour later, and so does the one that takes it.
    moments = quotas.moments(connection, ALL, now - HOUR)[-per_hour:] or [now]
    turn, place = divmod(count - 1, per_hour) if per_hour else (0, 0)
    until = moments[min(place, len(moments) - 1)] + (turn + 1) * HOUR
    return (
        f"letters that wait: {count}, since the budget of {per_hour} an hour is used up; the last goes out "
        f"about {until:%Y-%m-%d %H:%M} UTC, and what has waited for 24 hours is cancelled. See whether "
        "somebody floods your forms; else raise letters_per_hour in rules.toml"
    )


def _domain(address: str) -> str | None:
    """The quota of a domain; None for the big providers, which take more than we have."""
    domain = address.rpartition("@")[2].lower()
    return None if kind(domain) == "free" else f"{ALL}:{domain[:100]}"
