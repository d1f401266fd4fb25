"""E-mail: letters by SMTP, over a few kept connections."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import parseaddr
from typing import ClassVar, Final

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from frontdesk.addresses import smtp_address
from frontdesk.errors import Deferred, FrontdeskError, Paused, Refused, Unsure
from frontdesk.messages.mail_headers import needs_smtputf8, recipient
from frontdesk.model.delivery import Delivery

_LOST: Final = (SMTPServerDisconnected, SMTPTimeoutError, SMTPConnectError, OSError, TimeoutError)


class EmailChannel:
    """Letters by SMTP, over a few kept connections."""

    name: ClassVar[str] = "email"

    def __init__(self, url: str, sender: str, *, timeout: timedelta, final_timeout: timedelta) -> None:
        """`url` as in the settings; `sender` is the From, whose address is the envelope's too."""
        self._address = smtp_address(url)
        self._sender = parseaddr(sender)[1]
        self._timeout_s, self._final_s = timeout.total_seconds(), final_timeout.total_seconds()
        self._idle: list[SMTP] = []

    async def send(self, delivery: Delivery) -> None:
        """Hand one letter to the server, for exactly one recipient.

        Raises:
            Refused: the server will not take it, now or later.
            Deferred: not now.
            Unsure: it may have gone out.
            Paused: the server does not let us in.
        """
        async with self._begun(delivery) as smtp:
            try:
                await smtp.data(delivery.body, timeout=self._final_s)
            except SMTPResponseException as error:
                raise explained(error) from error
            except (*_LOST, SMTPException) as error:
                raise Unsure(f"no word after the text was sent: {type(error).__name__}") from error

    async def close(self) -> None:
        """Say goodbye on every kept connection."""
        while self._idle:
            await _quit(self._idle.pop())

    @asynccontextmanager
    async def _begun(self, delivery: Delivery) -> AsyncIterator[SMTP]:
        """A connection that has taken sender and recipient; kept afterwards when nothing broke."""
        smtp = await self._envelope(delivery)
        try:
            yield smtp
        except BaseException:
            smtp.close()
            raise
        self._idle.append(smtp)

    async def _envelope(self, delivery: Delivery) -> SMTP:
        while self._idle:
            # A server drops idle connections when it likes: no attempt was made of this letter yet.
            kept = self._idle.pop()
            try:
                return await self._addressed(kept, delivery)
            except Deferred as error:
                if not isinstance(error.__cause__, _LOST):
                    raise
        return await self._addressed(await self._connected(), delivery)

    async def _addressed(self, smtp: SMTP, delivery: Delivery) -> SMTP:
        try:
            await smtp.mail(self._sender, options=self._options(smtp, delivery), encoding="utf-8")
            await smtp.rcpt(recipient(delivery.to), encoding="utf-8")
        except (*_LOST, SMTPException, ValueError) as error:
            smtp.close()
            raise explained(error) from error
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _options(self, smtp: SMTP, delivery: Delivery) -> list[str]:
        if not needs_smtputf8(delivery.to):
            return []
        if not smtp.supports_extension("SMTPUTF8"):
            raise Refused("the server takes no address outside ASCII (SMTPUTF8)")
        return ["SMTPUTF8"]

    async def _connected(self) -> SMTP:
        scheme, host, port, user, password = self._address
        starttls = {"smtp+starttls": True, "smtps": False}.get(scheme)
        smtp = SMTP(
            hostname=host,
            port=port,
            username=user,
            password=password,
            use_tls=scheme == "smtps",
            start_tls=starttls,
            timeout=self._timeout_s,
        )
        try:
            await smtp.connect()
        except (*_LOST, SMTPException) as error:
            smtp.close()
            raise explained(error) from error
        return smtp


def explained(error: Exception) -> FrontdeskError:
    """What an error before the text means for the delivery."""
    if isinstance(error, SMTPAuthenticationError):
        return Paused(f"the SMTP server does not let us in: {error.code}")
    if isinstance(error, SMTPRecipientsRefused):
        # aiosmtplib gives a single refused recipient no code of its own.
        code, message = error.recipients[0].code, error.recipients[0].message
    elif isinstance(error, SMTPResponseException):
        code, message = error.code, error.message
    elif isinstance(error, _LOST):
        return Deferred(f"the SMTP server cannot be reached: {type(error).__name__}")
    else:
        return Refused(f"the letter cannot be sent: {type(error).__name__}")
    # 5yz is final, 4yz is worth another try (RFC 5321, section 4.2.1).
    text = f"{code} {message}"[:500]
    return Refused(text) if code >= 500 else Deferred(text)


async def _quit(smtp: SMTP) -> None:
    try:
        await smtp.quit(timeout=2)
    except (*_LOST, SMTPException):
        smtp.close()
