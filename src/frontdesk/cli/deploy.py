"""Deploy: the files that run frontdesk on a server, written out to be edited."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from frontdesk.errors import Faults

SHIPPED: Final = Path(__file__).parents[1] / "deploy"
_SCRIPT: Final = b"#!"


def write_out(folder: Path, *, replace: bool, now: datetime) -> tuple[Sequence[Path], Sequence[Path]]:
    """Write every file of `SHIPPED` into a folder; those written, and where those went that were there.

    With `replace` a file that is there is moved aside, to its name and `now`; nothing is ever lost.

    Raises:
        Faults: without `replace`, one line for each file that is there; then nothing is written.
    """
    sources = sorted(path for path in SHIPPED.rglob("*") if path.is_file())
    targets = [folder / source.relative_to(SHIPPED) for source in sources]
    taken = [target for target in targets if target.exists() or target.is_symlink()]
    if taken and not replace:
        told = "expected no such file yet, found one; `--replace` moves it aside"
        raise Faults([f"{target}: {told}" for target in taken])
    aside = [target.rename(target.with_name(f"{target.name}.{now:%Y%m%dT%H%M%SZ}")) for target in taken]
    for source, target in zip(sources, targets, strict=True):
        _copy(source, target)
    return targets, aside


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    # Not every way of installing keeps the mode of a file.
    target.chmod(0o755 if source.read_bytes().startswith(_SCRIPT) else 0o644)
