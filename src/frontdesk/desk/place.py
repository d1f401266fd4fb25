"""Place: where a process runs, so that one that was killed is missed at once and not after a time-out."""

import os
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")


def own_place() -> str:
    """This boot of the machine, this space of process numbers, this process; "" where that cannot be told."""
    return _place(os.getpid()) or ""


def is_gone(place: str) -> bool:
    """Whether that process has surely ended: False for one that cannot be seen from here."""
    boot, _, pid = (place.rpartition(" ")[0]).rpartition(" ")
    here = own_place().rsplit(" ", 2)[0]
    return bool(boot) and boot == here and pid.isdecimal() and _place(int(pid)) != place


def _place(pid: int) -> str | None:
    """Boot and name space, number, start time of a process; the start time tells a number used again."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        space = os.readlink(_PROC / "self/ns/pid")
        # The name of a process may hold blanks and brackets: fields are counted from the last one (proc(5)).
        stat = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (OSError, IndexError):
        return None
    return None if stat[0] == "Z" else f"{boot} {space} {pid} {stat[19]}"
