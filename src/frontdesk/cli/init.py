"""Init: a desk folder to edit."""

import shutil
from pathlib import Path
from typing import Final

import click

from frontdesk.quantities import written
from frontdesk.settings import PREFIX, Settings, shipped_folder

ENV_HEAD: Final = """\
# Settings of this desk. A line with # and a space is an explanation; a line with # and no space is a setting
# and its default: take the # away to change it. Put a value that holds spaces in quotation marks.
"""
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


def _copied(source: Path, target: Path) -> bool:
    """Copy a file unless it is there; whether it was copied."""
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True
