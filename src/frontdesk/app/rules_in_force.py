"""Rules in force: the same on all nodes; whoever sees a changed rules.toml checks and publishes it."""

import asyncio
import getpass
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.app.config import Config
from frontdesk.desk.alarms import Alarms
from frontdesk.desk.wake import Wake
from frontdesk.errors import Faults, FrontdeskError
from frontdesk.settings import desk_file
from frontdesk.store import rules_versions, submissions
from frontdesk.store.database import Connection, Database
from frontdesk.store.rules_versions import Version

ALARM: Final = "rules"
Reread = Callable[[str | None], Config]  #: with the text of a rules.toml, or from the file
_Stamp = tuple[str, int, int]  #: path, time of change, size

_log = structlog.get_logger(__name__)


class RulesInForce:
    """Watches the file and the database, and applies what is newest."""

    def __init__(
        self,
        config: Config,
        db: Database,
        wake: Wake,
        clock: Callable[[], datetime],
        apply: Callable[[Config], None],
        reread: Reread,
    ) -> None:
        """`apply` is called with the config of other rules than before, which `reread` reads."""
        self._reread = reread
        self._config, self._db, self._wake, self._clock, self._apply = config, db, wake, clock, apply
        self._bell, self._alarms = wake.bell("rules"), Alarms(db, clock)
        self._seen = self._stamp()
        self._failed: str | None = None  # a version that this node cannot use

    async def start(self, *, alone: bool) -> None:
        """Publish this node's rules, unless other nodes work by newer ones; then take those.

        Raises:
            Unavailable: the database does not answer.
        """
        rules, at = self._config.rules, self._clock()
        version = Version(rules.hash, rules.text)

        def work(connection: Connection) -> None:
            old = rules_versions.read(connection, rules.hash) is not None
            if rules_versions.in_force(connection) != rules.hash and (alone or not old):
                rules_versions.publish(connection, version, author(), at)

        await self._db.write(work)
        await self._follow()
        await self._db.write(submissions.retry_unjudged)

    async def run(self, poll: timedelta) -> None:
        """Look whether the file or the database changed, until the desk stops."""
        while not self._wake.stopping:
            await self._bell.wait(poll)
            try:
                await self._look()
                await self._follow()
            except FrontdeskError as error:
                _log.warning("rules postponed", error=str(error))

    async def _look(self) -> None:
        """Publish what was written to the file since, if it is sound."""
        if (stamp := self._stamp()) == self._seen:
            return
        seen, self._seen = self._seen, stamp
        try:
            await self._take_in()
        except FrontdeskError:
            self._seen = seen  # a database that is away must not lose the change
            raise

    async def _take_in(self) -> None:
        try:
            rules = (await asyncio.to_thread(self._reread, None)).rules
        except Faults as faults:
            return await self._refuse(faults)
        version, at = Version(rules.hash, rules.text), self._clock()
        await self._db.write(lambda connection: self._publish(connection, version, at))
        await self._alarms.set(ALARM, None)
        self._wake.ring("rules")
        return None

    def _publish(self, connection: Connection, version: Version, at: datetime) -> None:
        if rules_versions.in_force(connection) != version.hash:
            rules_versions.publish(connection, version, author(), at)
            _log.info("rules published", hash=version.hash[:12])

    async def _follow(self) -> None:
        """Take up the version in force, if it is another one; from the beginning again if it breaks off."""
        wanted = await self._db.read(rules_versions.in_force)
        if wanted in (None, self._config.rules.hash, self._failed):
            return
        text = await self._db.read(lambda connection: rules_versions.read(connection, str(wanted)))
        try:
            config = await asyncio.to_thread(self._reread, text)
        except Faults as faults:
            await self._refuse(faults)
            self._failed = wanted
            return
        self._apply(config)
        if self._failed:  # what this node raised; another one may still have its own reason
            await self._alarms.set(ALARM, None)
        # What the old rules could not judge, these may.
        if await self._db.write(submissions.retry_unjudged):
            self._wake.ring("judging")
        self._config, self._failed = config, None
        _log.info("rules in force", hash=config.rules.hash[:12])

    async def _refuse(self, faults: Faults) -> None:
        more = f" and {len(faults.problems) - 1} more" if len(faults.problems) > 1 else ""
        _log.error("rules refused", faults=list(faults.problems))
        await self._alarms.set(ALARM, f"the old rules stay in force: {faults.problems[0]}{more}")

    def _stamp(self) -> _Stamp | None:
        path = desk_file(self._config.desk, "rules.toml")
        try:
            found = path.stat()
        except OSError:
            return None
        return str(path), found.st_mtime_ns, found.st_size


def author() -> str:
    """Who publishes rules: the account that this process runs under."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this container
        return "unknown"
