"""DMARC check: what receivers do with letters that are not proved ours, and whether ours are (RFC 7489)."""

from collections.abc import Mapping
from typing import Final

from frontdesk.lookups.mail_dns import MailDns
from frontdesk.lookups.mail_records import as_txt, dmarc_records, tags
from frontdesk.model.finding import Finding, State
from frontdesk.model.mail_setup import MailSetup
from frontdesk.signals.domains import registered

PART: Final = "DMARC"
_DONE: Final = {"none": "are let through", "quarantine": "go to spam", "reject": "are refused"}


async def dmarc(dns: MailDns, mail: MailSetup) -> Finding:
    """The policy of the From's domain, and whether envelope and signature match it."""
    asked = list(dict.fromkeys((mail.domain, registered(mail.domain) or mail.domain)))
    for domain in asked:
        if records := dmarc_records(await dns.texts(f"_dmarc.{domain}")):
            return _of(mail, domain, records)
    where = " and ".join(f"_dmarc.{domain}" for domain in asked)
    said = f"there is none at {where}: receivers cannot tell what to do with forged mail, and large ones "
    said += "mistrust ours"
    return Finding(part=PART, state=State.WARNING, said=said, do=_start(mail, asked[-1]))


def _of(mail: MailSetup, domain: str, records: list[str]) -> Finding:
    if len(records) > 1:
        said = f"_dmarc.{domain} has {len(records)} DMARC records, so receivers go by none of them"
        return Finding(part=PART, state=State.FAULT, said=said, do="leave one")
    found = tags(records[0])
    wanted = found.get("p", "").lower()
    if domain != mail.domain:
        wanted = found.get("sp", wanted).lower()
    if wanted not in _DONE:
        said = f'_dmarc.{domain} has no policy that receivers know (p="{wanted[:20]}")'
        return Finding(part=PART, state=State.FAULT, said=said, do="write p=none, p=quarantine or p=reject")
    said = f"_dmarc.{domain}: letters that are not proved ours {_DONE[wanted]} (p={wanted}); "
    proofs = _proofs(mail, found)
    if not proofs:
        return _unproved(mail, said, wanted, found)
    said += f"ours can be proved by {' and '.join(proofs)}"
    return Finding(part=PART, state=State.OK, said=said, do=_hint(mail, found))


def _proofs(mail: MailSetup, found: Mapping[str, str]) -> list[str]:
    """What matches the From's domain."""
    strict = found.get("aspf", "r").lower() == "s"
    by_spf = _matches(mail.bounces, mail.domain, strict=strict)
    return ["SPF"] * by_spf + ["DKIM"] * mail.signs


def _unproved(mail: MailSetup, said: str, wanted: str, found: Mapping[str, str]) -> Finding:
    how = "the same (aspf=s)" if found.get("aspf", "r").lower() == "s" else "of the same company"
    said += f"bounces go to {mail.bounces}, which is not {how} as {mail.domain}, and we do not sign: "
    said += "only a signature of your mail server could prove our letters"
    do = "sign (FRONTDESK_DKIM_KEY), or let FRONTDESK_BOUNCE_DOMAIN be a part of the From's domain"
    state = State.WARNING if wanted == "none" else State.FAULT
    return Finding(part=PART, state=state, said=said, do=do)


def _hint(mail: MailSetup, found: Mapping[str, str]) -> str:
    if "rua" in found:
        return ""
    return f"add rua=mailto:{mail.answers}, or another mailbox: it gets reports of who uses your name"


def _matches(domain: str, wanted: str, *, strict: bool) -> bool:
    if strict or domain == wanted:
        return domain == wanted
    return registered(domain) is not None and registered(domain) == registered(wanted)


def _start(mail: MailSetup, domain: str) -> str:
    """A record to begin with: nothing is refused, and reports tell who sends."""
    address = mail.answers if mail.answers.isascii() else mail.sender
    record = as_txt(f"_dmarc.{domain}", f"v=DMARC1; p=none; rua=mailto:{address}")
    return f"publish this TXT record to begin with, with the mailbox that is to get reports:\n{record}"
