"""Desk: the tables of guards, budgets, chats, team and keywords."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from frontdesk.model.lead import Purpose, Role
from frontdesk.rules.tables.assigning import Capacity, Hours, Languages, Names
from frontdesk.rules.tables.base import LANGUAGE, LARGEST, Label, Language, Limit, Shorthand, Table, Text
from frontdesk.rules.tables.topics import TOPICS, Topics

_Mode = Annotated[Literal["enforce", "watch", "off"], Field(description='"enforce", "watch" or "off"')]


class PhraseTable(Table):
    """One keyword phrase with its language."""

    phrase: Label = Field(title="The phrase in its dictionary form; inflected forms match too")
    language: Language | None = Field(
        default=None,
        description=LANGUAGE,
        title="Its language; left out: told by its letters, else the desk's",
    )


def _phrase(value: Any) -> Any:
    return {"phrase": value} if isinstance(value, str) else value


Phrase = Annotated[
    PhraseTable,
    Shorthand(),
    BeforeValidator(_phrase),
    Field(description="a phrase in quotation marks, or { phrase, language }"),
]


class GuardsTable(Table):
    """What each guard against spam does, with the modes and limits that hold where none is given."""

    honeypot: _Mode = Field(default="enforce", title="A hidden field was filled in")
    too_fast: _Mode = Field(default="watch", title="Sent sooner than a person can type")
    links: _Mode = Field(default="enforce", title="A link in the name")
    phrases: _Mode = Field(default="enforce", title="What only adverts say")
    repeated_text: _Mode = Field(default="enforce", title="One text from many senders, or in many fields")
    rate: _Mode = Field(default="enforce", title="Too many forms in a short time")
    disposable: _Mode = Field(default="watch", title="A throw-away mailbox")
    nonsense: _Mode = Field(default="enforce", title="Gibberish, an empty form, a test")
    captcha: _Mode = Field(default="enforce", title="The form's captcha was left out or not solved")
    script: _Mode = Field(default="watch", title="Two alphabets in the name, or name and message in two")
    rate_source_form: Limit = Field(default=10, title="Forms in ten minutes from one address to one form")
    rate_source: Limit = Field(default=20, title="Forms in ten minutes from one address")
    rate_form: Limit = Field(default=10_000, title="Forms in ten minutes to one form")


class BudgetsTable(Table):
    """How many letters may go out."""

    letters_per_hour: Limit = Field(default=60, title="Automatic letters an hour in all")
    letters_per_domain_minute: Limit = Field(default=3, title="Letters a minute to one company's mail server")


class ChatTable(Table):
    """One Telegram chat that gets cards."""

    id: Annotated[
        int,
        Field(
            ge=-LARGEST,
            le=LARGEST,
            description="the chat's number, such as -1001234567890",
            title="The chat's number in Telegram",
        ),
    ]
    purpose: Annotated[
        Purpose,
        Field(
            strict=False,
            description='"triage", "sales" or "alarms"',
            title="triage: leads that need an answer; sales: hot leads; alarms: what is broken",
        ),
    ]
    language: Language | None = Field(default=None, description=LANGUAGE, title="The language of its cards")
    mask: Annotated[Literal["full", "partial", "none"], Field(description='"full", "partial" or "none"')] = (
        Field(default="partial", title="How phone and e-mail are shown: hidden, in part, or whole")
    )
    quiet: Text | None = Field(
        default=None,
        description='two times such as "20:00-08:00", or "off": never quiet',
        title="When messages come without a sound; left out: outside [hours]",
    )
    fallback: Annotated[
        int | None,
        Field(
            ge=-LARGEST,
            le=LARGEST,
            description="the number of another chat of [[chats]]",
            title="The chat that takes its cards while Telegram does not let the bot write there",
        ),
    ] = None
    topics: Topics = Field(
        default=None,
        description=TOPICS,
        title="Parts the cards of a group with topics: one for each utm_source (else form), for each "
        "product, or by a table from product, utm_source or form to the topic's name. The bot makes "
        "the topics, 50 at most, and one for all others; digests get a topic too",
    )


class PersonTable(Table):
    """One person of the team."""

    name: Label = Field(title="The name that cards and receipts show")
    telegram: (
        Annotated[
            int, Field(ge=1, le=LARGEST, description="the number of a Telegram account, never its @name")
        ]
        | None
    ) = Field(
        default=None,
        title="The number of the person's Telegram account; left out: /link makes a link that binds one",
    )
    role: Annotated[
        Role,
        Field(
            strict=False,
            description='"viewer", "secretary", "sales", "manager", "head" or "admin"',
            title="What the person may do",
        ),
    ]
    language: Language | None = Field(
        default=None, description=LANGUAGE, title="The language of the answers to the person's presses"
    )
    products: Names = Field(default=[], title="Is offered leads of these products only")
    languages: Languages = Field(default=[], title="Is offered leads of these languages only")
    sources: Names = Field(default=[], title="Is offered leads of these forms, or values of utm_source, only")
    capacity: Capacity | None = Field(
        default=None,
        description="a whole number from 0 to 10000",
        title="Is offered no further lead while having so many",
    )
    hours: Hours = Field(default={}, title="When the person works, as in [hours]; left out: always")
