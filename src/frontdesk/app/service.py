"""Service: builds every part from a Config, starts them, and stops them in the right order."""

import asyncio
import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

import sqlalchemy as sa
import structlog
from aiohttp import web

from frontdesk.app.config import Config, read_config
from frontdesk.app.judging import judge_of
from frontdesk.app.mailboxes import mailboxes_of
from frontdesk.app.rules_in_force import Reread, RulesInForce
from frontdesk.app.telegram_mode import has_webhook
from frontdesk.app.work import Run, Work
from frontdesk.bot.inbox import Inbox
from frontdesk.desk.clock import SteadyClock
from frontdesk.desk.desk import Desk
from frontdesk.desk.node import Node, Part
from frontdesk.desk.shared_clock import SharedClock
from frontdesk.desk.wake import Wake
from frontdesk.errors import Faults, FrontdeskError
from frontdesk.files.folder import Folder
from frontdesk.messages.unsubscribe_page import UnsubscribePage
from frontdesk.settings import desk_file
from frontdesk.signals import phone
from frontdesk.store.database import Database
from frontdesk.store.stamp import stamp
from frontdesk.version import version
from frontdesk.web.admission import Admission, Pace
from frontdesk.web.embed import Embed
from frontdesk.web.health import Health
from frontdesk.web.hooks import Hooks, Place
from frontdesk.web.metrics import Metrics
from frontdesk.web.server import Server, application, close_routes
from frontdesk.web.telegram import TelegramHook
from frontdesk.web.unsubscribe import Unsubscribe
from frontdesk.web.uploads import UploadLimits, Uploads

GOODBYE_S: Final = 1.0  #: for mail server and Telegram to let us go
GARBAGE: Final = 20_000  #: objects between two collections: each form makes some that outlive one of 700
RESTART_S: Final = 1.0  #: before a loop that broke is started again

_log = structlog.get_logger(__name__)


class Service:
    """One running desk."""

    def __init__(
        self,
        config: Config,
        *,
        part: Part = Part.ALL,
        listens: bool = True,
        clock: Callable[[], datetime] | None = None,
        more: Callable[[web.Application], None] | None = None,
        reread: Reread | None = None,
    ) -> None:
        """Open the database and build the parts; `more` adds routes beside the hooks.

        `reread` reads the config anew when rules.toml changed: from the file, or with the text given.
        `listens`: whether it can be asked over HTTP; a worker need not.
        `clock`: the time; by default the database's own, steady against jumps of this machine's.

        Raises:
            Faults: the database or a page's file cannot be used.
        """
        settings = config.settings
        self.config, self.part, self._listens = config, part, listens
        self.db = Database(settings.database, desk=config.desk, wait=settings.write_wait)
        steady, wake = SteadyClock(), Wake(self._tell)
        shared = SharedClock(steady)
        mailboxes = mailboxes_of(config, self.db)
        self._mailboxes, self._secret = mailboxes, mailboxes.secret
        self.desk = Desk(
            self.db,
            judge_of(config),
            wake,
            clock or shared,
            settings.repeat_window,
            mailboxes,
            config.files,
        )
        self.node = self._node(None if clock else shared)
        works = part is not Part.WEB
        self._work = Work(config, self.desk, self.node, lambda: steady.drift) if works else None
        limits = UploadLimits(file=settings.file_limit, request=settings.upload_limit)
        self._uploads = Uploads(Folder(config.files), limits, self.desk.clock)
        self._server = self._built_server(more)
        reread = reread or (lambda text: read_config(config.desk, text=text))
        self._rules = RulesInForce(config, self.db, wake, self.desk.clock, self._follow, reread)
        self._loops: list[asyncio.Task[None]] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return self._server.url

    def parts(self) -> dict[str, str]:
        """What is on and what is off, in words."""
        return self._work.parts() if self._work else {"mail and telegram": "a worker's"}

    def welcome(self) -> str:
        """What the terminal says once it runs."""
        parts = "\n".join(f"  {part}: {state}" for part, state in self.parts().items())
        if self.part is Part.WORKER:
            return f"frontdesk: works on what others take in\n{parts}"
        return f"frontdesk: forms go to {self.url}/hooks/web\n{parts}"

    async def start(self) -> None:
        """Listen, take over what an earlier run left, and work.

        Raises:
            OSError: the port is taken.
            Faults: the database is damaged.
        """
        if self._listens:
            await self._server.start(self.config.settings.host, self.config.settings.port)
        try:
            await self.db.write(lambda connection: stamp(connection, version()))
            await self.node.start()
            await self._mailboxes.begin()
            await self._rules.start(alone=not self.node.others)
            await self.desk.bindings.read()
            await self.desk.people.read()
        except sa.exc.DatabaseError as error:
            raise Faults([f"{self.db.place}: expected a sound database, found: {error.orig}"]) from error
        self.db.listen(lambda steps: self.desk.wake.hear(*steps.split()), self.config.settings.poll)
        # What is loaded stays loaded: word lists need not be looked through at every collection.
        phone.preload()
        gc.collect()
        gc.freeze()
        gc.set_threshold(GARBAGE, 20, 20)
        self._loops = [asyncio.create_task(self._kept(name, run)) for name, run in self._runs().items()]

    async def stop(self) -> None:
        """Answer what was accepted, finish what was begun, give back the rest: `stop_timeout` and 1 s."""
        # Visitors and the worker share the time: what comes in meanwhile is judged after the next start.
        await asyncio.gather(self._server.stop(), self._finish())
        await self._close()

    async def _finish(self) -> None:
        self.desk.wake.stop()
        if self._work:
            self._work.stop_fetching()
        if self._loops:
            limit_s = self.config.settings.stop_timeout.total_seconds()
            _, late = await asyncio.wait(self._loops, timeout=limit_s)
            for loop in late:
                loop.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _close(self) -> None:
        try:
            async with asyncio.timeout(GOODBYE_S):
                if self._work:
                    await self._work.close()
        except TimeoutError:
            _log.warning("connections dropped")
        try:
            await self.node.leave()
        except FrontdeskError as error:
            _log.warning("node left unheard", error=str(error))
        await asyncio.to_thread(self._uploads.close)
        await self.db.close()

    def _tell(self, steps: str) -> None:
        """Wake the other nodes, if there are any."""
        if self.node.others:
            self.db.tell(steps)

    def _follow(self, config: Config) -> None:
        """Judge, write and send by these rules from now on."""
        self.config = replace(config, settings=self.config.settings)
        self.desk.judge = judge_of(self.config)
        self.desk.bindings.seat()
        self.desk.people.seat()
        self.desk.wake.hear("places", "cards")
        if self._work:
            self._work.follow(self.config)

    def _runs(self) -> dict[str, Run]:
        poll = self.config.settings.poll
        own: dict[str, Run] = {
            "node": self.node.run,
            "rules": lambda: self._rules.run(poll),
            "people": lambda: self.desk.people.run(poll),
            "bindings": lambda: self.desk.bindings.run(poll),
        }
        return own | (self._work.runs() if self._work else {})

    def _node(self, clock: SharedClock | None) -> Node:
        settings = self.config.settings
        return Node(
            self.db,
            self.desk.wake,
            self.desk.clock,
            part=self.part,
            beat=settings.node_beat,
            timeout=settings.node_timeout,
            sync=clock.follow if clock else None,
        )

    def _built_server(self, more: Callable[[web.Application], None] | None) -> Server:
        settings = self.config.settings
        pace = Pace(timeout=settings.upload_timeout, bytes_a_second=settings.upload_pace)
        admission = Admission(settings.body_timeout, settings.write_wait, pace)
        takes = self.part is not Part.WORKER
        hooks = self._hooks(admission) if takes else []
        seen = [
            *Health(self.desk, self.node, self.parts(), self._secret).routes(),
            *Metrics(self.desk, self.node, admission, settings.trusted_proxies).routes(),
        ]
        app = application([*hooks, *seen], admission, self.desk.figures)
        if more:
            more(app)
        close_routes(app, admission)
        return Server(app, admission, settings.stop_timeout.total_seconds())

    def _hooks(self, admission: Admission) -> list[web.RouteDef]:
        """What a web page needs: where its form goes, and its script; and what a letter's link opens."""
        settings = self.config.settings
        thanks, script = (_page(self.config, name) for name in ("thanks.html", "embed.js"))
        place = Place(thanks=thanks, url=settings.public_url, proxies=settings.trusted_proxies)
        hooks = Hooks(self.desk, admission, place, self._secret, self._uploads)
        embed = Embed(self.desk, admission, self._secret, text=script, url=settings.public_url)
        page = UnsubscribePage(_page(self.config, "unsubscribe.html"))
        return [
            *hooks.routes(),
            *embed.routes(),
            *Unsubscribe(self.desk, admission, self._secret, page).routes(),
            *self._telegram(admission),
        ]

    def _telegram(self, admission: Admission) -> list[web.RouteDef]:
        """Where Telegram's updates come, where they do not have to be fetched."""
        if not has_webhook(self.config.settings):
            return []
        return TelegramHook(admission, self._secret, Inbox(self.desk).store).routes()

    async def _kept(self, name: str, run: Run) -> None:
        """Run a loop, and again if it breaks: the operator sleeps."""
        while not self.desk.wake.stopping:
            try:
                await run()
            except Exception:
                _log.exception("loop broke", loop=name)
                await asyncio.sleep(RESTART_S)


def _page(config: Config, name: str) -> str:
    path = desk_file(config.desk, f"templates/pages/{name}")
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Faults([f"{path}: expected a UTF-8 text, found: {error}"]) from error
