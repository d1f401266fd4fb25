"""Snapshots: a text that a test makes, held against the file that was looked at when it was written.

With FRONTDESK_SNAPSHOTS=1 in the environment the files are written anew: look at what git says has changed.
"""

import os
from pathlib import Path


def snapshot(file: Path, text: str) -> str:
    """What the text should be. Compare it with the text itself, so that a failure shows the lines."""
    if os.environ.get("FRONTDESK_SNAPSHOTS") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert file.is_file(), f"no snapshot {file.name}; write it with FRONTDESK_SNAPSHOTS=1, and look at it"
    return file.read_text("utf-8")
