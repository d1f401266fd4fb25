"""Accepted log: what was accepted, told in the log after those who wait for it have their answer.

A line costs a quarter of what a form does; in a rush one line tells of all that one commit stored.
"""

import asyncio
from typing import Final

import structlog

TOGETHER: Final = 15  #: in one line: their ids have room in it, however long
ACCEPTED: Final = "submission accepted"
REPEATED: Final = "submission came again"

_log = structlog.get_logger(__name__)


class AcceptedLog:
    """Gathers until the event loop's next turn."""

    def __init__(self) -> None:
        self._fresh: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def tell(self, submission: int, form: str, request: str, *, first: bool) -> None:
        """A submission is stored; not `first`: it was already."""
        if not self._fresh:
            asyncio.get_running_loop().call_soon(self._flush)
        key = (ACCEPTED if first else REPEATED, form)
        self._fresh.setdefault(key, []).append((f"{submission:x}", request))

    def _flush(self) -> None:
        fresh, self._fresh = self._fresh, {}
        for (event, form), found in fresh.items():
            for start in range(0, len(found), TOGETHER):
                ids, requests = zip(*found[start : start + TOGETHER], strict=True)
                _log.info(
                    event, form=form, submission=" ".join(ids), request=" ".join(filter(None, requests))
                )
