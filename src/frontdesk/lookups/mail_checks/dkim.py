"""DKIM check: whether the key that letters are signed with is the one that DNS has."""

from collections.abc import Mapping
from typing import Final

from frontdesk.lookups.mail_dns import MailDns
from frontdesk.lookups.mail_records import as_txt, dkim_key, dkim_record, tags
from frontdesk.model.finding import Finding, State
from frontdesk.model.mail_setup import MailSetup
from frontdesk.signals.domains import registered

PART: Final = "DKIM"
#: registered domain of a mail server: under which name its provider has customers publish their key
_SELECTORS: Final[Mapping[str, str]] = {
    "gmail.com": "google",
    "google.com": "google",
    "office365.com": "selector1",
    "outlook.com": "selector1",
    "yandex.ru": "mail",
    "yandex.net": "mail",
    "yandex.com": "mail",
    "mail.ru": "mailru",
    "sendgrid.net": "s1",
    "fastmail.com": "fm1",
    "protonmail.ch": "protonmail",
}


async def own_key(dns: MailDns, mail: MailSetup, selector: str, key: bytes) -> Finding:
    """Whether `key`, the public half of ours in DER, is published under that selector."""
    name = f"{selector}._domainkey.{mail.domain}"
    records = [text for text in await dns.texts(name) if "p" in tags(text)]
    record = as_txt(name, dkim_record(key))
    publish = f"publish this TXT record; where a panel wants one text, join its strings:\n{record}"
    if not records:
        said = f"{name} has no key, so no receiver can check our signatures"
        return Finding(part=PART, state=State.FAULT, said=said, do=publish)
    if len(records) > 1:
        said = f"{name} has {len(records)} keys; receivers may take the wrong one"
        return Finding(part=PART, state=State.FAULT, said=said, do="leave one, or choose another selector")
    published = dkim_key(records[0])
    if published != key:
        what = "a key that was withdrawn" if published == b"" else "another key than ours"
        if published is None:
            what = "a key that cannot be read"
        said = f"{name} has {what}: signatures are found wrong"
        return Finding(part=PART, state=State.FAULT, said=said, do=publish)
    if "y" in tags(records[0]).get("t", "").split(":"):
        said = f"{name} has our key, but calls it a trial (t=y), so that receivers need not believe it"
        return Finding(part=PART, state=State.WARNING, said=said, do="take t=y out of the record")
    return Finding(part=PART, state=State.OK, said=f"letters are signed, and {name} has our key")


async def provider_key(dns: MailDns, mail: MailSetup) -> Finding:
    """Whether a provider may sign, as far as its own name tells where to look."""
    selector = _SELECTORS.get(registered(mail.host) or "") if mail.host else None
    look = "frontdesk doctor --mail --to a mailbox of yours, and look for dkim=pass with your domain there; "
    look += "else have your provider sign, or set FRONTDESK_DKIM_KEY and FRONTDESK_DKIM_SELECTOR"
    if selector is None:
        said = "we do not sign; whether the mail server does cannot be known from here"
        return Finding(part=PART, state=State.WARNING, said=said, do=look)
    name = f"{selector}._domainkey.{mail.domain}"
    if any(tags(text).get("p") for text in await dns.texts(name)):
        said = f"we do not sign; the mail server's provider can, its key stands at {name}"
        return Finding(part=PART, state=State.OK, said=said)
    said = f"we do not sign, and {name}, where that server's customers usually publish a key, is empty"
    return Finding(part=PART, state=State.WARNING, said=said, do=look)
