"""Faults: what the next calls of a method meet, as a test wrote it."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from frontdesk.demo.chat.errors import ApiError

LIMIT: Final = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One call that fails."""

    error: ApiError
    chat_id: int | None = None  #: None: whichever chat it is for
    lost: bool = False  #: carried out, but the answer never arrives


class Faults:
    """The faults that one method still has to show, in order."""

    def __init__(self) -> None:
        self._waiting: deque[Fault] = deque(maxlen=LIMIT)

    def add(self, fault: Fault, times: int) -> None:
        """Let that many calls fail, after those that already will."""
        self._waiting.extend([fault] * min(times, LIMIT))

    def take(self, params: Mapping[str, str]) -> Fault | None:
        """The fault for this call, if there is one; it is used up."""
        for fault in self._waiting:
            if fault.chat_id is None or params.get("chat_id") == str(fault.chat_id):
                self._waiting.remove(fault)
                return fault
        return None
