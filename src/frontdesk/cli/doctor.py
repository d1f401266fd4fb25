"""Doctor: looks at what a desk stands on, and tells part by part what is well and what a person has to do."""

import asyncio
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click
import orjson

from frontdesk.app.config import read_config
from frontdesk.app.doctor import Doctor, Group
from frontdesk.app.mail_doctor import MailDoctor
from frontdesk.cli.table import terminal_width
from frontdesk.desk.clock import wall as now
from frontdesk.messages.mail_headers import recipient
from frontdesk.model.finding import Finding, State
from frontdesk.text import clean, one_line

WIDTHS: Final = (40, 80, 100)  #: columns at least, where there is no terminal, and at most
_SAID_CHARS: Final = 600  #: of one finding: records and servers may say anything
_AFFECTED: Final = {
    frozenset({Group.MAIL}): "letters",
    frozenset({Group.TELEGRAM}): "cards",
    frozenset({Group.MAIL, Group.TELEGRAM}): "letters and cards",
}
_STATE: Final = 9  #: columns of "warning" and a gap
_COLOURS: Final = {State.OK: "green", State.WARNING: "yellow", State.FAULT: "red", State.UNKNOWN: "cyan"}


@click.command(short_help="Look at everything the desk stands on, and say what to do.")
@click.option("--settings", is_flag=True, help="Settings, rules and templates.")
@click.option("--database", is_flag=True, help="The database: sound, of this version, backed up, with room.")
@click.option("--clock", is_flag=True, help="This machine's clock, beside the database's and others'.")
@click.option("--address", is_flag=True, help="The public address: leads here, certificate, proxies.")
@click.option("--mail", is_flag=True, help="The mail server, SPF, DKIM, DMARC and where answers go.")
@click.option("--telegram", is_flag=True, help="The bot, its rights in each chat, how presses come, people.")
@click.option("--to", metavar="ADDRESS", help="Mail, and then one test letter there: a mailbox of yours.")
@click.option("--json", "as_json", is_flag=True, help="One list of {part, state, said, do}.")
@click.pass_obj
def doctor(desk: Path, /, to: str | None, as_json: bool, **named: bool) -> None:
    """Look at all that the desk stands on, or at the parts that are named. Nothing is sent without --to.

    A state is ok, warning, fault, or unknown where nobody answered. Exit 1 when there is a fault.
    """
    to = None if to is None else _one_address(to)
    groups = {Group(name) for name, given in named.items() if given} | ({Group.MAIL} if to else set())
    found = asyncio.run(_looked(desk, groups or set(Group), to))
    if as_json:
        click.echo(orjson.dumps([asdict(finding) for finding in found], option=orjson.OPT_INDENT_2))
    else:
        for line in _lines(found, groups):
            click.echo(line)
    sys.exit(1 if any(finding.state is State.FAULT for finding in found) else 0)


async def _looked(desk: Path, groups: set[Group], to: str | None) -> list[Finding]:
    found = await Doctor(desk, now()).findings(groups)
    if to is None:
        return found
    # Imported where it is wanted: it reads a form, with all its word lists.
    from frontdesk.cli.trial import trial_letter

    config = read_config(desk)
    one = MailDoctor(config.settings, config.desk, now())
    return [*found, await one.send(trial_letter(config, to, now()), to, found)]


def _one_address(to: str) -> str:
    try:
        return recipient(to.encode().decode())
    except ValueError as error:
        told = f'--to: expected one address, found "{one_line(to, 80)}"'
        raise click.UsageError(told, click.get_current_context()) from error


def _lines(found: Sequence[Finding], groups: set[Group]) -> Iterator[str]:
    least, usual, most = WIDTHS
    width = min(max(terminal_width() or usual, least), most)
    indent = _STATE + max(len(finding.part) for finding in found) + 2
    for finding in found:
        state = click.style(f"{finding.state:<{_STATE}}", fg=_COLOURS[finding.state])
        said = _wrapped(one_line(clean(finding.said), _SAID_CHARS), width, indent)
        yield f"{state}{finding.part:<{indent - _STATE}}{said.lstrip()}"
        do, *copied = clean(finding.do).split("\n") if finding.do else [""]
        if do:
            yield _wrapped(f"→ {do}", width, indent)
        # To be copied: in whole lines, however long.
        yield from (f"    {line}" for line in copied)
    yield ""
    yield _sum(found, _AFFECTED.get(frozenset(groups)))


def _wrapped(text: str, width: int, indent: int) -> str:
    space = " " * indent
    return textwrap.fill(
        text,
        width,
        initial_indent=space,
        subsequent_indent=space,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _sum(found: Sequence[Finding], what: str | None) -> str:
    counts = {state: sum(finding.state is state for finding in found) for state in State}
    told = ", ".join(f"{count} {_counted(state, count)}" for state, count in counts.items() if count)
    if what is None:
        return f"{told}: the desk {'needs you' if counts[State.FAULT] else 'can work'}"
    return f"{told}: {what} {'cannot be relied on' if counts[State.FAULT] else 'can go out'}"


def _counted(state: State, count: int) -> str:
    return f"{state}s" if count > 1 and state in (State.WARNING, State.FAULT) else str(state)
