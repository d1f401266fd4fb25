"""Wire: a line between frontdesk and a peer that may be slow, silent, cut, or chopped into pieces."""

import asyncio
import random
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from urllib.parse import SplitResult

from support.relay import Relay, Side

LATE_S = (0.1, 2.0)  #: latency
PIECE_BYTES, PAUSE_S = (16, 512), (0.005, 0.05)  #: slicer
A_SECOND_BYTES = 4_096  #: bandwidth
HALF_CLOSED_S = (1.0, 8.0)  #: slow close
SILENT_S = 0.05  #: between two looks whether a silent line speaks again
BREAKS = 0.2  #: of what is said while lines are reset, so much breaks one
_LINGER_NOT = struct.pack("ii", 1, 0)  #: closing a socket so sends a reset


class Fault(StrEnum):
    """What is wrong with a line."""

    LATENCY = "latency"  #: every word comes late
    DOWN = "down"  #: nobody gets through, and whoever talks is cut off
    TIMEOUT = "timeout"  #: nothing is heard any more; in the end the lines are cut
    RESET = "reset"  #: lines are reset, some in the middle of a talk
    SLICER = "slicer"  #: small pieces with pauses between them
    BANDWIDTH = "bandwidth"  #: so many bytes a second
    SLOW_CLOSE = "slow close"  #: who hangs up is heard to do so late


class Wire(Relay):
    """A relay that passes everything on, as well as its fault lets it."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__(None, lambda: None)
        self._chance = chance
        self.fault: Fault | None = None

    async def breaks(self, fault: Fault) -> None:
        """From now on this is wrong with it."""
        self.fault = fault
        if fault in (Fault.DOWN, Fault.RESET):
            await self.hang_up()

    async def heals(self) -> None:
        """Nothing is wrong any more."""
        if self.fault is Fault.TIMEOUT:
            await self.hang_up()
        self.fault = None

    async def _talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, peer: SplitResult
    ) -> None:
        if self.fault is Fault.DOWN:
            return
        with suppress(OSError):  # the peer is away itself: then frontdesk is hung up on
            await super()._talk(reader, writer, peer)

    async def _both(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        peer_reader: asyncio.StreamReader,
        peer_writer: asyncio.StreamWriter,
    ) -> None:
        try:
            await super()._both(reader, writer, peer_reader, peer_writer)
        finally:
            if self.fault is Fault.RESET:
                _reset(writer)
                _reset(peer_writer)

    async def _pass(
        self, heard: object, side: Side, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while said := await reader.read(65536):
            for piece, pause_s in self._pieces(said):
                await asyncio.sleep(pause_s)
                while self.fault is Fault.TIMEOUT:
                    await asyncio.sleep(SILENT_S)
                if self.fault is Fault.RESET and self._chance.random() < BREAKS:
                    return
                writer.write(piece)
                await writer.drain()
        if self.fault is Fault.SLOW_CLOSE:
            await asyncio.sleep(self._chance.uniform(*HALF_CLOSED_S))

    def _pieces(self, said: bytes) -> Iterator[tuple[bytes, float]]:
        """What is passed on at once, and how long after the piece before; a fault that ends stops it."""
        chance = self._chance
        while said:
            size, pause_s = len(said), 0.0
            if self.fault is Fault.LATENCY:
                pause_s = chance.uniform(*LATE_S)
            elif self.fault is Fault.SLICER:
                size, pause_s = chance.randint(*PIECE_BYTES), chance.uniform(*PAUSE_S)
            elif self.fault is Fault.BANDWIDTH:
                size = min(size, A_SECOND_BYTES // 10)
                pause_s = size / A_SECOND_BYTES
            yield said[:size], pause_s
            said = said[size:]


def _reset(writer: asyncio.StreamWriter) -> None:
    """Hang up so that the other side sees a reset."""
    line: socket.socket | None = writer.get_extra_info("socket")
    if line is not None and line.family != socket.AF_UNIX and line.fileno() >= 0:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
    writer.transport.abort()
