"""Plays: what may befall a lead, in any order: forms, presses, days that pass, on two nodes at once.

A play is a list of numbers, one an act: what an act does follows from its number and from what stands, so a
play that fails can be made shorter by leaving acts out.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.desk.commands.ask import Ask
from frontdesk.desk.commands.reasons import reply_why
from frontdesk.desk.desk import Desk
from frontdesk.desk.past import press_history
from frontdesk.desk.pressing import press_lead
from frontdesk.desk.recycling import bring_back
from frontdesk.desk.release import release
from frontdesk.desk.snoozing import end_snoozes
from frontdesk.desk.told import Told
from frontdesk.desk.why import press_why
from frontdesk.errors import Unavailable
from frontdesk.messages.heard import Replied
from frontdesk.model.lead import Person
from frontdesk.model.press import BANDS, LOST, MENUS, SNOOZES, Move, Press, Target
from frontdesk.store import updates
from frontdesk.store.database import Connection, Database
from frontdesk.store.tables import answers, cards, confirmations, history, leads, questions, submissions
from support import desks
from support.chats import Clock
from support.ways import Book, check, is_step
from support.world import MARK, OLGA, SALES, STRANGER, TEAM, TRIAGE

ACTS: Final = 14
PEOPLE: Final = (*TEAM, STRANGER)
#: What a card offers, the more often the likelier it is to be pressed.
OFFERED: Final[Mapping[str | None, Sequence[Move]]] = {
    "triage": (
        *(Move.ANSWER, Move.ANSWER, Move.ANSWER, Move.NURTURE, Move.SPAM, Move.UNDO, Move.CONFIRM, Move.BAND),
    ),
    "sales_open": (Move.CLAIM, Move.CLAIM, Move.CLAIM, Move.ANSWER, Move.NURTURE, Move.SPAM, Move.UNDO),
    "claimed": (
        *(Move.CONTACTED, Move.CONTACTED, Move.GIVE, Move.RECYCLE, Move.SPAM, Move.UNDO, Move.ANSWER),
        Move.SNOOZE_LEAD,
    ),
    "contacted": (
        *(Move.WON, Move.LOST, Move.RECYCLE, Move.GIVE, Move.NURTURE, Move.UNDO, Move.CONFIRM),
        *(Move.SNOOZE_LEAD, Move.BAND),
    ),
}
JOINS: Final = (Move.ASK_JOIN, Move.JOIN, Move.JOIN, Move.NOT_NOW, Move.APART)
EVERY: Final = tuple(move for move in Move if move is not Move.RELEASE)
#: A form that goes to sales by itself.
HOT: Final[Mapping[str, str]] = {"message": "We need a portal. " * 50, "budget": "40000 EUR"}
PAUSES_S: Final = (5.0, 20.0, 50.0, 61.0, 8 * 86_400.0, 91 * 86_400.0)


def acts_of(seed: int) -> list[int]:
    """The acts of a play."""
    random = Random(seed)
    return [random.randrange(2**32) for _ in range(ACTS)]


class Between:
    """A database where something may happen between a desk's look and its write."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.before: Callable[[], Awaitable[None]] | None = None  #: done once, before the next write
        self.after: Callable[[], Awaitable[None]] | None = None  #: done once, after it

    async def write(self, work: Callable[[Connection], Any]) -> Any:
        """As the database does, with what is to happen around it."""
        before, after, self.before, self.after = self.before, self.after, None, None
        if before:
            await before()
        done = await self._db.write(work)
        if after:
            await after()
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)


class Stage:
    """Two nodes on one database, on which plays are played one after the other."""

    def __init__(self, url: str, folder: Path) -> None:
        self.databases = tuple(Between(Database(url, desk=folder)) for _ in range(2))
        self.clock, self._numbers, self.seen = Clock(), count(1), dict[str, int]()
        judge = desks.a_desk(self.databases[0], folder).judge
        self.judge = replace(judge, rules=replace(judge.rules, team=TEAM))
        self.nodes = tuple(Desk(db, self.judge, desks.Wake(), self.clock) for db in self.databases)
        self.asked = sorted(self.judge.asked)

    async def close(self) -> None:
        """Let go of the database."""
        for db in self.databases:
            await db.close()

    def number(self) -> int:
        """One that nobody had yet: of a visitor, or of an update."""
        return next(self._numbers)

    async def book(self, lead: int) -> Book:
        """What stands of a lead."""
        [book] = await self.databases[0].read(lambda connection: books(connection, [lead]))
        return book

    async def failure(self, acts: Sequence[int]) -> str | None:
        """What does not hold, with the shortest part of the play that shows it; None when all is well."""
        if (told := await self._tried(acts)) is None:
            return None
        left = list(acts)
        for place in reversed(range(len(acts))):
            shorter = left[:place] + left[place + 1 :]
            if shorter and (again := await self._tried(shorter)):
                left, told = shorter, again
        return f"{told}\nacts {left}"

    async def _tried(self, acts: Sequence[int]) -> str | None:
        play = Play(self)
        try:
            for number, act in enumerate(acts):
                await play.act(Random(act), first=not number)
        except Exception as error:
            return "\n".join([*play.told, f"{type(error).__name__}: {error}"])
        return None


class Play:
    """One visitor, perhaps a second one with the same number, and all that people do about them."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.told = stage, list[str]()
        self._visitor = stage.number()
        self._leads, self._newest = list[int](), 0
        self._books = dict[int, Book]()
        self._marks = dict[tuple[int, int], dict[str, Any]]()  #: by lead and revision
        self._undos = dict[str, int]()  #: cause: the revision that the card showed
        self._pressed = list[tuple[Press, int, Person, int]]()

    async def act(self, random: Random, *, first: bool = False) -> None:
        """One act, and a look at everything after it."""
        kinds = {self._form: 6, self._twin: 4, self._wait: 9, self._release: 4, self._again: 8}
        kinds[self._says_why] = 12
        presses = {self._once: 50, self._race: 8, self._between: 10, self._lost: 4, self._unheard: 4}
        chosen = {**kinds, **presses}
        what = self._form if first or not self._leads else random.choices([*chosen], [*chosen.values()])[0]
        self._count(what.__name__[1:])
        await what(random)
        await self.look()

    def _count(self, what: str) -> None:
        self.stage.seen[what] = self.stage.seen.get(what, 0) + 1

    async def look(self) -> None:
        """Read what stands, and hold it against what may be."""
        found = await self.stage.databases[0].read(self._read)
        for book in found:
            check(book)
            self._books[book.lead.id] = book
            self._marks[book.lead.id, book.lead.revision] = book.marks
            for line in filter(is_step, book.lines):
                if line.what == "undo":
                    self._check_undo(book.lead.id, line)
        left = await self.stage.databases[0].read(lambda c: updates.waiting(c, 1))
        assert not left, f"update {left[0][0]} was forgotten"

    def _check_undo(self, lead: int, line: Any) -> None:
        """It brings back what was before the step that its presser saw, and nothing else."""
        before, after = self._undos[line.cause] - 1, self._marks.get((lead, line.revision))
        if after and (was := self._marks.get((lead, before))):
            assert after == was, f"undo at {line.revision} of {before + 1}: {was} became {after}"

    # Visitors and the clock.

    async def _form(self, random: Random) -> None:
        """The visitor writes, once or once more, and is judged by one of the nodes."""
        fields = {**random.choice(_FORMS), "email": f"lead{self._visitor}@acme{self._visitor}.example"}
        await self._judged(random, {**fields, "phone": self._phone(random.random() < 0.2)})

    async def _twin(self, random: Random) -> None:
        """Somebody with the visitor's number, and another address, writes."""
        if len(self._leads) < 2:
            address = f"twin{self._visitor}@other{self._visitor}.example"
            await self._judged(random, {**_FORMS[1], "email": address, "phone": self._phone(other=False)})

    def _phone(self, other: bool) -> str:
        return f"+48 {'53' if other else '51'}{self._visitor % 10_000_000:07}"

    async def _judged(self, random: Random, fields: Mapping[str, str]) -> None:
        desk = random.choice(self.stage.nodes)
        self.told.append(f"form {fields['email']} {fields['phone']} {fields['message'][:20]}")
        self._newest = came = await desks.accepted(desk, **fields)
        await desks.judged(desk)
        theirs = sa.select(submissions.c.lead).where(submissions.c.id == came)
        lead = await desk.db.read(lambda connection: connection.execute(theirs).scalar_one())
        self._leads = sorted({*self._leads, lead})

    async def _wait(self, random: Random) -> None:
        """Time passes, and one of the nodes does what the clock asks for."""
        pause = random.choice(PAUSES_S)
        self.stage.clock.forward(pause)
        self.told.append(f"{pause:.0f} s later")
        await bring_back(random.choice(self.stage.nodes))
        await end_snoozes(random.choice(self.stage.nodes))

    async def _says_why(self, random: Random) -> None:
        """Somebody answers a question on one of the nodes, or answers it for another."""
        theirs = sa.select(questions).where(questions.c.lead.in_(self._leads), ~questions.c.answered)
        rows = await self.stage.databases[0].read(lambda connection: connection.execute(theirs).all())
        if not rows:
            return
        row, desk = random.choice(rows), random.choice(self.stage.nodes)
        asked = next(person for person in PEOPLE if person.telegram == row.account)
        person, update = random.choice((asked, asked, asked, MARK)), self.stage.number()
        await desk.db.append(updates.append_updates, ([(update, b"{}")], desk.clock()))
        ask = Ask(
            desk=desk,
            person=person,
            chat=replace(SALES, id=row.chat),
            private=False,
            rest="they said so",
            update=update,
            message=update,
            bot=None,
        )
        said = await reply_why(ask, Replied(message=-1, text=f"why is #{row.lead}", bot="bot"))
        if said is None:
            assert person is not asked, "who is asked may answer"
            await desk.db.write(lambda connection: updates.settle(connection, update))
        self.told.append(f"{person.name} ({update}): says why of #{row.lead}: {said}")
        self._count(f"why: {getattr(said, 'toast', None) or type(said).__name__}")

    async def _release(self, random: Random) -> None:
        """The operator lets it out of quarantine."""
        lead = random.choice(self._leads)
        outcome = await release(random.choice(self.stage.nodes), lead, "operator")
        self.told.append(f"release of {lead}: {outcome and outcome.toast}")

    # Presses.

    async def _once(self, random: Random) -> None:
        press, person = self._press(random)
        await self._arrives(random.choice(self.stage.nodes), press, person)

    async def _race(self, random: Random) -> None:
        """Two press at the same moment, on two nodes."""
        both = [self._press(random) for _ in self.stage.nodes]
        took = await asyncio.gather(
            *(self._arrives(desk, *one) for desk, one in zip(self.stage.nodes, both, strict=True))
        )
        won = [press.lead for (press, _), told in zip(both, took, strict=True) if told.toast == "claimed"]
        assert len(set(won)) == len(won), "two took it"

    async def _between(self, random: Random) -> None:
        """Something happens between a node's look and its write."""
        slow, quick = random.sample(self.stage.nodes, 2)
        other = self._press(random)

        async def meanwhile() -> None:
            if random.random() < 0.2:
                await self._form(random)
            else:
                await self._arrives(quick, *other)
            await self.look_aside()

        slow.db.before = meanwhile
        await self._arrives(slow, *self._press(random))
        slow.db.before = None

    async def look_aside(self) -> None:
        """Remember what stands for a moment only."""
        for book in await self.stage.databases[0].read(self._read):
            self._marks[book.lead.id, book.lead.revision] = book.marks

    async def _lost(self, random: Random) -> None:
        """A node dies before it has written; the other one goes on."""
        await self._dies(random, "before")

    async def _unheard(self, random: Random) -> None:
        """A node dies when it has written; the other one may begin anew."""
        await self._dies(random, "after")

    async def _dies(self, random: Random, when: str) -> None:
        async def die() -> None:
            raise Unavailable("the node died")

        dying, living = random.sample(self.stage.nodes, 2)
        press, person = self._press(random)
        setattr(dying.db, when, die)
        update = self.stage.number()
        try:
            await self._arrives(dying, press, person, update)
        except Unavailable:
            self.told.append(f"  its node died {when} it wrote")
        dying.db.before = dying.db.after = None
        books = await self._now()
        await self._arrives(living, press, person, update)
        if when == "after":
            assert books == await self._now(), f"{press}: applied twice"

    async def _again(self, random: Random) -> None:
        """An update that was applied long ago comes once more."""
        if not self._pressed:
            return
        press, chat, person, update = random.choice(self._pressed)
        books = await self._now()
        await self._arrives(random.choice(self.stage.nodes), press, person, update, chat)
        assert books == await self._now(), f"{press}: an old update changed something"

    async def _now(self) -> list[Book]:
        return await self.stage.databases[0].read(self._read)

    async def _arrives(
        self, desk: Desk, press: Press, person: Person, update: int = 0, chat: int | None = None
    ) -> Told:
        """Telegram brings a press: it is stored, then applied."""
        update = update or self.stage.number()
        here = chat if chat is not None else self._chat(press.lead)
        self._undos[f"press:{update}"] = press.revision
        await desk.db.append(updates.append_updates, ([(update, b"{}")], desk.clock()))
        applied = _APPLY.get(press.move, press_lead)
        told = await applied(desk, press, chat=here, user=person.telegram, update=update)
        self.told.append(
            f"{person.name} ({update}): {press.move} {press.criterion or press.part or ''} "
            f"{press.target or press.number or ''} at {press.revision} of #{press.lead}: {told.toast}"
        )
        self._pressed.append((press, here, person, update))
        self._count(f"{press.move}: {told.toast}")
        return told

    def _chat(self, lead: int) -> int:
        book = self._books.get(lead)
        views = {chat: view for chat, view in book.cards.items() if view != "line"} if book else {}
        return next(iter(views), TRIAGE.id)

    def _press(self, random: Random) -> tuple[Press, Person]:
        """A press that the card of now offers, or, less often, any that somebody could forge."""
        lead = random.choice(self._leads)
        row = self._books[lead].lead
        offered = OFFERED.get(row.state, EVERY) if random.random() < 0.75 else EVERY
        if len(self._leads) > 1 and random.random() < 0.25:
            offered = JOINS
        move, behind = random.choice(offered), random.choice((0, 0, 0, 1, 2))
        lately = self._pressed[-1][2] if self._pressed else OLGA
        if move is Move.UNDO:  # mostly by whoever did something, often from a card of before that
            behind = random.choice((0, 1, 1))
            press = Press(lead=lead, move=move, revision=max(row.revision - behind, 0))
            return press, random.choice((lately, lately, lately, MARK, *PEOPLE))
        likely = [MARK] * 3 + [lately] * 4
        likely += [person for person in TEAM if person.name == row.owner] * 5
        press = Press(lead=lead, move=move, revision=max(row.revision - behind, 0))
        return self._filled(random, press), random.choice((*PEOPLE, *likely))

    def _filled(self, random: Random, press: Press) -> Press:
        if press.move is Move.ANSWER:
            target = random.choice((Target.YES, Target.YES, Target.NO, Target.CLEAR))
            return replace(press, criterion=random.choice(self.stage.asked), target=target)
        if press.move is Move.CONFIRM:
            return replace(press, part="phone", number=self._newest)
        numbers = {
            Move.LOST: range(len(LOST) + 1),
            Move.RECYCLE: (7, 90, 0),
            Move.BAND: range(len(BANDS) + 1),
            Move.SNOOZE_LEAD: range(len(SNOOZES) + 1),
            Move.GIVE: [person.telegram for person in PEOPLE],
            Move.MENU: range(len(MENUS) + 1),
            **dict.fromkeys(JOINS, [each for each in self._leads if each != press.lead] or [0]),
        }
        return replace(press, number=random.choice(numbers[press.move])) if press.move in numbers else press

    def _read(self, connection: Connection) -> list[Book]:
        return books(connection, self._leads)


def books(connection: Connection, wanted: Sequence[int]) -> list[Book]:
    """What stands of these leads, by number."""
    rows = connection.execute(sa.select(leads).where(leads.c.id.in_(wanted)).order_by(leads.c.id)).all()
    return [_book(connection, row) for row in rows]


def _book(connection: Connection, row: Any) -> Book:
    def all_of(table: sa.Table, *order: Any) -> Sequence[Any]:
        return connection.execute(sa.select(table).where(table.c.lead == row.id).order_by(*order)).all()

    return Book(
        lead=row,
        lines=all_of(history, history.c.id),
        answers={one.criterion: (one.yes, one.by) for one in all_of(answers)},
        confirmed={one.field: one.submission for one in all_of(confirmations)},
        cards={one.chat: one.view for one in all_of(cards)},
    )


_APPLY: Final[Mapping[Move, Callable[..., Awaitable[Told]]]] = {
    Move.HISTORY: press_history,
    Move.WHY: press_why,
}
_PLAIN: Final = "We need a customer portal."
_FORMS: Final[Sequence[Mapping[str, str]]] = (
    {"message": _PLAIN},
    HOT,
    {"message": _PLAIN, "company": "", "position": "", "business": ""},
    {"message": "We sell backlinks and guaranteed first page rankings: https://rankboost.example/buy"},
)
