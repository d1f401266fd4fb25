"""Base: what all tables of rules.toml are made of.

A field's `description` is what a fault says was expected there; its `title` explains it to whoever edits the
file, in an editor that reads the JSON Schema.
"""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

LARGEST: Final = 2**52  #: Telegram's ids have at most 52 bits

Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500, pattern=r"\S"),
    Field(description="text, 1 to 500 characters"),
]
Label = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"\w"),
    Field(description="text with a letter or a digit, at most 100 characters"),
]
Language = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"),
    Field(description='a language such as "en"'),
]
Region = Annotated[
    str, StringConstraints(pattern=r"^[A-Z]{2}$"), Field(description='a country of two capitals such as "PL"')
]
Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9_]{1,12}$"),
    Field(description="1 to 12 characters of a-z, 0-9 and _"),
]
Name = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9_]{1,40}$"),
    Field(description="1 to 40 characters of a-z, 0-9 and _"),
]
GroupName = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="a name of a-z, 0-9 and _ that begins with a letter"),
]
FormName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$"),
    Field(description="a name of letters, digits, - and _ (it is part of an address)"),
]
Names = Annotated[
    dict[Language, Label], Field(min_length=1, description='a table of names such as { en = "phone" }')
]
Condition = Annotated[str, Field(description="a condition in quotation marks")]
Points = Annotated[int, Field(ge=-1000, le=1000, description="a whole number from -1000 to 1000")]
Limit = Annotated[int, Field(ge=1, le=1_000_000, description="a whole number from 1 to 1000000")]
Truth = Annotated[bool, Field(description="true or false")]
Age = Annotated[
    str,
    StringConstraints(pattern=r"^[1-9][0-9]{0,3} ?[hdw]$"),
    Field(description='a time such as "12h", "30d" or "4w"'),
]
#: What a key is that may be left out: its own description, or a fault would not say what was expected.
LANGUAGE: Final = 'a language such as "en"'
REGION: Final = 'a country of two capitals such as "PL"'
WHEN: Final = "a condition in quotation marks"
VARIABLE: Final = '"env:NAME"'


class Table(BaseModel):
    """A table that takes the keys it names and no others, and converts nothing."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Shorthand:
    """Tells an editor that plain text will do as well."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of the long form, or text."""
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core_schema)]}
