"""Hosts: which addresses say something, whose server it is, its name backwards, and who takes answers."""

from collections.abc import Sequence
from ipaddress import ip_network
from typing import Final

from frontdesk.lookups.mail_dns import Address, MailDns
from frontdesk.model.finding import Finding, State
from frontdesk.model.mail_setup import MailSetup
from frontdesk.signals.domains import registered

#: Seen in one house only: what letters leave from is another address (RFC 1918, 4193, 6598).
_INSIDE: Final = tuple(
    ip_network(block)
    for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
)
_LOOKED_AT: Final = 4  #: addresses and mail servers; one that answers says enough
PART: Final = "reverse name"


def outside(addresses: Sequence[Address]) -> list[Address]:
    """Those that the world may see."""
    return [one for one in addresses if not _is_inside(one)]


def is_own(mail: MailSetup) -> bool:
    """Whether the mail server bears a name of the sender's company."""
    return bool(mail.host and registered(mail.host) == registered(mail.domain))


async def reverse_name(dns: MailDns, mail: MailSetup, addresses: Sequence[Address]) -> Finding:
    """Whether the server's addresses have names that lead back to them."""
    if not mail.host:
        return Finding(part=PART, state=State.UNKNOWN, said="no mail server is set")
    if not addresses:
        said = f"cannot be known: we have no address of {mail.host}"
        return Finding(part=PART, state=State.UNKNOWN, said=said)
    if not (seen := outside(addresses)[:_LOOKED_AT]):
        said = f"cannot be known: {mail.host} is not seen from outside under the address it has here"
        do = "ask whoever runs the machine that the address it sends from has a PTR record, and its name an A"
        return Finding(part=PART, state=State.UNKNOWN, said=said, do=do)
    bare = [one for one in seen if not await _is_confirmed(dns, one)]
    if not bare:
        return Finding(part=PART, state=State.OK, said=f"{mail.host}: every address has one that leads back")
    said = f"{bare[0]} of {mail.host} has no name that leads back to it"
    if not is_own(mail):
        told = f"{said}; that is its provider's business, who may send from other addresses"
        return Finding(part=PART, state=State.OK, said=told)
    do = f"ask whoever gave you the address for a PTR record that says {mail.host}: Gmail wants one"
    return Finding(part=PART, state=State.WARNING, said=said, do=do)


async def takes(dns: MailDns, part: str, what: str, domain: str) -> Finding:
    """Whether `what` ("answers") can arrive at a domain."""
    servers = await dns.mail_servers(domain)
    if servers == ("",):
        said = f"{domain} says that it takes no mail (a null MX): {what} cannot arrive"
        return Finding(part=part, state=State.FAULT, said=said, do=f"publish an MX record for {domain}")
    if not servers:
        return await _without_mx(dns, part, what, domain)
    for server in servers[:_LOOKED_AT]:
        if server and await dns.addresses(server):
            return Finding(part=part, state=State.OK, said=f"{what} to {domain} are taken by {server}")
    said = f"no mail server of {domain} has an address ({servers[0]}): {what} cannot arrive"
    return Finding(part=part, state=State.FAULT, said=said, do="mend the MX record, or the A record it names")


async def _without_mx(dns: MailDns, part: str, what: str, domain: str) -> Finding:
    do = f"publish an MX record for {domain} that names the server of its mailboxes"
    if await dns.addresses(domain):
        said = f"{domain} has no MX record, only an address: {what} may arrive there, or not at all"
        return Finding(part=part, state=State.WARNING, said=said, do=do)
    said = f"{domain} has neither an MX record nor an address: {what} cannot arrive"
    return Finding(part=part, state=State.FAULT, said=said, do=do)


async def _is_confirmed(dns: MailDns, address: Address) -> bool:
    for name in (await dns.names(address))[:_LOOKED_AT]:
        if address in await dns.addresses(name):
            return True
    return False


def _is_inside(address: Address) -> bool:
    if address.is_loopback or address.is_link_local or address.is_unspecified:
        return True
    return any(address in block for block in _INSIDE)
