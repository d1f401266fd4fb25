"""Settings: the environment and `.env`, read once into one frozen `Settings`.

Nothing else reads the environment. What is missing or wrong is reported at once, all of it.
"""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from frontdesk.addresses import domain_name, resolver_address, selector, smtp_address, web_address
from frontdesk.errors import Faults
from frontdesk.quantities import Bytes, Networks, Size, Span, Spans
from frontdesk.suggestion import suggestion
from frontdesk.text import one_line

PREFIX: Final = "FRONTDESK_"
FOUND_CHARS: Final = 60  #: of a wrong value, in a fault
#: pydantic's kind of a fault: what it expects, where its own words are for programmers.
_EXPECTED: Final = {
    "int_parsing": "a whole number",
    "time_delta_parsing": "a time such as 90s, 5m or 2h",
}
#: Kinds of faults that only settings have which are no secret: numbers, times and words of a list.
_OPEN: Final = frozenset((*_EXPECTED, "literal_error", "less_than_equal", "greater_than_equal"))
BOT_API: Final = "https://api.telegram.org"
META_API: Final = "https://graph.facebook.com"
EXAMPLE_FROM: Final = '"Acme <hello@acme.example>"'
JUDGE_RETRIES: Final = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720))
RETRIES: Final = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720))
FETCH_RETRIES: Final = (timedelta(seconds=10), *RETRIES)
SECRET_CHARS: Final = 16  #: a shorter secret could be guessed
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


def _secret(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < SECRET_CHARS:
        raise ValueError(f"expected at least {SECRET_CHARS} characters, found fewer")
    return value


def _smtp(value: SecretStr) -> SecretStr:
    scheme, host, _, user, _ = smtp_address(value.get_secret_value())
    if scheme == "smtp" and user and host not in _LOOPBACK:
        raise ValueError("expected smtps:// or smtp+starttls:// with a password, found an open line")
    return value


def _dns(value: str) -> str:
    if value not in ("on", "off"):
        resolver_address(value)
    return value


WebAddress = Annotated[str, AfterValidator(web_address)]
Domain = Annotated[str, AfterValidator(domain_name)]
Selector = Annotated[str, AfterValidator(selector)]
Secret = Annotated[SecretStr, AfterValidator(_secret)]
Smtp = Annotated[SecretStr, AfterValidator(_smtp)]
Dns = Annotated[str, AfterValidator(_dns)]


class Settings(BaseModel):
    """What the operator decides; every field is `FRONTDESK_` and its name in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    database: str = Field("sqlite:///frontdesk.db", description="where everything is kept")
    host: str = Field("127.0.0.1", description="the address to listen on")
    port: int = Field(8080, ge=0, le=65535, description="the port to listen on; 0 takes a free one")
    public_url: WebAddress | None = Field(
        None, description="address of this desk as senders know it: `https://forms.acme.example`"
    )
    trusted_proxies: Networks = Field(
        (), description="addresses of the proxies in front, whose `X-Forwarded-For` counts: `10.0.0.0/8,::1`"
    )
    secret: Secret | None = Field(
        None, description="signs links and tokens; made once and kept in the database when not given"
    )
    smtp: Smtp | None = Field(None, description="`smtp(s)://user:pass@host:port`, or `smtp+starttls://…`")
    mail_from: str | None = Field(None, description="From of every letter: `Acme <hello@acme.example>`")
    mail_reply_to: str | None = Field(None, description="where answers to letters go")
    alarm_mail: str | None = Field(
        None, description="address of whoever runs the desk: gets a mail when an alarm is raised or over"
    )
    bounce_domain: Domain | None = Field(
        None,
        description="domain whose mail to `bounce+…` tells which letter came back; else it goes to the From",
    )
    dkim_key: SecretStr | None = Field(
        None, description="signs letters: path of a PEM file in the desk folder, or the PEM itself"
    )
    dkim_selector: Selector | None = Field(
        None, description="name of that key in DNS: SELECTOR._domainkey.DOMAIN"
    )
    telegram_token: SecretStr | None = Field(None, description="the bot's token, from @BotFather")
    telegram_api: WebAddress = Field(BOT_API, description="root address of the Bot API, without `/bot`")
    telegram_proxy: SecretStr | None = Field(None, description="proxy for the Bot API")
    telegram_mode: Literal["polling", "webhook"] = Field(
        "polling", description="how presses come: `polling`, or `webhook` to `PUBLIC_URL` + `/telegram`"
    )
    meta_api: WebAddress = Field(META_API, description="root address of Meta's Graph API, without a version")
    captcha_api: WebAddress | None = Field(
        None, description="address before `/siteverify`, instead of each captcha's own"
    )
    triage_chat: int | None = Field(None, description="id of the secretaries' chat")
    sales_chat: int | None = Field(None, description="id of the sales chat")
    log: Literal["console", "json"] = Field(
        "console", description="how the log looks: `console` for people, `json` for programs"
    )
    letter_retries: Spans = Field(
        RETRIES, description="delays before a letter is tried again; then it is held"
    )
    body_timeout: Span = Field(timedelta(seconds=10), description="for a visitor to send a form whole")
    files: str = Field("files", description="folder for files that people send; in the desk folder")
    file_limit: Size = Field(Bytes(10_000_000), description="for one file of a form")
    upload_limit: Size = Field(Bytes(20_000_000), description="for a form with all its files")
    upload_timeout: Span = Field(
        timedelta(minutes=2), le=timedelta(minutes=30), description="for a form with files to arrive whole"
    )
    upload_pace: Size = Field(
        Bytes(32_000), description="bytes a second that files must arrive at, once `BODY_TIMEOUT` is over"
    )
    write_wait: Span = Field(timedelta(seconds=10), description="for the database before a form gets 503")
    repeat_window: Span = Field(
        timedelta(seconds=300),
        description="how long equal content from one form counts as the same submission; 0s: never",
    )
    smtp_connections: int = Field(4, ge=1, le=64, description="letters on their way at once, over one each")
    smtp_timeout: Span = Field(timedelta(minutes=5), description="for each SMTP step but the last")
    smtp_final_timeout: Span = Field(timedelta(seconds=600), description="after the final dot of a letter")
    telegram_timeout: Span = Field(timedelta(seconds=20), description="for one call of the Bot API")
    telegram_poll: Span = Field(timedelta(seconds=25), description="how long one getUpdates waits")
    telegram_look: Span = Field(
        timedelta(seconds=60), description="how often one node looks whether the webhook stands"
    )
    lookup_timeout: Span = Field(
        timedelta(seconds=5), description="to fetch the answers to a notice that holds ids only"
    )
    fetch_retries: Spans = Field(
        FETCH_RETRIES, description="delays before answers are fetched again; then a person must see to it"
    )
    captcha_timeout: Span = Field(timedelta(seconds=2), description="for a captcha's service to answer")
    captcha_wait: Span = Field(
        timedelta(seconds=5),
        description="how long a form may wait for its captcha; then it goes on unchecked",
    )
    dns: Dns = Field(
        "on", description="who is asked whether a domain takes mail: `on`, `off` or `HOST:PORT` of a resolver"
    )
    dns_timeout: Span = Field(
        timedelta(seconds=2), description="for DNS to answer; then the letter goes out unchecked"
    )
    dns_keep: Span = Field(timedelta(hours=24), description="how long a domain that takes mail is believed")
    dns_keep_no: Span = Field(timedelta(hours=1), description="how long one that takes none is believed")
    dns_rest: Span = Field(
        timedelta(seconds=30), description="how long DNS is not asked again that gave no answer"
    )
    unsure_retry: Span = Field(
        timedelta(minutes=10), description="before what may have gone out is tried again"
    )
    unsure_card_retry: Span = Field(timedelta(seconds=30), description="the same for the card of a hot lead")
    card_gap: Span = Field(timedelta(seconds=1), description="between two messages to one chat")
    edit_gap: Span = Field(timedelta(seconds=3), description="between two edits of one card")
    burst_cards: int = Field(
        6,
        ge=0,
        le=10_000,
        description="new cards that may wait in a chat; 0: no live message for more",
    )
    burst_every: Span = Field(timedelta(seconds=15), description="between two edits of the live message")
    burst_quiet: Span = Field(
        timedelta(minutes=2),
        description="without new leads; then the cards of a burst come by themselves",
    )
    node_beat: Span = Field(timedelta(seconds=5), description="between two heartbeats of a node")
    node_timeout: Span = Field(
        timedelta(seconds=30), description="how long a node may be silent before its work goes to others"
    )
    judge_retries: Spans = Field(
        JUDGE_RETRIES, description="delays before a form that could not be judged is tried again"
    )
    sweep_every: Span = Field(
        timedelta(seconds=60), description="how often one node looks for what was left lying"
    )
    audit_every: Span = Field(timedelta(hours=1), description="how often one node runs the audit")
    overdue: Span = Field(
        timedelta(minutes=10), description="how long a form or a letter may wait before an alarm"
    )
    silence_every: Span = Field(
        timedelta(minutes=15), description="how often one node looks for silent forms and vanished fields"
    )
    poll: Span = Field(timedelta(seconds=1), description="the worker looks for work at least this often")
    stop_timeout: Span = Field(timedelta(seconds=7), description="to finish what was begun at shutdown")


def environment(desk: Path) -> dict[str, str]:
    """The process's environment over the `.env` of the desk folder."""
    return {**{k: v for k, v in dotenv_values(desk / ".env").items() if v is not None}, **os.environ}


def read_settings(variables: Mapping[str, str]) -> Settings:
    """Settings from environment variables; blank ones count as not given.

    Raises:
        Faults: with every name that is unknown and every value that is wrong.
    """
    given = {
        name[len(PREFIX) :].lower(): value
        for name, value in variables.items()
        if name.startswith(PREFIX) and value.strip()
    }
    problems = [_unknown(name) for name in given if name not in Settings.model_fields]
    try:
        settings = Settings(**{k: v for k, v in given.items() if k in Settings.model_fields})  # type: ignore[arg-type]
    except ValidationError as error:
        problems += [_fault(fault, given) for fault in error.errors(include_input=False)]
        raise Faults(problems) from error
    if settings.smtp and not settings.mail_from:
        problems.append(
            f"{PREFIX}MAIL_FROM: expected the From of letters, found nothing; e.g. {EXAMPLE_FROM}"
        )
    if bool(settings.dkim_key) != bool(settings.dkim_selector):
        names = ("SELECTOR", "KEY") if settings.dkim_key else ("KEY", "SELECTOR")
        problems.append(f"{PREFIX}DKIM_{names[0]}: expected it beside {PREFIX}DKIM_{names[1]}, found nothing")
    if problems:
        raise Faults(problems)
    return settings


def shipped_folder() -> Path:
    """The folder with the shipped `templates/` and `rules.toml`: in the wheel, else the repo's top."""
    inside = Path(__file__).with_name("shipped")
    return inside if (inside / "rules.toml").is_file() else Path(__file__).parents[2]


def desk_file(desk: Path, name: str) -> Path:
    """A file of the desk folder, else the shipped one of that name."""
    own = desk / name
    return own if own.is_file() else shipped_folder() / name


def _unknown(name: str) -> str:
    hint = suggestion(name.upper(), map(str.upper, Settings.model_fields), PREFIX)
    return f"{PREFIX}{name.upper()}: expected a known setting, found this one{hint}"


def _fault(fault: Any, given: Mapping[str, str]) -> str:
    """What is wrong with a setting; its value is told only where its kind is one that holds no secret."""
    name, message = str(fault["loc"][0]), fault["msg"].removeprefix("Value error, ")
    expected = _EXPECTED.get(fault["type"]) or message.removeprefix("Input should be ")
    if fault["type"] in _OPEN:
        message = f'expected {expected}, found "{one_line(given[name], FOUND_CHARS)}"'
    return f"{PREFIX}{name.upper()}: {message}"
