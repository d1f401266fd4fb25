"""Sorting: what of a multipart body goes to disk as it comes, and what is left for the database."""

from typing import Protocol

from frontdesk.errors import Unreadable
from frontdesk.intake.body import BODY_BYTES, FIELDS
from frontdesk.intake.parts import Head, Stream
from frontdesk.quantities import Bytes
from frontdesk.web.admission import Arriving


class Taker(Protocol):
    """Whoever takes the files, one after the other."""

    def begin(self) -> None:
        """One comes."""

    async def write(self, data: bytes) -> None:
        """More of it."""

    async def finish(self, head: Head) -> bytes:
        """It is there; the line that stands for it."""


class Reader:
    """Parts a body, as it comes, into files and the rest."""

    def __init__(self, taker: Taker, file_limit: int, boundary: str, arriving: Arriving) -> None:
        """`file_limit`: bytes of one file. Raises Unreadable: 400, that is no boundary."""
        self._limit, self._taker, self._arriving = file_limit, taker, arriving
        self._stream, self._line = Stream(boundary, FIELDS), f"--{boundary}".encode("latin-1")
        self._raw, self._rest = bytearray(), bytearray()  # word for word; without files
        self._head: Head | None = None
        self._file_bytes = 0
        self._has_files = False

    async def take(self, piece: bytes) -> None:
        """One piece."""
        before = self._held
        if not self._has_files:
            self._raw += piece
        for event in self._stream.feed(piece):
            if isinstance(event, Head):
                self._begin(event)
            elif event is None:
                await self._end_part()
            elif self._is_file:
                await self._write(event)
            else:
                self._rest += event
        self._check()
        self._arriving(self._held - before)

    def end(self) -> bytes:
        """What is left: word for word where no file came."""
        self._stream.end()
        if not self._has_files:
            return bytes(self._raw)
        self._rest += self._line + b"--\r\n"
        self._check()
        return bytes(self._rest)

    @property
    def _held(self) -> int:
        return len(self._raw) + len(self._rest)

    @property
    def _is_file(self) -> bool:
        return self._head is not None and self._head.filename is not None

    def _begin(self, head: Head) -> None:
        self._head, self._file_bytes = head, 0
        self._rest += self._line + b"\r\n" + head.lines + b"\r\n"

    async def _write(self, data: bytes) -> None:
        if not self._file_bytes:
            self._begin_file()
        self._file_bytes += len(data)
        if self._file_bytes > self._limit:
            raise Unreadable(413, f"expected files of at most {Bytes(self._limit)}, found a larger one")
        self._arriving.to_disk(len(data))
        await self._taker.write(data)

    async def _end_part(self) -> None:
        if self._is_file and self._head:
            if not self._file_bytes and self._head.filename:
                self._begin_file()
            if self._file_bytes or self._head.filename:
                self._rest += await self._taker.finish(self._head)
        self._rest += b"\r\n"

    def _begin_file(self) -> None:
        self._has_files, self._raw = True, bytearray()
        self._taker.begin()

    def _check(self) -> None:
        if len(self._rest if self._has_files else self._raw) > BODY_BYTES:
            raise Unreadable(
                413, f"expected at most {Bytes(BODY_BYTES)} in one form beside its files, found more"
            )
