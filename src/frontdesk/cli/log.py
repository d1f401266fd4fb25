"""Log: one event, one line, to stderr; no secret in it, and nothing that people wrote.

What the libraries log goes the same way. Of an error its kind and its place are told: its message may quote
a form, so it is left out unless the system or the database wrote it.
"""

import logging
import sqlite3
import sys
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from traceback import FrameSummary, extract_tb
from typing import Any, Final, TextIO

import structlog

LINE_CHARS: Final = 1_900  #: of all values of a line; at four bytes each it stays below 8 kB
FRAMES: Final = 8  #: of the place where an error happened
CAUSES: Final = 4
#: Their lower levels tell each request with its address, which may hold the bot's token, or with its text.
_QUIET: Final = ("httpx", "httpcore", "telegram", "mail.log", "sqlalchemy", "python_multipart")

Event = MutableMapping[str, Any]


def configure(kind: str, level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Set the log up: `console` for people, `json` for machines; `stream` stands in for stderr.

    Libraries tell from WARNING on, or from `level` where that is lower than INFO.
    """
    stream = stream or sys.stderr
    stamped: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _explained,
    ]
    written: list[Any] = [
        _bounded,
        structlog.processors.JSONRenderer(ensure_ascii=False) if kind == "json" else _console(stream),
    ]
    structlog.configure(
        processors=[*stamped, *written],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_named, *stamped],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *written],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    _libraries(handler, level if level < logging.INFO else logging.WARNING)


def _libraries(handler: logging.Handler, level: int) -> None:
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It quotes whole answers of the Bot API that it cannot read; the error itself says so too.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    logging.getLogger("aiohttp.server").addFilter(_is_ours)


def _is_ours(record: logging.LogRecord) -> bool:
    """Not what a client did wrong, which anybody could fill the disk with; our own errors web/ tells."""
    return not str(record.msg).startswith("Error handling request")


def _named(logger: Any, method: str, event: Event) -> Event:
    """The name of the library's logger."""
    return {**event, "logger": event["_record"].name}


def _explained(logger: Any, method: str, event: Event) -> Event:
    """An error as its kinds, from outside to the cause, and the place where it began."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        chain = list(_chain(error))
        event["error"] = " < ".join(_told(each) for each in chain)
        event["at"] = " < ".join(_place(frame) for frame in reversed(_frames(chain[-1])))
    return event


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(CAUSES):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> str:
    kind = type(error).__name__
    said = (
        error.strerror if isinstance(error, OSError) else error if isinstance(error, sqlite3.Error) else None
    )
    return f"{kind}: {said}" if said else kind


def _frames(error: BaseException) -> list[FrameSummary]:
    return list(extract_tb(error.__traceback__))[-FRAMES:]


def _place(frame: FrameSummary) -> str:
    path = Path(frame.filename)
    return f"{path.parent.name}/{path.name}:{frame.lineno} {frame.name}"


def _bounded(logger: Any, method: str, event: Event) -> Event:
    """Every value on one line, controls escaped, all of them together within `LINE_CHARS`."""
    left, found = LINE_CHARS, dict[str, Any]()
    for name, value in event.items():
        if not isinstance(value, int | float | bool | None):
            value = _escaped(str(value)[:left])[:left]
            left -= len(value)
        found[name] = value
    return found


def _escaped(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _console(stream: TextIO) -> structlog.dev.ConsoleRenderer:
    return structlog.dev.ConsoleRenderer(colors=stream.isatty())
