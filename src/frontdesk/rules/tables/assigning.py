"""Assigning: the tables of who is offered leads, and who is reminded of them."""

from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints, create_model

from frontdesk.rules.tables.base import Label, Language, Table, Text

SLA_STEPS: Final = 30  #: entries of `[[sla]]`
SPAN: Final = r"^[1-9][0-9]{0,3} ?[mhd]$"
_SPAN: Final = 'a time such as "5m", "2h" or "1d"'

Span = Annotated[str, StringConstraints(pattern=SPAN), Field(description=_SPAN)]
Names = Annotated[list[Label], Field(max_length=100, description="a list of names")]
Languages = Annotated[list[Language], Field(max_length=50, description='a list of languages such as "en"')]
#: As `[hours]`.
Hours = Annotated[dict[str, Text], Field(max_length=9, description="a table: zone, days and closed")]
Capacity = Annotated[int, Field(ge=0, le=10_000, description="a whole number from 0 to 10000")]


class AssignmentTable(Table):
    """To whom a hot lead is offered before anybody may take it."""

    by: Annotated[
        Literal["round-robin", "least-busy"], Field(description='"round-robin" or "least-busy"')
    ] = Field(title="round-robin: who was offered one longest ago; least-busy: who has the fewest leads")
    offer: Span = Field(default="10m", title="How long it is offered to one person, then to the next")


class _SlaTable(Table):
    """Who is reminded when a lead waits."""

    role: Annotated[
        Literal["owner", "manager", "head"], Field(description='"owner", "manager" or "head"')
    ] = Field(title="owner: who has the lead, or may take it; manager and head: those of [[team]]")
    after: Span = Field(title="After how long a wait, in the working hours of [hours]")


_TITLE: Final = "claim: a hot lead that nobody took; triage: one nobody sorted; decide: one contacted"
_FOR: Any = Annotated[
    Literal["claim", "triage", "decide"], Field(description='"claim", "triage" or "decide"')
]
# A word of Python's own cannot stand in a class.
_FIELDS: Any = {"for": (_FOR, Field(default="claim", title=_TITLE))}
SlaTable = create_model("SlaTable", __base__=_SlaTable, __doc__=_SlaTable.__doc__, **_FIELDS)
SlaSteps = Annotated[
    list[SlaTable],  # type: ignore[valid-type]
    Field(max_length=SLA_STEPS, description=f"at most {SLA_STEPS} [[sla]] entries"),
]
