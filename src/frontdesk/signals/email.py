"""E-mail: whether the field holds an address that can be written to, and whose mailbox it is.

No look-up leaves the machine. The words around an address are forgiven, anything that smells of a mail
header, a group or an SMTP parameter is not.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from frontdesk.model.mail_domain import MailDomain
from frontdesk.model.signals import EmailSignal
from frontdesk.signals.domains import is_free, kind, takes_mail
from frontdesk.signals.words.mailboxes import BESIDE, ROLES
from frontdesk.signals.words.slips import meant
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
#: What the library looks at more closely: a name that nobody may use in mail, a label too long, letters of
#: other scripts.
_RESERVED: Final = frozenset(SPECIAL_USE_DOMAIN_NAMES)
_UNDER_RESERVED: Final = tuple(f".{name}" for name in SPECIAL_USE_DOMAIN_NAMES)
#: Names of machines inside somebody's network, which nobody will ever register (ICANN).
_NOWHERE: Final = frozenset(
    ("corp", "home", "internal", "intranet", "lan", "localdomain", "localnet", "mail", "private", "workgroup")
)
_LONG_LABEL: Final = re.compile("[^.@]{64}")

_EDGE: Final = r"\s<>()\[\],;:\"/\\|"
_ADDRESS: Final = re.compile(rf"(?<![^{_EDGE}'])[^{_EDGE}@']" rf"[^{_EDGE}@]*@[^{_EDGE}@']+(?![^{_EDGE}'])")
#: Header and envelope tricks: encoded words, literals, escapes, quoted local parts, routes, parameters.
_TRICKS: Final = re.compile(r"=\?|[\x00-\x1f\x7f\\`{}\[\]%!|]|[\"']@|@[\s\"]*$|@[^@\s,;/<>]*@|>\s*\w+=")
_LABEL: Final = re.compile(r"[^\W\d_][\w\s.,:&/()\"'’«»-]{0,200}")
_BETWEEN: Final = re.compile(
    r"[\s,;/&+)>]+(?:(?:or|and|oder|und|lub|i|albo|oraz|или|и|або|та|nebo|a)\s)?[\s<(]*(?:mailto:)?"
)
_AFTER: Final = re.compile(r"[\s>).,;'\"»]*(?:[(,–-]\s*[^\W\d_]{1,30}(?: [^\W\d_]{1,30}){0,3}\s*\)?)?")
#: Thanks and the like; an SMTP keyword is no such word.
_REMARK: Final = re.compile(r"(?:\s+[^\W\d_]{1,15}){1,4}")
_AT: Final = re.compile(r"(\S{1,64}?)\s*[(\[{]\s*at\s*[)\]}]\s*(\S.{1,200})", re.IGNORECASE)
#: A phone number for itself, with a short word that says so.
_PHONE: Final = re.compile(r"(?<![^\s,;/])(?:[^\W\d_]{1,8}[.:]{0,2} ?)?\+?\d[\d ().-]{5,18}\d(?![^\s,;/])")
_APART: Final = re.compile(r"(\S{1,64}?)\s*@\s*(\S{1,200})")
_DOT: Final = re.compile(r"\s*[(\[{]\s*dot\s*[)\]}]\s*", re.IGNORECASE)
_PARTED: Final = re.compile(r"[._-]|(?<=[a-z])(?=\d)")
_QUOTES: Final = "'‘’‚‛\"“”„«»"
_OPENING: Final = frozenset((*_QUOTES, "["))
_DOTS: Final = re.compile(r"\.{2,}")
#: Letters and signs as wide as a Chinese one, which some keyboards write.
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def email_signal(field: str, domains: Mapping[str, MailDomain] | None = None) -> EmailSignal:
    """What the e-mail field tells; every part unknown where it is blank. `domains`: what DNS said of some."""
    text, found = field, [field]
    if not _PLAIN.fullmatch(field):
        text = _narrow(field)
        if not text:
            return _NOTHING
        found = _addresses(text) or _beside_a_number(text)
    address, domain = _valid(found[0]) if found else (None, "")
    if address is None:
        return EmailSignal(valid=False, suggestion=_suggestion_for(found[0]) if found else _written_out(text))
    also = [valid for other in found[1:6] if (valid := _valid(other)[0]) and valid != address]
    whose = kind(domain)
    suggestion = None if whose == "free" and address.isascii() else _suggestion_for(address)
    return EmailSignal(
        address=address,
        valid=True,
        # hotnail.com is no company: whoever is there meant a free mailbox.
        kind="free" if suggestion and whose == "corporate" else whose,
        role=_is_role(address.rpartition("@")[0]),
        suggestion=suggestion,
        deliverable=takes_mail(domain, domains or {}),
        also=tuple(dict.fromkeys(also)),
    )


def address_of(field: str) -> str | None:
    """The first address in the field, normalised; what `email_signal` finds, without the rest of it."""
    if _PLAIN.fullmatch(field):
        return _valid(field)[0]
    return email_signal(field).address


def domain_of(address: str) -> str:
    """The domain of a valid address in ASCII, as DNS and SMTP want it."""
    domain = address.rpartition("@")[2]
    return domain.lower() if domain.isascii() else _valid(address)[1]


def _narrow(field: str) -> str:
    """The field without what nobody sees, what is around it as a whole, and what calls out behind it."""
    text = field.strip()
    if not text.isascii():
        text = shown(text).translate(_WIDE).strip()
    if len(text) > LIMIT or not (text[:1] in _OPENING or text[-1:] in {"!", "?"}):
        return text
    text = text.rstrip(" !?")
    if text.startswith("[") and text.endswith("]"):
        return text[1:-1].strip()
    return text[1:-1].strip() if text[:1] in _QUOTES and text[1:][-1:] in _QUOTES else text


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
    if not _AFTER.fullmatch(text, found[-1].end()) and not _is_remark(text[found[-1].end() :]):
        return []
    return [address[0].removesuffix(".") for address in found]


def _beside_a_number(text: str) -> list[str]:
    """The addresses of a field that holds a phone number as well."""
    if "@" not in text or len(text) > LIMIT or not _PHONE.search(text):
        return []
    return _addresses(_PHONE.sub(" ", text, count=2).strip(" ,;/"))


def _is_remark(after: str) -> bool:
    """Whether a few words in small letters stand behind an address."""
    return after.islower() and bool(_REMARK.fullmatch(after.rstrip(" .,;)!")))


def _before(text: str, start: int) -> bool:
    """Whether a label, a person's name or `mailto:` stands before the first address, and no group."""
    before = text[:start].rstrip("<( ").removesuffix("mailto:").rstrip("<( ")
    if not before:
        return True
    group = ":" in before and text.endswith(";")
    return not group and bool(_LABEL.fullmatch(before.lstrip("\"'«")))


def _valid(address: str) -> tuple[str | None, str]:
    """The address, normalised, and its domain in ASCII; None where it cannot be written to."""
    if _PLAIN.fullmatch(address):
        local, _, typed = address.rpartition("@")
        domain = typed.lower()
        if domain.rpartition(".")[2] in _NOWHERE:
            return None, ""
        if not _is_odd(address, domain):
            return f"{local}@{domain}", domain
    # A local part that begins with a hyphen can pass for a command-line option of a mail program.
    if address.startswith("-") or "/" in address:
        return None, ""
    try:
        checked = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None, ""
    if checked.ascii_domain.lower().rpartition(".")[2] in _NOWHERE:
        return None, ""
    if len(checked.local_part.encode()) > _LOCAL_OCTETS or len(checked.normalized.encode()) > _ADDRESS_OCTETS:
        return None, ""
    return checked.normalized, checked.ascii_domain.lower()


def _is_odd(address: str, domain: str) -> bool:
    """Whether only the library can tell if a plain address may be written to."""
    if domain in _RESERVED or domain.endswith(_UNDER_RESERVED) or "xn-" in domain:
        return True
    return len(address) > _LOCAL_OCTETS and _LONG_LABEL.search(address) is not None


def _is_role(local: str) -> bool:
    """Whether many read it: sales, info.pl, office2; a name beside a role is a person's."""
    name = local.partition("+")[0].lower()
    if name in ROLES or name.isalpha():
        return name in ROLES
    parts = [part for part in _PARTED.split(name) if part]
    if ROLES.isdisjoint(parts):
        return False
    return all(part in ROLES or part in BESIDE or part.isdigit() for part in parts)


def _suggestion_for(address: str) -> str | None:
    """The address at the big provider whose name was mistyped; never for a provider known itself."""
    local, _, typed = address.rpartition("@")
    domain = typed.lower()
    if ".." in domain:
        domain = _DOTS.sub(".", domain)
    right = domain if is_free(domain) else meant(domain)
    return f"{local}@{right}" if local and right and right != typed.lower() else None


def _written_out(text: str) -> str | None:
    """The address that "jan (at) acme (dot) pl" or "jan @ acme.pl" means: asked for, not written to."""
    found = (_APART if "@" in text else _AT).fullmatch(text) if len(text) < LIMIT else None
    return _valid(f"{found[1]}@{_DOT.sub('.', found[2])}")[0] if found else None


_NOTHING: Final = EmailSignal()
