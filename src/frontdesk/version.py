"""Version: which frontdesk this is."""

from functools import cache
from importlib import metadata
from typing import Final

UNKNOWN: Final = "unknown"  #: run from a folder that was never installed


@cache
def version() -> str:
    """The version that is installed, as `frontdesk --version` shows it."""
    try:
        return metadata.version("frontdesk")
    except metadata.PackageNotFoundError:
        return UNKNOWN
