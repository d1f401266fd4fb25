"""Dying: a process that counts its steps, and may be killed after the first."""

import os
import signal
import time
from typing import Any

ENDS_S = 60.0  #: for a process that is not killed, on a machine that has other things to do


def lived(process: Any, steps: Any, after_s: float | None) -> int:
    """Start a process, kill it `after_s` seconds after its first step unless that is None; its exit code."""
    process.start()
    if after_s is not None:
        while not steps.value and process.is_alive():
            time.sleep(0.001)
        time.sleep(after_s)
        if process.is_alive() and process.pid:
            os.kill(process.pid, signal.SIGKILL)
    process.join(ENDS_S)
    assert process.exitcode is not None
    return int(process.exitcode)
