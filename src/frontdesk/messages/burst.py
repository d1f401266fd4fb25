"""Burst: the live message that stands for a flood of cards, with the best of the leads that wait."""

from collections.abc import Iterator
from datetime import timedelta
from html import escape
from math import ceil
from typing import Final

from frontdesk.messages.card_menus import Row
from frontdesk.messages.defuse import defused, kept, uncalled
from frontdesk.messages.post_lines import post_line
from frontdesk.messages.telegram_html import check
from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Button, Card
from frontdesk.model.post import BurstFacts, Source, Way
from frontdesk.model.press import Move, Press
from frontdesk.text import clean, one_line

NEXT: Final = 5  #: cards that one tap brings
VALUE: Final = 60  #: characters of a host, a form or an address
_MINUTE: Final = timedelta(minutes=1)


def burst_card(facts: BurstFacts) -> Card:
    """The live message in the chat's language."""
    text = "\n".join(_text(facts))
    return Card(text=text, plain=check(text), rows=tuple(_rows(facts)))


def source_told(source: Source, mask: str, language: str) -> str:
    """Form and host, or form and address where the chat may see one; plain text."""
    shown = source.value
    if source.way is Way.ADDRESS and mask != "none":
        shown = word("one_address", language)
    return defused(f"{one_line(source.hook, VALUE)}, {uncalled(one_line(kept(clean(shown)), VALUE))}")


def _text(facts: BurstFacts) -> Iterator[str]:
    language, counts = facts.chat.language, facts.counts
    over = facts.burst.ended_at is not None
    last = counts.last_at or facts.burst.began_at
    minutes = max(1, ceil((last - facts.burst.began_at) / _MINUTE))
    title = say("burst_over" if over else "burst_title", language, number=counts.total, minutes=minutes)
    parts = [f"📥 <b>{title}</b>"]
    kinds = (("🔥", "hot", counts.hot), ("🟡", "triage", counts.triage), ("⚪", "nurture", counts.nurture))
    parts += [f"{icon} {say(f'burst_{kind}', language, number=number)}" for icon, kind, number in kinds]
    if counts.others:
        parts.append(f"🛡 {say('burst_others', language, number=counts.others)}")
    yield " · ".join(parts)
    if facts.waiting:
        yield from _waiting(facts, language)
        if over:
            yield f"\n{word('burst_coming', language)}"
    yield from _question(facts, language)


def _waiting(facts: BurstFacts, language: str) -> Iterator[str]:
    yield f"\n<b>{say('burst_waiting', language, number=facts.waiting)}</b>"
    yield from (post_line(line, facts.chat) for line in facts.lines)
    if (more := facts.waiting - len(facts.lines)) > 0:
        yield say("burst_more", language, number=more)


def _question(facts: BurstFacts, language: str) -> Iterator[str]:
    asked, source, called = facts.burst.asked, facts.source, facts.burst.called
    if called:
        yield f"\n🚫 <b>{word('burst_undoing' if called.undo else 'burst_called', language)}</b>"
    if asked and source:
        key = "burst_working" if asked.by else "burst_ask"
        said = say(key, language, number=source.count, source=source_told(source, facts.chat.mask, language))
        yield f"\n🚫 <b>{escape(said, quote=False)}</b>"


def _rows(facts: BurstFacts) -> Iterator[Row]:
    language, asked, source = facts.chat.language, facts.burst.asked, facts.source
    if asked and source:
        if not asked.by:
            # The harmless one first: a thumb that slips does no harm.
            yield (Button(word("button_not_now", language), Press(lead=0, move=Move.KEEP)),)
            sure = say("button_spam_sure", language, number=source.count)
            yield (Button(sure, Press(lead=source.lead, move=Move.ALL_SPAM), style="danger"),)
        return
    if facts.burst.called and not facts.burst.called.undo:
        yield (Button(word("button_undo", language), Press(lead=0, move=Move.UNDO_SPAM)),)
    if facts.waiting:
        label = say("button_next_cards", language, number=min(NEXT, facts.waiting))
        yield (Button(label, Press(lead=0, move=Move.NEXT_CARDS)),)
    if source and source.count > 1:
        press = Press(lead=source.lead, move=Move.ASK_SPAM)
        yield (Button(word("button_all_spam", language), press),)
