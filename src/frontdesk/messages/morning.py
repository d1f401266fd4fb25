"""Morning: what came in the quiet time, told to the sales chat once when it ends."""

from collections.abc import Iterator

from frontdesk.messages.card_menus import Row
from frontdesk.messages.post_lines import post_line
from frontdesk.messages.telegram_html import check
from frontdesk.messages.words import say
from frontdesk.model.delivery import Button, Card
from frontdesk.model.post import MorningFacts
from frontdesk.model.press import Move, Press


def morning_card(facts: MorningFacts) -> Card:
    """One page of the digest in the chat's language."""
    counts, language = facts.counts, facts.chat.language
    key = "morning_one" if counts.total == 1 else "morning_title"
    title = say(key, language, number=counts.total, hot=counts.hot)
    text = "\n".join([f"🌅 <b>{title}</b>", *(post_line(line, facts.chat) for line in facts.lines)])
    return Card(text=text, plain=check(text), rows=tuple(_rows(facts)))


def _rows(facts: MorningFacts) -> Iterator[Row]:
    """Back, where we are, and on; the page is named, so that a second tap changes nothing."""
    if facts.pages < 2:
        return
    page, last = facts.page, facts.pages - 1
    places = [(f"‹ {page}", page - 1)] if page else []
    places.append((f"{page + 1} / {facts.pages}", page))
    places += [(f"{page + 2} ›", page + 1)] if page < last else []
    day = int(facts.day.replace("-", ""))
    yield tuple(
        Button(label, Press(lead=0, move=Move.PAGE, number=number, revision=day)) for label, number in places
    )
