"""Told: what whoever pressed a button is told, and that nothing else comes of it."""

from dataclasses import dataclass

from frontdesk.model.delivery import Card
from frontdesk.model.lead import Person
from frontdesk.model.plot import Plot
from frontdesk.model.question import Question
from frontdesk.store import updates
from frontdesk.store.database import Database


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the presser is told: the key of a toast and what it names."""

    toast: str
    person: Person | None = None
    by: str = ""
    criterion: str = ""
    score: int | None = None
    opens: int | None = None  #: the lead whose private card the presser's client is to ask for
    alert: str = ""  #: plain text to show instead, until the presser closes it
    message: Card | None = None  #: what to post instead, in private
    question: Question | None = None  #: what the presser is to be asked
    plot: Plot | None = None  #: the same with a drawing
    file: tuple[str, bytes] | None = None  #: what to post in private besides: its name and content


async def settled(db: Database, update: int, told: Told) -> Told:
    """The same, once it is on record that the update needs nothing more.

    Raises:
        Unavailable: the database does not answer.
    """
    await db.write(lambda connection: updates.settle(connection, update))
    return told
