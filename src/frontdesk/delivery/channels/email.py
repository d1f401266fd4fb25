"""E-mail: letters by SMTP, over a few kept connections."""

import asyncio
import re
import socket
import ssl
from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from typing import ClassVar, Final, Protocol

from frontdesk.delivery.channels.email_errors import Stage, slips
from frontdesk.delivery.channels.email_line import Envelope, Line
from frontdesk.delivery.channels.email_pool import IDLE_S, Pool
from frontdesk.delivery.channels.email_server import Server, is_open_line
from frontdesk.delivery.channels.email_text import in_lines
from frontdesk.errors import Busy, Refused, Unsendable
from frontdesk.messages.mail_headers import encoded_address, needs_smtputf8, recipient
from frontdesk.model.delivery import Delivery

_NAME: Final = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class Signer(Protocol):
    """What signs a letter before it goes out."""

    def signed(self, body: bytes) -> bytes:
        """The letter with its signature."""


class EmailChannel:
    """Letters by SMTP, over a few kept connections."""

    name: ClassVar[str] = "email"

    def __init__(
        self,
        url: str,
        sender: str,
        *,
        timeout: timedelta,
        final_timeout: timedelta,
        idle: timedelta = timedelta(seconds=IDLE_S),
        envelope: Callable[[Delivery], str] | None = None,
        signer: Signer | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`url` as in the settings; `sender` is the From.

        `envelope`: where what cannot be delivered goes back to; by default the From's address.
        `tls`: whose certificates are trusted; by default those the system trusts.
        """
        self._server = Server(
            url=url,
            name=own_name(),
            timeout_s=timeout.total_seconds(),
            final_s=final_timeout.total_seconds(),
            tls=tls or (None if is_open_line(url) else ssl.create_default_context()),
        )
        own = parseaddr(encoded_address(sender))[1]
        self._sender, self._signer = envelope or (lambda _: own), signer
        self._pool = Pool(lambda: Line(self._server), idle.total_seconds())

    async def send(self, delivery: Delivery) -> None:
        """Hand one letter to the server, for exactly one recipient.

        Raises:
            Refused: the server will not take it, now or later; Unsendable: it cannot be got ready.
            Deferred: not now; Busy: nothing else either; Unreached: it was not begun.
            Unsure: it may have gone out.
            Paused: the server does not let us in.
        """
        with slips(Stage.CONNECT):
            envelope, body = self._envelope(delivery), await self._ready(delivery.body)
        if line := self._pool.kept():
            try:
                return await self._over(line, envelope, body)
            except Busy:
                # A server ends a kept connection when it likes, after some letters or some time: no attempt
                # was made of this one. After the dot it was, and where it said no and stayed.
                if line.stage.out or line.is_open:
                    raise
        return await self._over(await self._pool.fresh(), envelope, body)

    async def close(self) -> None:
        """Say goodbye on every kept connection."""
        await self._pool.close()

    async def _over(self, line: Line, envelope: Envelope, body: bytes) -> None:
        try:
            await line.send(envelope, body)
        finally:
            self._pool.keep(line)

    async def _ready(self, body: bytes) -> bytes:
        if not body:
            raise Unsendable("nothing was sent: the letter has no text; `frontdesk outbox drop` ends it")
        if not self._signer:
            return body
        return await asyncio.to_thread(self._signer.signed, in_lines(body))

    def _envelope(self, delivery: Delivery) -> Envelope:
        try:
            sender, to = self._sender(delivery), recipient(delivery.to)
            utf8 = needs_smtputf8(to) or needs_smtputf8(sender)
            return Envelope(sender=sender, recipient=to, smtputf8=utf8)
        except ValueError as error:
            raise Refused(f"the letter cannot be sent: {error}") from error


def own_name() -> str:
    """What we call ourselves: the machine's name where it is a whole one, without asking DNS for it."""
    name = socket.gethostname()
    return name if _NAME.fullmatch(name) else "[127.0.0.1]"
