"""Judging: the tables that say what a lead is worth: criteria, groups, axes, bands, gates and letters."""

from typing import Annotated, Literal

from pydantic import Field

from frontdesk.model.score import Band
from frontdesk.rules.tables.base import (
    WHEN,
    Age,
    Condition,
    FormName,
    Id,
    Name,
    Names,
    Points,
    Table,
    Text,
    Truth,
)

_Band = Annotated[Band, Field(strict=False, description='"qualified", "triage", "nurture" or "junk"')]
_Bound = Annotated[
    list[int], Field(min_length=2, max_length=2, description="two whole numbers such as [6, 3]")
]


class ScopedTable(Table):
    """What counts for leads of some forms or products alone."""

    forms: Annotated[list[FormName], Field(min_length=1, max_length=100, description="a list of forms")] = (
        Field(
            default=[],
            title="Only for leads whose newest enquiry came by one of these forms; left out: by any",
        )
    )
    products: Annotated[list[Text], Field(min_length=1, max_length=100, description="a list of products")] = (
        Field(
            default=[],
            title="Only for leads whose newest enquiry came by a form of one of these products",
        )
    )


class FadesTable(Table):
    """How the points of a criterion grow less with time."""

    every: Age = Field(title="How long it takes until the points grow less once more")
    by: int | None = Field(
        default=None,
        ge=1,
        le=1000,
        description="a whole number from 1 to 1000",
        title="So many points less each time",
    )
    percent: int | None = Field(
        default=None,
        ge=1,
        le=100,
        description="a whole number from 1 to 100",
        title="So many percent less each time, rounded toward zero",
    )
    floor: Annotated[int, Field(ge=0, le=1000, description="a whole number from 0 to 1000")] = Field(
        default=0, title="What stays however old it grows; of negative points the same with a minus"
    )


class CriterionTable(ScopedTable):
    """One thing to know about a lead, and what it is worth."""

    id: Id = Field(title="Its own short name. Never change it: stored answers and scores go by it")
    name: Names = Field(title="What people see on cards and in receipts, by language")
    when: Condition = Field(
        title="The condition that must hold; what nobody said is unknown and earns nothing"
    )
    points: Points = Field(title="What is added to the score while it holds; it may be negative")
    ask: Truth = Field(
        default=False, title="People may answer it in Telegram, and their answer outranks the machine"
    )
    group: Id | None = Field(
        default=None,
        description="the id of one of [[groups]]",
        title="The group whose cap and floor bound what it counts",
    )
    axis: Annotated[Literal["fit", "interest"], Field(description='"fit" or "interest"')] = Field(
        default="fit", title="Whether it tells who the lead is (fit), or how much it wants (interest)"
    )
    within: Age | None = Field(
        default=None,
        description='a time such as "30d"',
        title="Counts only what happened so lately: the touches that its condition names, else the enquiry",
    )
    fades: FadesTable | None = Field(
        default=None,
        description='a table such as { every = "7d", by = 1 }',
        title="Its points grow less with the age of the newest touch that its condition names",
    )


class GroupTable(Table):
    """Criteria which together count at most, or at least, so much."""

    id: Id = Field(title="Its own short name, which criteria give as their group")
    name: Names | None = Field(
        default=None,
        description='a table of names such as { en = "engagement" }',
        title="What people see where the group was capped, by language; left out: the id",
    )
    cap: int | None = Field(
        default=None,
        ge=0,
        le=100_000,
        description="a whole number from 0 to 100000",
        title="The most points that the group can bring",
    )
    floor: int | None = Field(
        default=None,
        ge=-100_000,
        le=0,
        description="a whole number from -100000 to 0",
        title="The least that the group can bring down to",
    )


class MatrixTable(Table):
    """Fit and interest as rows A to C and columns 1 to 3, and which cell is which band."""

    fit: Annotated[_Bound, Field(title="From how many points of fit a lead is A, and from how many B")]
    interest: Annotated[
        _Bound, Field(title="From how many points of interest a lead is 1, and from how many 2")
    ]
    A1: _Band | None = Field(default=None, title="The band of a lead in A1", description="a band")
    A2: _Band | None = Field(default=None, title="The band of a lead in A2", description="a band")
    A3: _Band | None = Field(default=None, title="The band of a lead in A3", description="a band")
    B1: _Band | None = Field(default=None, title="The band of a lead in B1", description="a band")
    B2: _Band | None = Field(default=None, title="The band of a lead in B2", description="a band")
    B3: _Band | None = Field(default=None, title="The band of a lead in B3", description="a band")
    C1: _Band | None = Field(default=None, title="The band of a lead in C1", description="a band")
    C2: _Band | None = Field(default=None, title="The band of a lead in C2", description="a band")
    C3: _Band | None = Field(default=None, title="The band of a lead in C3", description="a band")


class BandTable(ScopedTable):
    """What to do with a lead; the first entry that holds decides."""

    band: _Band = Field(title="qualified: sales; triage: a person looks; nurture and junk: a letter, no call")
    when: Condition | None = Field(
        default=None, description=WHEN, title="The condition; the last entry has none, so that all get a band"
    )


class GateTable(ScopedTable):
    """What a lead must have to get a band, however many points it has."""

    band: _Band = Field(title="The band that it guards")
    needs: Condition = Field(title="The condition that must hold; unknown is not enough")
    otherwise: _Band = Field(title="The lower band of a lead that does not have it")
    name: Names | None = Field(
        default=None,
        description='a table of names such as { en = "an e-mail address" }',
        title="What people see that the lead lacks, by language; left out: the condition",
    )


class LetterTable(Table):
    """What a lead is answered; the first entry that holds decides."""

    letter: Name = Field(title='The name of files in templates/letters, or "none" to send nothing')
    when: Condition | None = Field(
        default=None,
        description=WHEN,
        title="The condition; the last entry has none, so that all are answered",
    )
