"""Story: all that is kept about one lead, line by line, as `leads show` prints it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.cli.files import lines_of, said_of
from frontdesk.errors import NotFound
from frontdesk.files.folder import Folder
from frontdesk.messages.receipt_lines import receipt_lines
from frontdesk.model.follow_up import NextFollowUp
from frontdesk.model.lead import Known, Lead
from frontdesk.model.score import Receipt
from frontdesk.model.sent_file import SentFile
from frontdesk.model.touch import TouchKind
from frontdesk.rules.hours import zone_of
from frontdesk.rules.rules import Rules
from frontdesk.store import cards, deliveries, documents, files, follow_ups
from frontdesk.store.documents import Handed
from frontdesk.store.history import read_history
from frontdesk.store.leads import read_known
from frontdesk.store.receipts import Broken, read_receipts
from frontdesk.text import one_line

#: Touches that are no step of anybody, in the words of the history.
_TOUCHES: Final = {
    TouchKind.SUBMISSION: "a form came",
    TouchKind.SENT: "a letter went out",
    TouchKind.REPLIED: "a letter was answered",
    TouchKind.REFUSED: "a letter was refused",
    TouchKind.UNSUBSCRIBED: "no more letters are wanted",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """All that is kept about one lead."""

    known: Known
    receipts: list[Receipt | Broken]  #: newest first
    letters: list[Any]  #: rows of `deliveries`
    handed: Sequence[Handed]  #: files that went into private chats, newest first
    cards: list[Any]  #: rows of `cards`
    steps: list[Any]  #: rows of `history`, newest first
    files: Mapping[int, Sequence[SentFile]]  #: by submission
    planned: NextFollowUp | None = None  #: the letter that comes unless somebody acts


def story_of(connection: sa.Connection, number: int, at: datetime) -> Story | None:
    """All that is kept about the lead of that number; None when there is none."""
    known = read_known(connection, [number], at).get(number)
    if known is None:
        return None
    return Story(
        known=known,
        receipts=read_receipts(connection, number),
        letters=deliveries.of_lead(connection, number),
        handed=documents.handed_over(connection, number),
        cards=cards.of_lead(connection, number),
        steps=read_history(connection, number),
        files=files.of_submissions(connection, [each.id for each in known.submissions]),
        planned=follow_ups.of_lead(connection, number),
    )


def told(story: Story, rules: Rules, folder: Folder) -> Iterator[str]:
    """A story line by line, as `leads show` prints it; `folder` is where files lie."""
    lead = story.known.lead
    yield f"#{lead.id} · {stands(lead)}" + (f" · {lead.owner}" if lead.owner else "")
    if lead.joined_into:
        yield f"All that it sent is shown by `frontdesk leads show {lead.joined_into}`."
    sent = (*_sent(story), *_planned(story, rules))
    for part in (_submissions(story, folder), _receipts(story, rules), sent, _history(story)):
        yield ""
        yield from part


def stands(lead: Lead) -> str:
    """Where a lead is, in one word or three."""
    return f"joined into #{lead.joined_into}" if lead.joined_into else lead.state or "not judged yet"


def no_lead(number: int) -> NotFound:
    """That there is no lead of that number."""
    return NotFound(f"lead {number}: expected a lead of this desk, found none; see `frontdesk leads list`")


def _submissions(story: Story, folder: Folder) -> Iterator[str]:
    if story.known.lead.joined_into:
        return
    for received in story.known.submissions:
        yield f"{_at(received.at)}  form {received.hook}  submission {received.id:x}"
        said = {**received.submission.fields, **received.submission.extra}
        yield from (f"  {one_line(str(k), 40)}: {one_line(said_of(v), 400)}" for k, v in said.items())
        yield from (f"  {line}" for line in lines_of(story.files.get(received.id, ()), folder))


def _receipts(story: Story, rules: Rules) -> Iterator[str]:
    for receipt in story.receipts:
        if isinstance(receipt, Broken):
            yield f"{_at(receipt.at)}  a receipt that cannot be read, because of {receipt.cause}"
            continue
        total, band = receipt.score.total, receipt.verdict.band
        yield f"{_at(receipt.at)}  score {total}, {band}, because of {receipt.cause}"
        yield from (f"  {line}" for line in receipt_lines(receipt, rules, None))


def _sent(story: Story) -> Iterator[str]:
    for letter in story.letters:
        yield f"letter {letter.letter}: {letter.state}{_because(letter.reason)}"
    for card in story.cards:
        yield f"card in chat {card.chat}: {card.view}, {card.state}{_because(card.reason)}"
    for file in story.handed:
        name = one_line(file.name or "erased", 60)
        yield f"file in chat {file.chat}: {name}, {file.state}{_because(file.reason)}"


def _planned(story: Story, rules: Rules) -> Iterator[str]:
    """The letter that comes next by itself, as the rules of this folder have it."""
    planned, series = story.planned, rules.follow_ups
    if planned is None or planned.step > len(series):
        return
    entry, day = series[planned.step - 1], planned.due_at.astimezone(zone_of(rules.hours)).date()
    place = f"follow-up {planned.step} of {len(series)}"
    only = f"if {entry.when}, and " if entry.when else ""
    yield f"{place}, {entry.letter}, on {day.isoformat()} {only}unless somebody acts"


def _because(reason: str | None) -> str:
    """What another server answered is untrusted text too."""
    return f", {one_line(reason, 200)}" if reason else ""


def _history(story: Story) -> Iterator[str]:
    """What people and the machine did, and between it what came in and went out."""
    told = [
        (touch.at, f"{one_line(touch.source or '', 40)}: {_TOUCHES[touch.kind]}")
        for touch in story.known.touches
        if touch.kind in _TOUCHES
    ]
    # What came in stands before what was made of it within the same moment.
    told += [
        (step.at, f"{step.by}: {step.what}  {step.from_state or 'new'} → {step.to_state or 'none'}")
        for step in reversed(story.steps)
    ]
    yield from (f"{_at(at)}  {line}" for at, line in sorted(told, key=lambda line: line[0]))


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
