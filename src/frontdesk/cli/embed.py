"""Embed: the HTML of a form, for any web page."""

from pathlib import Path

import click

from frontdesk.app.config import Config, read_config
from frontdesk.rules.rules import Form
from frontdesk.settings import PREFIX, desk_file
from frontdesk.web.embed import embeddable
from frontdesk.web.embed_form import form_html
from frontdesk.web.embed_words import LANGUAGES, spoken


@click.command(short_help="Print a form for your web page.")
@click.argument("name", metavar="[NAME]", default="web")
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Of the form. Default: its own, else the desk's."
)
@click.pass_obj
def embed(desk: Path, name: str, language: str | None) -> None:
    """Print the HTML of the form NAME (default: web): paste it where the form shall stand.

    Change, add or remove fields as you like. What is still to be set goes to stderr.
    """
    config = read_config(desk)
    form = embeddable(config.rules, name)
    template = desk_file(desk, "templates/pages/embed.html").read_text("utf-8")
    spoken_in = language or spoken(form.language, config.rules.language)
    click.echo(form_html(template, form, _url(config), spoken_in), nl=False)
    for hint in _hints(config, form):
        click.echo(hint, err=True)


def _url(config: Config) -> str:
    settings = config.settings
    return settings.public_url or f"http://{settings.host}:{settings.port}"


def _hints(config: Config, form: Form) -> list[str]:
    """What keeps the form from working, or from working well, on another site."""
    hints = []
    if not config.settings.public_url:
        hints.append(
            f"{PREFIX}PUBLIC_URL: expected the address of this desk as visitors reach it, found nothing"
        )
    if not form.hosts:
        told = 'expected hosts such as ["www.acme.example"], found none'
        hints.append(f"forms.{form.name}: {told}: after sending, the visitor sees a page of the desk")
    if form.key:
        hints.append(f"forms.{form.name}: its key stands in the page: everybody can read it")
    return hints
