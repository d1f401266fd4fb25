"""Check: finds every fault in a desk folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from frontdesk.app.config import Config, read_config
from frontdesk.app.looking import Looked, Looking
from frontdesk.cli.sample import sample_letter
from frontdesk.desk.clock import wall as now
from frontdesk.errors import Faults
from frontdesk.messages.mail import compose, new_message_id
from frontdesk.messages.words import LANGUAGES
from frontdesk.model.delivery import TEMPLATED, CardFacts
from frontdesk.model.lead import Chat, Purpose
from frontdesk.model.samples import SAMPLES

MASKS: Final = ("full", "partial", "none")


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
        f"well: {len(config.rules.criteria)} criteria, {letters} letters and {len(TEMPLATED)} cards "
        f"rendered for {len(looked)} sample leads"
    )
    click.echo(f"kept: {config.rules.retention}")


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
    for view in TEMPLATED:
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
