"""Mailing: the part of a service that sends letters, and mails about alarms."""

from frontdesk.app.config import Config
from frontdesk.app.mailboxes import secret_of
from frontdesk.app.sending import own_address, signer
from frontdesk.delivery.channels.email import EmailChannel
from frontdesk.desk.desk import Desk
from frontdesk.desk.node import Node
from frontdesk.messages.verp import bounce_address
from frontdesk.model.delivery import Delivery
from frontdesk.worker.alarm_mails import NO_LETTER, AlarmMailPlan, AlarmMails
from frontdesk.worker.mail import Mail
from frontdesk.worker.mail_plan import MailPlan
from frontdesk.worker.outcomes import Retries


class Mailing:
    """One channel to the mail server and the loop that feeds it."""

    def __init__(self, config: Config, desk: Desk, node: Node) -> None:
        """The settings must hold a mail server.

        Raises:
            Faults: the key that is to sign letters cannot be used.
        """
        settings = config.settings
        assert settings.smtp is not None  # noqa: S101 - the service looked
        self._node, self._clock, self._domain = node, desk.clock, settings.bounce_domain
        self._secret = secret_of(settings, desk.db)
        self._key: bytes | None = None  # of bounce addresses
        self._channel = EmailChannel(
            settings.smtp.get_secret_value(),
            config.sender.address,
            timeout=settings.smtp_timeout,
            final_timeout=settings.smtp_final_timeout,
            envelope=self._bounces_to if settings.bounce_domain else None,
            signer=signer(settings, config.sender.address, config.desk),
        )
        self._mail = Mail(desk.db, self._channel, desk.wake, desk.clock, self._plan(config), desk.figures)
        self._sender = config.sender.address
        plan = self._alarm_plan(config)
        self.alarms = AlarmMails(desk, self._channel, plan) if plan else None  #: None: nobody is to be told

    async def run(self) -> None:
        """Send whatever is due, until the desk stops."""
        if self._domain:
            self._key = await self._secret.read()
        await self._mail.run()

    def follow(self, config: Config) -> None:
        """Go by these budgets from now on."""
        self._mail.plan = self._plan(config)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._channel.close()

    def _bounces_to(self, delivery: Delivery) -> str:
        if delivery.id == NO_LETTER:
            return own_address(self._sender)
        assert self._domain  # noqa: S101 - or it is not asked
        assert self._key  # noqa: S101 - read before the first letter
        return bounce_address(delivery.id, self._domain, self._key, self._clock())

    def _alarm_plan(self, config: Config) -> AlarmMailPlan | None:
        settings = config.settings
        if settings.alarm_mail is None:
            return None
        return AlarmMailPlan(
            to=own_address(settings.alarm_mail),
            sender=config.sender.address,
            domain=config.sender.domain,
            node=self._node.id,
            retries=Retries(deferred=settings.letter_retries, unsure=settings.unsure_retry),
            poll=settings.poll,
        )

    def _plan(self, config: Config) -> MailPlan:
        settings = config.settings
        return MailPlan(
            node=self._node.id,
            per_hour=config.rules.letters_per_hour,
            per_domain=config.rules.letters_per_domain_minute,
            retries=Retries(deferred=settings.letter_retries, unsure=settings.unsure_retry),
            poll=settings.poll,
            in_flight=settings.smtp_connections,
        )
