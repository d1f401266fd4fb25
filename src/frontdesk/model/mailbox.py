"""Mailbox: whose an address is, however it is written, and which addresses no person reads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import digest
from typing import Final
from unicodedata import normalize

import idna

MARK_BYTES: Final = 16  #: of a mark: enough that no two mailboxes share one

#: One mailbox under several domains.
_SAME: Final = {
    "googlemail.com": "gmail.com",
    **dict.fromkeys(("ya.ru", "yandex.by", "yandex.com", "yandex.kz", "yandex.ua"), "yandex.ru"),
    **dict.fromkeys(("me.com", "mac.com"), "icloud.com"),
    **dict.fromkeys(("pm.me", "protonmail.ch", "protonmail.com"), "proton.me"),
}
#: What a provider takes for nothing in a name, as every dot is taken here.
_NOTHING: Final = {"proton.me": str.maketrans("", "", "-_"), "yandex.ru": str.maketrans("", "", "-")}
_AS_IT_IS: Final[Mapping[int, None]] = {}
#: Providers at which anything@NAME.DOMAIN reaches NAME@DOMAIN.
_NAME_FIRST: Final = frozenset(("fastmail.com", "fastmail.fm"))
#: Signs of no ink, which a name in other scripts may hold.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_MACHINES: Final = frozenset(
    (
        *("abuse", "daemon", "listproc", "listserv", "mailer", "mailerdaemon", "maildaemon", "mailman"),
        *("majordomo", "postmaster", "sympa", "autoreply", "autoresponder", "devnull", "nobody", "null"),
        *("noresponse", "donotrespond", "unsubscribe"),
        *("nichtantworten", "keineantwort", "nepasrepondre", "noresponder", "nonrispondere", "naoresponda"),
        *("nieodpowiadaj", "neodpovidat", "neodpovidejte", "nietbeantwoorden", "neotvechat", "neotvechayte"),
    )
)
_SEPARATORS: Final = re.compile(r"[._-]")
#: The ways to write "no reply", returned mail (bounces, SRS, BATV) and the robots of mailing lists.
_ROBOT: Final = re.compile(
    r"(?:.*[._-])?(?:no|not|don'?t|do[._-]?not)[._-]?repl(?:y|ies)(?:[._\d-].*)?"
    r"|(?:.*[._-])?bounces?(?:[._\d=-].*)?"
    r"|owner-.+|.+-request|srs[01][=-].+|prvs=.+|btv1==.+"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """An address as keyed hashes of 16 bytes, which tell nobody without the desk's secret whose it is."""

    mailbox: bytes  #: the same for every way to write to one mailbox
    exact: bytes  #: of this way to write it, capitals apart


def mailbox(address: str) -> str:
    """The mailbox that an address reaches: in small letters, without dots and +tag, its domain in ASCII.

    Few servers take dots for nothing, but whoever wants to bomb a mailbox finds one that does.
    """
    local, _, domain = address.lower().rpartition("@")
    domain = _ascii(domain)
    domain = _SAME.get(domain, domain)
    name, _, provider = domain.partition(".")
    if provider in _NAME_FIRST:
        local, domain = name, provider
    local = local if local.isascii() else _seen(local)
    bare = local[:1] + local[1:].partition("+")[0]  # a plus at the beginning parts nothing
    return f"{bare.replace('.', '').translate(_NOTHING.get(domain, _AS_IT_IS))}@{domain}"


def marks(secret: bytes, address: str) -> Marks:
    """The marks of an address under the desk's secret."""
    local, _, domain = address.lower().rpartition("@")
    return Marks(
        mailbox=_mark(secret, "mailbox", mailbox(address)),
        exact=_mark(secret, "address", f"{local}@{_ascii(domain)}"),
    )


def is_machine(address: str) -> bool:
    """Whether a program reads what is sent there: postmaster@, noreply@, bounce-17@, owner-list@."""
    local = address.rpartition("@")[0].lower()
    local = local if local.isascii() else _seen(local)
    name = local.partition("+")[0] or local
    return _SEPARATORS.sub("", name) in _MACHINES or _ROBOT.fullmatch(name) is not None


def _mark(secret: bytes, what: str, text: str) -> bytes:
    # What it is for stands first: the same secret signs other things.
    return digest(secret, f"{what}\n{text}".encode(), "sha256")[:MARK_BYTES]


def _seen(local: str) -> str:
    """A name in other scripts as a reader sees it: without what has no ink, no letter in costume."""
    return normalize("NFKC", _UNSEEN.sub("", local)).casefold()


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return domain
