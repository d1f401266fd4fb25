"""Read: what a raw HTTP request to a form becomes, and why it would be refused."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import click
import orjson

from frontdesk.app.config import read_config
from frontdesk.desk.clock import wall as now
from frontdesk.errors import NotFound, Unreadable
from frontdesk.intake.body import BODY_BYTES
from frontdesk.intake.forms import ADAPTERS
from frontdesk.intake.read import Reading
from frontdesk.intake.read import read as read_request
from frontdesk.intake.request import Response
from frontdesk.intake.wire import request_of
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Form, Rules

HEAD_BYTES: Final = 64_000  #: of a raw request before its body


@click.command(short_help="Show what a form's request becomes.")
@click.option("--form", "name", required=True, metavar="NAME", help="The form: [forms.NAME], or a provider.")
@click.option("--at", metavar="TIME", help="When it came: ISO 8601 or Unix seconds. Default: now.")
@click.argument("file", metavar="REQUEST.http", type=click.File("rb"))
@click.pass_obj
def read(desk: Path, name: str, at: str | None, file: BinaryIO) -> None:
    """Show what REQUEST.http, one raw HTTP request, becomes: nothing is kept or sent. - reads standard input.

    Exit 1 when the form would be refused, or its signature is missing or wrong.
    """
    config = read_config(desk)
    form = _form(config.rules, name)
    raw = file.read(BODY_BYTES + HEAD_BYTES)
    try:
        request = request_of(raw, _time(at), config.settings.public_url)
        reading = read_request(request, form, form.labels or config.rules.labels, anyway=True)
    except Unreadable as error:
        click.echo(f"{file.name}: answered {error.status}: {error}", err=True)
        sys.exit(1)
    shown = [_shown(one, reading) for one in reading.submissions]
    told = orjson.dumps(shown[0] if len(shown) == 1 else shown, option=orjson.OPT_INDENT_2)
    click.echo(told.decode())
    sys.exit(0 if reading.proof is None or reading.proof.state == "ok" else 1)


def _form(rules: Rules, name: str) -> Form:
    """The form of that name; a provider needs no table to be tried."""
    if form := rules.form(name):
        return form
    if name in ADAPTERS:
        return Form(name=name)
    there = ", ".join(sorted(rules.forms)) or "none"
    raise NotFound(f'read: expected a form of rules.toml or a provider, found "{name[:60]}"; forms: {there}')


def _time(text: str | None) -> datetime:
    if text is None:
        return now()
    try:
        seconds = float(text)
    except ValueError:
        seconds = None
    try:
        at = datetime.fromisoformat(text) if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        told = f'--at: expected ISO 8601 or Unix seconds, found "{text[:60]}"'
        raise click.UsageError(told, click.get_current_context()) from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _shown(submission: Submission, reading: Reading) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "provider": submission.provider,
        "form": submission.form,
        "submission_id": submission.submission_id,
        "fields": submission.fields,
        "extra": submission.extra,
        "test_ping": submission.test_ping,
        **{name: True for name in ("thin", "ignore") if getattr(submission, name)},
        "signature": reading.proof.state if reading.proof else None,
    }
    if reading.proof and reading.proof.reason:
        shown["reason"] = reading.proof.reason
    return shown | ({"response": _response(reading.response)} if reading.response else {})


def _response(response: Response) -> dict[str, Any]:
    body = response.body.decode("utf-8", "replace")
    said = {"json": orjson.loads(body)} if response.content_type == "application/json" else {"body": body}
    return {"status": response.status, **said}
