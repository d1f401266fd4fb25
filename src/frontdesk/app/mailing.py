"""Mailing: the part of a service that sends letters."""

from frontdesk.app.config import Config
from frontdesk.delivery.channels.email import EmailChannel
from frontdesk.desk.desk import Desk
from frontdesk.desk.node import Node
from frontdesk.worker.mail import Mail, MailPlan
from frontdesk.worker.outcomes import Retries


class Mailing:
    """One channel to the mail server and the loop that feeds it."""

    def __init__(self, config: Config, desk: Desk, node: Node) -> None:
        """The settings must hold a mail server."""
        settings = config.settings
        assert settings.smtp is not None  # noqa: S101 - the service looked
        self._node = node
        self._channel = EmailChannel(
            settings.smtp.get_secret_value(),
            config.sender.address,
            timeout=settings.smtp_timeout,
            final_timeout=settings.smtp_final_timeout,
        )
        self._mail = Mail(desk.db, self._channel, desk.wake, desk.clock, self._plan(config))

    async def run(self) -> None:
        """Send whatever is due, until the desk stops."""
        await self._mail.run()

    def follow(self, config: Config) -> None:
        """Go by these budgets from now on."""
        self._mail.plan = self._plan(config)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._channel.close()

    def _plan(self, config: Config) -> MailPlan:
        settings = config.settings
        return MailPlan(
            node=self._node.id,
            per_hour=config.rules.letters_per_hour,
            per_domain=config.rules.letters_per_domain_minute,
            retries=Retries(deferred=settings.letter_retries, unsure=settings.unsure_retry),
            poll=settings.poll,
        )
