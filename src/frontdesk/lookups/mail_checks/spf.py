"""SPF check: whether receivers can tell who sends for the envelope's domain, and whether our server is it."""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Final

from frontdesk.lookups.mail_checks.hosts import is_own, outside
from frontdesk.lookups.mail_dns import Address, MailDns
from frontdesk.lookups.mail_records import as_txt
from frontdesk.lookups.spf import LOOKUPS, VOID, Policy, Spf, qualifier, read_spf
from frontdesk.model.finding import Finding, State
from frontdesk.model.mail_setup import MailSetup
from frontdesk.signals.domains import registered

PART: Final = "SPF"
#: Nobody sends from there (RFC 1112, section 4; RFC 3849): what is said of them is said of everybody.
_NOBODY: Final = (ip_address("240.0.0.1"), ip_address("2001:db8:ffff:ffff::1"))
_LOOK: Final = "frontdesk doctor --mail --to a mailbox of yours, and look for spf=pass there"
_ENDS: Final = {"-": "-all: others are refused", "~": "~all: others are suspect", None: "others: it depends"}


async def spf(dns: MailDns, mail: MailSetup, addresses: Sequence[Address]) -> Finding:
    """What receivers make of our server by the SPF record; `addresses` are those it listens at."""
    found = await read_spf(dns, mail.bounces)
    if len(found.records) != 1:
        return _no_record(mail, found, addresses)
    if found.policy is None:
        said = f"receivers cannot read the record of {mail.bounces}: {found.broken}"
        do = "mend that part" if found.lookups <= LOOKUPS else "leave out what you do not send by"
        return Finding(part=PART, state=State.FAULT, said=said, do=f"{do}; each include, a and mx costs one")
    return _of_strangers(mail, found.policy) or _of_us(mail, found, found.policy, addresses)


def _no_record(mail: MailSetup, found: Spf, addresses: Sequence[Address]) -> Finding:
    if found.records:
        said = f"{mail.bounces} has {len(found.records)} SPF records, so receivers go by none of them"
        do = "join them into one: one v=spf1, one all at the end"
        return Finding(part=PART, state=State.FAULT, said=said, do=do)
    said = f"{mail.bounces} has no SPF record: receivers cannot tell our letters from forged ones"
    do = "publish the TXT record that your mail provider names, such as v=spf1 include:THEIRS ~all"
    if is_own(mail) and (seen := outside(addresses)):
        named = " ".join(_as_term(one) for one in seen)
        record = as_txt(mail.bounces, f"v=spf1 {named} ~all")
        do = f"publish this TXT record, if your server sends from there:\n{record}"
    # One that is signed can do without (DMARC wants one of the two).
    return Finding(part=PART, state=State.WARNING if mail.signs else State.FAULT, said=said, do=do)


def _of_strangers(mail: MailSetup, policy: Policy) -> Finding | None:
    """What is wrong for whoever sends."""
    told = {qualifier(policy, one) for one in _NOBODY}
    if "+" in told:
        said = f"{mail.bounces} lets everybody send in its name (+all, or all addresses): it helps forgers"
        return Finding(part=PART, state=State.FAULT, said=said, do="end the record with ~all or -all")
    if not any(term.sign == "+" and term.name != "all" for term in policy.terms):
        said = f"{mail.bounces} lets nobody send in its name: every letter fails SPF"
        do = "add what your mail provider names, such as include:THEIRS, before the all"
        return Finding(part=PART, state=State.FAULT, said=said, do=do)
    if "?" in told:
        said = f"the record of {mail.bounces} says nothing of others (?all, or no all): it protects nobody"
        return Finding(part=PART, state=State.WARNING, said=said, do="end the record with ~all")
    return None


def _of_us(mail: MailSetup, found: Spf, policy: Policy, addresses: Sequence[Address]) -> Finding:
    read = f"one record at {mail.bounces}, {found.lookups} of {LOOKUPS} lookups, "
    read += _ENDS.get(qualifier(policy, _NOBODY[0]), "")
    seen = outside(addresses)
    missing = [one for one in seen if qualifier(policy, one) != "+"]
    if seen and missing and is_own(mail):
        said = f"{read}; it does not name {missing[0]}, where {mail.host} listens"
        do = f"add {_as_term(missing[0])} if it sends from there too; else {_LOOK}"
        return Finding(part=PART, state=State.WARNING, said=said, do=do)
    if found.void > VOID:
        said = f"{read}; {found.void} of its names lead nowhere, of which receivers bear {VOID}"
        return Finding(part=PART, state=State.WARNING, said=said, do="take out the names that are gone")
    if seen and not missing:
        return Finding(part=PART, state=State.OK, said=f"{read}; it names every address of {mail.host}")
    if mail.host and registered(mail.host) in {registered(domain) for domain in found.domains}:
        return Finding(part=PART, state=State.OK, said=f"{read}; it includes the provider of {mail.host}")
    said = f"{read}; whether it covers our mail server cannot be known: it may send from other addresses "
    said += "than it listens at"
    return Finding(part=PART, state=State.OK, said=said, do=_LOOK)


def _as_term(address: Address) -> str:
    return f"ip{address.version}:{address}"
