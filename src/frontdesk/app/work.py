"""Work: the part of a service that judges, sends, answers presses and does what the clock asks for."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from frontdesk.app.asking import Asking
from frontdesk.app.config import Config
from frontdesk.app.mailing import Mailing
from frontdesk.desk.desk import Desk
from frontdesk.desk.node import Node
from frontdesk.desk.tick import TickPlan
from frontdesk.store import alarm_work, deliveries
from frontdesk.store.database import Connection
from frontdesk.worker.judging import Judging
from frontdesk.worker.ticking import Ticking

if TYPE_CHECKING:
    from frontdesk.app.triage import Triage

TICK: Final = "tick"  #: the lease of the one node that does what the clock asks for

Run = Callable[[], Awaitable[None]]


class Work:
    """Everything behind the door: the loops of one worker."""

    def __init__(self, config: Config, desk: Desk, node: Node, drift: Callable[[], timedelta]) -> None:
        """`drift`: how far the machine's clock has jumped away from the desk's."""
        self._config, self._desk, self._node, self._drift = config, desk, node, drift
        settings = config.settings
        self._mailing = Mailing(config, desk, node) if settings.smtp else None
        self._triage = _triage(config, desk, node) if settings.telegram_token else None
        self._asking = Asking(settings, desk)
        node.wants(TICK)
        node.takes_over(self._take_over)

    def parts(self) -> dict[str, str]:
        """What is on and what is off, in words."""
        chats = ", ".join(chat.purpose for chat in self._config.rules.chats)
        telegram = f"on ({chats or 'no chat: set FRONTDESK_TRIAGE_CHAT and FRONTDESK_SALES_CHAT'})"
        no_telegram = "off: FRONTDESK_TELEGRAM_TOKEN is not set; cards are kept"
        return {
            "mail": "on" if self._mailing else "off: FRONTDESK_SMTP is not set; letters are kept",
            "telegram": telegram if self._triage else no_telegram,
        }

    def runs(self) -> dict[str, Run]:
        """The loops, by name; each ends when the desk stops."""
        poll = self._config.settings.poll
        runs: dict[str, Run] = {
            "judging": Judging(self._desk, poll, lambda: self._node.share, self._asking.domains).run,
            "tick": self._ticking().run,
            **{name: loop.run for name, loop in self._asking.loops.items()},
        }
        if self._mailing:
            runs["mail"] = self._mailing.run
            if self._mailing.alarms:
                runs["alarm mails"] = self._mailing.alarms.run
        if self._triage:
            runs["telegram"] = self._triage.run
        return runs

    def follow(self, config: Config) -> None:
        """Send by these rules from now on; the chats are those of the start."""
        self._config = config
        if self._mailing:
            self._mailing.follow(config)

    def stop_fetching(self) -> None:
        """Take no more presses; those that come wait at Telegram."""
        if self._triage:
            self._triage.stop_fetching()

    async def close(self) -> None:
        """Let go of mail server, Telegram and whoever else was asked."""
        await self._asking.close()
        if self._mailing:
            await self._mailing.close()
        if self._triage:
            await self._triage.close()

    def _take_over(self, connection: Connection) -> None:
        """What nodes had in hand which died: it may have gone out."""
        now, settings = self._desk.clock(), self._config.settings
        deliveries.take_over(connection, now + settings.unsure_retry)
        alarm_work.take_over(connection, now, now + settings.unsure_card_retry)

    def _ticking(self) -> Ticking:
        settings = self._config.settings
        plan = TickPlan(
            sweep_every=settings.sweep_every,
            audit_every=settings.audit_every,
            overdue=settings.overdue,
            judge_retries=settings.judge_retries,
            node_timeout=settings.node_timeout,
            mail=self._mailing is not None,
            files=self._config.files,
            silence_every=settings.silence_every,
        )
        return Ticking(self._desk, plan, holds=lambda: self._node.holds(TICK), drift=self._drift)


def _triage(config: Config, desk: Desk, node: Node) -> "Triage":
    # The bot's library takes 16 MB and a tenth of a second, which a desk without a bot need not spend.
    from frontdesk.app.triage import Triage

    return Triage(config, desk, node)
