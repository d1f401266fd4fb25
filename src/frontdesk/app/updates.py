"""Updates: how Telegram's updates come to this desk, by its settings: by polling or by a webhook."""

from frontdesk.app.mailboxes import secret_of
from frontdesk.app.telegram_mode import webhook_url
from frontdesk.bot.inbox import Inbox
from frontdesk.delivery.channels.telegram import TelegramChannel
from frontdesk.delivery.channels.telegram_calls import TelegramCalls
from frontdesk.desk.alarms import Alarms
from frontdesk.desk.desk import Desk
from frontdesk.desk.webhook import webhook_secret
from frontdesk.settings import Settings
from frontdesk.worker.polling import Polling
from frontdesk.worker.seen import see_telegram
from frontdesk.worker.webhook import Webhook, remove_webhook


class Updates:
    """Sees to it that updates come, on the one node that does."""

    def __init__(self, settings: Settings, desk: Desk, channel: TelegramChannel) -> None:
        """The settings must hold a token."""
        self._settings, self._desk, self._channel = settings, desk, channel
        self._calls = calls_of(settings)
        self._alarms, self._inbox = Alarms(desk.db, desk.clock), Inbox(desk, lambda: channel.username)

    async def run(self) -> None:
        """Until cancelled: fetch and store them, or keep the webhook where Telegram sends them.

        Raises:
            Deferred: Telegram cannot be reached. Paused: the token is wrong.
        """
        settings = self._settings
        if settings.telegram_mode == "webhook":
            await self._webhook().run()
        await remove_webhook(self._calls)
        poll = settings.telegram_poll
        await Polling(self._channel, self._inbox.store, self._alarms, poll, self._heard).run()

    async def close(self) -> None:
        """Let go of the connection."""
        await self._calls.close()

    def _heard(self, well: bool) -> None:
        see_telegram(self._desk.figures, self._desk.clock(), well=well)

    def _webhook(self) -> Webhook:
        settings, desk = self._settings, self._desk
        secret = secret_of(settings, desk.db)
        return Webhook(
            self._calls,
            webhook_url(settings),
            lambda: webhook_secret(secret),
            self._alarms,
            desk.clock,
            settings.telegram_look,
        )


def calls_of(settings: Settings) -> TelegramCalls:
    """Questions to the Bot API; the settings must hold a token."""
    assert settings.telegram_token is not None  # noqa: S101 - whoever calls looked
    proxy = settings.telegram_proxy
    return TelegramCalls(
        settings.telegram_token.get_secret_value(),
        api=settings.telegram_api,
        proxy=proxy.get_secret_value() if proxy else None,
        timeout=settings.telegram_timeout,
    )
