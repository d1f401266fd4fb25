"""Account: who gives a command, for the history."""

import getpass
from typing import Final

from frontdesk.text import one_line

BY_CHARS: Final = 100  #: of a name


def given_by(name: str | None) -> str:
    """That name, else the name of the account that runs the command; on one line."""
    return one_line(name or _account(), BY_CHARS)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this container
        return "operator"
