"""Preview: the letters, as text and as HTML, for a made-up or a stored lead."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from frontdesk.app.config import Config, read_config
from frontdesk.app.looking import Looking
from frontdesk.cli.sample import sample_letter
from frontdesk.cli.stored import stored
from frontdesk.cli.story import no_lead
from frontdesk.desk.clock import wall as now
from frontdesk.errors import NotFound
from frontdesk.messages.letter_delay import written
from frontdesk.model.delivery import Attachment, Letter
from frontdesk.model.lead import Known
from frontdesk.model.samples import SAMPLES
from frontdesk.store.leads import read_known
from frontdesk.suggestion import suggestion

WIDTH: Final = 72  #: of the line above a letter
#: As it is typed: the sample's name.
_NAMES: Final = {name.replace(" ", "-"): name for name in SAMPLES}


@click.command(short_help="Show letters as they go out.")
@click.argument("letter", required=False)
@click.option("--language", metavar="LANG", help="Only this language: en, ru, pl …")
@click.option(
    "--sample", type=click.Choice(list(_NAMES)), default="complete", show_default=True, help="For which lead."
)
@click.option("--lead", type=click.IntRange(1, 2**63 - 1), help="For this stored lead instead of a sample.")
@click.option("--text/--html", "text", default=None, help="Only this part. Default: both.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write NAME.LANG.html and .txt into this folder, to open in a browser.",
)
@click.pass_obj
def preview(
    desk: Path,
    letter: str | None,
    language: str | None,
    sample: str,
    lead: int | None,
    text: bool | None,
    out: Path | None,
) -> None:
    """Show LETTER, or all of them, in every language they are written in."""
    config = read_config(desk)
    if letter and letter not in config.letters.names:
        there, near = ", ".join(config.letters.names), suggestion(letter, config.letters.names)
        raise NotFound(f'preview: expected a letter, found "{letter[:60]}"; letters: {there}{near}')
    looking = Looking(config.rules)
    looked = looking.known(_known(config, lead)) if lead else looking.look(SAMPLES[_NAMES[sample]], now())
    for name in [letter] if letter else config.letters.names:
        for spoken in [language] if language else config.letters.languages(name):
            found = sample_letter(config, name, spoken, looked)
            head = "\n".join(_head(config, found, spoken))
            if out:
                _written(out, found, head, text)
            else:
                click.echo(_shown(found, head, text))


def _known(config: Config, number: int) -> Known:
    at = now()
    read = stored(config, lambda db: db.read(lambda connection: read_known(connection, [number], at)))
    known = (read or {}).get(number)
    if known is None or not known.submissions:
        raise no_lead(number)
    return known


def _head(config: Config, letter: Letter, asked: str) -> Iterator[str]:
    missing = f" (there is none in {asked[:20]})" if asked != letter.language else ""
    yield f"{f'── {letter.name} · {letter.language}{missing} ':─<{WIDTH}}"
    yield f"From: {letter.sender or config.sender.address}"
    if reply_to := letter.reply_to or config.sender.reply_to:
        yield f"Reply-To: {reply_to}"
    yield f"Subject: {letter.subject}"
    if delay := config.letters.delay(letter.name, letter.language):
        yield f"Delay: {written(delay)}"
    for attached in letter.attachments:
        yield f"Attached: {_file(attached)}"
    for picture in letter.pictures:
        yield f"Picture: {_file(picture)}"


def _file(attachment: Attachment) -> str:
    return f"{attachment.name}, {len(attachment.content)} bytes"


def _shown(letter: Letter, head: str, text: bool | None) -> str:
    parts = [head]
    if text is not False:
        parts.append(letter.text.strip())
    if text is not True:
        parts.append(f"{'── the same as HTML ':─<{WIDTH}}" if text is None else "")
        parts.append(letter.html.strip())
    return "\n\n".join(part for part in parts if part) + "\n"


def _written(out: Path, letter: Letter, head: str, text: bool | None) -> None:
    """The letter as files; its pictures beside them, since a browser knows no mail to take them from."""
    out.mkdir(parents=True, exist_ok=True)
    path, html = out / f"{letter.name}.{letter.language}.html", letter.html
    for picture in letter.pictures:
        file_name = f"{(picture.cid or '')[:12]}-{picture.name}"
        (out / file_name).write_bytes(picture.content)
        html = html.replace(f"cid:{picture.cid}", file_name)
    if text is not True:
        path.write_text(html, "utf-8")
        click.echo(path)
    if text is not False:
        path.with_suffix(".txt").write_text(f"{head}\n\n{letter.text}", "utf-8")
        click.echo(path.with_suffix(".txt"))
