"""Rehearse: `rehearse NEW.toml` shows what other rules would do to all stored leads, `rescore` does it."""

from pathlib import Path
from typing import Final

import click
import orjson

from frontdesk.app.config import Config, read_config
from frontdesk.app.rehearser import Rehearsing
from frontdesk.app.rehearsing import new_config, rehearse_stored
from frontdesk.app.rescoring import rescore_stored
from frontdesk.cli.failing import fail
from frontdesk.cli.progress import progress_bar
from frontdesk.cli.rehearsed import failures, lines
from frontdesk.cli.stored import stored
from frontdesk.desk.clock import wall as now
from frontdesk.desk.rescore import Rescored
from frontdesk.messages.rehearsal_page import rehearsal_page
from frontdesk.model.rehearsal import Rehearsal
from frontdesk.scoring.rehearsal import rehearsal
from frontdesk.scoring.tally import LISTED, Tally
from frontdesk.settings import desk_file
from frontdesk.text import one_line

_PAGE: Final = "templates/pages/rehearsal.html"
_FILE: Final = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Try other rules on all stored leads.")
@click.argument("new", metavar="NEW.toml", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--json", "as_json", is_flag=True, help="All of it as one JSON object.")
@click.option("--html", "page", type=_FILE, metavar="FILE", help="Write it as a page with plots, too.")
@click.option(
    "--limit",
    type=click.IntRange(0, LISTED),
    default=20,
    show_default=True,
    help="How many changed leads the tables name, newest first.",
)
@click.pass_obj
def rehearse(desk: Path, new: Path, as_json: bool, page: Path | None, limit: int) -> None:
    """Judge all stored leads by the rules in NEW.toml and show what would change; nothing does.

    The service may run meanwhile. To have it for real, make NEW.toml your rules.toml and run `frontdesk
    rescore`.
    """
    config = new_config(desk, new)
    report = _rehearsed(config)
    names_of = {one.id: one.name(config.rules.language) for one in config.rules.criteria}
    file = one_line(new.name, 100)
    if page:
        source = desk_file(desk, _PAGE).read_text("utf-8")
        page.write_text(rehearsal_page(source, report, names_of, file=file, at=now()), "utf-8")
    if as_json:
        click.echo(orjson.dumps(report))
    else:
        for line in lines(report, names_of, file, limit):
            click.echo(line)
        if page:
            click.echo(f"\n{page}: the same with plots, for a browser")
    fail(failures(report))


@click.command(short_help="Judge all stored leads by the rules in force.")
@click.option("--open", "open_only", is_flag=True, help="Only leads that people have a card of to act on.")
@click.option("--json", "as_json", is_flag=True, help="What was done, as one JSON object.")
@click.pass_obj
def rescore(desk: Path, open_only: bool, as_json: bool) -> None:
    """Judge stored leads anew by rules.toml; each gets a new receipt beside its old ones.

    Bands, states and cards follow where nobody has claimed the lead. What people answered or decided stays,
    and no letter goes out. The service may run meanwhile. Run again, it goes on where it was ended.
    """
    config = read_config(desk)
    with progress_bar("rescoring") as progress:
        done = stored(config, lambda db: rescore_stored(db, config, progress, open_only=open_only))
    done = done or Rescored(rules=config.rules.hash)
    if as_json:
        click.echo(orjson.dumps(done, option=orjson.OPT_NON_STR_KEYS))
    else:
        click.echo(_told(done))
    fail(
        f"lead {lead}: expected one that can be judged, found: {error}" for lead, error in done.failed.items()
    )


def _rehearsed(config: Config) -> Rehearsal:
    plan = Rehearsing(desk=config.desk, database=config.settings.database, text=config.rules.text, now=now())
    with progress_bar("rehearsing") as progress:
        report = stored(config, lambda db: rehearse_stored(db, plan, progress))
    return report or rehearsal(Tally(config.rules))


def _told(done: Rescored) -> str:
    if not done.looked:
        return "No leads to judge anew."
    old = f"; {done.looked - done.scored:,} had one" if done.scored < done.looked else ""
    told = f"{done.scored:,} leads got a receipt under the rules {done.rules[:12]}{old}."
    return f"{told} {done.bands:,} changed band, {done.states:,} stand elsewhere now."
