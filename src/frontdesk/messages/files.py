"""Files: templates file by file, from the desk's folder first, then from the shipped one."""

from collections.abc import Sequence
from pathlib import Path


def found_file(folders: Sequence[Path], name: str) -> Path | None:
    """The first folder's file of that name ("letters/layout.html"), or None."""
    return next((path for folder in folders if (path := folder / name).is_file()), None)


def found_files(folders: Sequence[Path], part: str) -> dict[str, Path]:
    """File name: path of every visible file in that part of the folders; an earlier folder wins."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        if (folder / part).is_dir():
            files = (path for path in (folder / part).iterdir() if path.is_file())
            found.update({path.name: path for path in files if not _is_litter(path.name)})
    return dict(sorted(found.items()))


def place(path: Path) -> str:
    """The file as faults name it: templates/letters/again.en.md, templates/letters/parts/small.en.md."""
    return Path(*path.parts[-4 if path.parent.name == "parts" else -3 :]).as_posix()


def _is_litter(name: str) -> bool:
    """What editors and systems leave behind."""
    return name.startswith(".") or name.endswith("~")
