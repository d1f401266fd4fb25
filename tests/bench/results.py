"""Results: the part of RESULTS.md that `python -m tests.bench` writes; the words below it are people's."""

import os
import platform
import re
import socket
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Final

from .parts import PARTS, Figure, word
from .stopwatch import yardstick_ms

BEGIN: Final = "<!-- python -m tests.bench writes from here -->"
END: Final = "<!-- to here -->"
MOST_CHARS: Final = 8_000  #: of what one benchmark prints
PACKAGES: Final = (
    *("frontdesk", "aiohttp", "sqlalchemy", "psycopg", "aiosmtplib", "python-telegram-bot", "uvloop"),
    *("fastapi", "uvicorn"),
)
_SECTION: Final = re.compile(r"^### (\w+), (.*?)\n+```text\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_PATH: Final = re.compile(r"(?<![\w/])(?:/[\w.+~-]+){2,}")

#: name: (when and how, what it printed)
Sections = dict[str, tuple[str, str]]


def read(text: str) -> Sections:
    """What earlier runs left."""
    written = text.partition(BEGIN)[2].partition(END)[0]
    return {name: (how, printed) for name, how, printed in _SECTION.findall(written)}


def written(text: str, sections: Sections) -> str:
    """The whole file with these sections in place of what was there."""
    before, found, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    if not found:  # the first run: between the title and the first section
        before, line, rest = text.partition("\n## ")
        after = f"{line}{rest}"
    return f"{before.rstrip()}\n\n{BEGIN}\n\n{_told(sections)}\n\n{END}\n\n{after.lstrip()}"


def scrubbed(printed: str) -> str:
    """What may be kept of what a benchmark printed: no path, no name of this machine, no fence."""
    text = _PATH.sub("…", printed.replace("```", "'''"))
    text = re.sub(rf"\b{re.escape(socket.gethostname())}\b", "this machine", text)
    return text.strip()[-MOST_CHARS:]


def how(rounds: int, short: bool, exit_code: int) -> str:
    """When and how a benchmark ran, and how quick the machine was right after it."""
    told = f"{datetime.now(UTC):%Y-%m-%d}, rounds {rounds}, load {os.getloadavg()[0]:.1f} at the end"
    told += f", a million additions {yardstick_ms():.0f} ms"
    return (
        told + (", short: no figure to go by" if short else "") + (f", exit {exit_code}" if exit_code else "")
    )


def values(sections: Mapping[str, tuple[str, str]]) -> Iterator[tuple[Figure, float | None]]:
    """Every figure of the table, with what was measured."""
    for name, part in PARTS.items():
        printed = sections[name][1] if name in sections else ""
        yield from ((figure, figure.found(printed)) for figure in part.figures)


def table(sections: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The lines of the table: what, measured, floor, aim, how it stands."""
    yield "| what | measured | at least | aim | |"
    yield "|---|---|---|---|---|"
    for figure, value in values(sections):
        told = "" if value is None else f"{value:,.2f}" if value < 10 else f"{value:,.0f}"
        unit = f" {figure.unit}" if figure.unit else ""
        least, aim = f"{figure.least:g}{unit}", f"{figure.aim:g}{unit}"
        yield f"| {figure.what} | {told + unit if told else ''} | {least} | {aim} | {word(figure, value)} |"


def machine() -> Iterator[str]:
    """Where and with what; nothing that names the machine."""
    cores = len(os.sched_getaffinity(0))
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    model = re.search(r"^model name\s*: (.*)$", _text("/proc/cpuinfo"), re.MULTILINE)
    yield f"{cores} cores{f' of {model[1]}' if model else ''}, {pages / 1e9:.0f} GB, {platform.system()}"
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    for name in PACKAGES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"no {name}"


def _told(sections: Sections) -> str:
    parts = [
        f"### {name}, {sections[name][0]}\n\n```text\n{sections[name][1]}\n```"
        for name in PARTS
        if name in sections
    ]
    head = "## The table"
    return "\n\n".join([head, ", ".join(machine()) + ".", "\n".join(table(sections)), *parts])


def _text(path: str) -> str:
    return Path(path).read_text("utf-8", "replace") if Path(path).is_file() else ""
