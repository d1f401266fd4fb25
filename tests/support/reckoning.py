"""Reckoning: what became of every form of a soak, and what must not be."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.tables import cards, deliveries, leads, submissions
from support.patient import address
from support.soaking import Soak
from support.tended import Tended
from support.world import SALES, TRIAGE

GROWTH_MB, MORE_DESCRIPTORS = 20.0, 8
WARM_S, LOOK_S = 180.0, 60.0  #: from when on memory must not grow, and how long is looked
ASIDE = ("withheld", "held", "refused", "cancelled")  #: of letters that did not go out, with a reason
HOMES = {"triage": TRIAGE.id, "sales_open": SALES.id}
_HEAD = re.compile(r"\S+ #(\d+) · ")
_SHOWN = 5  #: of what is wrong, so many are named


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """The account."""

    told: Sequence[str]
    faults: Sequence[str]


class _Book:
    """Lines, and faults."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.faults: list[str] = []

    def wrong(self, what: str, which: Sequence[Any]) -> None:
        """These must not be."""
        if which:
            more = ", …" if len(which) > _SHOWN else ""
            self.faults.append(f"{what}: {len(which)} ({', '.join(map(str, which[:_SHOWN]))}{more})")


def reckoning(soak: Soak, *, quiet: bool) -> Reckoning:
    """Look at everything, after the calm."""
    book = _Book()
    if not quiet:
        book.faults.append("something was still due when the quiet time was over")
    _forms(book, soak)
    _letters(book, soak)
    _cards(book, soak)
    return Reckoning(told=book.told, faults=book.faults)


def _forms(book: _Book, soak: Soak) -> None:
    senders = soak.senders
    rows = soak.ledger.rows(sa.select(submissions.c.id, submissions.c.state))
    stored = {row.id: row.state for row in rows}
    answered = {number: int(id, 16) for number, id in senders.answered.items()}
    states = dict(Counter(stored.values()))
    tries = {status or "none": count for status, count in sorted(senders.tries.items())}
    book.told.append(f"forms: {senders.posted} posted, answers {tries}, stored {len(stored)}, {states}")
    book.wrong("forms never answered 200", sorted(set(range(senders.posted)) - answered.keys()))
    book.wrong("answers that nobody should get", senders.strange)
    book.wrong("forms lost", [number for number, id in answered.items() if id not in stored])
    book.wrong("forms stored twice", sorted(f"{id:x}" for id in stored.keys() - set(answered.values())))
    ids = Counter(answered.values())
    book.wrong("ids given twice", [f"{id:x}" for id, count in ids.items() if count > 1])
    book.wrong("forms not judged", [f"{id:x}" for id, state in stored.items() if state != "judged"])


def _letters(book: _Book, soak: Soak) -> None:
    c = deliveries.c
    rows = soak.ledger.rows(sa.select(c.recipient, c.state, c.doubts, c.reason).where(IS_LETTER))
    written, copies = Counter(row.recipient for row in rows), soak.letters.copies
    people = {address(number) for number in soak.senders.answered}
    states, extra = Counter(row.state for row in rows), sum(copies.values()) - len(copies)
    doubtful = sum(row.doubts > 0 for row in rows)
    book.told.append(
        f"letters: {len(rows)} written, {dict(states)}; at the sink {sum(copies.values())}, {extra} of them "
        f"second copies; whether it had gone out was in doubt for {doubtful}"
    )
    book.told += [f"  held: {reason}: {count}" for reason, count in _reasons(rows)]
    book.wrong("people without one letter", sorted(to for to in people if written[to] != 1))
    book.wrong("letters to nobody known", sorted((copies.keys() | written.keys()) - people))
    book.wrong(
        "letters wrong", [f"{row.recipient} {fault}" for row in rows if (fault := _letter(row, copies))]
    )
    changed = [to for to, ids in soak.letters.ids.items() if len(ids) != 1]
    book.wrong("letters whose copies have another Message-ID", changed)


def _letter(row: Any, copies: Mapping[str, int]) -> str | None:
    """What is wrong with it."""
    came, most = copies.get(row.recipient, 0), 1 + min(row.doubts, 1)
    if row.state == "sent":
        return None if 1 <= came <= most else f"sent, came {came} times after {row.doubts} doubts"
    if row.state not in ASIDE:
        return f"{row.state}: {row.reason}"
    if not row.reason:
        return f"{row.state} without a reason"
    return None if came <= most else f"{row.state}, came {came} times after {row.doubts} doubts"


def _cards(book: _Book, soak: Soak) -> None:
    c = cards.c
    rows = soak.ledger.rows(sa.select(c.lead, c.chat, c.state, c.message_id, c.twice, c.reason))
    where = sa.select(leads.c.id, leads.c.state).where(leads.c.state.in_(HOMES))
    belong = {row.id: HOMES[row.state] for row in soak.ledger.rows(where)}
    standing = _shown(soak)
    states, doubtful = Counter(row.state for row in rows), sum(row.twice for row in rows)
    extra = sum(len(ids) - 1 for ids in standing.values())
    book.told.append(
        f"cards: {len(belong)} leads belong on one, {dict(states)}; in the chats "
        f"{sum(map(len, standing.values()))}, {extra} of them second copies; in doubt were {doubtful}"
    )
    book.told += [f"  held: {reason}: {count}" for reason, count in _reasons(rows)]
    book.wrong("leads without a card", sorted(belong.keys() - {row.lead for row in rows}))
    book.wrong("cards of leads that belong on none", sorted({row.lead for row in rows} - belong.keys()))
    wrong = [f"#{row.lead} {fault}" for row in rows if (fault := _card(row, standing[row.chat, row.lead]))]
    book.wrong("cards wrong", wrong)


def _card(row: Any, messages: Sequence[int]) -> str | None:
    """What is wrong with it."""
    most = 2 if row.twice else 1
    if len(messages) > most:
        return f"{row.state}, stands {len(messages)} times"
    if row.state == "held" and row.reason:
        return None
    if row.state != "shown" or row.message_id not in messages:
        return f"{row.state}: {row.reason}, message {row.message_id}, standing {list(messages)}"
    return None


def _shown(soak: Soak) -> dict[tuple[int, int], list[int]]:
    """The messages that show each lead in each chat."""
    found = defaultdict[tuple[int, int], list[int]](list)
    for chat in (TRIAGE, SALES):
        for message in soak.world.chat.messages(chat.id):
            if head := _HEAD.match(message.text):
                found[chat.id, int(head[1])].append(message.message_id)
    return found


def _reasons(rows: Sequence[Any]) -> Iterator[tuple[str, int]]:
    yield from Counter(row.reason for row in rows if row.state in ASIDE).items()


def weights(nodes: Sequence[Tended], minutes: float) -> Reckoning:
    """What the lives of the nodes took; the longest one is held against its own beginning."""
    warm_s, book = min(WARM_S, minutes * 60 / 5), _Book()
    life, name = max(
        ((life, node.name) for node in nodes for life in node.lives), key=lambda each: each[0].lasted_s
    )
    warm, last = life.warm(warm_s, min(LOOK_S, warm_s)), life.last(min(LOOK_S, warm_s) / 6)
    book.told.append(
        f"longest life: node {name}, {life.lasted_s / 60:.1f} min; memory {warm.memory_mb:.1f} MB after "
        f"{warm_s:.0f} s, {last.memory_mb:.1f} MB at the end; "
        f"descriptors {warm.descriptors}, {last.descriptors}"
    )
    if (growth := last.memory_mb - warm.memory_mb) >= GROWTH_MB:
        book.faults.append(f"memory grew by {growth:.1f} MB")
    if (more := last.descriptors - warm.descriptors) > MORE_DESCRIPTORS:
        book.faults.append(f"{more} descriptors more")
    book.wrong("ends that nobody caused", [each for node in nodes for each in node.strange])
    book.told += [each for node in nodes for each in node.broken]
    return Reckoning(told=book.told, faults=book.faults)
