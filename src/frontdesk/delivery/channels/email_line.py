"""E-mail line: one connection to the mail server, up to the log-in and then letter by letter."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from frontdesk.addresses import smtp_address
from frontdesk.delivery.channels.email_errors import Answer, Stage, explained, goes_on, is_yes, lost, slips
from frontdesk.delivery.channels.email_server import Server, is_this_machine
from frontdesk.delivery.channels.email_text import on_the_wire
from frontdesk.errors import Deferred, FrontdeskError, Paused, Refused

QUIT_S: Final = 2.0
_LOST: Final = (SMTPServerDisconnected, SMTPTimeoutError, SMTPConnectError, OSError, TimeoutError)
#: In this order: the first two need nothing of how the server keeps passwords, and the line is safe.
_LOG_INS: Final = {"plain": SMTP.auth_plain, "login": SMTP.auth_login, "cram-md5": SMTP.auth_crammd5}
#: It knows that way of logging in not (RFC 4954, section 4; RFC 5321, section 4.2.2).
_NO_SUCH_WAY: Final = (500, 501, 502, 503, 504)


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """Who sends and who gets a letter: plain addresses, domains as A-labels."""

    sender: str
    recipient: str
    smtputf8: bool


class Line:
    """One connection. After an error it is closed, or ready for the next letter: see `is_open`."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._scheme, self._host, port, self._user, self._password = smtp_address(server.url)
        # TLS and log-in are begun here, one by one, so that it is known which of them failed.
        self._smtp = SMTP(
            hostname=self._host,
            port=port,
            local_hostname=server.name,
            timeout=server.timeout_s,
            use_tls=self._scheme == "smtps",
            start_tls=False,
            tls_context=server.tls,
        )
        self.stage = Stage.CONNECT  #: how far it came, also after an error
        self.taken: Answer | None = None  #: what was said to the last letter that was taken

    @property
    def is_open(self) -> bool:
        """Whether the other side has not closed it, as far as we have heard."""
        return self._smtp.is_connected

    async def open(self) -> None:
        """Connect, and log in where the address has a password; over TLS as the address says.

        `smtps://` and `smtp+starttls://` never go on without TLS. `smtp://` takes what TLS a server that is
        not on this machine offers. Certificates are checked always.

        Raises:
            Unreached: not now.
            Paused: not before somebody mends it.
        """
        try:
            with self._at(Stage.GREETING):
                await self._smtp.connect()
            with self._at(Stage.EHLO):
                await self._hello()
            if self._wants_starttls():
                with self._at(Stage.STARTTLS):
                    await self._smtp.starttls()
                    await self._hello()
            if self._user:
                with self._at(Stage.AUTH):
                    await self._log_in(self._user, self._password or "")
                    self._one_answer()
        except BaseException:
            self.close()
            raise

    async def send(self, envelope: Envelope, body: bytes) -> None:
        """Hand over one letter.

        Raises:
            Refused: not this letter, now or later.
            Deferred: not now.
            Unsure: it may have gone out.
            Paused: nothing of ours.
        """
        if envelope.smtputf8 and not self._smtp.supports_extension("SMTPUTF8"):
            raise Refused("the server takes no address outside ASCII (SMTPUTF8)")
        try:
            await self._transaction(envelope, body)
        except (Refused, Deferred, Paused):
            # After the dot there is nothing left to take back (RFC 5321, section 4.1.1.4).
            if self.is_open and not self.stage.out:
                await self._reset()
            raise
        except BaseException:
            self.close()
            raise

    async def quit(self) -> None:
        """Say goodbye, as far as somebody listens."""
        try:
            await self._smtp.quit(timeout=QUIT_S)
        except (*_LOST, SMTPException):
            self.close()

    def close(self) -> None:
        """Hang up."""
        self._smtp.close()

    async def _transaction(self, envelope: Envelope, body: bytes) -> None:
        with self._at(Stage.MAIL):
            text, sender = on_the_wire(body), b"FROM:<%s>" % envelope.sender.encode()
            recipient = b"TO:<%s>" % envelope.recipient.encode()
        options = (b"SMTPUTF8",) if envelope.smtputf8 else ()
        await self._said(Stage.MAIL, b"MAIL", sender, *options)
        await self._said(Stage.RCPT, b"RCPT", recipient)
        await self._said(Stage.DATA, b"DATA", good=goes_on)
        if not self.is_open:
            raise lost(Stage.DATA, "closed")
        with self._at(Stage.DOT):
            await self._text(text)

    async def _said(self, stage: Stage, *words: bytes, good: Callable[[int], bool] = is_yes) -> None:
        with self._at(stage):
            response = await self._smtp.execute_command(*words)
            self._one_answer()
            if not good(response.code):
                raise SMTPResponseException(response.code, response.message)

    async def _text(self, text: bytes) -> None:
        """The text and its answer: apart from DATA, which has another time limit and risks no copy."""
        protocol = self._smtp.protocol
        if protocol is None:
            raise SMTPServerDisconnected("closed")
        protocol.write(text)
        response = await protocol.read_response(timeout=self._server.final_s)
        if _said_more(self._smtp):  # this answer stands, but the next would be taken for another's
            self.close()
        if not is_yes(response.code):
            raise SMTPResponseException(response.code, response.message)
        self.taken = Answer(response.code, response.message)

    def _one_answer(self) -> None:
        if _said_more(self._smtp):
            self.close()
            raise SMTPServerDisconnected("more than one answer")

    async def _reset(self) -> None:
        stage = self.stage
        try:
            await self._said(stage, b"RSET")
        except FrontdeskError:
            self.close()

    async def _hello(self) -> None:
        self._one_answer()
        response = await self._smtp.execute_command(b"EHLO", self._server.name.encode())
        self._one_answer()
        if is_yes(response.code):
            self._smtp.last_ehlo_response = response
        elif response.code < 500 or self._scheme != "smtp" or self._user:
            raise SMTPResponseException(response.code, response.message)
        else:
            await self._smtp.helo()

    def _wants_starttls(self) -> bool:
        offered = self._smtp.supports_extension("STARTTLS")
        if self._scheme == "smtp":
            return offered and not is_this_machine(self._host)
        if self._scheme == "smtp+starttls" and not offered:
            raise Paused(
                f"{self._host} offers no STARTTLS, so nothing was sent: somebody on the line may have taken "
                "it out; smtps:// needs no offer"
            )
        return self._scheme == "smtp+starttls"

    async def _log_in(self, user: str, password: str) -> None:
        ways = [way for name, way in _LOG_INS.items() if name in self._smtp.server_auth_methods]
        refused: SMTPAuthenticationError | None = None
        for way in ways:
            try:
                await way(self._smtp, user, password)
            except SMTPAuthenticationError as error:
                if is_yes(error.code):  # 235 is the usual one
                    return
                # One wrong password is one: servers shut out whoever tries it again and again.
                if error.code not in _NO_SUCH_WAY:
                    raise
                refused = error
            else:
                return
        raise refused or Paused(f"{self._host} offers no way to log in that we know")

    @contextmanager
    def _at(self, stage: Stage) -> Iterator[None]:
        """Whatever goes wrong meanwhile, in our words; a line that cannot be trusted any more is closed."""
        self.stage = stage
        with slips(stage):
            try:
                yield
            except SMTPResponseException as error:
                if error.code == 421 or not 400 <= error.code < 600:
                    self.close()
                raise explained(Answer(error.code, error.message), stage) from error
            except (*_LOST, SMTPException) as error:
                self.close()
                raise self._broken(error, stage) from error
            except FrontdeskError:
                raise
            except BaseException:
                self.close()
                raise

    def _broken(self, error: Exception, stage: Stage) -> FrontdeskError:
        cause = error if isinstance(error, ssl.SSLError) else error.__cause__
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Paused(f"the certificate of {self._host} is not to be trusted: {cause.verify_message}")
        # An end in the middle is a server that is down; all else is one that speaks another language.
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            return Paused(f"no TLS with {self._host}: {cause.reason or 'it speaks none'}")
        return lost(stage, type(cause or error).__name__)


def _said_more(smtp: SMTP) -> bool:
    """Whether more came with the last answer: aiosmtplib would take it for the answer to what comes next.

    It tells nobody what it keeps, neither by a property nor by an event, so this looks at its own buffer.
    """
    protocol = smtp.protocol
    return protocol is not None and bool(protocol._buffer)
