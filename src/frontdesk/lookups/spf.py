"""SPF: who may send for a domain, all its records read through, as far as receivers go (RFC 7208).

No library: pyspf asks through a function of its module, one question after the other, and stops at the first
match, so that it cannot count what another sender would cost; checkdmarc brings ten packages.
"""

from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Final

from frontdesk.lookups.mail_dns import Address, MailDns
from frontdesk.lookups.mail_records import Network, Term, spf_records, spf_terms

LOOKUPS: Final = 10  #: a receiver may give up after these (section 4.6.4)
VOID: Final = 2  #: questions without an answer that it puts up with
_HOSTS: Final = 10  #: mail servers of one `mx`


@dataclass(kw_only=True, slots=True)
class Policy:
    """One domain's record, and under each term what it stands for."""

    domain: str
    terms: list[Term]
    networks: dict[int, tuple[Network, ...]] = field(default_factory=dict)  #: place of an a, mx, ip4, ip6
    policies: dict[int, "Policy"] = field(default_factory=dict)  #: place of an include or redirect


@dataclass(kw_only=True, slots=True)
class Spf:
    """What was read of a domain."""

    records: list[str] = field(default_factory=list)
    policy: Policy | None = None  #: None: none, several, or one that no receiver understands
    broken: str = ""  #: why receivers would find an error
    lookups: int = 0
    void: int = 0
    domains: list[str] = field(default_factory=list)  #: all that are included


class _Broken(Exception):
    """A receiver would end with an error."""


async def read_spf(dns: MailDns, domain: str) -> Spf:
    """All of a domain's policy, with what it includes.

    Raises:
        Deferred: DNS did not answer all of it.
    """
    found = Spf(records=spf_records(await dns.texts(domain)))
    if len(found.records) != 1:
        return found
    try:
        found.policy = await _policy(dns, domain, found.records[0], found)
    except _Broken as error:
        found.broken = str(error)
    return found


def qualifier(policy: Policy, address: Address) -> str | None:
    """What a receiver says of a letter from there: +, -, ~ or ? (section 4.6.2); None: it depends."""
    unsure = False
    for place, term in enumerate(policy.terms):
        matches = _matches(policy, place, term, address)
        if matches and term.name == "redirect":
            return qualifier(policy.policies[place], address)
        if matches:
            return None if unsure and term.sign != "+" else term.sign
        unsure |= matches is None
    return None if unsure else "?"


def _matches(policy: Policy, place: int, term: Term, address: Address) -> bool | None:
    if term.name == "all":
        return True
    if term.name == "redirect":
        return place in policy.policies or None
    if term.name == "include":
        if place not in policy.policies:
            return None
        inside = qualifier(policy.policies[place], address)
        return None if inside is None else inside == "+"
    if place not in policy.networks:
        return None
    return any(address in network for network in policy.networks[place])


async def _policy(dns: MailDns, domain: str, record: str, found: Spf) -> Policy:
    try:
        policy = Policy(domain=domain, terms=spf_terms(record))
    except ValueError as error:
        raise _Broken(f"{domain}: {error}") from error
    for place, term in enumerate(policy.terms):
        if term.name == "all":
            break  # whoever reads it stops there, and follows no redirect (sections 5.1 and 6.1)
        found.lookups += term.asks
        if found.lookups > LOOKUPS:
            raise _Broken(f"it takes more than {LOOKUPS} lookups in DNS to read")
        if term.network:
            policy.networks[place] = (term.network,)
        elif not term.has_macro:
            await _look_up(dns, policy, place, found)
    return policy


async def _look_up(dns: MailDns, policy: Policy, place: int, found: Spf) -> None:
    term = policy.terms[place]
    domain = term.domain or policy.domain
    if term.name in ("include", "redirect"):
        found.domains.append(domain)
        policy.policies[place] = await _included(dns, domain, found)
    elif term.name in ("a", "mx"):
        hosts = (domain,) if term.name == "a" else await dns.mail_servers(domain)
        if len(hosts) > _HOSTS:
            raise _Broken(f"{term}: it has more than {_HOSTS} mail servers")
        addresses = [address for host in hosts if host for address in await dns.addresses(host)]
        found.void += not addresses
        four, six = term.sizes
        policy.networks[place] = tuple(
            ip_network(f"{one}/{four if one.version == 4 else six}", strict=False) for one in addresses
        )


async def _included(dns: MailDns, domain: str, found: Spf) -> Policy:
    texts = await dns.texts(domain)
    found.void += not texts
    records = spf_records(texts)
    if len(records) != 1:
        count = f"{len(records)} SPF records" if records else "no SPF record"
        raise _Broken(f"{domain}, which it names, has {count}")
    return await _policy(dns, domain, records[0], found)
