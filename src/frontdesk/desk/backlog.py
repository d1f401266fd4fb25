"""Backlog: the submissions that nobody has judged yet, and whose they are."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Final

import sqlalchemy as sa

from frontdesk.desk.desk import Desk
from frontdesk.desk.node import Share
from frontdesk.errors import FrontdeskError
from frontdesk.model.lead import Known
from frontdesk.model.submission import Received
from frontdesk.signals.identity import identity
from frontdesk.signals.texts import mark
from frontdesk.store import identities, joins, leads, submissions, texts

BATCH: Final = 50
PATIENCE: Final = timedelta(seconds=1)  #: for another node to judge what is its share
ANYBODYS: Final = 50  #: so many looks, and one takes the oldest of all: a node may live and yet not judge
TRIES: Final = 20  #: looks, while another node gives submissions to leads
PAUSE: Final = timedelta(milliseconds=5)  #: between them

#: (submission, lead) of what a look takes in; a lead of None: nobody's yet
Window = Callable[[sa.Connection], list[tuple[int, int | None]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A submission to judge, with what is known about its lead up to it."""

    submission: int
    known: Known


class Backlog:
    """A submission is stored as it comes; whose it is, is found here, just before it is judged."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._db, self._looks = desk, desk.db, 0
        self._window: Window = lambda connection: []  # what the last look saw

    async def waiting(
        self,
        limit: int = BATCH,
        share: Share = Share(),  # noqa: B008
        aside: Collection[int] = (),
    ) -> list[Waiting]:
        """The oldest submissions that nobody has judged, one for a lead, at most `limit`.

        `share`: whose leads come first; those of others only when none of these waits and they have waited
        for `PATIENCE`, and in every `ANYBODYS`th look. `aside` are leads that wait for something else.
        """
        self._looks += 1
        found = await self._look(limit, share if self._looks % ANYBODYS else Share(), aside)
        if strays := [each.known.lead.id for each in found if each.known.lead.joined_into]:
            await self._db.write(lambda connection: joins.follow(connection, strays))
            self._desk.wake.ring("judging")
        return [each for each in found if not each.known.lead.joined_into]

    async def unreadable(self) -> list[tuple[int, Exception]]:
        """Those of the last `waiting` that cannot be read, or whose lead cannot, each with its error."""
        now = self._desk.clock()

        def work(connection: sa.Connection) -> list[tuple[int, Exception]]:
            found = []
            for id_, lead in self._window(connection):
                try:
                    self._read(connection, id_, lead, now)
                except sa.exc.SQLAlchemyError:
                    raise
                except Exception as error:
                    found.append((id_, error))
            return found

        return await self._db.read(work)

    def _read(self, connection: sa.Connection, id_: int, lead: int | None, now: datetime) -> None:
        if lead is None:
            mark(*self._with_identity(*submissions.some(connection, [id_])))
        else:
            leads.read_known(connection, [lead], now, {lead: id_})

    async def _look(self, limit: int, share: Share, aside: Collection[int]) -> list[Waiting]:
        """What waits and is somebody's; while nothing is, what is nobody's is given away, many at a time."""
        now = self._desk.clock()
        self._window = _window(max(limit, BATCH * share.count), share, now, aside)

        def work(connection: sa.Connection) -> tuple[list[Waiting], list[Received]]:
            due = self._window(connection)
            # Not beyond the first that is nobody's: what comes after may be of the same lead.
            ready = takewhile(lambda each: each[1] is not None, due)
            upto = {lead: id_ for id_, lead in islice(ready, limit) if lead}
            if not upto:
                return [], submissions.some(connection, [id_ for id_, lead in due if lead is None])
            known = leads.read_known(connection, list(upto), now, upto)
            return [Waiting(submission=id_, known=known[lead]) for lead, id_ in upto.items()], []

        for _ in range(TRIES):
            found, leadless = await self._db.read(work)
            if found or not leadless:
                return found
            if await self._give_leads(leadless):
                if share.count > 1:
                    self._desk.wake.ring("judging")  # some may be of another node's share
                return (await self._db.read(work))[0]
            await asyncio.sleep(PAUSE.total_seconds())  # another node is at it
        return []

    async def _give_leads(self, leadless: list[Received]) -> bool:
        """Give them to their leads, together or, if the database takes one of them not, each for itself."""
        mine = [self._with_identity(received) for received in leadless]
        marks = [found for each in mine if (found := mark(*each))]

        def work(connection: sa.Connection) -> bool:
            given = identities.give_leads(connection, mine)
            if given:
                texts.remember(connection, marks)
            return given

        try:
            return await self._db.write(work)
        except FrontdeskError:
            raise
        except Exception as error:
            if len(leadless) == 1:
                await self._desk.set_aside(leadless[0].id, f"{type(error).__name__}: {error}")
                return True
        return all([await self._give_leads([received]) for received in leadless])

    def _with_identity(self, received: Received) -> identities.Leadless:
        return received, identity(received.submission, received.hook, self._desk.judge.rules)


def _window(limit: int, share: Share, now: datetime, aside: Collection[int]) -> Window:
    shared, before = (share.index, share.count), now - PATIENCE
    return lambda connection: submissions.waiting(connection, limit, shared, before, aside)
