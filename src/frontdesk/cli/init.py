"""Init: a desk folder to edit."""

import shutil
from pathlib import Path
from typing import Final

import click

from frontdesk.cli.deploy import write_out
from frontdesk.desk.clock import wall as now
from frontdesk.quantities import written
from frontdesk.settings import PREFIX, Settings, shipped_folder

ENV_HEAD: Final = """\
# Settings of this desk. A line with # and a space is an explanation; a line with # and no space is a setting
# and its default: take the # away to change it. Put a value that holds spaces in quotation marks.
"""
_FOLDER: Final = click.Path(path_type=Path, file_okay=False)
OURS: Final = ("demo.", "embed.")  #: the demo's page, and a script of which a copy would grow old


@click.command(short_help="Make a desk folder to edit.")
@click.argument("folder", type=_FOLDER, required=False)
@click.option("--deploy", metavar="DIR", type=_FOLDER, help="Write what runs it on a server into DIR.")
@click.option("--replace", is_flag=True, help="With --deploy: move files that are there aside.")
def init(folder: Path | None, deploy: Path | None, replace: bool) -> None:
    """Make FOLDER a desk: rules.toml, templates/ and .env to edit. Existing files stay.

    With --deploy DIR, write the files that run frontdesk on a server: units of systemd with a backup by
    timer, a Dockerfile and compose.yaml, a Caddyfile, nginx.conf and sample.env. No file is written over.
    """
    if folder is None and deploy is None:
        raise click.UsageError("expected a FOLDER or --deploy DIR, found neither")
    if replace and deploy is None:
        raise click.UsageError("expected --deploy DIR beside --replace, found none")
    if deploy is not None:
        _deploy(deploy, replace)
    if folder is not None:
        _make(folder)


def _deploy(folder: Path, replace: bool) -> None:
    written_out, aside = write_out(folder, replace=replace, now=now())
    click.echo(f"{folder}: {len(written_out)} files made, {len(aside)} moved aside.")
    for path in aside:
        click.echo(f"What was there is now {path}")


def _make(folder: Path) -> None:
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
