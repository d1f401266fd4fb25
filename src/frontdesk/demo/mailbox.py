"""Mailbox: a real SMTP server that keeps what it gets, for the demo and the tests.

It misbehaves where a script says so.
"""

import asyncio
import itertools
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

from aiosmtpd.smtp import SMTP, Envelope, Session

from frontdesk.demo.changes import Changes
from frontdesk.demo.mail import Mail, read_mail

KEPT: Final = 500
SCRIPTED: Final = 10_000
SIZE_BYTES: Final = 32 * 1024**2
#: Instead of an answer: close the connection, or never answer.
DROP: Final = "drop"
HANG: Final = "hang"
_REFUSAL: Final = re.compile(r"[45]\d\d [ -~]+")
#: A session may be silent for as long as the longest script.
_IDLE_S: Final = 3600.0
#: Where a script can set in: `data` is the command, `dot` the end of the mail before it is answered.
STEPS: Final = ("greeting", "mail", "rcpt", "data", "dot")
Step = Literal["greeting", "mail", "rcpt", "data", "dot"]


@dataclass(frozen=True, slots=True)
class _Script:
    reply: str | None
    after_s: float
    kept: bool


_USUAL: Final = _Script(None, 0, True)


def _now() -> datetime:
    return datetime.now(UTC)


class Mailbox:
    """An SMTP server in the running event loop. Use it between `start` and `stop`."""

    def __init__(self, *, smtputf8: bool = True, clock: Callable[[], datetime] = _now) -> None:
        self.down = False  #: close every new connection at once, and the next command of an old one
        self.connections = 0  #: how many were made so far
        self._smtputf8 = smtputf8
        self._clock = clock
        self._changes = Changes()
        self._mails: deque[Mail] = deque(maxlen=KEPT)
        self._ids = itertools.count(1)
        self._scripts: Mapping[str, deque[_Script]] = {step: deque(maxlen=SCRIPTED) for step in STEPS}
        self._server: asyncio.Server | None = None
        self._open: set[_Session] = set()
        self._url = ""

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one.

        Raises:
            OSError: the port is taken.
        """
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Session(self, loop, self._smtputf8), host, port)
        self._url = f"smtp://{host}:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Close the server and every connection."""
        if self._server:
            self._server.close()
            tasks = [task for each in tuple(self._open) if (task := each.end())]
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._server.wait_closed()
            self._server = None

    @property
    def url(self) -> str:
        """As `smtp://127.0.0.1:2525`."""
        return self._url

    @property
    def mails(self) -> list[Mail]:
        """The last 500 mails, the newest last."""
        return list(self._mails)

    @property
    def version(self) -> int:
        """Grows with every mail."""
        return self._changes.version

    async def wait_change(self, since: int) -> int:
        """The version, as soon as it is greater than `since`."""
        return await self._changes.wait(since)

    def script(
        self, step: Step, reply: str | None, *, times: int = 1, after_s: float = 0, kept: bool = True
    ) -> None:
        """Let the next sessions that come to a step meet something else there.

        `reply` is a refusal such as `450 4.2.0 greylisted` (421 also closes the connection), or `DROP`,
        `HANG`, or None for the usual one; `after_s` is the silence before it. At `dot`, DROP and HANG keep
        the mail, because there a server may have taken it; `kept=False` does not. A refusal never keeps it.

        Raises:
            ValueError: no such step, or no such reply.
        """
        if step not in STEPS:
            raise ValueError(f"script: expected one of {', '.join(STEPS)}, found {step!r}")
        if reply not in (None, DROP, HANG) and not _REFUSAL.fullmatch(reply):
            raise ValueError(f"script: expected a reply of 4yz or 5yz, found {reply!r}")
        self._scripts[step].extend([_Script(reply, after_s, kept)] * min(times, SCRIPTED))

    def _take(self, step: Step) -> _Script:
        waiting = self._scripts[step]
        return waiting.popleft() if waiting else _USUAL

    def _keep(self, envelope: Envelope) -> None:
        mail = read_mail(
            next(self._ids),
            self._clock(),
            envelope_from=(envelope.mail_from or "").removeprefix("<>"),
            recipients=tuple(envelope.rcpt_tos),
            raw=bytes(envelope.original_content or b""),
            smtputf8=bool(envelope.smtp_utf8),
        )
        self._mails.append(mail)
        self._changes.mark()


class _Handler:
    """aiosmtpd's hook for the end of a mail."""

    async def handle_DATA(self, server: "_Session", session: Session, envelope: Envelope) -> str:
        """The mail is here whole."""
        return await server.finish(envelope)


class _Session(SMTP):
    """One connection: aiosmtpd's protocol, which looks into the script at every step."""

    def __init__(self, box: Mailbox, loop: asyncio.AbstractEventLoop, smtputf8: bool) -> None:
        self._box = box
        self._greeted = False
        super().__init__(
            _Handler(),
            loop=loop,
            hostname="mailbox.example",
            ident="frontdesk demo",
            enable_SMTPUTF8=smtputf8,
            data_size_limit=SIZE_BYTES,
            timeout=_IDLE_S,
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet, unless the script says otherwise."""
        self._box.connections += 1
        self._box._open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """End the session."""
        self._box._open.discard(self)
        super().connection_lost(error)

    def eof_received(self) -> bool:
        """The other side is gone: the connection ends, and with it the session."""
        super().eof_received()
        return False

    def end(self) -> "asyncio.Task[None] | None":
        """Close the connection now and give the task that still runs for it."""
        self._abort()
        return self._handler_coroutine

    async def push(self, status: Any) -> None:
        """Send one reply; the first one is the greeting."""
        if self._box.down:
            await self._gone()
        if not self._greeted:
            self._greeted = True
            if await self._refused("greeting"):
                return
        await super().push(status)
        if str(status).startswith("421") and self.transport:
            self.transport.close()

    async def smtp_MAIL(self, arg: str | None) -> None:
        """MAIL FROM."""
        if not await self._refused("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        """RCPT TO."""
        if not await self._refused("rcpt"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str | None) -> None:
        """DATA, up to the dot; `handle_DATA` follows."""
        if not await self._refused("data"):
            await super().smtp_DATA(arg)

    async def finish(self, envelope: Envelope) -> str:
        """Keep the mail and give the reply, as the script says."""
        script = self._box._take("dot")
        if script.reply in (None, DROP, HANG) and script.kept and not self._box.down:
            self._box._keep(envelope)
        return await self._played(script) or "250 2.0.0 kept"

    async def _refused(self, step: Step) -> bool:
        """Play what the script says; true when that was the reply."""
        if not (reply := await self._played(self._box._take(step))):
            return False
        await self.push(reply)
        return True

    async def _played(self, script: _Script) -> str | None:
        """The refusal to send, or None for the usual reply; a dropped or hanging session never returns."""
        if script.after_s:
            await asyncio.sleep(script.after_s)
        if script.reply == DROP:
            await self._gone()
        if script.reply == HANG:
            await self._forever()
        return script.reply

    async def _gone(self) -> None:
        self._abort()
        await self._forever()

    def _abort(self) -> None:
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    async def _forever(self) -> None:
        """Wait for the end of the connection, which cancels the session."""
        await asyncio.Event().wait()
