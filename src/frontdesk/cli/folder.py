"""Folder: `init` makes a desk folder, `check` finds every fault in one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from frontdesk.app.config import Config, read_config
from frontdesk.app.looking import Looked, Looking
from frontdesk.app.service import now
from frontdesk.cli.preview import sample_letter
from frontdesk.errors import Faults
from frontdesk.messages.letter import compose, new_message_id
from frontdesk.model.delivery import CardFacts, View
from frontdesk.model.lead import Chat, Purpose
from frontdesk.model.samples import SAMPLES
from frontdesk.quantities import written
from frontdesk.settings import PREFIX, Settings, shipped_folder

LANGUAGES: Final = ("en", "ru", "pl")
ENV_HEAD: Final = """\
# Settings of this desk. A line with # and a space is an explanation; a line with # and no space is a setting
# and its default: take the # away to change it. Put a value that holds spaces in quotation marks.
"""
MASKS: Final = ("full", "partial", "none")
OURS: Final = ("demo.", "embed.")  #: the demo's page, and a script of which a copy would grow old


@click.command(short_help="Make a desk folder to edit.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make FOLDER a desk: rules.toml, templates/ and .env to edit. Existing files stay."""
    shipped = shipped_folder()
    made = [_copied(shipped / "rules.toml", folder / "rules.toml")]
    for source in sorted((shipped / "templates").rglob("*")):
        if source.is_file() and not source.name.startswith(OURS):
            made.append(_copied(source, folder / "templates" / source.relative_to(shipped / "templates")))
    env = folder / ".env"
    made.append(not env.exists())
    if made[-1]:
        env.touch(mode=0o600)  # before anything is in it: it will hold passwords
        env.write_text(example_env(), "utf-8")
    click.echo(f"{folder}: {sum(made)} files made, {len(made) - sum(made)} kept as they are.")
    click.echo(
        f"Next: edit {folder / 'rules.toml'} and {env}, then:\n"
        f"  frontdesk --desk {folder} check\n  frontdesk --desk {folder} serve"
    )


def example_env() -> str:
    """A `.env` that names every setting, commented out, with its default."""
    lines = [ENV_HEAD]
    for name, field in Settings.model_fields.items():
        lines.append(f"# {field.description}\n#{PREFIX}{name.upper()}={written(field.default)}\n")
    return "\n".join(lines)


@click.command(short_help="Find every fault before it goes live.")
@click.pass_obj
def check(desk: Path) -> None:
    """Find every fault in rules, templates and settings; render every letter and card."""
    config = read_config(desk)
    looking, at = Looking(config.rules), now()
    looked = {name: looking.look(fields, at) for name, fields in SAMPLES.items()}
    faults = [fault for found in looked.values() for fault in _rendered(config, found)]
    if faults:
        raise Faults(list(dict.fromkeys(faults)))
    letters = sum(len(config.letters.languages(name)) for name in config.letters.names)
    click.echo(
        f"well: {len(config.rules.criteria)} criteria, {letters} letters and {len(View)} cards "
        f"rendered for {len(looked)} sample leads"
    )


def _rendered(config: Config, looked: Looked) -> Iterator[str]:
    """What goes wrong when every letter and card is made for one lead."""
    for name in config.letters.names:
        for language in config.letters.languages(name):
            try:
                letter = sample_letter(config, name, language, looked)
                compose(
                    letter,
                    to="lead@company.example",
                    sender=letter.sender or config.sender.address,
                    reply_to=letter.reply_to or config.sender.reply_to,
                    message_id=new_message_id(config.sender.domain),
                    at=looked.known.now,
                )
            except Exception as error:
                yield f"templates/letters/{name}.{language}.md: {error}"
    for facts in _card_facts(config, looked):
        try:
            config.cards.render(facts, config.rules)
        except Exception as error:
            yield f"templates/cards/{facts.view}.html: {error}"


def _card_facts(config: Config, looked: Looked) -> Iterator[CardFacts]:
    for view in View:
        for language in LANGUAGES:
            for mask in MASKS:
                yield CardFacts(
                    lead=looked.known.lead,
                    view=view,
                    chat=Chat(id=-1, purpose=Purpose.TRIAGE, language=language, mask=mask),
                    latest=looked.known.submissions[-1],
                    signals=looked.signals,
                    receipt=looked.receipt(config.rules),
                    contacts=looked.fields(config.rules),
                    undo=True,
                )


def _copied(source: Path, target: Path) -> bool:
    """Copy a file unless it is there; whether it was copied."""
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True
