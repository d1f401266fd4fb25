"""Mail doctor: looks at all that letters depend on outside, and never takes longer than half a minute."""

import asyncio
import ssl
from collections.abc import Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from frontdesk.addresses import resolver_address
from frontdesk.app.mail_setup import is_made_up, settings_findings, setup_of
from frontdesk.app.sending import signer
from frontdesk.delivery.channels.email import own_name
from frontdesk.delivery.channels.email_dkim import pem_of
from frontdesk.delivery.channels.email_dkim_key import public_key
from frontdesk.delivery.channels.email_line import Envelope
from frontdesk.delivery.channels.email_probe import PARTS, probe
from frontdesk.delivery.channels.email_server import Server, is_open_line
from frontdesk.delivery.channels.email_trial import PART as TRIAL
from frontdesk.delivery.channels.email_trial import try_letter
from frontdesk.errors import Deferred
from frontdesk.lookups.host_names import system_addresses
from frontdesk.lookups.mail_checks import dkim, dmarc, hosts, spf
from frontdesk.lookups.mail_dns import Address, MailDns
from frontdesk.messages.mail_headers import needs_smtputf8
from frontdesk.model.finding import Finding, State
from frontdesk.model.mail_setup import MailSetup
from frontdesk.settings import Settings

#: Seconds at most, together less than 30: for one name, one question, one part, one step, one letter.
NAME_S: Final = 4.0
QUESTION_S: Final = 3.0
PART_S: Final = 11.0
STEP_S: Final = 5.0
LETTER_S: Final = 10.0
ANSWERS: Final = "answers"
BOUNCES: Final = "bounces"
_NO_ANSWER: Final = "look again when DNS answers; FRONTDESK_DNS names who is asked"


class MailDoctor:
    """Looks at one desk's mail."""

    def __init__(
        self, settings: Settings, desk: Path, now: datetime, tls: ssl.SSLContext | None = None
    ) -> None:
        """`tls`: whose certificates are trusted; by default those the system trusts."""
        self._settings, self._desk, self._now, self._tls = settings, desk, now, tls
        self._mail = setup_of(settings, now)

    async def findings(self) -> list[Finding]:
        """Everything that can be seen without sending anything, part by part, always in the same order."""
        found = list(settings_findings(self._settings, self._mail))
        if (mail := self._mail) is None:
            return found
        addresses, unreached = await self._addresses(mail)
        async with asyncio.TaskGroup() as group:
            server = None if unreached else group.create_task(self._server(mail))
            parts = [group.create_task(each) for each in self._dns_parts(mail, addresses)]
        found += server.result() if server else unreached
        return [*found, *(part.result() for part in parts)]

    async def send(self, letter: bytes, to: str, found: Sequence[Finding]) -> Finding:
        """One letter, to that address, by the server and under the signature of all others.

        Not where the findings say that it would be in vain: a wrong password should not be tried twice.

        Raises:
            Faults: the key that is to sign it cannot be used.
        """
        mail = self._mail
        if mail is None or self._settings.smtp is None:
            return Finding(part=TRIAL, state=State.FAULT, said="not sent: no mail server is set")
        if any(one.part in PARTS and one.state in (State.FAULT, State.UNKNOWN) for one in found):
            do = "mend what is wrong with the mail server first"
            return Finding(
                part=TRIAL, state=State.FAULT, said="not sent: the mail server would not take it", do=do
            )
        signs = signer(self._settings, mail.sender, self._desk)
        body = await asyncio.to_thread(signs.signed, letter) if signs else letter
        envelope = Envelope(
            sender=mail.envelope,
            recipient=to,
            smtputf8=needs_smtputf8(to) or needs_smtputf8(mail.envelope),
        )
        return await try_letter(self._reached(LETTER_S), envelope, body, LETTER_S)

    async def _addresses(self, mail: MailSetup) -> tuple[tuple[Address, ...], list[Finding]]:
        """The mail server's, and what is wrong where there are none."""
        if mail.host is None:
            return (), []
        part, do = PARTS[0], "look for a slip in the server's name in FRONTDESK_SMTP"
        try:
            if found := await system_addresses(mail.host, NAME_S):
                return found, []
        except Deferred as error:
            return (), [Finding(part=part, state=State.UNKNOWN, said=str(error), do=_NO_ANSWER)]
        return (), [Finding(part=part, state=State.FAULT, said=f"there is no host {mail.host}", do=do)]

    async def _server(self, mail: MailSetup) -> list[Finding]:
        if self._settings.smtp is None:
            return []
        envelope = Envelope(
            sender=mail.envelope, recipient=mail.sender, smtputf8=needs_smtputf8(mail.envelope)
        )
        return await probe(self._reached(STEP_S), envelope, self._now, PART_S)

    def _reached(self, final_s: float) -> Server:
        assert self._settings.smtp is not None  # noqa: S101 - whoever calls looked
        url = self._settings.smtp.get_secret_value()
        return Server(
            url=url,
            name=own_name(),
            timeout_s=min(self._settings.smtp_timeout.total_seconds(), STEP_S),
            final_s=min(self._settings.smtp_final_timeout.total_seconds(), final_s),
            tls=None if is_open_line(url) else self._tls or ssl.create_default_context(),
        )

    def _dns_parts(self, mail: MailSetup, addresses: Sequence[Address]) -> list[Coroutine[Any, Any, Finding]]:
        dns = self._dns(mail)
        answers = mail.answers.rpartition("@")[2].lower()
        taken = [(ANSWERS, ANSWERS, answers), (BOUNCES, BOUNCES, mail.bounces)]
        if answers == mail.bounces:
            taken = [(ANSWERS, "answers and bounces", answers)]
        looks = {
            spf.PART: spf.spf(dns, mail, addresses),
            dkim.PART: self._dkim(dns, mail),
            dmarc.PART: dmarc.dmarc(dns, mail),
            hosts.PART: hosts.reverse_name(dns, mail, addresses),
            **{part: hosts.takes(dns, part, what, domain) for part, what, domain in taken},
        }
        return [_in_time(part, look) for part, look in looks.items()]

    def _dkim(self, dns: MailDns, mail: MailSetup) -> Coroutine[Any, Any, Finding]:
        key, selector = self._settings.dkim_key, self._settings.dkim_selector
        if key is None or selector is None:
            return dkim.provider_key(dns, mail)
        return dkim.own_key(dns, mail, selector, public_key(pem_of(key.get_secret_value(), self._desk)))

    def _dns(self, mail: MailSetup) -> MailDns:
        settings = self._settings
        if settings.dns == "off":
            return MailDns.off()
        limit_s = min(settings.dns_timeout.total_seconds(), QUESTION_S)
        if is_made_up(settings, mail):
            return MailDns(limit_s, why_off=f"nothing is known of {mail.domain}, a name for examples")
        return MailDns(limit_s, None if settings.dns == "on" else resolver_address(settings.dns))


async def _in_time(part: str, look: Coroutine[Any, Any, Finding]) -> Finding:
    """What it finds; that it cannot be known, where nobody answers."""
    try:
        async with asyncio.timeout(PART_S):
            return await look
    except TimeoutError:
        said = f"cannot be known: it took longer than {PART_S:g} s"
    except Deferred as error:
        said = f"cannot be known: {error}"
    return Finding(part=part, state=State.UNKNOWN, said=said, do=_NO_ANSWER)
