"""Relay: stands between frontdesk and a peer, and strikes at one moment of their talk."""

import asyncio
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, urlsplit

Side = Literal["frontdesk", "peer"]
TAIL_BYTES = 20_000  #: how much of a side's last words is looked at: a card with its buttons, and more


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """When `says` ends what `side` said last, and not before `after` was heard from anybody.

    What the moment is known by is not passed on: the other side never hears it.
    """

    side: Side
    says: bytes  #: a regular expression
    after: bytes = b""  #: the same; blank for at once


#: The server has greeted; frontdesk's first word is lost.
AFTER_CONNECT = Moment(side="frontdesk", says=rb"EHLO [^\r]*\r\n\Z")
#: The server has taken the recipient; DATA is lost.
AFTER_RCPT = Moment(side="frontdesk", says=rb"DATA\r\n\Z")
#: The server waits for the text; all of it is lost.
AFTER_354 = Moment(side="frontdesk", after=rb"354 [^\n]*\n\Z", says=rb"(?s).")
#: The server has the text and has kept the mail; its 250 is lost.
AFTER_DOT = Moment(side="peer", after=rb"\r\n\.\r\n\Z", says=rb"250 [^\n]*\n\Z")
#: The message stands in the chat; the answer of the Bot API is lost.
AFTER_SEND = Moment(side="peer", after=rb"/sendMessage HTTP/1\.1\r\n", says=rb"HTTP/1\.1 200 ")


class Relay:
    """A port of its own in front of a peer's."""

    def __init__(self, moment: Moment | None, strike: Callable[[], None]) -> None:
        """`strike` is called once, in the event loop."""
        self._moment, self._strike = moment, strike
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()

    async def start(self, url: str) -> str:
        """Listen, and pass on what comes to `url`; the address to use in its place.

        `unix:///path` is a peer that listens on a socket in a folder.
        """
        peer = urlsplit(url)

        def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talk = asyncio.create_task(self._talk(reader, writer, peer))
            self._talks.add(talk)
            talk.add_done_callback(self._talks.discard)
            talk.add_done_callback(lambda _: writer.close())  # one that was ended before it began

        self._server = await asyncio.start_server(serve, "127.0.0.1", 0)
        return f"{peer.scheme}://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Hang up everywhere."""
        assert self._server
        self._server.close()
        await self.hang_up()

    async def hang_up(self) -> None:
        """End every talk that there is."""
        talks = list(self._talks)
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)

    async def _talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, peer: SplitResult
    ) -> None:
        peer_reader, peer_writer = await _dialled(peer)
        with closing(peer_writer):
            await self._both(reader, writer, peer_reader, peer_writer)

    async def _both(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        peer_reader: asyncio.StreamReader,
        peer_writer: asyncio.StreamWriter,
    ) -> None:
        heard = _Heard(self._moment)
        passing = [
            asyncio.create_task(self._pass(heard, "frontdesk", reader, peer_writer)),
            asyncio.create_task(self._pass(heard, "peer", peer_reader, writer)),
        ]
        try:
            await asyncio.wait(passing, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in passing:
                task.cancel()
            await asyncio.gather(*passing, return_exceptions=True)  # one that is dead is what this is for

    async def _pass(
        self, heard: "_Heard", side: Side, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while said := await reader.read(65536):
            if self._moment and heard.is_now(side, said):
                self._moment = None
                return self._strike()
            writer.write(said)
            await writer.drain()
        return None


async def _dialled(peer: SplitResult) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if peer.scheme == "unix":
        return await asyncio.open_unix_connection(peer.path)
    return await asyncio.open_connection(peer.hostname, peer.port)


class _Heard:
    """What was said on one connection since the moment was near."""

    def __init__(self, moment: Moment | None) -> None:
        self._moment, self._near = moment, not (moment and moment.after)
        self._tails = {"frontdesk": b"", "peer": b""}

    def is_now(self, side: Side, said: bytes) -> bool:
        """Whether these words are the moment's."""
        assert self._moment
        self._tails[side] = tail = (self._tails[side] + said)[-TAIL_BYTES:]
        if self._near:
            return side == self._moment.side and re.search(self._moment.says, tail) is not None
        if re.search(self._moment.after, tail):
            self._near, self._tails = True, {"frontdesk": b"", "peer": b""}
        return False
