"""Card facts: what the cards' templates may show, as short plain text, already defused and masked.

Nothing here is escaped: the templates do that. Nothing else about a lead reaches a template.
"""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from frontdesk.messages.card_others import name_of, others
from frontdesk.messages.card_private import LONG, everything, own_mask
from frontdesk.messages.card_reasons import LIST_LIMIT, parts
from frontdesk.messages.card_there import shown_there
from frontdesk.messages.defuse import MESSAGE_LIMIT, NAME_LIMIT, quoted, short
from frontdesk.messages.markup import moment
from frontdesk.messages.receipt_lines import lacks, withheld_words
from frontdesk.messages.words import WORDS, say, signed, told_score, word
from frontdesk.model.delivery import CardFacts, View
from frontdesk.model.lead import State
from frontdesk.model.score import Band
from frontdesk.rules.rules import Rules
from frontdesk.text import mask_email, mask_phone

_THRESHOLD: Final = re.compile(r"\s*score\s*(>=?)\s*(-?\d{1,9}(?:\.\d{1,9})?)\s*")
_NUMBER_AS_TYPED: Final = re.compile(r"[+\d() .-]{1,40}")
#: state: mark and text of the line.
_OUTCOMES: Final[Mapping[State | None, tuple[str, str]]] = {
    State.SALES_OPEN: ("🟢", "line_sales"),
    State.SALES_OFFERED: ("🟢", "line_offered"),
    State.CLAIMED: ("👤", "line_claimed"),
    State.CONTACTED: ("☎️", "line_contacted"),
    State.WON: ("🏆", "line_won"),
    State.LOST: ("💔", "line_lost"),
    State.TRIAGE: ("🟡", "line_triage"),
    State.NURTURE: ("📤", "line_nurture"),
    State.JUNK: ("⚪", "line_junk"),
    State.QUARANTINED: ("🚫", "line_spam"),
    None: ("⏳", "line_waiting"),
}


def needed(rules: Rules, score: int, form: str = "") -> int | None:
    """How many points are missing to be qualified; 0 when none. None where the rules do not say it by a plain
    `score > N` or `score >= N` in the first band that counts for leads of that form.
    """
    bands = rules.sheet(form).bands
    first = bands[0] if bands else None
    if first is None or first.band is not Band.QUALIFIED:
        return None
    if not (found := _THRESHOLD.fullmatch(first.when or "")):
        return None
    least = math.floor(float(found[2])) + 1 if found[1] == ">" else math.ceil(float(found[2]))
    return max(least - score, 0)


def context(facts: CardFacts, rules: Rules) -> dict[str, Any]:
    """Every name that a card's template may use; None or empty where there is nothing to show."""
    language = facts.chat.language
    return {
        "word": plain_words(language),
        "number": facts.lead.id,
        **_person(facts),
        **_score(facts, rules, language),
        **_origin(facts, language),
        **_contacts(facts, language),
        **others(facts, language),
        **_owner(facts, language),
        **_line(facts, language),
        **everything(facts, language),
        "there": shown_there(facts, language),
    }


@lru_cache(maxsize=16)
def plain_words(language: str) -> Mapping[str, str]:
    """The words without places that a template may use."""
    return {key: word(key, language) for key, row in WORDS.items() if "{" not in row[0]}


def _person(facts: CardFacts) -> dict[str, Any]:
    fields, mask = facts.contacts, own_mask(facts)
    return {
        "name": name_of(fields, mask),
        "company": short(fields.get("company"), NAME_LIMIT, mask),
        "position": short(fields.get("position"), NAME_LIMIT, mask),
    }


def _score(facts: CardFacts, rules: Rules, language: str) -> dict[str, Any]:
    score = facts.receipt.score
    missing = needed(rules, score.total, facts.latest.hook)
    questions = [criterion for id in score.open[:LIST_LIMIT] if (criterion := rules.criterion(id))]
    return {
        "score": told_score(score.total),
        "needs": say("needs", language, points=missing) if missing else None,
        "parts": parts(facts, rules, language),
        "gates": [lacks(gate, rules, language) for gate in facts.receipt.verdict.gates[:LIST_LIMIT]],
        "open": [{"name": each.name(language), "points": signed(each.points)} for each in questions],
        "answers": list(_answers(facts, rules, language)),
    }


def _answers(facts: CardFacts, rules: Rules, language: str) -> Iterator[dict[str, str | None]]:
    given = sorted(facts.answers.values(), key=lambda answer: answer.at)
    for answer in given[-LIST_LIMIT:]:
        name = rules.name(answer.criterion, language)
        yield {"mark": "✅" if answer.yes else "✖", "name": name, "by": short(answer.by, NAME_LIMIT)}


def _origin(facts: CardFacts, language: str) -> dict[str, Any]:
    latest, verdict = facts.latest, facts.receipt.verdict
    message = latest.submission.fields.get("message") or facts.contacts.get("message")
    limit = LONG if facts.view is View.PRIVATE else MESSAGE_LIMIT
    enquiries = facts.signals.repeat.enquiries
    if withheld := verdict.withheld or facts.stopped:
        letter = say("not_answered", language, reason=withheld_words(withheld, language))
    elif verdict.letter:
        letter = say("answered_by", language, letter=verdict.letter)
    else:
        letter = word("no_letter", language)
    if facts.unsubscribed:
        letter += f" · {word('unsubscribed', language)}"
    return {
        "form": short(latest.submission.form, NAME_LIMIT) or latest.hook,
        "received": moment(latest.at),
        "letter": letter,
        "again": say("again", language, number=enquiries) if enquiries > 1 else None,
        "unchecked": word("unchecked", language) if verdict.unchecked else None,
        "message": None if facts.stripped else quoted(message, facts.chat.mask, limit),
    }


def _contacts(facts: CardFacts, language: str) -> dict[str, str | None]:
    mask = facts.chat.mask
    if mask == "full" or facts.stripped:
        return {"phone": None, "email": None, "doubtful": None}
    phone, email = _phone(facts), facts.signals.email.address
    doubtful = [
        f"{icon} {short(facts.contacts.get(field), 40, own_mask(facts))} ({word('wrong', language)})"
        for icon, field, valid in (("📞", "phone", phone), ("✉️", "email", email))
        if not valid and short(facts.contacts.get(field), 40)
    ]
    if mask != "none":
        phone, email = phone and mask_phone(phone), email and mask_email(email)
    if phone and facts.signals.phone.in_message:
        phone = f"{phone} ({word('in_message', language)})"
    return {"phone": phone, "email": email, "doubtful": " · ".join(doubtful) or None}


def _phone(facts: CardFacts) -> str | None:
    """The number; masked it keeps the groups in which it was typed, if that is all that was typed."""
    number, typed = facts.signals.phone.e164, facts.contacts.get("phone")
    if not number or facts.chat.mask == "none" or not isinstance(typed, str):
        return number
    same = _NUMBER_AS_TYPED.fullmatch(typed) and re.sub("[^+0-9]", "", typed) == number
    return typed if same else number


def _owner(facts: CardFacts, language: str) -> dict[str, Any]:
    lead, owner = facts.lead, short(facts.lead.owner, NAME_LIMIT)
    taken = lead.owner and lead.state_at
    return {
        "owner": owner,
        "taken": moment(taken) if taken else None,
        "offered": _offered(facts),
        "choosing": say("choosing", language, who=_colleague(facts.menu_by)) if facts.menu else None,
        "unopened": say("unopened", language, who=owner) if facts.unopened else None,
        "snoozed": moment(facts.snoozed_until) if facts.snoozed_until else None,
    }


def _offered(facts: CardFacts) -> dict[str, Any] | None:
    """Whose alone it is, and until when."""
    lead = facts.lead
    if lead.state is not State.SALES_OFFERED or lead.offered_until is None:
        return None
    name = short(lead.offered_to, NAME_LIMIT) or "—"
    return {"name": name, "account": facts.offered_account, "until": moment(lead.offered_until)}


def _line(facts: CardFacts, language: str) -> dict[str, str | None]:
    """What the one line says of a lead that left the chat, and who said so."""
    lead, score = facts.lead, told_score(facts.receipt.score.total)
    icon, key = _OUTCOMES[lead.state]
    by = lead.quarantined_by if lead.state is State.QUARANTINED else lead.band_by or lead.state_by
    if lead.state in (State.SALES_OPEN, State.SALES_OFFERED, State.TRIAGE) and facts.answers:
        by = max(facts.answers.values(), key=lambda answer: answer.at).by
    if lead.owner and lead.state is not State.QUARANTINED:
        by = None
    if lead.joined_into:
        icon, key, by = "🔗", "line_joined", None
    return {
        "icon": icon,
        "outcome": say(
            key,
            language,
            score=score,
            who=_colleague(lead.owner),
            number=lead.joined_into,
            reason=word(f"lost_{lead.lost_because}", language) if lead.lost_because else "",
        ),
        "later": _later(lead.recycle_at, language),
        "confirmed": say("confirmed_by", language, who=_colleague(by)) if by else None,
    }


def _later(at: datetime | None, language: str) -> str | None:
    return say("line_later", language, day=f"{at:%Y-%m-%d}") if at else None


def _colleague(name: str | None) -> str:
    return short(name, NAME_LIMIT) or "—"
