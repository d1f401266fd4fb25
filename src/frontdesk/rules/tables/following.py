"""Following: the table of letters that follow by themselves."""

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from frontdesk.rules.pauses import PATTERN
from frontdesk.rules.tables.base import WHEN, Age, Condition, Name, Table

FOLLOW_UPS: Final = 10  #: letters of one series

_After = Annotated[
    str,
    StringConstraints(pattern=PATTERN),
    Field(description='a time such as "2 working days", "36h", "3d" or "1w"'),
]


class FollowUpTable(Table):
    """A further letter to who was answered, as long as nobody has acted."""

    letter: Name = Field(title="The name of files in templates/letters")
    after: _After = Field(title="How long after the letter before it: the answer, or the follow-up before")
    when: Condition | None = Field(
        default=None,
        description=WHEN,
        title="The condition, looked at in its time; where it does not hold the next entry has its turn",
    )
    within: Age | None = Field(
        default=None,
        description='a time such as "30d"',
        title="Counts only so recent touches, where the condition names any, else only so recent enquiries",
    )


FollowUps = Annotated[
    list[FollowUpTable],
    Field(max_length=FOLLOW_UPS, description=f"at most {FOLLOW_UPS} [[follow_ups]] entries"),
]
