"""Preview: the letters, as text and as HTML, for a made-up or a stored lead."""

from pathlib import Path
from typing import Final

import click

from frontdesk.app.config import read_config
from frontdesk.app.looking import Looking
from frontdesk.cli.leads import known_lead
from frontdesk.cli.sample import sample_letter
from frontdesk.desk.clock import wall as now
from frontdesk.errors import NotFound
from frontdesk.model.delivery import Letter
from frontdesk.model.samples import SAMPLES

WIDTH: Final = 72  #: of the line above a letter
_NAMES: Final = {name.replace(" ", "-"): name for name in SAMPLES}


@click.command(short_help="Show letters as they go out.")
@click.argument("letter", required=False)
@click.option("--language", metavar="LANG", help="Only this language: en, ru, pl …")
@click.option(
    "--sample", type=click.Choice(list(_NAMES)), default="complete", show_default=True, help="For which lead."
)
@click.option("--lead", type=click.IntRange(1, 2**63 - 1), help="For this stored lead instead of a sample.")
@click.option("--text/--html", "text", default=None, help="Only this part. Default: both.")
@click.pass_obj
def preview(
    desk: Path, letter: str | None, language: str | None, sample: str, lead: int | None, text: bool | None
) -> None:
    """Show LETTER, or all of them, in every language they are written in."""
    config = read_config(desk)
    if letter and letter not in config.letters.names:
        there = ", ".join(config.letters.names)
        raise NotFound(f'preview: no letter "{letter[:60]}"; there is {there}')
    looking = Looking(config.rules)
    looked = looking.known(known_lead(config, lead)) if lead else looking.look(SAMPLES[_NAMES[sample]], now())
    for name in [letter] if letter else config.letters.names:
        for spoken in [language] if language else config.letters.languages(name):
            click.echo(_shown(sample_letter(config, name, spoken, looked), text, asked=spoken))


def _shown(letter: Letter, text: bool | None, asked: str) -> str:
    missing = f" (there is none in {asked[:20]})" if asked != letter.language else ""
    head = f"── {letter.name} · {letter.language}{missing} "
    attached = "".join(f"\nAttached: {a.name}, {len(a.content)} bytes" for a in letter.attachments)
    parts = [f"{head:─<{WIDTH}}\nSubject: {letter.subject}{attached}"]
    if text is not False:
        parts.append(letter.text.strip())
    if text is not True:
        parts.append(f"{'── the same as HTML ':─<{WIDTH}}" if text is None else "")
        parts.append(letter.html.strip())
    return "\n\n".join(part for part in parts if part) + "\n"
