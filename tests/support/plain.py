"""Plain: templates with hardly a word, read in no time, for the many commands that are about something else.

Every command that opens a desk compiles all its letters and cards, which takes longer than most commands.
"""

import tempfile
from functools import cache
from pathlib import Path

from frontdesk.settings import shipped_folder

_LETTER = "---\nsubject: A letter\n---\n\nHello.\n"
_CARD = "#{{ number }} · {{ name }}"
_made = tempfile.TemporaryDirectory(prefix="frontdesk-plain-")


def plain(desk: Path) -> None:
    """Give a desk folder a plain letter and a plain card for each that is shipped."""
    (desk / "templates").mkdir()
    for kind in ("letters", "cards"):
        (desk / "templates" / kind).symlink_to(_templates() / kind)


@cache
def _templates() -> Path:
    shipped = shipped_folder() / "templates"
    for source in (*shipped.glob("letters/*.??.md"), *shipped.glob("cards/*.html")):
        file = Path(_made.name) / source.relative_to(shipped)
        file.parent.mkdir(exist_ok=True)
        file.write_text(_LETTER if source.suffix == ".md" else _CARD, "utf-8")
    return Path(_made.name)
