"""Keeping: the table of how long what is kept."""

from typing import Annotated

from pydantic import Field

from frontdesk.rules.tables.base import Table

Days = Annotated[
    int, Field(ge=0, le=36_500, description="a whole number of days from 0 to 36500; 0: for ever")
]


class RetentionTable(Table):
    """How many days what is kept; 0: for ever."""

    raw: Days = Field(default=7, title="Forms word for word as they came, once they are judged")
    updates: Days = Field(default=7, title="What Telegram sent, once it is applied")
    cards: Days = Field(default=30, title="Name and contacts on the cards of leads that are dealt with")
    letters: Days = Field(default=0, title="The text of letters that are settled")
    notes: Days = Field(default=0, title="Notes on leads, and reasons that people gave")
    leads: Days = Field(default=0, title="Leads that are won, lost, junk or in nurture, after the last word")
    quarantined: Days = Field(default=0, title="Leads in quarantine, after the last word")
