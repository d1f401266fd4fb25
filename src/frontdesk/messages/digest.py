"""Digest: the day's message about the quarantine, with a button for each lead that it names.

Whatever a visitor typed is cut, masked as the chat wants it, defused and escaped, in this order.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from frontdesk.messages.card_menus import LABEL_LIMIT, Row
from frontdesk.messages.card_others import name_of
from frontdesk.messages.defuse import defused, kept, masked, quoted
from frontdesk.messages.guard_words import guard_name, seen_told
from frontdesk.messages.markup import time_tag
from frontdesk.messages.telegram_html import check
from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Button, Card
from frontdesk.model.digest import DigestFacts, DigestLine, Noticed
from frontdesk.model.lead import State
from frontdesk.model.press import Move, Press
from frontdesk.text import clean, cut, mask_email, one_line

NAME: Final = 40  #: characters of a name or a company
ADDRESS: Final = 60  #: of an address
SAID: Final = 100  #: of what guards saw, or of a message
GUARDS: Final = 30  #: guards that are counted
_A_ROW: Final = 2  #: buttons


def digest_card(facts: DigestFacts) -> Card:
    """The digest in the chat's language; it names as many leads as fit into one message."""
    for number in range(len(facts.lines), 0, -1):
        shown = facts.lines[:number]
        text = "\n".join(_text(facts, shown))
        try:
            return Card(text=text, plain=defused(check(text)), rows=_rows(facts, shown))
        except ValueError:  # too long
            continue
    text = "\n".join(_text(facts, ()))
    return Card(text=text, plain=check(text))


def _text(facts: DigestFacts, shown: Sequence[DigestLine]) -> Iterator[str]:
    digest, language = facts.digest, facts.chat.language
    title = say("digest_title" if digest.total else "digest_nothing", language, number=digest.total)
    yield f"🛡 <b>{title}</b> · {word('digest_since', language)} {time_tag(digest.since, 'wdt')}"
    human = [line for line in shown if line.human]
    if human:
        yield f"\n👤 <b>{say('digest_human', language, number=digest.human)}</b>"
        yield from _leads(facts, human)
    others = [line for line in shown if not line.human]
    if others:
        yield f"\n🕶 <b>{word('digest_spam', language)}</b>"
        yield from _leads(facts, others)
    yield from _counts(facts, language)


def _leads(facts: DigestFacts, lines: Sequence[DigestLine]) -> Iterator[str]:
    mask = facts.chat.mask
    for line in lines:
        yield f"#{line.lead.id} {_who(line, mask, facts.chat.language)}"
        if why := _why(line, mask, facts.chat.language):
            yield escape(why, quote=False)
        if said := quoted(line.contacts.get("message"), mask):
            yield f"<i>{escape(one_line(said, SAID), quote=False)}</i>"


def _who(line: DigestLine, mask: str, language: str) -> str:
    name = _short(name_of(line.contacts), NAME) or word("nameless", language)
    parts = [f"<b>{escape(name, quote=False)}</b>"]
    if company := _short(line.contacts.get("company"), NAME):
        parts.append(escape(company, quote=False))
    if line.email and mask != "full":
        shown = line.email if mask == "none" else mask_email(line.email)
        parts.append(f"✉️ <code>{escape(cut(shown, ADDRESS), quote=False)}</code>")
    return " · ".join(parts)


def _why(line: DigestLine, mask: str, language: str) -> str:
    """What the guards saw, which may quote the visitor."""
    said = "; ".join(
        guard_name(one.guard, language)
        + (f" ({one_line(seen_told(one.because, language), SAID)})" if one.because else "")
        for one in line.noticed[:GUARDS]
    )
    return defused(cut(masked(kept(clean(said)), "full" if mask == "full" else "partial"), SAID))


def _short(value: object, limit: int) -> str:
    """A short field on one line; its numbers and addresses are masked in any chat."""
    if not isinstance(value, str):
        return ""
    return defused(cut(masked(one_line(kept(clean(value[: 8 * limit])), 2 * limit), "partial"), limit))


def _counts(facts: DigestFacts, language: str) -> Iterator[str]:
    digest = facts.digest
    if digest.guards:
        shown = list(digest.guards.items())[:GUARDS]
        counted = ", ".join(f"{guard_name(guard, language)} {count}" for guard, count in shown)
        yield f"\n{word('digest_guards', language)} {escape(counted, quote=False)}"
    if digest.watched:
        seen = [(guard_name(guard, language), found) for guard, found in digest.watched.items()]
        noticed = ", ".join(_noticed(*item) for item in seen[:GUARDS])
        yield f"\n👁 {word('digest_watched', language)} {escape(noticed, quote=False)}"


def _noticed(guard: str, found: Noticed) -> str:
    numbers = " ".join(f"#{lead}" for lead in found.leads)
    return f"{guard} {found.count} ({numbers}{' …' if found.count > len(found.leads) else ''})"


def _rows(facts: DigestFacts, shown: Sequence[DigestLine]) -> tuple[Row, ...]:
    found = [button for line in shown if (button := _button(line, facts.chat.language))]
    return tuple(tuple(found[start : start + _A_ROW]) for start in range(0, len(found), _A_ROW))


def _button(line: DigestLine, language: str) -> Button | None:
    """Lets the lead out, or says who did; none for one that left in another way."""
    lead = line.lead
    press = Press(lead=lead.id, move=Move.RELEASE)
    if lead.state is State.QUARANTINED:
        return Button(say("button_release", language, number=lead.id), press)
    if lead.released_by and not lead.joined_into:
        return Button(one_line(f"✅ #{lead.id} · {lead.released_by}", LABEL_LIMIT), press)
    return None
