"""DNS: whether a domain takes mail; yes, certainly no, or nobody can say.

No is only what no mail server could find a way around: the domain is not there, says so itself (RFC 7505), or
has neither mail servers nor an address of its own (RFC 5321, section 5.1).
"""

import asyncio
from datetime import timedelta
from typing import Any, Final

import dns.asyncresolver
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.nameserver
import dns.query
import dns.rdatatype
import dns.resolver

from frontdesk.errors import Deferred, Faults, FrontdeskError

_TRIES: Final = 3  #: of the time limit's parts: a lost packet, or a dead one of several resolvers
_PORT: Final = 53
#: By TCP up to 64 kB could come, which take a tenth of a second to parse; no company needs as much as this.
ANSWER_BYTES: Final = 8_000
_ADDRESSES: Final = (dns.rdatatype.A, dns.rdatatype.AAAA)


class _Doubtful(FrontdeskError):
    """An answer that proves nothing."""


class MailResolver:
    """Asks a resolver, over UDP, and over TCP what does not fit; what is very long proves nothing."""

    def __init__(self, limit: timedelta, server: tuple[str, int] | None = None) -> None:
        """`limit` holds for all questions about a domain together; `server` instead of the system's.

        Raises:
            Faults: the system names no resolver.
        """
        self._limit_s = limit.total_seconds()
        self._resolver = a_resolver(self._limit_s, server)

    async def takes_mail(self, domain: str) -> bool | None:
        """Whether mail can be delivered to a domain in ASCII; None: it answered, but nothing certain.

        Raises:
            Deferred: no answer in time.
        """
        try:
            async with asyncio.timeout(self._limit_s):
                return await self._asked(dns.name.from_text(f"{domain}."))
        except (TimeoutError, dns.exception.Timeout):
            raise Deferred(f"no answer within {self._limit_s:g} s") from None
        except (dns.exception.DNSException, _Doubtful, OSError):
            return None

    async def _asked(self, name: dns.name.Name) -> bool:
        if (servers := await self._found(name, dns.rdatatype.MX)) is not None:
            return [str(server.exchange) for server in servers] != ["."]
        for kind in _ADDRESSES:
            if await self._found(name, kind) is not None:
                return True
        return False

    async def _found(self, name: dns.name.Name, kind: dns.rdatatype.RdataType) -> dns.resolver.Answer | None:
        """The records of that kind; None where there certainly are none."""
        try:
            return await self._resolver.resolve(name, kind, search=False)
        except dns.resolver.NXDOMAIN as error:
            # Some servers deny a name of which they only lack that kind: its addresses are asked for too.
            _look_through(error.kwargs["responses"][name])
        except dns.resolver.NoAnswer as error:
            _look_through(error.kwargs["response"])
        return None


def a_resolver(limit_s: float, server: tuple[str, int] | None = None) -> dns.asyncresolver.Resolver:
    """What asks `server`, else the system's resolvers, and gives up on a question after that time.

    Raises:
        Faults: the system names no resolver.
    """
    try:
        resolver = dns.asyncresolver.Resolver(configure=server is None)
    except dns.resolver.NoResolverConfiguration as error:
        told = "FRONTDESK_DNS: expected a resolver in /etc/resolv.conf, found none; name one, or say off"
        raise Faults([told]) from error
    places = [server] if server else [(str(each), _PORT) for each in resolver.nameservers]
    resolver.nameservers = [_Server(*place) for place in places]
    resolver.timeout, resolver.lifetime = limit_s / _TRIES, limit_s
    return resolver


def refers(response: dns.message.Message) -> bool:
    """Whether an answer only says who else may know."""
    kinds = {rrset.rdtype for rrset in response.authority}
    return dns.rdatatype.NS in kinds and dns.rdatatype.SOA not in kinds


def _look_through(response: dns.message.Message) -> None:
    """Let pass what really says no.

    Raises:
        _Doubtful: another server is named, or an alias that leads nowhere, or whoever says it has not looked.
    """
    if refers(response) or response.answer or not response.flags & dns.flags.RA:
        raise _Doubtful


class _Server(dns.nameserver.Do53Nameserver):
    """A resolver of whose answers only so much is read that it keeps nobody else waiting."""

    async def async_query(
        self,
        request: dns.message.QueryMessage,
        timeout: float,  # noqa: ASYNC109 - the library calls it so
        source: str | None,
        source_port: int,
        max_size: bool,
        backend: Any,
        one_rr_per_rrset: bool = False,
        ignore_trailing: bool = False,
    ) -> dns.message.Message:
        """Ask over UDP or, where the answer did not fit, over TCP."""
        if not max_size:
            return await super().async_query(request, timeout, source, source_port, False, backend)
        try:
            async with asyncio.timeout(timeout):
                wire = await self._by_tcp(request.to_wire())
        except TimeoutError:  # which counts as an OSError, and would say that the resolver is no good
            raise dns.exception.Timeout from None
        answer = dns.message.from_wire(wire)
        if not request.is_response(answer):
            raise dns.query.BadResponse
        return answer

    async def _by_tcp(self, question: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(self.address, self.port)
        try:
            writer.write(len(question).to_bytes(2) + question)
            size = int.from_bytes(await reader.readexactly(2))
            if size > ANSWER_BYTES:
                raise dns.exception.FormError  # it is not asked again
            return await reader.readexactly(size)
        finally:
            writer.close()
