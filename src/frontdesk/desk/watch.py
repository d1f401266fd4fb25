"""Watch: one look at the habits of all forms: who is silent, and whose fields vanished, is an alarm."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from frontdesk.desk.accept import first_id
from frontdesk.desk.alarms import Alarms
from frontdesk.desk.desk import Desk
from frontdesk.rules.rules import OWN_FORM, Rules
from frontdesk.store import watching
from frontdesk.store.database import Connection
from frontdesk.store.watching import Batch, Progress
from frontdesk.text import one_line
from frontdesk.watching.drift import Vanished, vanished
from frontdesk.watching.forms import RESTED, FormSeen, Learnt, learnt
from frontdesk.watching.rhythm import at_hours, in_hours
from frontdesk.watching.silence import Silence, silence

SETTLED: Final = timedelta(minutes=1)  #: after which a submission is committed, and mostly judged
AWAY: Final = timedelta(hours=1)  #: for longer nobody looked: the desk was not there to hear anything
BATCHES: Final = 20  #: in one look; a desk that has more to catch up with says nothing yet
DRIFTS: Final = 5  #: alarms about the forms of one hook
FIELDS: Final = 3  #: that an alarm names
KEY_CHARS: Final = 30  #: of a hook, in an alarm's key
NAME_CHARS: Final = 62  #: of a form's own name or label, in an alarm

_SILENCE: Final = "silence:"
_DRIFT: Final = "drift:"


class Watch:
    """The habits of hooks and forms, and what does not fit them."""

    def __init__(self, desk: Desk, every: timedelta) -> None:
        """`every`: between two looks."""
        self._desk, self._db, self._away = desk, desk.db, max(AWAY, 2 * every)
        self._alarms = Alarms(desk.db, desk.clock)

    async def look(self) -> None:
        """Count what came since the last look; raise and clear alarms.

        Raises:
            Unavailable: the database does not answer.
        """
        known = await self._caught_up()
        if known is None:
            return
        hooks = _watched(self._desk.judge.rules)
        await self._look_for_silence(hooks, known)
        await self._look_for_drift(hooks)

    async def _caught_up(self) -> Progress | None:
        """How far counting has come after all that there was; None while there is more."""
        known = await self._db.read(watching.progress) or await self._begun()
        for _ in range(BATCHES):
            found = await self._counted(known)
            if found is None:
                return None
            known, more = found
            if not more:
                return known
        return None

    async def _begun(self) -> Progress:
        now = self._desk.clock()
        upto = first_id(now - watching.KEPT)
        await self._db.write(lambda connection: watching.begin(connection, upto, now))
        return await self._db.read(watching.progress) or Progress(upto=upto, looked_at=now, since=now)

    async def _counted(self, known: Progress) -> tuple[Progress, bool] | None:
        """How far it is after one batch, and whether there is more; None where another node is at it."""
        now = self._desk.clock()
        end = first_id(now - SETTLED)
        away = not timedelta() <= now - known.looked_at <= self._away
        # A clock that was put right may have numbered what came before it higher than all that comes now.
        upto = min(known.upto, end)
        found, news = await self._db.read(_lesson(upto, end))
        after = Progress(upto=found.upto, looked_at=now, since=now if away else known.since)

        def keep(connection: Connection) -> bool:
            if now.date() != known.looked_at.date():
                watching.forget(connection, now)
            return watching.learn(connection, known, after, found.came, news)

        return (after, found.more) if await self._db.write(keep) else None

    async def _look_for_silence(self, hooks: Sequence[str], known: Progress) -> None:
        hours = self._desk.judge.rules.hours
        zone, now = hours.zone if hours else "UTC", self._desk.clock()
        standing, found = await self._alarms.standing(_SILENCE), dict[str, str]()
        for hook in hooks:
            key = _key(_SILENCE, hook)
            # Only a submission ends a silence, not that the desk was away.
            listening = 0.0 if key in standing else in_hours(known.since)
            if unusual := await self._db.read(_silence_of(hook, now, zone, listening)):
                found[key] = _silent(hook, unusual)
        await self._alarms.only(_SILENCE, found)

    async def _look_for_drift(self, hooks: Sequence[str]) -> None:
        found = dict[str, str]()
        for hook in hooks:
            found.update(await self._db.read(_drifts_of(hook, self._desk.clock())))
        await self._alarms.only(_DRIFT, found)


def _watched(rules: Rules) -> list[str]:
    """The hooks that take submissions and are not left alone."""
    return [
        name
        for name in dict.fromkeys((OWN_FORM.name, *rules.forms))
        if (form := rules.form(name)) and form.watched
    ]


def _lesson(upto: int, end: int) -> Callable[[Connection], tuple[Batch, Learnt]]:
    """A look at what came next, and what its forms have become by it."""

    def look(connection: Connection) -> tuple[Batch, Learnt]:
        found = watching.batch(connection, upto, end)
        return found, learnt(found.forms, found.came)

    return look


def _silence_of(
    hook: str, now: datetime, zone: str, listening: float
) -> Callable[[Connection], Silence | None]:
    """A look at one hook, in the reader's thread like the others: it takes some milliseconds."""
    return lambda connection: silence(watching.hours(connection, hook, now), in_hours(now), zone, listening)


def _drifts_of(hook: str, now: datetime) -> Callable[[Connection], Mapping[str, str]]:
    """A look at the forms of one hook, those with the most submissions first: alarm's key, text."""

    def look(connection: Connection) -> Mapping[str, str]:
        living = (form for form in watching.forms(connection, [hook]) if now - form.last_at <= RESTED)
        lost = ((form, vanished(form.seen)) for form in living)
        told = {_key(_DRIFT, hook, form.form): _lost(form, fields) for form, fields in lost if fields}
        return dict(list(told.items())[:DRIFTS])

    return look


def _silent(hook: str, unusual: Silence) -> str:
    return (
        f"[forms.{hook}]: nothing since {at_hours(unusual.since):%Y-%m-%d %H:%M} UTC, where {unusual.weekly} "
        'forms a week are usual: see whether it still works on the site, or let it rest with watch = "off"'
    )


def _lost(form: FormSeen, fields: Sequence[Vanished]) -> str:
    lines = [_lacks(one) for one in fields[:FIELDS]]
    if len(fields) > FIELDS:
        lines.append(f"and {len(fields) - FIELDS} more fields")
    name = form.form.replace('"', "'")
    named = f' "{_public(name)}"' if name else ""
    return f"[forms.{form.hook}]{named}: {'; '.join(lines)}"


def _lacks(one: Vanished) -> str:
    told = f"the last {one.newest} forms have no {_public(one.field)}"
    return f"{told}; {one.had} of the {one.before} before had one"


def _public(name: str) -> str:
    """A form's own word where everybody may read it: an address in it is none any more."""
    return one_line(name, NAME_CHARS).replace("@", "•")


def _key(kind: str, hook: str, form: str | None = None) -> str:
    """At most 60 characters, and another for every hook and form."""
    if form is None and len(hook) <= KEY_CHARS:
        return f"{kind}{hook}"
    told = sha256(f"{hook}\n{form}".encode()).hexdigest()[:12]
    return f"{kind}{hook[:KEY_CHARS]}:{told}"
