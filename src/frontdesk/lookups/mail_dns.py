"""Mail DNS: the records that say who sends mail for a domain, and who takes it.

No records is an answer; no answer is not: it raises, so that nobody takes silence for a fault.
"""

import asyncio
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Final

import dns.asyncresolver
import dns.exception
import dns.flags
import dns.name
import dns.rdatatype
import dns.resolver
import dns.reversename

from frontdesk.errors import Deferred, Faults
from frontdesk.lookups.dns import a_resolver, refers

Address = IPv4Address | IPv6Address
RECORDS: Final = 50  #: of one name and kind that are looked at; in practice there are fewer
_OFF: Final = "DNS is not asked: FRONTDESK_DNS is off"


class MailDns:
    """Asks for records, each question for at most a time limit."""

    def __init__(
        self, limit_s: float, server: tuple[str, int] | None = None, *, why_off: str | None = None
    ) -> None:
        """`server` instead of the system's resolvers; `why_off`: nobody is asked, for that reason."""
        self._limit_s, self._why_off = limit_s, why_off
        self._resolver: dns.asyncresolver.Resolver | None = None
        if why_off is None:
            try:
                self._resolver = a_resolver(limit_s, server)
            except Faults as faults:
                self._why_off = f"DNS is not asked: {faults.problems[0]}"

    @classmethod
    def off(cls) -> "MailDns":
        """One that asks nobody."""
        return cls(0, why_off=_OFF)

    async def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name, each in one piece.

        Raises:
            Deferred: no answer, or none that can be believed; so do all that follow.
        """
        records = await self._found(name, dns.rdatatype.TXT)
        return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in records)

    async def addresses(self, name: str) -> tuple[Address, ...]:
        """The addresses of a host, of both families."""
        kinds = (dns.rdatatype.A, dns.rdatatype.AAAA)
        found = await asyncio.gather(*(self._found(name, kind) for kind in kinds))
        return tuple(ip_address(record.address) for records in found for record in records)

    async def mail_servers(self, domain: str) -> tuple[str, ...]:
        """The hosts that take a domain's mail, the preferred ones first; a lone "" says that none does."""
        records = await self._found(domain, dns.rdatatype.MX)
        return tuple(_host(each.exchange) for each in sorted(records, key=lambda each: int(each.preference)))

    async def names(self, address: Address) -> tuple[str, ...]:
        """What an address is called: its PTR records."""
        records = await self._found(str(dns.reversename.from_address(str(address))), dns.rdatatype.PTR)
        return tuple(_host(record.target) for record in records)

    async def _found(self, name: str, kind: dns.rdatatype.RdataType) -> list[Any]:
        """The records of that kind; none where the name or the kind certainly is not there."""
        if self._resolver is None:
            raise Deferred(self._why_off or _OFF)
        try:
            async with asyncio.timeout(self._limit_s):
                where = dns.name.from_text(f"{name.rstrip('.')}.")
                return list(await self._resolver.resolve(where, kind, search=False))[:RECORDS]
        except (TimeoutError, dns.exception.DNSException, OSError) as error:
            if _is_no(error):
                return []
            told = f"DNS gave no answer about {dns.rdatatype.to_text(kind)} of {name[:100]}"
            raise Deferred(told) from error


def _is_no(error: Exception) -> bool:
    """Whether a resolver that looks for itself says that there is nothing."""
    if isinstance(error, dns.resolver.NXDOMAIN):
        responses = list(error.kwargs["responses"].values())
    elif isinstance(error, dns.resolver.NoAnswer):
        responses = [error.kwargs["response"]]
    else:
        return False
    return all(response.flags & dns.flags.RA and not refers(response) for response in responses)


def _host(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).lower() if name != dns.name.root else ""
