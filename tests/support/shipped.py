"""Shipped: what a desk folder without files of its own holds, read once for all tests.

To compile the shipped letters and cards takes a quarter of a second; what comes of it does not change.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from frontdesk.app.config import Config, read_config
from frontdesk.settings import read_settings, shipped_folder

_OWN = ("rules.toml", "templates")
_CHATS = ("FRONTDESK_TRIAGE_CHAT", "FRONTDESK_SALES_CHAT")


def config(desk: Path, variables: Mapping[str, str], *, text: str | None = None) -> Config:
    """What `read_config` gives for that folder."""
    if text is not None or any((desk / name).exists() for name in _OWN):
        return read_config(desk, variables, text=text)
    chats = tuple((name, variables[name]) for name in _CHATS if name in variables)
    return replace(_shipped(chats), desk=desk, settings=read_settings(variables))


@cache
def _shipped(chats: tuple[tuple[str, str], ...]) -> Config:
    """The shipped rules and templates, with the chats that stand in the settings."""
    return read_config(shipped_folder(), dict(chats))
