"""Database doctor: is the database sound, of this version, backed up, and is there room to go on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from frontdesk.errors import Faults
from frontdesk.model.alarm import Alarm
from frontdesk.model.finding import Finding, State
from frontdesk.model.retention import Swept
from frontdesk.store import schema
from frontdesk.store.looking import Look, backed_up_at, free_bytes
from frontdesk.version import version

DATABASE: Final = "database"
SCHEMA: Final = "schema"
BACKUP: Final = "backup"
ALARMS: Final = "alarms"
RETENTION: Final = "retention"
FULL_BYTES: Final = 200_000_000  #: with less than that left, forms may soon be refused
NARROW_BYTES: Final = 2_000_000_000  #: with less than that left, somebody should look
STALE: Final = timedelta(days=2)  #: a backup is made every day


def unusable(faults: Faults) -> Finding:
    """The database, where it cannot be used."""
    do = "frontdesk serve does not start before; `frontdesk restore` puts a backup in a damaged one's place"
    return Finding(part=DATABASE, state=State.FAULT, said="; ".join(faults.problems), do=do)


def nothing_yet(path: Path) -> Finding:
    """There is no database yet."""
    said = f"SQLite; {path.name} is not there yet"
    return Finding(part=DATABASE, state=State.WARNING, said=said, do="frontdesk serve makes it at its start")


def database_findings(look: Look, now: datetime) -> Iterator[Finding]:
    """What a look at it tells."""
    engine = "SQLite" if look.file else "PostgreSQL"
    name = look.file.name if look.file else look.place
    settings = ", ".join(f"{key}={value}" for key, value in look.settings.items())
    said = f"{engine} {look.version}, {name}, {bytes_told(look.size)}; {settings}; it can be written"
    if look.settings.get("journal_mode", "wal") != "wal":
        do = "keep it on a disk of this machine: WAL does not work on network drives"
        yield Finding(part=DATABASE, state=State.WARNING, said=said, do=do)
    else:
        yield Finding(part=DATABASE, state=State.OK, said=said)
    yield _schema(look)
    yield _backup(look, now)
    if look.rows:
        yield _alarms(look.rows.alarms)
        yield _retention(look.rows.swept, now)


def room(part: str, path: Path) -> Finding:
    """How much is left on the disk where that file or folder is."""
    try:
        free = free_bytes(path)
    except OSError as error:
        said = f"cannot be known: {error.strerror or error}"
        return Finding(part=part, state=State.UNKNOWN, said=said, do=f"look at the disk of {path}")
    said = f"{bytes_told(free)} left on the disk of {path}"
    if free >= NARROW_BYTES:
        return Finding(part=part, state=State.OK, said=said)
    state = State.FAULT if free < FULL_BYTES else State.WARNING
    do = "make room: with a full disk forms are refused with 503 until there is some"
    return Finding(part=part, state=state, said=said, do=do)


def unseen_room(place: str) -> Finding:
    """How much is left on the disk of a server."""
    said = "what is left on the disk of the server cannot be seen from here"
    return Finding(part="space", state=State.UNKNOWN, said=said, do=f"look there: {place}")


def bytes_told(count: int) -> str:
    """A number of bytes, short."""
    for unit, size in (("GB", 10**9), ("MB", 10**6)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count / 1000:.0f} kB"


def _schema(look: Look) -> Finding:
    found, head = look.schema, schema.HEAD
    told = f"{found}, this frontdesk is {version()}"
    told += f", {look.stamp} served on it last" if look.stamp else ""
    if found == head:
        return Finding(part=SCHEMA, state=State.OK, said=told)
    if found is None:
        do = "frontdesk serve makes its tables at its start"
        return Finding(part=SCHEMA, state=State.WARNING, said="it holds no desk yet", do=do)
    if found.startswith(schema.MOVING):
        do = "run `frontdesk migrate` again, which finishes it"
        return Finding(part=SCHEMA, state=State.FAULT, said="it holds a part of a desk", do=do)
    if found > head:
        do = "install the later frontdesk again, or restore a backup from before"
        said = f"{told}: it knows {head} at most, and does not start"
        return Finding(part=SCHEMA, state=State.FAULT, said=said, do=do)
    do = "make a backup; the next start of frontdesk serve does it"
    return Finding(part=SCHEMA, state=State.WARNING, said=f"{told}, and is to be brought to {head}", do=do)


def _backup(look: Look, now: datetime) -> Finding:
    if look.file is None:
        do = "see that pg_dump runs every day, and that a copy of it was restored once"
        said = "not known: pg_dump leaves no note here"
        return Finding(part=BACKUP, state=State.UNKNOWN, said=said, do=do)
    at, do = backed_up_at(look.file), "let `frontdesk backup FILE` run every day, and keep FILE elsewhere"
    if at is None:
        return Finding(part=BACKUP, state=State.WARNING, said="none was made of this database", do=do)
    said = f"the last at {at:%Y-%m-%d %H:%M} UTC"
    if now - at > STALE:
        return Finding(part=BACKUP, state=State.WARNING, said=f"{said}, {(now - at).days} days ago", do=do)
    return Finding(part=BACKUP, state=State.OK, said=said)


def _alarms(standing: tuple[Alarm, ...]) -> Finding:
    if not standing:
        return Finding(part=ALARMS, state=State.OK, said="none stands")
    told = "; ".join(f"{alarm.key}: {alarm.text}" for alarm in standing[:5])
    said = f"{len(standing)} stand: {told}"
    return Finding(part=ALARMS, state=State.WARNING, said=said, do="/health/ready names all of them")


def _retention(swept: Swept, now: datetime) -> Finding:
    if swept.due_at is None:
        do = "frontdesk serve sweeps at its start, and once a day"
        return Finding(part=RETENTION, state=State.UNKNOWN, said=str(swept), do=do)
    if swept.is_overdue(now):
        said = f"overdue for {swept.overdue(now).days} days; {swept}"
        do = "see that a worker runs; its log says why, with step=retention"
        return Finding(part=RETENTION, state=State.WARNING, said=said, do=do)
    removed = ", ".join(f"{kind} {count:,}" for kind, count in swept.removed.items() if count)
    return Finding(part=RETENTION, state=State.OK, said=f"{swept}; removed so far: {removed or 'nothing'}")
