"""Schema: the shape of rules.toml; each of its tables stands in `tables`.

Each field's description is what a fault says was expected there. Meaning (conditions, names that must exist,
entries that can never be reached) is checked in `meaning`.
"""

from typing import Annotated, Final

from pydantic import Field

from frontdesk.rules.tables.assigning import AssignmentTable, SlaSteps
from frontdesk.rules.tables.base import (
    LANGUAGE,
    REGION,
    FormName,
    GroupName,
    Label,
    Language,
    Region,
    Table,
    Text,
)
from frontdesk.rules.tables.desk import BudgetsTable, ChatTable, GuardsTable, PersonTable, Phrase
from frontdesk.rules.tables.following import FollowUps
from frontdesk.rules.tables.forms import FormTable
from frontdesk.rules.tables.judging import (
    BandTable,
    CriterionTable,
    GateTable,
    GroupTable,
    LetterTable,
    MatrixTable,
)
from frontdesk.rules.tables.keeping import RetentionTable
from frontdesk.rules.tables.money import MoneyTable

#: What `required` means when it is left out.
REQUIRED: Final = ("first_name", "last_name", "position", "company", "phone", "email", "business")


class File(Table):
    """rules.toml whole: how leads are judged."""

    language: Language = Field(
        description=LANGUAGE, title="The language of letters and cards when nothing better is known"
    )
    phone_region: Region | None = Field(
        default=None, description=REGION, title="The country of phone numbers without a country code"
    )
    required: Annotated[list[Text], Field(min_length=1, max_length=50, description="a list of fields")] = (
        Field(default=list(REQUIRED), title="The fields of a complete profile")
    )
    sender: Annotated[
        dict[GroupName, Text],
        Field(
            max_length=100, description="a table of texts", title="Texts about you that letters take by name"
        ),
    ]
    hours: Annotated[dict[str, Text], Field(max_length=9, description="a table: zone, days and closed")] = (
        Field(
            default={},
            title="When the company works: its time zone, and the hours of each day or range of days",
        )
    )
    money: MoneyTable | None = Field(
        default=None,
        description="a table: { currency, rates }",
        title="The currency that conditions speak of, and what others are worth in it",
    )
    fields: Annotated[
        dict[str, Annotated[list[Label], Field(max_length=500, description="a list of labels")]],
        Field(description="a table of field = labels"),
    ] = Field(default={}, title="Labels of form fields that are not recognised without help")
    keywords: Annotated[
        dict[
            GroupName,
            Annotated[list[Phrase], Field(min_length=1, max_length=2000, description="a list of phrases")],
        ],
        Field(max_length=100, description="a table of group = phrases"),
    ] = Field(default={}, title="Groups of phrases to look for in messages; conditions say keywords.GROUP")
    groups: Annotated[list[GroupTable], Field(max_length=50, description="[[groups]] entries")] = Field(
        default=[], title="Groups of criteria that together count at most, or at least, so much"
    )
    criteria: Annotated[
        list[CriterionTable],
        Field(
            min_length=1,
            max_length=100,
            description="one [[criteria]] or more",
            title="What a lead is worth: conditions and their points",
        ),
    ]
    matrix: MatrixTable | None = Field(
        default=None,
        description="a table: fit, interest, and cells",
        title="Fit and interest as A1 to C3, another way to name bands",
    )
    bands: Annotated[list[BandTable], Field(max_length=50, description="one [[bands]] or more")] = Field(
        default=[], title="What to do with a lead: the first entry whose condition holds"
    )
    gates: Annotated[list[GateTable], Field(max_length=50, description="[[gates]] entries")] = Field(
        default=[], title="What a lead must have to get a band, however many points it has"
    )
    letters: Annotated[
        list[LetterTable],
        Field(
            min_length=1,
            max_length=50,
            description="one [[letters]] or more",
            title="What a lead is answered: the first entry whose condition holds",
        ),
    ]
    follow_ups: FollowUps = Field(
        default=[], title="Further letters, in order, to who was answered, as long as nobody has acted"
    )
    forms: Annotated[
        dict[FormName, FormTable], Field(max_length=1000, description="tables such as [forms.demo]")
    ] = Field(default={}, title="Your forms: [forms.NAME] opens the address /hooks/NAME")
    guards: Annotated[GuardsTable, Field(description="a table of guard = mode, and limits")] = Field(
        default=GuardsTable(), title="What each guard against spam does, and how many forms nobody minds"
    )
    budgets: Annotated[BudgetsTable, Field(description="a table of limits")] = Field(
        default=BudgetsTable(), title="How many letters may go out"
    )
    chats: Annotated[list[ChatTable], Field(max_length=50, description="[[chats]] entries")] = Field(
        default=[], title="The Telegram chats that get cards"
    )
    team: Annotated[list[PersonTable], Field(max_length=1000, description="[[team]] entries")] = Field(
        default=[], title="The people who may press buttons"
    )
    assignment: AssignmentTable | None = Field(
        default=None,
        description="a table: { by, offer }",
        title="To whom a hot lead is offered before anybody may take it; left out: to anybody at once",
    )
    retention: Annotated[RetentionTable, Field(description="a table of days")] = Field(
        default=RetentionTable(), title="How many days what is kept; 0: for ever"
    )
    sla: SlaSteps = Field(default=[], title="Who is reminded when a lead waits, and after how long")
