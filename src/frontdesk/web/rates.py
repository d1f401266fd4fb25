"""Rates: how many forms came lately, by source and form, counted at the door where the source is known.

In the memory of one web process: enough to notice a flood, and nothing is refused for it. What is over a
limit is noted on the submission, and the guard `rate` judges by that note.
"""

from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from frontdesk.intake.request import Request
from frontdesk.rules.rules import Rates

MINUTES: Final = 10
KEYS: Final = 20_000  #: that are remembered; who was silent longest is forgotten first
_MINUTE_S: Final = 60
#: Who posts what a visitor's browser would: of any other the source is a form builder's server.
BROWSERS: Final = frozenset(("html", "json"))
#: This machine and private networks (RFC 1918, RFC 4193).
_NEAR: Final = tuple(
    map(ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"))
)

Key = tuple[str, str]  #: (source, form); either may be "", for all


class Counter:
    """Counts of the last ten minutes, to the minute, of a bounded number of keys."""

    def __init__(self, keys: int = KEYS) -> None:
        self._most = keys
        #: key: the sum, then minute, count, minute, count …
        self._counts: OrderedDict[Key, list[int]] = OrderedDict()

    def count(self, key: Key, now_s: float) -> int:
        """One more; how many that makes since nine to ten minutes ago."""
        minute, found = int(now_s) // _MINUTE_S, self._counts.get(key)
        if found is None:
            self._counts[key] = [1, minute, 1]
            if len(self._counts) > self._most:
                self._counts.popitem(last=False)
            return 1
        self._counts.move_to_end(key)
        while len(found) > 1 and found[1] <= minute - MINUTES:
            found[0] -= found[2]
            del found[1:3]
        found[0] += 1
        if len(found) > 1 and found[-2] == minute:
            found[-1] += 1
        else:
            found += (minute, 1)
        return found[0]

    def __len__(self) -> int:
        return len(self._counts)


class Rate:
    """Counts forms and tells which limits they are over."""

    def __init__(self) -> None:
        self._counter = Counter()

    def over(self, form: str, source: str | None, limits: Rates, now_s: float) -> Mapping[str, int]:
        """Count one form; axis (`source_form`, `source`, `form`): its count, where that is over the limit.

        `source` as `source_of` tells it; None counts by form only.
        """
        count, found = self._counter.count, {}
        if source is not None:
            if (both := count((source, form), now_s)) > limits.source_form:
                found["source_form"] = both
            if (alone := count((source, ""), now_s)) > limits.source:
                found["source"] = alone
        if (all_ := count(("", form), now_s)) > limits.form:
            found["form"] = all_
        return found


def source_of(came: Request, provider: str) -> str | None:
    """By what the sender is counted: its address, of IPv6 the network (/64) that one customer gets.

    None of a form builder's server, which sends everybody's forms; and None of this machine or a private
    network, where no stranger sits: it is a proxy that nobody configured, or a server of the site's own.
    """
    if provider not in BROWSERS or not came.client or _is_near(came.client):
        return None
    return _network(came.client) if ":" in came.client else came.client


@lru_cache(maxsize=4096)
def _network(client: str) -> str:
    """The network of an IPv6 address; or the IPv4 address that stands in it."""
    try:
        address = IPv6Address(client)
    except ValueError:
        return client
    mapped = address.ipv4_mapped
    return str(mapped) if mapped else f"{IPv6Address(int(address) >> 64 << 64)}/64"


@lru_cache(maxsize=4096)
def _is_near(client: str) -> bool:
    """Whether it stands on this machine or in a private network."""
    try:
        address = ip_address(client)
    except ValueError:
        return False
    address = (isinstance(address, IPv6Address) and address.ipv4_mapped) or address
    return any(address.version == network.version and address in network for network in _NEAR)
