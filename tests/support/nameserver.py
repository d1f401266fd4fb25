"""Nameserver: a DNS server on loopback, over UDP and TCP, that answers as a test wants it to."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import Any, Final

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Message = dns.message.Message
#: What to send back for a question; None: nothing.
Reply = Callable[[Message], bytes | None]
#: Seconds that names are believed: no test waits for them.
TTL: Final = 60


def says(*records: str, rcode: str = "NOERROR", authority: str = "", recursive: bool = True) -> Reply:
    """Records such as "MX 10 mx.acme.pl." or "NAME CNAME other."; those of another kind are left out."""

    def reply(question: Message) -> bytes:
        return answered(question, *records, rcode=rcode, authority=authority, recursive=recursive).to_wire()

    return reply


def answered(
    question: Message, *records: str, rcode: str = "NOERROR", authority: str = "", recursive: bool = True
) -> Message:
    """The answer to one question."""
    answer = dns.message.make_response(question, recursion_available=recursive)
    answer.set_rcode(dns.rcode.from_text(rcode))
    asked = question.question[0]
    for record in records:
        name, kind, value = record.split(" ", 2) if record[0].islower() else (str(asked.name), *_two(record))
        if kind in ("CNAME", dns.rdatatype.to_text(asked.rdtype)):
            answer.answer.append(dns.rrset.from_text(name, TTL, "IN", kind, value))
    if authority:
        name, kind, value = authority.split(" ", 2)
        answer.authority.append(dns.rrset.from_text(name, TTL, "IN", kind, value))
    return answer


def _two(record: str) -> tuple[str, str]:
    kind, _, value = record.partition(" ")
    return kind, value


def silent(question: Message) -> None:
    """No answer."""


def raw(data: bytes) -> Reply:
    """These bytes, with the question's id before them."""
    return lambda question: question.id.to_bytes(2, "big") + data


class Nameserver:
    """Answers each domain with its reply, everything else with `other`, over UDP and TCP alike."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.over_tcp: dict[str, Reply] = {}  #: instead, where the question comes by TCP
        self.other: Reply = says(rcode="NXDOMAIN")
        self.asked: Counter[str] = Counter()  #: domain: questions
        self.kinds: list[str] = []
        self.now = self.most = 0  #: questions without an answer yet, and the most there were at once
        self.hold: asyncio.Event | None = None  #: no answer before that is set
        self.port = 0

    @property
    def address(self) -> str:
        """As the setting DNS names it."""
        return f"127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen on a free port, the same for both."""
        loop = asyncio.get_running_loop()
        self._server = await asyncio.start_server(self._by_tcp, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        self._udp, _ = await loop.create_datagram_endpoint(
            lambda: _Udp(self), local_addr=("127.0.0.1", self.port)
        )

    async def stop(self) -> None:
        """Answer no more."""
        self._udp.close()
        self._server.close()

    async def reply(self, wire: bytes, tcp: bool = False) -> bytes | None:
        """What goes back."""
        question = dns.message.from_wire(wire)
        name = str(question.question[0].name).rstrip(".").lower()
        self.asked[name] += 1
        self.kinds.append(dns.rdatatype.to_text(question.question[0].rdtype))
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            if self.hold:
                await self.hold.wait()
            own = self.replies.get(name, self.other)
            return (self.over_tcp.get(name, own) if tcp else own)(question)
        finally:
            self.now -= 1

    async def _by_tcp(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            size = int.from_bytes(await reader.readexactly(2), "big")
            reply = await self.reply(await reader.readexactly(size), tcp=True)
            if reply is None:
                await reader.read()  # until the other side has had enough
                return
            writer.write(len(reply).to_bytes(2, "big") + reply)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, server: Nameserver) -> None:
        self._server, self._tasks = server, set[asyncio.Task[None]]()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, address: Any) -> None:
        task = asyncio.create_task(self._answer(data, address))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, data: bytes, address: Any) -> None:
        reply = await self._server.reply(data)
        if reply is not None and not self._transport.is_closing():
            self._transport.sendto(reply, address)


@asynccontextmanager
async def a_nameserver() -> Any:
    """A server that stops at the end."""
    server = Nameserver()
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
