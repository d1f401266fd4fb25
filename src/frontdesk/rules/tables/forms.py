"""Forms: the tables of `[forms.NAME]`."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from frontdesk.rules.tables.base import (
    LANGUAGE,
    REGION,
    VARIABLE,
    Label,
    Language,
    Name,
    Region,
    Shorthand,
    Table,
    Text,
)

_Host = Annotated[
    str,
    StringConstraints(pattern=r"^[\w-]+(\.[\w-]+)*(:[0-9]{1,5})?$", max_length=253),
    Field(description='a host such as "acme.example", without https://'),
]


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_Secrets = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=500, description="a secret as text")]],
    Shorthand(),
    BeforeValidator(_several),
    Field(max_length=10, description='"env:NAME", or a list of them'),
]


class FetchTable(Table):
    """How the answers are fetched of a form that sends ids only."""

    token: str | None = Field(
        default=None, min_length=1, max_length=4000, description=VARIABLE, title="A page's token, for Meta"
    )
    url: str | None = Field(
        default=None,
        min_length=1,
        max_length=1000,
        description=VARIABLE,
        title="The address of an inbound webhook of the CRM",
    )


class CaptchaTable(Table):
    """The captcha beside a form."""

    kind: Annotated[
        Literal["turnstile", "hcaptcha", "recaptcha"],
        Field(description='"turnstile", "hcaptcha" or "recaptcha"', title="Whose captcha it is"),
    ]
    secret: Annotated[
        str,
        Field(min_length=1, max_length=500, description=VARIABLE, title="The secret that its service gave"),
    ]


class FormTable(Table):
    """One form: it opens the address /hooks/NAME."""

    provider: Name | None = Field(
        default=None,
        description="the name of a provider",
        title="Which form builder sends it; left out: the one of the form's name, else as a post looks",
    )
    secret: _Secrets = Field(default=[], title="What its sender signs with; any of several may have signed")
    key: str | None = Field(
        default=None,
        min_length=1,
        max_length=500,
        description=VARIABLE,
        title="Only the address /hooks/NAME/KEY is open",
    )
    language: Language | None = Field(
        default=None, description=LANGUAGE, title="The language of this form's visitors"
    )
    product: Text | None = Field(
        default=None, description="text, 1 to 500 characters", title="The product that this form is about"
    )
    hosts: Annotated[list[_Host], Field(max_length=100, description="a list of hosts")] = Field(
        default=[], title="Your sites: their scripts may send it, and `_next` may lead there"
    )
    phone_region: Region | None = Field(
        default=None, description=REGION, title="The country of its phone numbers without a country code"
    )
    fields: Annotated[dict[Label, Text], Field(max_length=200, description="a table of label = field")] = (
        Field(default={}, title="Labels of this form that are not recognised, and the fields they mean")
    )
    watch: Annotated[Literal["on", "off"], Field(description='"on" or "off"')] = Field(
        default="on", title="off: no alarm when it falls silent or loses a field"
    )
    fetch: FetchTable | None = Field(
        default=None,
        description="a table: { token } or { url }",
        title="With what the answers are fetched, of a form that sends ids only",
    )
    captcha: CaptchaTable | None = Field(
        default=None, description="a table: { kind, secret }", title="The captcha that must be solved"
    )
