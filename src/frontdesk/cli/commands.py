"""Commands: every command's name, module and one line of help; its module is loaded when it is called."""

import gc
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final, NamedTuple

import click


class Entry(NamedTuple):
    """Where a command is."""

    module: str  #: of this folder; the command stands in it under its own name
    help: str  #: its one line in the list of commands


COMMANDS: Final[Mapping[str, Entry]] = {
    "audit": Entry("audit", "Is everything that came in accounted for?"),
    "backup": Entry("keep", "Copy the database, while the desk works."),
    "check": Entry("check", "Find every fault before it goes live."),
    "demo": Entry("demo", "Try it all here: no account, no network."),
    "doctor": Entry("doctor", "Look at everything the desk stands on, and say what to do."),
    "embed": Entry("embed", "Print a form for your web page."),
    "erase": Entry("privacy", "Erase everything about one person."),
    "export": Entry("privacy", "Print everything held of one person."),
    "init": Entry("init", "Make a desk folder to edit."),
    "leads": Entry("leads", "Look at the leads that came in: list, show."),
    "migrate": Entry("migrate", "Move the desk into another database."),
    "outbox": Entry("outbox", "Look at what is on its way: list, retry, drop."),
    "preview": Entry("preview", "Show letters as they go out."),
    "quarantine": Entry("quarantine", "Look at suspected spam: list, release."),
    "read": Entry("read", "Show what a form's request becomes."),
    "rehearse": Entry("rehearse", "Try other rules on all stored leads."),
    "rescore": Entry("rehearse", "Judge all stored leads by the rules in force."),
    "restore": Entry("keep", "Put a copy of the database back."),
    "schema": Entry("schema", "Print the JSON Schema of rules.toml, for editors."),
    "score": Entry("look", "Score forms, with every reason."),
    "serve": Entry("serve", "Run the service."),
    "signals": Entry("look", "Show what is known about a form."),
    "suppressions": Entry("suppressions", "Addresses that get no letters: list, add, remove."),
}


class Commands(click.Group):
    """The commands; calling one, or asking for its help, loads it and no other."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        # What click goes through for names, to list them or to guess which one was meant.
        self.commands = {name: click.Command(name, short_help=entry.help) for name, entry in COMMANDS.items()}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, with all that it needs."""
        entry = COMMANDS.get(cmd_name)
        return _loaded(f"{__package__}.{entry.module}", cmd_name) if entry else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


def _loaded(module: str, name: str) -> click.Command:
    """A command of a module; the module is loaded without the collector, which would find nothing to free."""
    if module not in sys.modules:
        collects = gc.isenabled()
        gc.disable()
        import_module(module)
        gc.freeze()
        if collects:
            gc.enable()
    command: click.Command = getattr(sys.modules[module], name)
    return command
