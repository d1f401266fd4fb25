"""Schema: the JSON Schema of rules.toml, for editors."""

import json
from pathlib import Path

import click

from frontdesk.rules.editor import FILE_NAME, json_schema


@click.command(short_help="Print the JSON Schema of rules.toml, for editors.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
def schema(file: Path | None) -> None:
    """Print the JSON Schema of rules.toml, or write it to FILE.

    The first line of rules.toml names it, so an editor that knows TOML completes keys and explains them:
    write it beside rules.toml, as frontdesk-rules.schema.json.
    """
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if file is None:
        click.echo(text, nl=False)
        return
    file.write_text(text, "utf-8")
    hint = "" if file.name == FILE_NAME else f"; the first line of rules.toml looks for {FILE_NAME}"
    click.echo(f"{file}: written{hint}.")
