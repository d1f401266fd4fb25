"""Schema: the shape of rules.toml, table by table.

Each field's description is what a fault says was expected there. Meaning (conditions, names that must exist,
entries that can never be reached) is checked in `meaning`.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from frontdesk.model.lead import Purpose, Role
from frontdesk.model.score import Band
from frontdesk.rules.money import MoneyTable

#: What `required` means when it is left out.
REQUIRED: Final = ("first_name", "last_name", "position", "company", "phone", "email", "business")

_Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500, pattern=r"\S"),
    Field(description="text, 1 to 500 characters"),
]
_Label = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"\w"),
    Field(description="text with a letter or a digit, at most 100 characters"),
]
_Language = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"),
    Field(description='a language such as "en"'),
]
_Region = Annotated[
    str, StringConstraints(pattern=r"^[A-Z]{2}$"), Field(description='a country of two capitals such as "PL"')
]
_Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9_]{1,12}$"),
    Field(description="1 to 12 characters of a-z, 0-9 and _"),
]
_Name = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9_]{1,40}$"),
    Field(description="1 to 40 characters of a-z, 0-9 and _"),
]
_Group = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="a name of a-z, 0-9 and _ that begins with a letter"),
]
_FormName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$"),
    Field(description="a name of letters, digits, - and _ (it is part of an address)"),
]
_Host = Annotated[
    str,
    StringConstraints(pattern=r"^[\w-]+(\.[\w-]+)*(:[0-9]{1,5})?$", max_length=253),
    Field(description='a host such as "acme.example", without https://'),
]
_Condition = Annotated[str, Field(description="a condition in quotation marks")]
_Points = Annotated[int, Field(ge=-1000, le=1000, description="a whole number from -1000 to 1000")]
_Limit = Annotated[int, Field(ge=1, le=1_000_000, description="a whole number from 1 to 1000000")]
_Truth = Annotated[bool, Field(description="true or false")]
_Mode = Annotated[Literal["enforce", "watch", "off"], Field(description='"enforce", "watch" or "off"')]
_LARGEST: Final = 2**52  #: Telegram's ids have at most 52 bits


class Table(BaseModel):
    """A table that takes the keys it names and no others, and converts nothing."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class PhraseTable(Table):
    """One keyword phrase with its language."""

    phrase: _Label
    language: _Language | None = Field(default=None, description='a language such as "en"')


def _phrase(value: Any) -> Any:
    return {"phrase": value} if isinstance(value, str) else value


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_Phrase = Annotated[
    PhraseTable,
    BeforeValidator(_phrase),
    Field(description="a phrase in quotation marks, or { phrase, language }"),
]
_Secrets = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=500, description="a secret as text")]],
    BeforeValidator(_several),
    Field(max_length=10, description='"env:NAME", or a list of them'),
]


class CriterionTable(Table):
    """One `[[criteria]]`."""

    id: _Id
    name: Annotated[
        dict[_Language, _Label], Field(min_length=1, description='a table of names such as { en = "phone" }')
    ]
    when: _Condition
    points: _Points
    ask: _Truth = False


class BandTable(Table):
    """One `[[bands]]`."""

    band: Annotated[Band, Field(strict=False, description='"qualified", "triage", "nurture" or "junk"')]
    when: _Condition | None = Field(default=None, description="a condition in quotation marks")


class LetterTable(Table):
    """One `[[letters]]`."""

    letter: _Name
    when: _Condition | None = Field(default=None, description="a condition in quotation marks")


class FetchTable(Table):
    """`fetch` of a form."""

    token: str | None = Field(default=None, min_length=1, max_length=4000, description='"env:NAME"')
    url: str | None = Field(default=None, min_length=1, max_length=1000, description='"env:NAME"')


class CaptchaTable(Table):
    """`captcha` of a form."""

    kind: Annotated[
        Literal["turnstile", "hcaptcha", "recaptcha"],
        Field(description='"turnstile", "hcaptcha" or "recaptcha"'),
    ]
    secret: Annotated[str, Field(min_length=1, max_length=500, description='"env:NAME"')]


class FormTable(Table):
    """One `[forms.NAME]`."""

    provider: _Name | None = Field(default=None, description="the name of a provider")
    secret: _Secrets = []
    key: str | None = Field(default=None, min_length=1, max_length=500, description='"env:NAME"')
    language: _Language | None = Field(default=None, description='a language such as "en"')
    product: _Text | None = Field(default=None, description="text, 1 to 500 characters")
    hosts: Annotated[list[_Host], Field(max_length=100, description="a list of hosts")] = []
    phone_region: _Region | None = Field(default=None, description='a country of two capitals such as "PL"')
    fields: Annotated[dict[_Label, _Text], Field(max_length=200, description="a table of label = field")] = {}
    watch: Annotated[Literal["on", "off"], Field(description='"on" or "off"')] = "on"
    fetch: FetchTable | None = Field(default=None, description="a table: { token } or { url }")
    captcha: CaptchaTable | None = Field(default=None, description="a table: { kind, secret }")


class GuardsTable(Table):
    """`[guards]`, with the modes and limits that hold where none is given."""

    honeypot: _Mode = "enforce"
    too_fast: _Mode = "watch"
    links: _Mode = "enforce"
    phrases: _Mode = "enforce"
    repeated_text: _Mode = "enforce"
    rate: _Mode = "enforce"
    disposable: _Mode = "watch"
    nonsense: _Mode = "enforce"
    captcha: _Mode = "enforce"
    script: _Mode = "watch"
    rate_source_form: _Limit = 10
    rate_source: _Limit = 20
    rate_form: _Limit = 10_000


class BudgetsTable(Table):
    """`[budgets]`: how many letters may go out."""

    letters_per_hour: _Limit = 60
    letters_per_domain_minute: _Limit = 3


class ChatTable(Table):
    """One `[[chats]]`."""

    id: Annotated[
        int, Field(ge=-_LARGEST, le=_LARGEST, description="the chat's number, such as -1001234567890")
    ]
    purpose: Annotated[Purpose, Field(strict=False, description='"triage", "sales" or "alarms"')]
    language: _Language | None = Field(default=None, description='a language such as "en"')
    mask: Annotated[Literal["full", "partial", "none"], Field(description='"full", "partial" or "none"')] = (
        "partial"
    )


class PersonTable(Table):
    """One `[[team]]`."""

    name: _Label
    telegram: Annotated[
        int, Field(ge=1, le=_LARGEST, description="the number of a Telegram account, never its @name")
    ]
    role: Annotated[
        Role,
        Field(strict=False, description='"viewer", "secretary", "sales", "manager", "head" or "admin"'),
    ]
    language: _Language | None = Field(default=None, description='a language such as "en"')


class File(Table):
    """rules.toml whole."""

    language: _Language
    phone_region: _Region | None = Field(default=None, description='a country of two capitals such as "PL"')
    required: Annotated[list[_Text], Field(min_length=1, max_length=50, description="a list of fields")] = (
        list(REQUIRED)
    )
    sender: Annotated[dict[_Group, _Text], Field(max_length=100, description="a table of texts")]
    hours: Annotated[dict[str, _Text], Field(max_length=8, description="a table: zone and days")] = {}
    money: MoneyTable | None = Field(default=None, description="a table: { currency, rates }")
    fields: Annotated[
        dict[str, Annotated[list[_Label], Field(max_length=500, description="a list of labels")]],
        Field(description="a table of field = labels"),
    ] = {}
    keywords: Annotated[
        dict[
            _Group,
            Annotated[list[_Phrase], Field(min_length=1, max_length=2000, description="a list of phrases")],
        ],
        Field(max_length=100, description="a table of group = phrases"),
    ] = {}
    criteria: Annotated[
        list[CriterionTable], Field(min_length=1, max_length=100, description="one [[criteria]] or more")
    ]
    bands: Annotated[list[BandTable], Field(min_length=1, max_length=50, description="one [[bands]] or more")]
    letters: Annotated[
        list[LetterTable], Field(min_length=1, max_length=50, description="one [[letters]] or more")
    ]
    forms: Annotated[
        dict[_FormName, FormTable], Field(max_length=1000, description="tables such as [forms.demo]")
    ] = {}
    guards: Annotated[GuardsTable, Field(description="a table of guard = mode, and limits")] = GuardsTable()
    budgets: Annotated[BudgetsTable, Field(description="a table of limits")] = BudgetsTable()
    chats: Annotated[list[ChatTable], Field(max_length=50, description="[[chats]] entries")] = []
    team: Annotated[list[PersonTable], Field(max_length=1000, description="[[team]] entries")] = []
