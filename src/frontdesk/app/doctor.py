"""Doctor: looks at a whole desk, all parts at once, and never longer than half a minute."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from frontdesk.app import database_doctor as database
from frontdesk.app.address_doctor import address_findings
from frontdesk.app.aside import aside
from frontdesk.app.basis import settings_of
from frontdesk.app.clock_doctor import clock_findings, others_ahead
from frontdesk.app.config import read_config
from frontdesk.app.mail_doctor import MailDoctor
from frontdesk.app.settings_doctor import config_findings, fault_findings
from frontdesk.errors import Faults
from frontdesk.model.finding import Finding, State
from frontdesk.rules.rules import Rules
from frontdesk.settings import Settings, environment
from frontdesk.store.looking import Look, look

LOOK_S: Final = 12.0  #: for the database
GROUP_S: Final = 28.0  #: for any group of parts
WAIT: Final = timedelta(seconds=3)  #: for a lock of the database


class Group(StrEnum):
    """What can be asked for by name."""

    SETTINGS = "settings"
    DATABASE = "database"
    CLOCK = "clock"
    ADDRESS = "address"
    MAIL = "mail"
    TELEGRAM = "telegram"


class Doctor:
    """Looks at one desk folder; nothing is changed, and nothing is sent."""

    def __init__(self, desk: Path, now: datetime, tls: ssl.SSLContext | None = None) -> None:
        """`tls`: whose certificates are trusted; by default those the system trusts."""
        self._desk, self._now = desk, now
        self._given_tls, self._tls = tls, tls or ssl.create_default_context()
        self._database: asyncio.Task[Look | Path | Faults] | None = None

    async def findings(self, groups: AbstractSet[Group]) -> list[Finding]:
        """What is found of these groups, always in the same order.

        What settings or rules with faults leave unknown is left out; their faults are told instead.

        Raises:
            Faults: there is no such folder.
        """
        found, settings, rules = self._read()
        told = found if Group.SETTINGS in groups or settings is None or rules is None else []
        if settings is None:
            return told
        if groups & {Group.DATABASE, Group.CLOCK, Group.ADDRESS, Group.TELEGRAM}:
            self._database = asyncio.create_task(self._looked(settings))
        looks = self._looks(settings, rules)
        asked = [self._in_time(group, looks[group](settings)) for group in looks if group in groups]
        for each in await asyncio.gather(*asked):
            told = [*told, *each]
        return told

    def _read(self) -> tuple[list[Finding], Settings | None, Rules | None]:
        try:
            config = read_config(self._desk)
        except Faults as faults:
            if not self._desk.is_dir():
                raise
            return list(fault_findings(faults.problems)), _settings(self._desk), None
        return list(config_findings(config, environment(self._desk))), config.settings, config.rules

    def _looks(
        self, settings: Settings, rules: Rules | None
    ) -> dict[Group, Callable[[Settings], Awaitable[list[Finding]]]]:
        looks: dict[Group, Callable[[Settings], Awaitable[list[Finding]]]] = {
            Group.DATABASE: self._stored,
            Group.CLOCK: self._clock,
            Group.ADDRESS: self._address,
        }
        if rules is None:
            return looks

        async def telegram(settings: Settings) -> list[Finding]:
            # The bot's library takes a tenth of a second, which nobody need wait for who asks about mail.
            from frontdesk.app.telegram_doctor import TelegramDoctor

            seen = await self._seen()
            bound = seen.rows.bindings if seen and seen.rows else ()
            return await TelegramDoctor(settings, rules, self._now, bound).findings()

        return looks | {Group.MAIL: self._mail, Group.TELEGRAM: telegram}

    async def _in_time(self, group: Group, look: Awaitable[list[Finding]]) -> list[Finding]:
        try:
            async with asyncio.timeout(GROUP_S):
                return await look
        except TimeoutError:
            said = f"cannot be known: it took longer than {GROUP_S:g} s"
            return [Finding(part=group, state=State.UNKNOWN, said=said, do="look again")]

    async def _looked(self, settings: Settings) -> Look | Path | Faults:
        wait = min(settings.write_wait, WAIT)
        try:
            return await aside(lambda: look(settings.database, self._desk, wait), LOOK_S)
        except TimeoutError:
            return Faults([f"expected a database that answers, found none within {LOOK_S:g} s"])
        except Faults as faults:
            return faults

    async def _seen(self) -> Look | None:
        assert self._database is not None  # noqa: S101 - begun for whoever asks
        found = await asyncio.shield(self._database)
        return found if isinstance(found, Look) else None

    async def _stored(self, settings: Settings) -> list[Finding]:
        assert self._database is not None  # noqa: S101 - begun for whoever asks
        found, files = await asyncio.shield(self._database), self._desk / settings.files
        rooms = [database.room("space for files", files)]
        if isinstance(found, Faults):
            return [database.unusable(found), *rooms]
        if isinstance(found, Path):
            return [database.nothing_yet(found), database.room("space", found), *rooms]
        space = database.room("space", found.file) if found.file else database.unseen_room(found.place)
        return [*database.database_findings(found, self._now), space, *rooms]

    async def _clock(self, settings: Settings) -> list[Finding]:
        seen, ahead = await asyncio.gather(self._seen(), others_ahead(settings, self._tls))
        return list(clock_findings(seen, ahead))

    async def _address(self, settings: Settings) -> list[Finding]:
        seen = await self._seen()
        kept = seen.rows.secret if seen and seen.rows else None
        secret = settings.secret.get_secret_value() if settings.secret else kept
        return await address_findings(settings, secret, self._now, self._tls)

    async def _mail(self, settings: Settings) -> list[Finding]:
        return await MailDoctor(settings, self._desk, self._now, self._given_tls).findings()


def _settings(desk: Path) -> Settings | None:
    """The settings alone, where rules or templates are not in order; None: nor are they."""
    try:
        return settings_of(desk)
    except Faults:
        return None
