"""Uploads: forms with files, which go to disk while they arrive; memory holds a piece at a time.

Of the body that is stored each file is left out: a line stands there instead that says what it was.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Final, TypeVar

import orjson
import structlog
from aiohttp import web

from frontdesk.errors import Unavailable, Unreadable
from frontdesk.files.folder import Folder, removed
from frontdesk.files.incoming import Arrived, Incoming
from frontdesk.intake.body import BODY_BYTES
from frontdesk.intake.charsets import content_type
from frontdesk.intake.parts import Head
from frontdesk.model.sent_file import sent_files
from frontdesk.model.submission import Submission
from frontdesk.quantities import Bytes
from frontdesk.web.admission import Arriving
from frontdesk.web.sorting import Reader

MOST_FILES: Final = 20  #: in one form
THREADS: Final = 4
MULTIPART: Final = "multipart/form-data"

Done = TypeVar("Done")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class UploadLimits:
    """How large what people send may be, in bytes."""

    file: int
    request: int  #: a form with all its files


class Uploads:
    """Takes the files of forms."""

    def __init__(self, folder: Folder, limits: UploadLimits, clock: Callable[[], datetime]) -> None:
        """Nothing is made on disk before the first file comes."""
        self.folder, self.limits, self.clock = folder, limits, clock
        self._threads = ThreadPoolExecutor(THREADS, "frontdesk-files")

    def upload(self) -> "Upload":
        """For one request; whatever it holds that is not kept is removed at its end."""
        return Upload(self)

    async def work(self, step: Callable[..., Done], *given: Any) -> Done:
        """What a step in a thread gives.

        Raises:
            Unavailable: the disk is full, or cannot be used.
        """
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, step, *given)
        except OSError as error:
            _log.warning("file not stored", folder=str(self.folder.path), error=error.strerror)
            raise Unavailable("files cannot be stored now; send the form again later") from error

    def later(self, step: Callable[..., None], *given: Any) -> None:
        """Do it in a thread; nobody waits."""
        self._threads.submit(step, *given)

    def close(self) -> None:
        """Finish what was begun. Blocks."""
        self._threads.shutdown()


class Upload:
    """The files of one request."""

    __slots__ = ("_count", "_current", "_ready", "_uploads", "files")

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads
        self._current: Incoming | None = None
        self._count = 0  # of files, also those that are not kept
        self._ready: dict[str, Arrived] = {}  # by hash
        #: what stands in the body instead of a file, and what the file's value is
        self.files: dict[bytes, dict[str, Any]] = {}

    def __enter__(self) -> "Upload":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._current:
            self._uploads.later(self._current.drop)
        if self._ready:
            self._uploads.later(removed, [file.path for file in self._ready.values()])

    @staticmethod
    def takes(request: web.Request) -> bool:
        """Whether the body of a request may hold files."""
        return request.headers.get("Content-Type", "")[: len(MULTIPART)].lower() == MULTIPART

    async def read(self, request: web.Request, arriving: Arriving) -> bytes:
        """The body without its files, which are on disk now.

        Raises:
            Unreadable: 400 or 413.
            Full: too much arrives at once.
            Unavailable: the files cannot be stored now.
        """
        limits = self._uploads.limits
        # A browser sends no form compressed: what grows as it is read is no upload.
        packed = "Content-Encoding" in request.headers
        most = BODY_BYTES if packed else limits.request
        if (request.content_length or 0) > most:
            raise _too_large(most)
        boundary = content_type(request.headers["Content-Type"]).boundary or ""
        reader = Reader(self, limits.file, boundary, arriving)
        seen = 0
        while piece := await request.content.readany():
            seen += len(piece)
            if seen > most:
                raise _too_large(most)
            await reader.take(piece)
        return reader.end()

    async def keep(self, submissions: Sequence[Submission]) -> None:
        """Put the files that these submissions name into their places, on disk for good.

        Raises:
            Unavailable: that cannot be done now.
        """
        if not self._ready:
            return
        named = {file.sha256 for one in submissions for file in sent_files(one.extra, self._ready)}
        if wanted := [self._ready[sha256] for sha256 in sorted(named)]:
            await self._uploads.work(self._uploads.folder.keep, wanted)

    def begin(self) -> None:
        """A file comes. Raises Unreadable: 413, too many do."""
        self._count += 1
        if self._count > MOST_FILES:
            raise Unreadable(413, f"expected at most {MOST_FILES} files in one form, found more")
        self._current = self._uploads.folder.begin(self._uploads.clock())

    async def write(self, data: bytes) -> None:
        """More of it. Raises Unavailable."""
        assert self._current is not None  # noqa: S101 - it was begun
        await self._uploads.work(self._current.write, data)

    async def finish(self, head: Head) -> bytes:
        """It is there; the line that stands for it. Raises Unavailable."""
        assert self._current is not None  # noqa: S101 - it was begun
        current = self._current
        arrived = await self._uploads.work(current.finish, head.filename or "", head.content_type)
        self._current = None
        value: dict[str, Any] = {"size": arrived.size, "refused": arrived.refused}
        if not arrived.refused:
            if arrived.sha256 in self._ready:
                self._uploads.later(removed, [arrived.path])
            self._ready.setdefault(arrived.sha256, arrived)
            value = {"content_type": arrived.media, "size": arrived.size, "sha256": arrived.sha256}
        line = orjson.dumps(value)
        self.files[line] = value
        return line


def _too_large(most: int) -> Unreadable:
    return Unreadable(413, f"expected at most {Bytes(most)} in one form, found more")
