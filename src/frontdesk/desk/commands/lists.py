"""Lists: leads that somebody asks for, ten at a time, without contacts."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Final
from zlib import crc32

from frontdesk.desk.commands.ask import Ask, Said, Sheet
from frontdesk.messages.csv_cells import csv_bytes
from frontdesk.messages.defuse import short
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Button, Card
from frontdesk.model.lead import Person
from frontdesk.model.press import Move, Press
from frontdesk.model.score import Band
from frontdesk.model.submission import shown_name
from frontdesk.rules.hours import zone_of
from frontdesk.rules.rules import Rules
from frontdesk.store import lists
from frontdesk.store.database import Connection
from frontdesk.store.leads import LeadLine
from frontdesk.store.lists import Wanted
from frontdesk.text import one_line
from frontdesk.triage.closing import LEADERS

PAGE: Final = 10
PAGES: Final = 1_000  #: that one can turn
FOUND: Final = 10
SHEET_ROWS: Final = 10_000
SHEET_PAGE: Final = 200  #: leads that are read at once
_KINDS: Final = ("all", "mine", "open", "hot", "today")
_SOURCES: Final = 16  #: from this number on a list is of one form
_CSV: Final = "csv"
_HEADS: Final = ("lead", "came", "name", "company", "score", "band", "state", "owner", "enquiries")
_NAME: Final = 40
_CELL: Final = 200


async def leads(ask: Ask) -> Said:
    """`/leads [mine|open|hot|today|source X] [csv]`."""
    words = ask.rest.split(" ")
    as_csv = ask.rest != "" and words[-1].lower() == _CSV
    kind = await _kind(ask, " ".join(words[:-1] if as_csv else words).strip())
    if kind is None:
        return ask.usage("/leads mine | open | hot | today | source web")
    if as_csv:
        return await _sheet(ask, kind)
    return await list_card(ask, kind, 0)


async def list_card(ask: Ask, kind: int, page: int) -> Card:
    """One page of the list of that number, with the buttons to turn it."""
    now, person, rules = ask.now, ask.person, ask.rules

    def look(connection: Connection) -> tuple[str, list[LeadLine]]:
        name = _source(connection, kind)
        wanted = _wanted(kind, name, person, rules, now)
        return name, lists.page(connection, wanted, page * PAGE, PAGE + 1)

    name, found = await ask.desk.db.read(look)
    head = (
        ask.word(f"list_{_KINDS[kind]}") if kind < len(_KINDS) else say("list_source", ask.language, who=name)
    )
    if page:
        head = f"{head} · {say('list_page', ask.language, number=page + 1)}"
    lines = [line_of(line, ask.language) for line in found[:PAGE]] or [ask.word("list_none")]
    turns = [(page - 1, "button_prev")] if page else []
    turns += [(page + 1, "button_next")] if len(found) > PAGE and page < PAGES else []
    row = [Button(ask.word(label), _turn(kind, to)) for to, label in turns]
    return plain_card([head, *lines], [row] if row else [])


def kind_buttons(language: str) -> list[Button]:
    """Buttons that open the lists that most people want."""
    return [
        Button(word(f"list_{kind}", language), _turn(_KINDS.index(kind), 0))
        for kind in ("mine", "open", "hot")
    ]


async def find(ask: Ask) -> Said:
    """`/find text`: name, company, domain, or the last digits of the number.

    Who may not see contacts cannot ask by number or address either: to guess is to see.
    """
    sought = ask.rest.strip()[:100]
    digits = "".join(filter(str.isdigit, sought))
    by_number = len(digits) >= 4 and not any(character.isalpha() for character in sought)
    if len(sought) < 3 or ((by_number or "@" in sought) and not ask.person.sees_contacts):
        return ask.says("find_short" if len(sought) < 3 else "not_allowed")

    def look(connection: Connection) -> list[LeadLine]:
        if by_number:
            return lists.by_phone(connection, digits[-15:], FOUND + 1)
        if "@" in sought:
            return lists.by_address(connection, sought.lower(), FOUND + 1)
        return lists.by_domain(connection, sought.lower(), FOUND + 1) or lists.by_words(
            connection, sought, FOUND + 1
        )

    found = await ask.desk.db.read(look)
    head = say("list_found", ask.language, who=short(sought, _NAME, ask.mask))
    lines = [line_of(line, ask.language) for line in found[:FOUND]] or [ask.word("list_none")]
    more = [say("list_more", ask.language, number=FOUND)] if len(found) > FOUND else []
    return plain_card([head, *lines, *more])


def line_of(line: LeadLine, language: str) -> str:
    """One lead on one line, and the command that opens it."""
    lead, owner = line.lead, short(line.lead.owner, _NAME)
    state = word(f"state_{lead.state}", language) if lead.state else word("line_waiting", language)
    score = str(line.receipt.score.total).replace("-", "−") if line.receipt else "—"
    hot = " 🔥" if lead.band is Band.QUALIFIED else ""
    parts = [
        f"#{lead.id}",
        *_who(line),
        score + hot,
        f"{state}: {owner}" if owner else state,
        f"/lead_{lead.id}",
    ]
    return " · ".join(parts)


def _who(line: LeadLine) -> Iterator[str]:
    fields = line.fields
    for value in (fields.get("company"), shown_name(fields)):
        if told := short(value, _NAME):
            yield told


def _turn(kind: int, page: int) -> Press:
    return Press(lead=page, move=Move.LIST, number=kind)


async def _kind(ask: Ask, words: str) -> int | None:
    """Which list these words mean, as a number that fits on a button."""
    if words.lower() in _KINDS or not words:
        return _KINDS.index(words.lower() or "all")
    first, _, name = words.partition(" ")
    if first.lower() != "source" or not name.strip():
        return None
    known = await ask.desk.db.read(lists.sources)
    return _number_of(name.strip()) if name.strip() in known else None


def _number_of(source: str) -> int:
    return _SOURCES + crc32(source.encode())


def _source(connection: Connection, kind: int) -> str:
    """The form whose list has that number; empty where there is none."""
    if kind < _SOURCES:
        return ""
    return next((name for name in lists.sources(connection) if _number_of(name) == kind), "")


def _wanted(kind: int, source: str, person: Person, rules: Rules, now: datetime) -> Wanted:
    if kind >= _SOURCES:
        return Wanted(source=source)
    here = now.astimezone(zone_of(rules.hours))
    day = here.replace(hour=0, minute=0, second=0, microsecond=0)
    kinds = (
        Wanted(),
        Wanted(owner=person.name),
        Wanted(open=True),
        Wanted(hot=True),
        Wanted(since=day.astimezone(now.tzinfo)),
    )
    return kinds[kind] if kind < len(kinds) else kinds[0]


async def _sheet(ask: Ask, kind: int) -> Said:
    """The list as a file, in private and for those who lead; it holds no contacts."""
    if not ask.private or ask.person.role not in LEADERS:
        return ask.says("not_allowed")
    now, person, rules = ask.now, ask.person, ask.rules

    def look(connection: Connection, skipped: int) -> list[LeadLine]:
        wanted = _wanted(kind, _source(connection, kind), person, rules, now)
        return lists.page(connection, wanted, skipped, SHEET_PAGE)

    async def made() -> bytes:
        found = list[LeadLine]()
        while len(found) < SHEET_ROWS:
            more = await ask.desk.db.read(partial(look, skipped=len(found)))
            found += more
            if len(more) < SHEET_PAGE:
                break
        return await asyncio.to_thread(sheet, found)

    return Sheet(name=f"leads-{now:%Y-%m-%d}.csv", made=made)


def sheet(found: Sequence[LeadLine]) -> bytes:
    """Leads as CSV in UTF-8, which a spreadsheet opens as text: no cell begins like a formula."""
    return csv_bytes([_HEADS, *(tuple(_cells(line)) for line in found)])


def _cells(line: LeadLine) -> Iterator[str | int | None]:
    lead, fields = line.lead, line.fields
    yield lead.id
    yield f"{lead.created_at:%Y-%m-%d %H:%M}"
    yield one_line(shown_name(fields), _CELL)
    yield one_line(str(fields.get("company") or ""), _CELL)
    yield line.receipt.score.total if line.receipt else None
    yield lead.band
    yield lead.state
    yield lead.owner
    yield line.enquiries
