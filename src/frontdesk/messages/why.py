"""Why: what people are told of a lead's score: a few words for an alert, all of it for a message.

Both are read from the stored receipt. The alert holds nothing that a visitor wrote.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from frontdesk.messages.card_facts import needed
from frontdesk.messages.defuse import defused, uncalled
from frontdesk.messages.markup import time_tag
from frontdesk.messages.receipt_lines import (
    NAME_LIMIT,
    Line,
    band_name,
    lacks,
    open_names,
    reason_name,
    receipt_lines,
)
from frontdesk.messages.telegram_html import TEXT_LIMIT, check, units
from frontdesk.messages.words import TOAST_LIMIT, say, signed, told_score, word
from frontdesk.model.delivery import Card
from frontdesk.model.score import MACHINE, Receipt
from frontdesk.rules.rules import Rules
from frontdesk.text import cut, one_line

REASONS: Final = 80  #: that one message names: it may have 100 entities (Bot API)
HASH: Final = 12  #: characters of the rules' version, as everywhere


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Of which score it is asked."""

    receipt: Receipt  #: the newest of its lead
    form: str = ""  #: the one that the lead's newest enquiry came by: sales may begin elsewhere for each


def why_alert(asked: Asked, rules: Rules, language: str) -> str:
    """The score in at most 200 characters of plain text: the parts that weigh most, then what is open."""
    parts, open_ = _parts(asked.receipt, rules, language), open_names(asked.receipt, rules, language)
    lacking = [lacks(gate, rules, language) for gate in asked.receipt.verdict.gates[:1]]
    more = say("why_more", language, number=asked.receipt.lead)
    for shown in range(len(parts) + len(open_), -1, -1):
        rows = [_row("", parts[:shown], len(parts)), *lacking]
        if asking := open_[: max(shown - len(parts), 0)]:
            rows.append(_row("❔ ", asking, len(open_)))
        text = "\n".join([_head(asked, rules, language), *filter(None, rows), more])
        if units(text) <= TOAST_LIMIT:
            return text
    return cut(_head(asked, rules, language), TOAST_LIMIT // 2)


def why_message(asked: Asked, rules: Rules, language: str, *, visitors_words: bool) -> Card:
    """Everything that the receipt holds, in Telegram's HTML; as many of its reasons as one message takes.

    `visitors_words`: what a guard saw may quote the visitor.
    """
    found = list(receipt_lines(asked.receipt, rules, language, visitors_words=visitors_words))
    count = len(asked.receipt.score.reasons)
    reasons, others = found[:count], found[count:]
    for shown in range(min(count, REASONS), -1, -1):
        more = [Line(say("more", language, number=count - shown))] if shown < count else []
        text = "\n".join(_message(asked, rules, language, [*reasons[:shown], *more, *others]))
        try:
            return Card(text=text, plain=cut(uncalled(defused(check(text))), TEXT_LIMIT // 2))
        except ValueError:  # too long
            continue
    text = escape(_head(asked, rules, language), quote=False)
    return Card(text=text, plain=check(text))


def _head(asked: Asked, rules: Rules, language: str) -> str:
    """`#142: 4, needs +3 · triage`."""
    receipt = asked.receipt
    total, missing = f"#{receipt.lead}: {told_score(receipt.score.total)}", _missing(asked, rules, language)
    band = band_name(receipt.verdict.band, language)
    return f"{total}, {missing} · {band}" if missing else f"{total} · {band}"


def _missing(asked: Asked, rules: Rules, language: str) -> str | None:
    """How much more sales ask for; other rules than those of the receipt cannot say."""
    if asked.receipt.rules != rules.hash:
        return None
    points = needed(rules, asked.receipt.score.total, asked.form)
    return say("needs", language, points=points) if points else None


def _parts(receipt: Receipt, rules: Rules, language: str) -> list[str]:
    weighty = sorted(receipt.score.reasons, key=lambda reason: -abs(reason.points))
    return [
        f"{reason_name(reason, rules, language)} {signed(reason.points)}"
        + ("" if reason.by == MACHINE else f" ({one_line(reason.by, NAME_LIMIT)})")
        for reason in weighty
    ]


def _row(mark: str, shown: Sequence[str], all_: int) -> str:
    told = [*shown, "…"] if len(shown) < all_ else shown
    return mark + " · ".join(told) if told else ""


def _message(asked: Asked, rules: Rules, language: str, lines: Sequence[Line]) -> Iterator[str]:
    receipt = asked.receipt
    missing = _missing(asked, rules, language)
    head = f"❔ <b>#{receipt.lead}</b> · {word('score', language)} <b>{told_score(receipt.score.total)}</b>"
    yield f"{head}, {missing}" if missing else head
    yield from (_html(line) for line in lines)
    old = "" if receipt.rules == rules.hash else f" ({word('why_old_rules', language)})"
    made = f"{word('why_rules', language)} {escape(receipt.rules[:HASH], quote=False)}{old}"
    yield f"{made} · {time_tag(receipt.at, 'dt')}"


def _html(line: Line) -> str:
    """What is quoted stands in <code>, where nothing is live."""
    said, rest = (escape(uncalled(defused(part)), quote=False) for part in (line.said, line.rest))
    return f"{said}<code>{escape(line.quoted, quote=False)}</code>{rest}" if line.quoted else said + rest
