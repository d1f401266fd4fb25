"""SMTP: a mail server on loopback that misbehaves on command, and remembers all that happened."""

import asyncio
import ssl
import time
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Final

#: Instead of an answer: close the connection, or never answer.
DROP: Final = "drop"
HANG: Final = "hang"
STEPS: Final = ("greeting", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "dot", "rset", "quit")


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One mail that was there whole, whatever was answered to it."""

    at: float  #: monotonic
    sender: str
    recipient: str
    options: str  #: after the sender's address
    body: bytes
    recipients: int = 1

    def header(self, name: str) -> str | None:
        return message_from_bytes(self.body)[name]


@dataclass
class Session:
    """One connection."""

    began: float
    number: int
    said: list[tuple[float, str]] = field(default_factory=list)  #: commands, with their times
    tls: bool = False
    user: str | None = None
    mails: int = 0
    ended: float | None = None

    def count(self, word: str) -> int:
        return sum(line.upper().startswith(word) for _, line in self.said)


@dataclass(kw_only=True)
class _Script:
    step: str
    reply: str | None
    times: float
    after_s: float
    to: str | None
    session: int | None
    kept: bool


class _Gone(Exception):
    """The session ends here."""


class MailServer:
    """Use it between `start` and `stop`."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        smtps: bool = False,
        starttls: bool = True,
        smtputf8: bool = True,
        users: Mapping[str, str] | None = None,
        ways: str = "PLAIN LOGIN",
        mails_a_session: int | None = None,
        idle_s: float | None = None,
    ) -> None:
        """`starttls`: whether it is offered, where there is `tls`; `users`: whom it asks for a password."""
        self.sessions: list[Session] = []
        self.mails: list[Taken] = []
        self.most_open = 0  #: connections at once
        self._tls, self._smtps, self._starttls = tls, smtps, starttls and tls is not None
        self._utf8, self._users, self._ways = smtputf8, users, ways
        self._limit, self._idle_s = mails_a_session, idle_s
        self._scripts: list[_Script] = []
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._server: asyncio.Server | None = None
        self.port = 0
        self.wake: Callable[[], None] = lambda: None  #: called with every mail

    @property
    def url(self) -> str:
        return f"{'smtps' if self._smtps else 'smtp'}://127.0.0.1:{self.port}"

    def address(self, scheme: str, credentials: str = "", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{credentials and credentials + '@'}{host}:{self.port}"

    async def start(self) -> None:
        """Listen; after a stop on the same port again."""
        context = self._tls if self._smtps else None
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", self.port, ssl=context, limit=2**24
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Refuse connections and end those that are open."""
        if self._server:
            self._server.close()
            self._server = None
        for task in (open_ := dict(self._open)):
            task.cancel()
        await asyncio.gather(*open_, return_exceptions=True)

    def script(
        self,
        step: str,
        reply: str | None,
        *,
        times: float = 1,
        after_s: float = 0,
        to: str | None = None,
        session: int | None = None,
        kept: bool = True,
    ) -> None:
        """At that step answer so, so many times: a reply, DROP, HANG, or None for the usual one (`after_s`).

        `to`: only for that recipient; `session`: only on that connection, from 0. At `dot` DROP, HANG and 2yz
        keep the mail, unless `kept` is false: there a server may have taken it.
        """
        assert step in STEPS
        script = _Script(
            step=step, reply=reply, times=times, after_s=after_s, to=to, session=session, kept=kept
        )
        self._scripts.append(script)

    def behave(self) -> None:
        """Forget all scripts."""
        self._scripts.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._open[task] = writer
        self.most_open = max(self.most_open, len(self._open))
        talk = _Talk(self, reader, writer)
        try:
            await talk.hold()
        except (_Gone, ConnectionError, TimeoutError, ssl.SSLError, asyncio.IncompleteReadError):
            talk.session.ended = time.monotonic()
        except asyncio.CancelledError:
            talk.session.ended = time.monotonic()  # the server stops
        finally:
            del self._open[task]
            writer.transport.abort()

    def _take(self, step: str, session: Session, to: str | None) -> _Script | None:
        for script in self._scripts:
            mine = script.session in (None, session.number) and script.to in (None, to)
            if script.step == step and script.times > 0 and mine:
                script.times -= 1
                return script
        return None


class _Talk:
    """One conversation."""

    def __init__(
        self, server: MailServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server, self._reader, self._writer = server, reader, writer
        self.session = Session(began=time.monotonic(), number=len(server.sessions), tls=server._smtps)
        server.sessions.append(self.session)
        self._sender = self._options = ""
        self._to: list[str] = []

    async def hold(self) -> None:
        await self._play("greeting", "220 mx.acme.example ESMTP")
        while True:
            line = await self._line()
            word, _, rest = line.partition(" ")
            step = {"HELO": "ehlo"}.get(word.upper(), word.lower())
            answer = getattr(self, f"_{step}", None) if step in STEPS else None
            if answer is None:
                await self._say("500 5.5.1 what?")
                continue
            await answer(rest)

    async def _line(self) -> str:
        async with asyncio.timeout(self._server._idle_s):
            line = await self._reader.readuntil(b"\r\n")
        text = line[:-2].decode("utf-8", "replace")
        self.session.said.append((time.monotonic(), text))
        return text

    async def _say(self, reply: str) -> None:
        self._writer.write(f"{reply}\r\n".encode("utf-8", "surrogateescape"))
        await self._writer.drain()
        if reply.startswith("421"):
            raise _Gone

    async def _play(self, step: str, usual: str) -> bool:
        """Answer as the script has it; whether that was yes."""
        return await self._said(self._script(step), usual)

    def _script(self, step: str) -> _Script | None:
        return self._server._take(step, self.session, self._to[-1] if self._to else None)

    async def _said(self, script: _Script | None, usual: str) -> bool:
        if script and script.after_s:
            await asyncio.sleep(script.after_s)
        if script and script.reply == DROP:
            raise _Gone
        if script and script.reply == HANG:
            await self._reader.read()  # until the other side hangs up
            raise _Gone
        reply = (script and script.reply) or usual
        await self._say(reply)
        return reply[0] in "23"

    async def _ehlo(self, name: str) -> None:
        server = self._server
        offers = [
            "mx.acme.example",
            "8BITMIME",
            "ENHANCEDSTATUSCODES",
            *(["SMTPUTF8"] if server._utf8 else []),
        ]
        offers += ["STARTTLS"] if server._starttls and not self.session.tls else []
        offers += [f"AUTH {server._ways}"] if server._users else []
        lines = [f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"]
        await self._play("ehlo", "\r\n".join(lines))

    async def _starttls(self, rest: str) -> None:
        assert self._server._tls
        if await self._play("starttls", "220 2.0.0 go ahead"):
            await self._writer.start_tls(self._server._tls)
            self.session.tls = True

    async def _auth(self, rest: str) -> None:
        way, _, first = rest.partition(" ")
        if way == "PLAIN":
            _, user, password = b64decode(first).decode().split("\0")
        else:
            await self._say("334 UGFzc3dvcmQ6")
            user, password = b64decode(first).decode(), b64decode(await self._line()).decode()
        right = (self._server._users or {}).get(user) == password
        usual = "235 2.7.0 welcome" if right else f"535 5.7.8 bad credentials of {user}"
        if await self._play("auth", usual):
            self.session.user = user

    async def _mail(self, rest: str) -> None:
        self._sender, _, self._options = rest.partition(":")[2].partition(" ")
        self._to = []
        shut = self._server._users and not self.session.user
        await self._play("mail", "530 5.7.0 log in first" if shut else "250 2.1.0 ok")

    async def _rcpt(self, rest: str) -> None:
        self._to.append(rest.partition(":")[2].strip("<>"))
        if not await self._play("rcpt", "250 2.1.5 ok"):
            self._to.pop()

    async def _data(self, rest: str) -> None:
        if not self._to:
            return await self._say("503 5.5.1 RCPT first")
        if not await self._play("data", "354 go on"):
            return None
        wire = await self._reader.readuntil(b"\r\n.\r\n")
        await self._end((b"\r\n" + wire[:-3]).replace(b"\r\n..", b"\r\n.")[2:])
        return None

    async def _end(self, body: bytes) -> None:
        server, to = self._server, self._to
        script = self._script("dot")
        reply = script.reply if script else None
        if script is None or (script.kept and (reply in (None, DROP, HANG) or reply.startswith("2"))):
            taken = Taken(
                at=time.monotonic(),
                sender=self._sender.strip("<>"),
                recipient=to[0],
                options=self._options,
                body=body,
                recipients=len(to),
            )
            server.mails.append(taken)
            self.session.mails += 1
            server.wake()
        await self._said(script, "250 2.0.0 taken")
        self._to = []
        if server._limit and self.session.mails >= server._limit:
            raise _Gone

    async def _rset(self, rest: str) -> None:
        self._to = []
        await self._play("rset", "250 2.0.0 ok")

    async def _quit(self, rest: str) -> None:
        await self._play("quit", "221 2.0.0 bye")
        raise _Gone
